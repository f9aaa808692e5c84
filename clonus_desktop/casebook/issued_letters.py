"""Letters that left the house. Apart from their making: reading needs no typesetter."""

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination
from clonus_desktop.storage import IssuedLetter

__all__ = ["IssuedLetter", "issued_on"]


def issued_on(book: Casebook, examination: Examination) -> tuple[IssuedLetter, ...]:
    """The letters that were issued on this revision of an examination, oldest first."""
    return book.file.letters.of_examination(examination.id)
