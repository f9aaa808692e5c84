"""What the writer of a letter chose and typed, and how patients are named in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clonus_desktop.domain.patient import Patient

PLAIN = "plain"
"""The structure of a practice that has not chosen another one."""

SWITCHED = ("table", "plot", "technique", "notes", "context", "hunter", "rules")
"""The parts that a writer may leave out, in the order in which they are offered."""

USUALLY_WITHOUT = frozenset({"technique", "notes"})
"""What is left out until somebody wants it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOptions:
    """What the writer chose.

    Attributes:
        recipient: One line per line of the address, such as "Dr M Halloran, Neurology".
        salutation: As in "Dear Margaret,"; empty to greet the recipient by title and name.
        addressee_id: Row of the addressee that the recipient was taken from, or None.
        copies: One line for each who gets a copy.
        structure: Key of the headings.
        language: Code of the letter's language; empty for that of the screen.
        typed: The clinician's own words by the part that they stand in.
        without: Those of ``SWITCHED`` that are left out.
    """

    recipient: str = ""
    salutation: str = ""
    addressee_id: int | None = None
    copies: str = ""
    structure: str = PLAIN
    language: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = USUALLY_WITHOUT

    def has(self, part: str) -> bool:
        """True when the part is wanted, wherever it may stand."""
        return part not in self.without


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How a patient is named in a letter, beyond the patient's own record.

    Attributes:
        number_label: Stands before the record number, in English, such as "NHS No.".
        sex_label: "Sex" or "Gender".
        others: Records of the same person that were merged into the patient's.
    """

    number_label: str = "Record No."
    sex_label: str = "Sex"
    others: tuple[Patient, ...] = ()
