"""What examinations show under the practice's rule, and what changed between two of them."""

from collections.abc import Mapping, Sequence

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.comparison import Comparison, compare_findings, positions_of
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, finding_of, rule_for
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import Rule


def age_months_at(patient: Patient, examination: Examination) -> float | None:
    """Age in months on the day of the examination; None when the date of birth is not known."""
    age = patient.age_on(examination.started_at.date())
    return None if age is None else age.months


def rule_at(book: Casebook, patient: Patient, examination: Examination) -> Rule:
    """The practice's rule, or the infants' rule for an infant."""
    return rule_for(book.rule, age_months=age_months_at(patient, examination))


def findings_of(book: Casebook, patient: Patient, examination: Examination) -> tuple[Finding, ...]:
    """What each place of the examination shows, in its order."""
    age = age_months_at(patient, examination)
    return tuple(
        finding_of(place, examination.test_at(place), rule=book.rule, age_months=age)
        for place in examination.places
    )


def signed_visits(book: Casebook, patient_id: int) -> tuple[Examination, ...]:
    """The signed examinations that stand, newest first; amended ones by their last revision.

    Withdrawn ones do not stand: ``all_visits`` has them too.
    """
    return standing(all_visits(book, patient_id))


def all_visits(book: Casebook, patient_id: int, *, newest: int = -1) -> tuple[Examination, ...]:
    """What was signed, newest first, by the last revision; withdrawn examinations too.

    Args:
        newest: Of no more than so many rows of the record; below zero for all.
    """
    return tuple(
        examination
        for examination in book.file.examinations.of_patient(patient_id, newest=newest)
        if examination.signature is not None and not examination.superseded
    )


def visit_counts(book: Casebook, patient_id: int) -> tuple[int, int]:
    """How many visits were signed, withdrawn ones too; and how many of them stand."""
    return book.file.examinations.signed_count(patient_id)


def standing(visits: Sequence[Examination]) -> tuple[Examination, ...]:
    """Those of the visits that were not withdrawn, in their order."""
    return tuple(visit for visit in visits if visit.withdrawal is None)


def visit_before(book: Casebook, examination: Examination) -> Examination | None:
    """The signed examination before this one, or None."""
    earlier = (
        visit
        for visit in signed_visits(book, examination.patient_id)
        if visit.started_at < examination.started_at and visit.id != examination.revises_id
    )
    return next(earlier, None)


def comparisons(
    book: Casebook, patient: Patient, now: Examination, before: Examination
) -> Mapping[Place, Comparison]:
    """What changed at each place that either examination has."""
    compared = compare_findings(
        findings_of(book, patient, now),
        findings_of(book, patient, before),
        positions=(positions_of(now), positions_of(before)),
    )
    return {comparison.place: comparison for comparison in compared}


def courses(book: Casebook, patient: Patient, visits: Sequence[Examination]) -> tuple[Course, ...]:
    """Each place over the visits, oldest first; right before left.

    Args:
        visits: The signed examinations to follow, newest first.
    """
    return courses_of(book, visits, {v.id: findings_of(book, patient, v) for v in visits})


def courses_of(
    book: Casebook,
    visits: Sequence[Examination],
    found: Mapping[int, Sequence[Finding]],
) -> tuple[Course, ...]:
    """The same from findings that were read before.

    Args:
        visits: The signed examinations to follow, newest first.
        found: What each of them shows, by its row.
    """
    in_time = tuple(reversed(visits))
    places = dict.fromkeys(place for visit in in_time for place in visit.places)
    by_place = {visit.id: {f.place: f for f in found[visit.id]} for visit in in_time}
    return tuple(
        Course(
            place=place,
            points=tuple(
                CoursePoint(
                    examined_at=visit.started_at,
                    examination_id=visit.id,
                    finding=by_place[visit.id].get(place)
                    or finding_of(place, visit.test_at(place), rule=book.rule),
                )
                for visit in in_time
            ),
        )
        for place in places
    )
