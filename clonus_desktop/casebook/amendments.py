"""What becomes of a signed examination: amended by a next revision, or withdrawn; never changed."""

from dataclasses import replace

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.queueing import queue_withdrawn
from clonus_desktop.casebook.summaries import reading_of
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.report.phrases import screen_date
from clonus_desktop.report.revision_words import difference_sentences

_NOT_SIGNED = Message(
    "This exam is not signed, and so there is nothing to amend. "
    "The record keeps it as it is. "
    "Go on with it and change what is wrong.",
)
_WITHDRAWN = Message(
    "This exam was withdrawn and cannot be amended. "
    "The record keeps it as it was signed, to be read. "
    "Start a new exam instead.",
)
_NOT_THE_LAST = Message(
    "This is version {revision} of the exam, and a later version exists. "
    "Nothing was begun, and every version stays as it is. "
    "Open the last version and amend that.",
)
_BEING_AMENDED = Message(
    "This exam is being amended already, and the amendment is not signed yet. "
    "Until then the signed version stands. "
    "Resume the amendment and sign it, or discard it first.",
)
_ANOTHER_DRAFT = Message(
    "This patient has another unfinished exam, begun on {date}. "
    "No amendment was begun, and the signed version stands. "
    "Sign or discard the unfinished exam first.",
)
_WITHDRAWN_ALREADY = Message(
    "This exam is withdrawn already. "
    "The record keeps it as it was signed, with the reason. "
    "There is nothing more to do.",
)
_NOT_WITHDRAWABLE = Message(
    "Only a signed exam is withdrawn, and this one is not signed. "
    "The record keeps it as it is. "
    "Discard the unfinished exam instead.",
)


class NotPossible(ValueError):
    """What was asked for cannot be done with this examination; nothing was changed.

    Attributes:
        message: What stands in the way, what stays, and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def why_not_amended(book: Casebook, examination_id: int) -> Message | None:
    """What stands in the way of an amendment; None when nothing does."""
    examination = book.file.examinations.get(examination_id)
    obstacle = _why_not_touched(book, examination, unsigned=_NOT_SIGNED, withdrawn=_WITHDRAWN)
    if obstacle is not None:
        return obstacle
    draft = book.file.examinations.draft_of(examination.patient_id)
    if draft is None:
        return None
    day = screen_date(draft.started_at.date(), book.words)
    return Message(_ANOTHER_DRAFT.text, {"date": day})


def amend(book: Casebook, examination_id: int, reason: str) -> Change:
    """Begin the next revision: a draft that holds everything of the one before.

    Until it is signed the one before stands, and discarding the draft leaves it standing.

    Args:
        reason: Why, in the clinician's words.

    Raises:
        LookupError: There is no such examination.
        NotPossible: It is not signed, is withdrawn or not the last revision, or the patient has
            an unfinished examination.
        ValueError: The reason is empty.
    """
    if not reason.strip():
        raise ValueError("An amendment needs a reason.")
    with book.file.write():
        obstacle = why_not_amended(book, examination_id)
        if obstacle is not None:
            raise NotPossible(obstacle)
        before = book.file.examinations.get(examination_id)
        draft = replace(
            before,
            id=0,
            revision=before.revision + 1,
            revises_id=before.id,
            revision_reason=reason.strip(),
            signature=None,
        )
        begun = book.file.examinations.start(draft, at=book.now(), by=book.examiner)
    return Change.of(Deed.AMENDED, begun)


def why_not_withdrawn(book: Casebook, examination_id: int) -> Message | None:
    """What stands in the way of a withdrawal; None when nothing does."""
    examination = book.file.examinations.get(examination_id)
    return _why_not_touched(
        book, examination, unsigned=_NOT_WITHDRAWABLE, withdrawn=_WITHDRAWN_ALREADY
    )


def _why_not_touched(
    book: Casebook, examination: Examination, *, unsigned: Message, withdrawn: Message
) -> Message | None:
    """What stands in the way of both; only the last signed version that stands is touched."""
    if examination.signature is None:
        return unsigned
    if examination.withdrawal is not None:
        return withdrawn
    if examination.superseded:
        return Message(_NOT_THE_LAST.text, {"revision": examination.revision})
    draft = book.file.examinations.draft_of(examination.patient_id)
    return _BEING_AMENDED if draft is not None and draft.revises_id == examination.id else None


def withdraw(book: Casebook, examination_id: int, reason: str) -> Change:
    """Mark a signed examination as one that does not count any more; it stays readable.

    Args:
        reason: Why, in the clinician's words.

    Raises:
        LookupError: There is no such examination.
        NotPossible: It is not signed, is withdrawn already, is not the last revision, or is
            being amended.
        ValueError: The reason is empty.
    """
    if not reason.strip():
        raise ValueError("A withdrawal needs a reason.")
    with book.file.write():
        obstacle = why_not_withdrawn(book, examination_id)
        if obstacle is not None:
            raise NotPossible(obstacle)
        now = book.now()
        book.file.examinations.withdraw(
            examination_id, reason=reason.strip(), at=now, by=book.examiner
        )
        queue_withdrawn(book, examination_id, at=now)
    return Change.of(Deed.WITHDRAWN, book.file.examinations.get(examination_id))


def revisions(book: Casebook, examination_id: int) -> tuple[Examination, ...]:
    """Every signed revision of an examination, the first one first; of whichever it is asked.

    Raises:
        LookupError: There is no such examination.
    """
    asked = book.file.examinations.get(examination_id)
    others = book.file.examinations.of_patient(asked.patient_id)
    by_id = {one.id: one for one in others}
    next_of = {one.revises_id: one for one in others if one.revises_id is not None}
    first = asked
    while first.revises_id is not None:
        first = by_id[first.revises_id]
    found: list[Examination] = []
    later: Examination | None = first
    while later is not None:
        found.append(later)
        later = next_of.get(later.id)
    return tuple(one for one in found if one.signature is not None)


def differences(book: Casebook, older: Examination, newer: Examination) -> tuple[str, ...]:
    """What the newer revision says otherwise: ``Left ankle: 6 beats, was 5 beats``."""
    patient = book.file.patients.get(newer.patient_id)
    return difference_sentences(
        older,
        newer,
        reading=reading_of(book, patient, newer),
        reading_before=reading_of(book, patient, older),
        protocols=book.protocols,
        form=book.context_form,
    )


def signed_with_key_of(book: Casebook, examination_id: int) -> str | None:
    """Whose key the signature was made with; None where nobody was signed in."""
    return book.file.audit.signatures.holder_of("sign", "examination", examination_id)
