"""Two records that turn out to be of one person: seen side by side, put together, parted."""

from dataclasses import dataclass, replace

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.findings import all_visits
from clonus_desktop.casebook.regions import region_of_practice
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import LONGEST_ALERT, LONGEST_CONDITIONS, Patient, Sex
from clonus_desktop.domain.record_number import Region
from clonus_desktop.storage.merging import TAKEN_OVER

BETWEEN_ALERTS = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """All names and numbers that a person has in the record.

    Attributes:
        patient: The record that stands for the person.
        others: Those that were merged into it, the first merged first.
        region: That of the practice.
    """

    patient: Patient
    others: tuple[Patient, ...]
    region: Region


def identity(book: Casebook, patient_id: int) -> Identity:
    """Who somebody is, under whichever record they are asked for.

    Raises:
        LookupError: There is no such patient, or it was erased.
    """
    patient = book.file.patients.get(book.file.patients.kept_id(patient_id))
    others = book.file.patients.merged_into([patient.id]).get(patient.id, ())
    return Identity(patient=patient, others=others, region=region_of_practice(book))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two records, before they are put together.

    Attributes:
        identity: Who it is.
        signed: Its signed examinations, newest first, withdrawn ones too: as in its chart.
        draft: Its unfinished one, or None.
    """

    identity: Identity
    signed: tuple[Examination, ...]
    draft: Examination | None

    @property
    def patient(self) -> Patient:
        """The record that stands."""
        return self.identity.patient


def side(book: Casebook, patient_id: int) -> Side:
    """What a record would bring into a merge.

    Raises:
        LookupError: There is no such patient, or it was erased.
    """
    who = identity(book, patient_id)
    return Side(
        identity=who,
        signed=all_visits(book, who.patient.id),
        draft=book.file.examinations.draft_of(who.patient.id),
    )


def options(field: str, kept: Patient, other: Patient) -> tuple[object, ...]:
    """What the record that stays can say in a field: its own words, the other's, or both.

    One option where nothing has to be decided: what only one of them knows is taken.

    Args:
        field: ``born_on``, ``sex``, ``alert`` or ``known_conditions``.
    """
    values = (getattr(kept, field), getattr(other, field))
    known = tuple(dict.fromkeys(value for value in values if value not in _NOT_KNOWN))
    if len(known) < 2 or field not in _JOINED:
        return known or values[:1]
    between, longest = _JOINED[field]
    both = between.join(known)
    return (*known, both) if len(both) <= longest else known


_NOT_KNOWN = (None, "", Sex.UNKNOWN)
_JOINED = {
    "alert": (BETWEEN_ALERTS, LONGEST_ALERT),
    "known_conditions": ("\n", LONGEST_CONDITIONS),
}
DECIDED = TAKEN_OVER
"""Fields in which two records of one person can contradict each other."""


def merge(book: Casebook, merged_id: int, kept: Patient) -> Change:
    """Put a record under the one that stays; nothing signed is touched.

    Args:
        kept: The record that stays, with what was decided of both.

    Raises:
        NotMergeable: One of them is merged already, or the record has an unfinished exam.
        LookupError: One of them is not there, or was erased.
    """
    with book.file.write():
        book.file.merging.merge(merged_id, kept, at=book.now(), by=book.examiner)
    return Change(deed=Deed.MERGED, patient_id=kept.id)


def part(book: Casebook, merged_id: int) -> Change:
    """Make two people of them again, as they were before they were put together.

    Raises:
        NotMergeable: The record is not merged.
        LookupError: There is no such record.
    """
    with book.file.write():
        into_id = book.file.merging.part(merged_id, at=book.now(), by=book.examiner)
        kept_id = book.file.patients.kept_id(into_id)
    return Change(deed=Deed.PARTED, patient_id=kept_id)


def decided(kept: Patient, choices: dict[str, object]) -> Patient:
    """The record that stays, saying in each field what was chosen."""
    return replace(kept, **choices)  # type: ignore[arg-type]  # one of ``options`` each
