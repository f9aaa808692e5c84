"""Somebody to whom letters go: name, address, how they are greeted, and in which language."""

from dataclasses import dataclass

from clonus_desktop.domain.named import InvalidNamed, check_named

LONGEST_NAME = 200
LONGEST_ADDRESS = 1000
LONGEST_SALUTATION = 200


class InvalidAddressee(InvalidNamed):
    """A field of an addressee cannot be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One entry of the addressee book.

    Attributes:
        id: Row of the record; 0 before it is stored.
        name: As on the envelope, such as "Dr M Halloran, Neurology"; never empty.
        address: One line per line of print; may be empty.
        salutation: As in "Dear Margaret,"; empty to greet by title and name.
        language: Code of the language that letters to them are in; empty for the usual one.
        is_removed: True when they are not offered any more; letters to them stay.

    Raises:
        InvalidAddressee: Names the first field that is empty or too long.
    """

    id: int = 0
    name: str
    address: str = ""
    salutation: str = ""
    language: str = ""
    is_removed: bool = False

    def __post_init__(self) -> None:
        check_named(self, _LONGEST, InvalidAddressee)

    @property
    def lines(self) -> str:
        """Name and address as they stand in a letter, one line per line of print."""
        return "\n".join(filter(None, (self.name.strip(), self.address.strip())))


_LONGEST = {
    "name": LONGEST_NAME,
    "address": LONGEST_ADDRESS,
    "salutation": LONGEST_SALUTATION,
}
