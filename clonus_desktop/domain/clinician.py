"""A clinician who works with the record, as profile: who signs, and what stands in a letter."""

from dataclasses import dataclass

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.named import InvalidNamed, check_named

LONGEST_NAME = 200
LONGEST_SIGNATURE = 1000


class InvalidClinician(InvalidNamed):
    """A field of a profile cannot be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """One of the people who share a casebook.

    Attributes:
        id: Row of the record; 0 before it is stored.
        slot: Which way into the vault is this clinician's.
        name: As it is printed, such as "Dr P Okafor"; never empty.
        role: As it is printed under the name; may be empty.
        registration: Number in a professional register; may be empty.
        signature_text: What stands under a letter in place of name and role; may be empty.
        is_removed: True when the clinician cannot come in any more; signatures stay.

    Raises:
        InvalidClinician: Names the first field that is empty or too long.
    """

    id: int = 0
    slot: str = ""
    name: str
    role: str = ""
    registration: str = ""
    signature_text: str = ""
    is_removed: bool = False

    def __post_init__(self) -> None:
        check_named(self, _LONGEST, InvalidClinician)

    @property
    def examiner(self) -> Examiner:
        """The clinician as the one who acts in the record."""
        return Examiner(name=self.name, role=self.role, clinician_id=self.id or None)


_LONGEST = {
    "name": LONGEST_NAME,
    "role": LONGEST_NAME,
    "registration": LONGEST_NAME,
    "signature_text": LONGEST_SIGNATURE,
}
