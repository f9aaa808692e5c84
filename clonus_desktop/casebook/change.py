"""What a verb changed, in as few words as a view needs to read again."""

from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination


class Deed(StrEnum):
    """What was done to the record."""

    PATIENT = "patient"
    STARTED = "started"
    RECORDED = "recorded"
    CORRECTED = "corrected"
    NOTED = "noted"
    STATED = "stated"
    UNDONE = "undone"
    REDONE = "redone"
    SIGNED = "signed"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    ISSUED = "issued"
    PRACTICE = "practice"
    MERGED = "merged"
    PARTED = "parted"
    ERASED = "erased"
    CLINICIANS = "clinicians"
    SHIPPED = "shipped"
    IMPORTED = "imported"
    ADDRESSEES = "addressees"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One deed that is now in the record.

    Attributes:
        deed: What was done.
        patient_id: Whose record it was, or None.
        examination_id: In which examination, or None.
        place: At which place, or None.
        addressee_id: Which addressee, or None.
        letter_id: Which issued letter, or None.
    """

    deed: Deed
    patient_id: int | None = None
    examination_id: int | None = None
    place: Place | None = None
    addressee_id: int | None = None
    letter_id: int | None = None

    @classmethod
    def of(cls, deed: Deed, examination: Examination, place: Place | None = None) -> "Change":
        """A deed in an examination, at one of its places or in the whole."""
        return cls(
            deed=deed,
            patient_id=examination.patient_id,
            examination_id=examination.id,
            place=place,
        )
