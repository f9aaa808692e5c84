"""Find, add and change patients, and tell those apart who could be mistaken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.findings import findings_of
from clonus_desktop.domain.anatomy import SIDES, Side
from clonus_desktop.domain.dates import parse_date
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, largest_of
from clonus_desktop.domain.likeness import Likeness, likenesses
from clonus_desktop.domain.patient import Patient, are_similar, number_key, search_key
from clonus_desktop.storage import Found

SHOWN_AT_ONCE = 100


class Among(StrEnum):
    """Which patients to look among."""

    ALL = "all"
    SEEN_THIS_WEEK = "seen-this-week"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientLine:
    """One line of the list of patients.

    Attributes:
        patient: Who.
        is_similar: True when another patient could be mistaken for this one.
        examination: The unfinished examination, else the latest signed one, else None.
        highest: By side, the place with the most clonus in it; None when nothing was tested.
        on_midline: What places without sides showed, in words; empty without any.
        others: Records of the same person that were merged into this one.
        found_by: The one of them that fits what was searched, when the patient's own does not.
        withdrawn_on: Day of the last exam, where that was withdrawn and does not count.
    """

    patient: Patient
    is_similar: bool
    examination: Examination | None
    highest: Mapping[Side, Finding | None]
    on_midline: str = ""
    others: tuple[Patient, ...] = ()
    found_by: Patient | None = None
    withdrawn_on: date | None = None

    @property
    def has_draft(self) -> bool:
        """True when an examination waits to be resumed."""
        return self.examination is not None and self.examination.signature is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many patients stand under each filter."""

    all: int
    seen_this_week: int
    unfinished: int


def find(
    book: Casebook, text: str = "", *, among: Among = Among.ALL, limit: int = SHOWN_AT_ONCE
) -> tuple[PatientLine, ...]:
    """The patients that match a name, a date of birth or a record number, by family name."""
    born_on = parse_date(book.words.forms.as_english(text), today=book.now().date())
    words = "" if born_on else text
    if among is Among.ALL:
        found = book.file.patients.find(words, born_on=born_on, limit=limit)
    else:
        # Few enough to look through: a limit on the search could leave some of them out.
        within = book.file.patients.with_ids(_ids_among(book, among))
        found = _matching(book, within, words, born_on)
    today = book.now().date()
    ordered = sorted(found, key=lambda one: _order(one.patient, today))
    return _lines(book, tuple(ordered[:limit]))


def _order(patient: Patient, today: date) -> tuple[str, date, int]:
    return (patient.name_key, patient.born_on or today, patient.id)


def _matching(
    book: Casebook, patients: tuple[Patient, ...], text: str, born_on: date | None
) -> tuple[Found, ...]:
    merged = book.file.patients.merged_into(patient.id for patient in patients)
    found = []
    for patient in patients:
        records = (patient, *merged.get(patient.id, ()))
        fits = next((one for one in records if _matches(one, text, born_on)), None)
        if fits is not None:
            found.append(Found(patient, by=None if fits is patient else fits))
    return tuple(found)


def _ids_among(book: Casebook, among: Among) -> frozenset[int]:
    if among is Among.UNFINISHED:
        return frozenset(book.file.patients.ids_with_draft())
    return frozenset(book.file.patients.ids_examined_since(book.now() - timedelta(days=7)))


def _matches(patient: Patient, text: str, born_on: date | None) -> bool:
    """True when each word of the text begins a name, or the text begins the number."""
    if born_on is not None:
        return patient.born_on == born_on
    number = number_key(text)
    if number and patient.number_key.startswith(number):
        return True
    names = f"{patient.name_key} {search_key(patient.preferred_name)}".split()
    return all(any(n.startswith(word) for n in names) for word in search_key(text).split())


def counts(book: Casebook) -> Counts:
    """How many patients there are, were seen within a week, and have an unfinished exam."""
    return Counts(
        all=book.file.patients.count(),
        seen_this_week=len(_ids_among(book, Among.SEEN_THIS_WEEK)),
        unfinished=len(_ids_among(book, Among.UNFINISHED)),
    )


def _lines(book: Casebook, found: tuple[Found, ...]) -> tuple[PatientLine, ...]:
    ids = [one.patient.id for one in found]
    signed = book.file.examinations.latest_signed_for(ids)
    drafts = book.file.examinations.drafts_for(ids)
    merged = book.file.patients.merged_into(ids)
    withdrawn = book.file.examinations.withdrawn_last_for(ids)
    return tuple(
        _line(
            book,
            one,
            drafts.get(one.patient.id) or signed.get(one.patient.id),
            others=merged.get(one.patient.id, ()),
            withdrawn_at=withdrawn.get(one.patient.id),
        )
        for one in found
    )


def _line(
    book: Casebook,
    one: Found,
    examination: Examination | None,
    *,
    others: tuple[Patient, ...],
    withdrawn_at: datetime | None,
) -> PatientLine:
    patient = one.patient
    found = () if examination is None else findings_of(book, patient, examination)
    return PatientLine(
        patient=patient,
        is_similar=bool(similar_to(book, patient)),
        examination=examination,
        highest={
            side: largest_of(tuple(f for f in found if f.place.side is side)) for side in SIDES
        },
        on_midline=_on_midline(book, found),
        others=others,
        found_by=one.by,
        withdrawn_on=None if withdrawn_at is None else withdrawn_at.date(),
    )


def _on_midline(book: Casebook, found: tuple[Finding, ...]) -> str:
    if all(finding.place.side in SIDES for finding in found):
        return ""
    # Imported late: the words of a report are not wanted before the first paint.
    from clonus_desktop.casebook.words import midline_words

    return midline_words(book, found)


def get(book: Casebook, patient_id: int) -> Patient:
    """The patient of that row, or the one whom it was merged into.

    Raises:
        LookupError: There is none, or it was erased.
    """
    return book.file.patients.get(book.file.patients.kept_id(patient_id))


def similar_to(book: Casebook, patient: Patient) -> tuple[Patient, ...]:
    """The other patients who could be mistaken for this one."""
    return _alike(patient, book.file.patients.same_family(patient))


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Somebody in the record who may be the person that is entered.

    Attributes:
        patient: Who.
        record: What looks alike: the patient's own record or one that was merged into it.
        reasons: What is the same, the strongest first.
    """

    patient: Patient
    record: Patient
    reasons: tuple[Likeness, ...]


def lookalikes(book: Casebook, patient: Patient) -> tuple[Lookalike, ...]:
    """The others in the record who may be this person, also by a slip of the keyboard."""
    found = []
    for one in book.file.patients.resembling(patient):
        record = one.by or one.patient
        if reasons := likenesses(patient, record):
            found.append(Lookalike(one.patient, record, reasons))
    return tuple(found)


def owner_of_number(book: Casebook, patient: Patient) -> Patient | None:
    """The record, merged or not, that has this patient's number already; None when it is free."""
    owner_id = book.file.patients.owner_of_number(patient.number)
    if owner_id is None or owner_id == patient.id:
        return None
    return book.file.patients.get(owner_id)


def with_number(book: Casebook, number: str) -> int | None:
    """The row of the person who has a record number, spelt in any way; None when nobody has it."""
    owner_id = book.file.patients.owner_of_number(number)
    return None if owner_id is None else book.file.patients.kept_id(owner_id)


def _alike(patient: Patient, others: Iterable[Patient]) -> tuple[Patient, ...]:
    return tuple(o for o in others if o.id != patient.id and are_similar(patient, o))


def add(book: Casebook, patient: Patient) -> Change:
    """Add a patient to the record.

    Raises:
        NumberTaken: Another patient has that record number.
    """
    with book.file.write():
        stored = book.file.patients.add(patient, at=book.now(), by=book.examiner)
    return Change(deed=Deed.PATIENT, patient_id=stored.id)


def change(book: Casebook, patient: Patient) -> Change:
    """Store the changed fields of a patient.

    Raises:
        NumberTaken: Another patient has that record number.
    """
    with book.file.write():
        book.file.patients.change(patient, at=book.now(), by=book.examiner)
    return Change(deed=Deed.PATIENT, patient_id=patient.id)
