"""Letters that left the house. Apart from their making: reading needs no typesetter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    "ToldLetter",
    "UnreadableLetter",
    "copy_of",
    "get",
    "issued_for",
    "issued_on",
    "since_then",
    "told",
    "told_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLetter:
    """An issued letter, and what became of what it tells.

    Attributes:
        examination: In the revision that the letter tells.
        newest: Its last signed revision; the same unless it was amended.
    """

    letter: IssuedLetter
    examination: Examination
    newest: Examination


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


def told_of(book: Casebook, patient_id: int) -> tuple[ToldLetter, ...]:
    """All letters about a patient with what became of their examinations, newest first."""
    revisions = _Revisions(book.file.examinations.of_patient(patient_id))
    return tuple(revisions.told(letter) for letter in issued_for(book, patient_id))


def told(book: Casebook, letter_id: int) -> ToldLetter:
    """One letter with what became of its examination.

    Raises:
        LookupError: There is no such letter.
    """
    letter = get(book, letter_id)
    return _Revisions(amendments.revisions(book, letter.examination_id)).told(letter)


def since_then(told: ToldLetter, words: Catalogue) -> Message | None:
    """What became of the examination after the letter was issued; None when it stands as it was."""
    withdrawal = told.newest.withdrawal
    if withdrawal is not None:
        return Message(
            "The exam of this letter was withdrawn on {date}. The letter stays in the record as "
            "it was issued. Tell those who have it.",
            {"date": phrases.screen_date(withdrawal.at, words)},
        )
    if told.newest.id != told.examination.id:
        return Message(
            "The exam of this letter was amended: the letter tells revision {told}, and revision "
            "{newest} stands. The letter stays in the record as it was issued. To tell what "
            "stands, write a new letter.",
            {"told": told.examination.revision, "newest": told.newest.revision},
        )
    return None


class _Revisions:
    """Which revision follows which, of all examinations that letters tell."""

    def __init__(self, visits: Sequence[Examination]) -> None:
        self._by_id = {visit.id: visit for visit in visits}
        self._later = {
            visit.revises_id: visit
            for visit in visits
            if visit.revises_id is not None and visit.signature is not None
        }

    def told(self, letter: IssuedLetter) -> ToldLetter:
        """The letter beside the revision that it tells and the last one that was signed."""
        newest = examination = self._by_id[letter.examination_id]
        while newest.id in self._later:
            newest = self._later[newest.id]
        return ToldLetter(letter=letter, examination=examination, newest=newest)
