"""Start, record, undo and sign an examination."""

from collections.abc import Mapping
from dataclasses import dataclass

from clonus_desktop.casebook import trials
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.findings import rule_at
from clonus_desktop.casebook.queueing import queue_signed
from clonus_desktop.domain.anatomy import Place, Sides
from clonus_desktop.domain.clonus_test import NotTested
from clonus_desktop.domain.examination import Examination, Examiner, Signature
from clonus_desktop.domain.gesture import Gesture
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import Rule
from clonus_desktop.domain.statement import MOST_ABOUT, Statement, Topic
from clonus_desktop.domain.trial import Trial


class CannotSign(ValueError):
    """An examination that is not ready to be signed; nothing was changed.

    Attributes:
        missing: Places with neither a count nor a reason.
        nobody_signs: True when no examiner's name was entered.
    """

    def __init__(self, *, missing: tuple[Place, ...], nobody_signs: bool) -> None:
        super().__init__("The examination is not ready to be signed.")
        self.missing = missing
        self.nobody_signs = nobody_signs


class ChangedMeanwhile(ValueError):
    """The record holds something else than was shown to be signed; nothing was signed."""

    def __init__(self) -> None:
        super().__init__("The record was changed after it was shown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """All that somebody is shown before signing, and signs.

    Attributes:
        patient: Whose examination it is.
        examination: With everything that stands in it.
        signer: As whom it is signed.
        text: The summary that the signature keeps, verbatim.
        rule: Whose limit the text names.
    """

    patient: Patient
    examination: Examination
    signer: Examiner
    text: str
    rule: Rule


def start(book: Casebook, patient_id: int) -> Change:
    """A draft for the patient: the unfinished one when there is one, else a new one."""
    with book.file.write():
        patient_id = book.file.patients.kept_id(patient_id)
        draft = book.file.examinations.draft_of(patient_id)
        if draft is None:
            draft = _new_draft(book, patient_id)
    return Change.of(Deed.STARTED, draft)


def _new_draft(book: Casebook, patient_id: int) -> Examination:
    now = book.now()
    sites = tuple(protocol.site for protocol in book.protocols)
    midline = {p.site for p in book.protocols if p.sides is Sides.MIDLINE}
    return book.file.examinations.start(
        Examination(
            patient_id=patient_id,
            started_at=now,
            places=book.practice.places(sites, midline=midline),
            protocol_versions={p.site.key: p.version for p in book.protocols},
        ),
        at=now,
        by=book.examiner,
    )


def get(book: Casebook, examination_id: int) -> Examination:
    """The examination of that row.

    Raises:
        LookupError: There is none.
    """
    return book.file.examinations.get(examination_id)


def draft_of(book: Casebook, patient_id: int) -> Examination | None:
    """The patient's unfinished examination, or None."""
    return book.file.examinations.draft_of(patient_id)


def newest_draft(book: Casebook) -> Examination | None:
    """The unfinished examination that was worked on last, over all patients, or None."""
    return book.file.examinations.newest_draft()


def record_trial(book: Casebook, examination: Examination, place: Place, trial: Trial) -> Change:
    """Record one stretch at a place; what stood there before is struck, not deleted."""
    return trials.record(book, examination, place, trial)


def record_not_tested(
    book: Casebook, examination: Examination, place: Place, why: NotTested
) -> Change:
    """Record that a place was not tested, and why. It is never stored as 0 beats."""
    return trials.record(book, examination, place, why)


def state(book: Casebook, examination: Examination, statement: Statement) -> Change:
    """Keep what the clinician states on a topic; empty content takes it back."""
    with book.file.write():
        book.file.examinations.state(examination.id, statement, at=book.now(), by=book.examiner)
    return Change.of(Deed.STATED, examination, statement.place)


def state_on(
    book: Casebook,
    examination: Examination,
    topic: Topic,
    content: Mapping[str, object],
    *,
    place: Place | None = None,
    about: str = "",
) -> Change:
    """Keep the answers on a topic as one act; empty content takes them back.

    Args:
        place: Which place, for a topic of a place.
        about: What has just been answered, as Undo names it, cut to fit.
    """
    # The answer itself is kept whole; a protocol's own words can be longer than Undo names.
    statement = Statement(topic=topic, place=place, content=content, about=about[:MOST_ABOUT])
    return state(book, examination, statement)


def keep_pad(
    book: Casebook, examination: Examination, place: Place, content: Mapping[str, object]
) -> None:
    """Keep what waits on the pad until it is used: it is no finding, and no act of its own."""
    with book.file.write():
        book.file.pads.keep(examination.id, place, content, at=book.now())


def pads_of(book: Casebook, examination: Examination) -> Mapping[Place, Mapping[str, object]]:
    """What waits on the pad at each place, the latest last; empty when nothing waits."""
    return book.file.pads.of(examination.id)


def write_note(book: Casebook, examination: Examination, place: Place | None, text: str) -> Change:
    """Keep the clinician's words on a place, or (place None) on the whole examination."""
    with book.file.write():
        book.file.examinations.write_note(
            examination.id, place, text.strip(), at=book.now(), by=book.examiner
        )
    return Change.of(Deed.NOTED, examination, place)


def undoable(book: Casebook, examination: Examination) -> Gesture | None:
    """The act that Undo would turn back, or None."""
    return book.file.examinations.undoable(examination.id)


def redoable(book: Casebook, examination: Examination) -> Gesture | None:
    """The act that Redo would bring back, or None."""
    return book.file.examinations.redoable(examination.id)


def undo(book: Casebook, examination: Examination) -> Change | None:
    """Strike the last act and bring back what it replaced; None when there is nothing to undo."""
    with book.file.write():
        gesture = book.file.examinations.undo(examination.id, at=book.now(), by=book.examiner)
    return None if gesture is None else Change.of(Deed.UNDONE, examination, gesture.place)


def redo(book: Casebook, examination: Examination) -> Change | None:
    """Bring the act back that was undone last; None when there is none."""
    with book.file.write():
        gesture = book.file.examinations.redo(examination.id, at=book.now(), by=book.examiner)
    return None if gesture is None else Change.of(Deed.REDONE, examination, gesture.place)


def to_sign(book: Casebook, examination_id: int) -> ToSign:
    """What would be signed now.

    Raises:
        LookupError: There is no such examination.
        CannotSign: Places are open, or nobody's name is entered.
    """
    # Imported late: the words of a report are not wanted before the first paint.
    from clonus_desktop.casebook import summaries

    examination = book.file.examinations.get(examination_id)
    signer = book.examiner
    if examination.missing_places or signer is None:
        raise CannotSign(missing=examination.missing_places, nobody_signs=signer is None)
    patient = book.file.patients.get(examination.patient_id)
    return ToSign(
        patient=patient,
        examination=examination,
        signer=signer,
        text="\n".join(summaries.summary(book, patient, examination)),
        rule=rule_at(book, patient, examination),
    )


def sign(book: Casebook, examination_id: int, *, shown: ToSign | None = None) -> Change:
    """Sign the examination: from now on it is read, and only ever amended by a new revision.

    Args:
        shown: What the signer was shown. Not a word, name or number of it may be another by now.

    Raises:
        ChangedMeanwhile: The record holds something else than was shown.
        CannotSign: Places are open, or nobody's name is entered.
    """
    with book.file.write():
        found = to_sign(book, examination_id)
        if shown is not None and found != shown:
            raise ChangedMeanwhile
        now = book.now()
        signature = Signature(
            examiner=found.signer,
            signed_at=now,
            text=found.text,
            rule_id=found.rule.id,
            rule_version=found.rule.version,
        )
        book.file.examinations.sign(examination_id, signature, at=now, by=found.signer)
        queue_signed(book, examination_id, at=now)
    return Change.of(Deed.SIGNED, found.examination)


def discard(book: Casebook, examination: Examination, *, reason: str) -> Change:
    """Strike an unfinished examination. It stays in the file and leaves every list."""
    with book.file.write():
        book.file.examinations.strike(
            examination.id, reason=reason, at=book.now(), by=book.examiner
        )
    return Change.of(Deed.DISCARDED, examination)
