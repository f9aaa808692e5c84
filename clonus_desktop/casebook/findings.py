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


def all_visits(book: Casebook, patient_id: int) -> tuple[Examination, ...]:
    """What was signed, newest first, by the last revision; withdrawn examinations too."""
    return tuple(
        examination
        for examination in book.file.examinations.of_patient(patient_id)
        if examination.signature is not None and not examination.superseded
    )


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
    in_time = tuple(reversed(visits))
    places = dict.fromkeys(place for visit in in_time for place in visit.places)
    return tuple(_course(book, patient, place, in_time) for place in places)


def _course(
    book: Casebook, patient: Patient, place: Place, visits: tuple[Examination, ...]
) -> Course:
    points = tuple(
        CoursePoint(
            examined_at=visit.started_at,
            examination_id=visit.id,
            finding=finding_of(
                place,
                visit.test_at(place),
                rule=book.rule,
                age_months=age_months_at(patient, visit),
            ),
        )
        for visit in visits
    )
    return Course(place=place, points=points)
