"""Letters that left the house. Apart from their making: reading needs no typesetter."""

from dataclasses import replace

from clonus_desktop.casebook import amendments
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.kept_letter import UnreadableLetter, from_json
from clonus_desktop.report.parts import Letter
from clonus_desktop.storage import IssuedLetter

__all__ = [
    "IssuedLetter",
    "Letter",
    "UnreadableLetter",
    "copy_of",
    "examination_of",
    "get",
    "is_whole",
    "issued_for",
    "issued_on",
    "since_then",
]


def issued_on(book: Casebook, examination: Examination) -> tuple[IssuedLetter, ...]:
    """The letters that were issued on this revision of an examination, oldest first."""
    return book.file.letters.of_examination(examination.id)


def issued_for(book: Casebook, patient_id: int) -> tuple[IssuedLetter, ...]:
    """All letters that were issued about a patient, newest first."""
    return book.file.letters.of_patient(patient_id)


def get(book: Casebook, letter_id: int) -> IssuedLetter:
    """The issued letter of an id.

    Raises:
        LookupError: There is none.
    """
    return book.file.letters.get(letter_id)


def examination_of(book: Casebook, issued: IssuedLetter) -> Examination:
    """The examination that the letter tells, in the revision that it tells."""
    return book.file.examinations.get(issued.examination_id)


def is_whole(book: Casebook, issued: IssuedLetter) -> bool:
    """True when the whole letter was kept; earlier versions kept its text alone."""
    return book.file.letters.content(issued.id) is not None


def copy_of(book: Casebook, issued: IssuedLetter) -> Letter:
    """The letter as it was issued, word for word, marked as a copy; nothing is reckoned again.

    Raises:
        UnreadableLetter: Only its text was kept, or it was kept by a newer version.
    """
    content = book.file.letters.content(issued.id)
    if content is None:
        raise UnreadableLetter("Only the text of this letter was kept.")
    letter = from_json(content)
    mark = _copy_mark(issued, book.wording_in(letter.language).words)
    return replace(letter, frame=replace(letter.frame, copy_mark=mark))


def _copy_mark(issued: IssuedLetter, words: Catalogue) -> str:
    values = {
        "date": phrases.letter_date(issued.issued_at.date(), words),
        "time": phrases.clock_time(issued.issued_at),
    }
    if issued.issued_by is None or not issued.issued_by.name.strip():
        return words.say(Message("Copy of the letter that was issued on {date} at {time}.", values))
    values["name"] = issued.issued_by.name
    return words.say(
        Message("Copy of the letter that was issued on {date} at {time} by {name}.", values)
    )


def since_then(book: Casebook, issued: IssuedLetter) -> Message | None:
    """What became of the examination after the letter was issued; None when it stands as it was."""
    told = examination_of(book, issued)
    newest = amendments.revisions(book, told.id)[-1]
    if newest.withdrawal is not None:
        return Message(
            "The exam of this letter was withdrawn on {date}. The letter stays in the record as "
            "it was issued. Tell those who have it.",
            {"date": phrases.screen_date(newest.withdrawal.at, book.words)},
        )
    if newest.id != told.id:
        return Message(
            "The exam of this letter was amended: the letter tells revision {told}, and revision "
            "{newest} stands. The letter stays in the record as it was issued. To tell what "
            "stands, write a new letter.",
            {"told": told.revision, "newest": newest.revision},
        )
    return None
