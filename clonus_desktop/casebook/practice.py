"""The choices of the practice: examiner, letterhead, rule, order of places."""

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.practice import Practice


def change(book: Casebook, practice: Practice) -> Change:
    """Store the choices; they hold from the next examination and letter on."""
    with book.file.write():
        book.file.practice.change(practice, at=book.now(), by=book.examiner)
    book.practice = practice
    return Change(deed=Deed.PRACTICE)
