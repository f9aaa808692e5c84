"""The addressee book: to whom letters go."""

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.addressee import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_SALUTATION,
    Addressee,
    InvalidAddressee,
)

__all__ = [
    "LONGEST_ADDRESS",
    "LONGEST_NAME",
    "LONGEST_SALUTATION",
    "Addressee",
    "InvalidAddressee",
    "add",
    "change",
    "get",
    "present",
    "remove",
]


def present(book: Casebook) -> tuple[Addressee, ...]:
    """Those who are offered, by name."""
    found = book.file.addressees.present()
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def get(book: Casebook, addressee_id: int) -> Addressee:
    """The addressee of an id, removed or not.

    Raises:
        LookupError: There is none.
    """
    return book.file.addressees.get(addressee_id)


def add(book: Casebook, addressee: Addressee) -> Change:
    """Take somebody into the addressee book; the change names the row."""
    with book.file.write():
        added = book.file.addressees.add(addressee, at=book.now(), by=book.examiner)
    return Change(deed=Deed.ADDRESSEES, addressee_id=added.id)


def change(book: Casebook, addressee: Addressee) -> Change:
    """Store changed words; letters that were issued keep those they had."""
    with book.file.write():
        book.file.addressees.change(addressee, at=book.now(), by=book.examiner)
    return Change(deed=Deed.ADDRESSEES, addressee_id=addressee.id)


def remove(book: Casebook, addressee: Addressee) -> Change:
    """Offer somebody no more; letters to them stay as they are."""
    with book.file.write():
        book.file.addressees.remove(addressee.id, at=book.now(), by=book.examiner)
    return Change(deed=Deed.ADDRESSEES, addressee_id=addressee.id)
