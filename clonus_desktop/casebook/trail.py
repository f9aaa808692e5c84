"""The record of acts in words: who did what, and when, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.words import gesture_words
from clonus_desktop.domain.message import Message
from clonus_desktop.report import phrases
from clonus_desktop.report.seal import SEAL_DIGITS
from clonus_desktop.storage.acts import Act

AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One act as it is read.

    Attributes:
        number: Of the act in the record.
        at: In the zone of this computer.
        by: Who; empty for nobody.
        what: In words, such as "recorded left ankle: 6 beats".
        patient: On whose record, as a formal name; empty when on nobody's, or on the one that
            was asked for.
        is_signed: True when it bears a clinician's signature.
        seal: First digits of its digest, as a letter prints them.
    """

    number: int
    at: datetime
    by: str
    what: str
    patient: str
    is_signed: bool
    seal: str


def newest(
    book: Casebook,
    *,
    patient_id: int | None = None,
    before: int | None = None,
    limit: int = AT_ONCE,
) -> tuple[TrailLine, ...]:
    """A page of acts, newest first; empty when there are no more.

    Args:
        patient_id: Only those on this patient.
        before: Number of the last act of the page before.
    """
    acts = book.file.acts.newest(patient_id=patient_id, before=before, limit=limit)
    ids = {act.patient_id or 0 for act in acts} - {0, patient_id or 0}
    names = {patient.id: patient.formal_name for patient in book.file.patients.with_ids(ids)}
    erased = book.words.gettext("Erased patient")
    whose = {one: names.get(one, erased) for one in ids}
    return tuple(_line(book, act, whose.get(act.patient_id or 0, "")) for act in acts)


def _line(book: Casebook, act: Act, patient: str) -> TrailLine:
    return TrailLine(
        number=act.number,
        at=act.at.astimezone(),
        by=act.by,
        what=act_words(book, act),
        patient=patient,
        is_signed=act.is_signed,
        seal=act.seal[:SEAL_DIGITS],
    )


def act_words(book: Casebook, act: Act) -> str:
    """What was done: "signed the exam of 14 November 2025"; what is unknown, by its own word."""
    words = book.words
    values: dict[str, object] = {"name": act.named, "revision": act.revision, "what": act.what}
    if act.is_erased:
        said = _WITHOUT_ROW.get(act.what, _UNKNOWN)
        values["act"] = words.say(Message(said.text, values))
        return words.say(Message("{act}: erased on request", values))
    if act.gesture is not None:
        values["act"] = gesture_words(book, act.gesture, in_full=True)
    if act.examined_at is not None:
        values["date"] = phrases.letter_date(act.examined_at.date(), words)
    if act.what == "start examination" and (act.revision or 1) > 1:
        return words.say(Message("began version {revision} of the exam of {date}", values))
    if act.what in _OF_LETTERS and not act.named:
        return words.say(_WITHOUT_ROW[act.what])
    values["name"] = act.named.partition("\n")[0]
    return words.say(Message(WORDS.get(act.what, _UNKNOWN).text, values))


_RECORDED = Message("recorded {act}")
_UNKNOWN = Message("did “{what}”")
_OF_LETTERS = frozenset({"issue letter", "take in letter"})

WORDS: Mapping[str, Message] = {
    "add patient": Message("added the patient"),
    "change patient": Message("changed the patient's details"),
    "merge patient": Message("put this record together with another of the same person"),
    "part patient": Message("parted this record from another again"),
    "forget merge": Message("forgot that this record was put together with an erased one"),
    "erase patient": Message("erased the patient on request"),
    "erase": Message("entered what was erased on request"),
    "start examination": Message("began the exam of {date}"),
    "take over": Message("took over the findings of the version before"),
    "record test": _RECORDED,
    "record note": _RECORDED,
    "record comment": _RECORDED,
    "record technique": _RECORDED,
    "record context": _RECORDED,
    "record hunter": _RECORDED,
    "undo": Message("undid {act}"),
    "redo": Message("did again {act}"),
    "sign": Message("signed the exam of {date}"),
    "strike": Message("discarded the draft of {date}"),
    "withdraw": Message("withdrew the exam of {date}"),
    "issue letter": Message("issued a letter to {name}"),
    "change practice": Message("changed the settings of the practice"),
    "add clinician": Message("added {name} as a clinician"),
    "change clinician": Message("changed the profile of {name}"),
    "remove clinician": Message("removed {name} as a clinician"),
    "add signing key": Message("took a new signing key of {name}"),
    "retire signing key": Message("retired a signing key of {name}"),
    "change passphrase": Message("changed the passphrase of {name}"),
    "new recovery code": Message("set a new recovery code"),
    "renew key": Message("gave the casebook a new key"),
    "go on without missing acts": Message("went on although acts were missing at the end"),
    "add addressee": Message("added {name} to the addressees"),
    "change addressee": Message("changed the addressee {name}"),
    "remove addressee": Message("removed {name} from the addressees"),
    "keep stationery": Message("took {name} for letters into use"),
    "put stationery away": Message("put {name} for letters away"),
    "queue shipment": Message("set the exam of {date} to be sent to {name}"),
    "ship": Message("sent the exam of {date}: {name} accepted it"),
    "refuse shipment": Message("sent the exam of {date}: {name} refused it"),
    "queue shipment again": Message("set the exam of {date} to be sent to {name} again"),
    "give shipment up": Message("gave up sending the exam of {date} to {name}"),
    "export": Message("exported findings"),
    "make export secret": Message("made the secret for exports without names"),
    "import": Message("imported records"),
    "take in patient": Message("took the patient in from an import"),
    "take in exam": Message("took the exam of {date} in from an import"),
    "take in findings": Message("took in {act}"),
    "take in withdrawal": Message("took in that the exam of {date} was withdrawn"),
    "take in letter": Message("took the letter to {name} in from an import"),
    "take in name": Message("took in the name of {name}, who signed elsewhere"),
    "export all": Message("exported all exams, with names"),
    "export range": Message("exported exams of some days, with names"),
    "export patient": Message("exported the exams of this patient, with names"),
    "export all limited": Message("exported all exams, without names and with moved days"),
    "export range limited": Message(
        "exported exams of some days, without names and with moved days"
    ),
    "export patient limited": Message(
        "exported the exams of this patient, without names and with moved days"
    ),
    "export all safe-harbor": Message("exported all exams, without names and days"),
    "export range safe-harbor": Message("exported exams of some days, without names and days"),
    "export patient safe-harbor": Message(
        "exported the exams of this patient, without names and days"
    ),
    "restore backup": Message("restored a backup; the acts after it are set aside"),
}
"""What each word of the audit says."""

_WITHOUT_ROW: Mapping[str, Message] = {
    "start examination": Message("began an exam"),
    "take over": Message("took over the findings of the version before"),
    **dict.fromkeys((what for what in WORDS if WORDS[what] is _RECORDED), Message("recorded")),
    "undo": Message("undid an entry"),
    "redo": Message("did an entry again"),
    "sign": Message("signed an exam"),
    "strike": Message("discarded a draft"),
    "withdraw": Message("withdrew an exam"),
    "issue letter": Message("issued a letter"),
    "queue shipment": Message("set an exam to be sent"),
    "queue shipment again": Message("set an exam to be sent again"),
    "ship": Message("sent an exam, which was accepted"),
    "refuse shipment": Message("sent an exam, which was refused"),
    "give shipment up": Message("gave up sending an exam"),
    "take in exam": Message("took an exam in from an import"),
    "take in findings": Message("took in a finding"),
    "take in withdrawal": Message("took in that an exam was withdrawn"),
    "take in letter": Message("took a letter in from an import"),
    "merge patient": WORDS["merge patient"],
    "part patient": WORDS["part patient"],
}
"""The same for rows that are not there any more."""
