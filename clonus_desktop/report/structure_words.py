"""What structures, their headings and the fields that are typed into are called."""

from collections.abc import Mapping

from clonus_desktop.domain.message import Message

STRUCTURES: Mapping[str, Message] = {
    "plain": Message("Plain letter"),
    "prsb": Message("PRSB outpatient letter"),
    "sbar": Message("SBAR"),
}
"""The structures by their key, in the order in which they are offered."""

HEADINGS: Mapping[str, Message] = {
    "attendance": Message("Attendance details"),
    "requirements": Message("Individual requirements"),
    "diagnoses": Message("Diagnoses"),
    "procedures": Message("Procedures"),
    "medication": Message("Medications and medical devices"),
    "allergies": Message("Allergies and adverse reactions"),
    "history": Message("Clinical history"),
    "summary": Message("Clinical summary"),
    "examination": Message("Examination findings"),
    "scales": Message("Assessment scales"),
    "results": Message("Investigation results"),
    "social": Message("Social context"),
    "family": Message("Family history"),
    "alerts": Message("Safety alerts"),
    "concerns": Message("Patient and carer concerns"),
    "information": Message("Information and advice given"),
    "plan": Message("Plan and requested actions"),
    "situation": Message("Situation"),
    "background": Message("Background"),
    "assessment": Message("Assessment"),
    "recommendation": Message("Recommendation"),
}
"""The headings that a structure may name, by their key."""

TYPED: Mapping[str, Message] = {
    "reason": Message("Reason for referral"),
    "requirements": Message("Individual requirements"),
    "procedures": Message("Procedures"),
    "medication": Message("Medication"),
    "allergies": Message("Allergies and adverse reactions"),
    "history": Message("Clinical history"),
    "summary": Message("Clinical summary"),
    "results": Message("Investigation results"),
    "social": Message("Social context"),
    "family": Message("Family history"),
    "concerns": Message("Patient and carer concerns"),
    "information": Message("Information and advice given"),
    "plan": Message("Plan and requested actions"),
}
"""The parts that the clinician types, by their key; all others are written from the record."""
