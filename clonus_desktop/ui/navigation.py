"""Where the clinician is, and where a page asks to go."""

from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place


class Screen(StrEnum):
    """The screens of the window."""

    PATIENTS = "patients"
    PATIENT_FORM = "patient-form"
    CHART = "chart"
    EXAM = "exam"
    REVIEW = "review"
    CONTEXT = "context"
    HUNTER = "hunter"
    LETTER = "letter"
    SETTINGS = "settings"
    HELP = "help"


WITHOUT_RAIL = frozenset({Screen.EXAM, Screen.REVIEW, Screen.CONTEXT, Screen.HUNTER})
"""During an examination the only ways out are Leave and Review."""

OF_A_PATIENT = WITHOUT_RAIL | {Screen.CHART, Screen.LETTER}
"""Screens under the patient's banner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A screen and what it is to show.

    Attributes:
        screen: Which one.
        patient_id: Whose; None for a new patient or a screen of no patient.
        examination_id: Which examination (exam, review, letter), or None for the usual one.
        place: The place to open in the exam, or None for the first open one.
        chapter: The chapter of the manual to open, or "" for the first.
        letter_id: The issued letter to show as it was issued, or None for a new one.
    """

    screen: Screen
    patient_id: int | None = None
    examination_id: int | None = None
    place: Place | None = None
    chapter: str = ""
    letter_id: int | None = None
