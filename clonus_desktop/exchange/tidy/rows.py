"""The rows of one examination: one for each place, also where nothing was tested."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import Trial, round_half_up
from clonus_desktop.exchange.deidentify import Subject
from clonus_desktop.exchange.told import Told

Value = str | int | float | bool | date | datetime | None
Row = tuple[Value, ...]

_NO_TRIAL: Row = (None,) * 11


def rows_of(told: Told) -> Iterator[Row]:
    """The rows of an examination, each with the columns of its mode."""
    subject = told.subject
    head = _identified(told) if subject is None else _without_marks(told, subject)
    for finding in told.findings:
        row = (*head, *_finding(told, finding), *_rules(told, finding))
        yield row if subject is not None else (*row, *_words(told, finding))


def _identified(told: Told) -> Row:
    exam, patient = told.examination, told.patient
    age = patient.age_on(exam.started_at.date())
    signature = exam.signature
    return (
        patient.id,
        patient.number,
        patient.number_scheme,
        patient.family_name,
        patient.given_name,
        patient.born_on,
        str(patient.sex),
        None if age is None else age.years,
        exam.id,
        exam.revision,
        exam.started_at.date(),
        exam.started_at,
        None if signature is None else signature.signed_at,
        "" if signature is None else signature.examiner.name,
        "" if signature is None else signature.examiner.role,
    )


def _without_marks(told: Told, subject: Subject) -> Row:
    at = told.examination.started_at
    years, comparator = subject.age_on(told.patient, at.date())
    person: Row = (subject.code, str(told.patient.sex), years)
    if subject.shift is None:
        day = subject.day_offset(at.date())
        return (*person, comparator, told.visit, subject.first_year, day)
    moved = subject.shifted(at)
    return (*person, told.visit, moved.date(), moved)


def _finding(told: Told, finding: Finding) -> Row:
    place, trial, reason = finding.place, finding.trial, finding.not_tested
    judged = finding.judgement
    return (
        place.site.key,
        str(place.side),
        _status(finding),
        _kind(finding),
        *(_NO_TRIAL if trial is None else _trial(trial, finding.trial_count)),
        _position(told, place),
        None if reason is None else str(reason.reason),
        None if judged is None else judged.rule_id,
        None if judged is None else judged.version,
        None if judged is None else judged.outcome,
    )


def _status(finding: Finding) -> str:
    return "tested" if finding.is_tested else str(finding.kind)


def _kind(finding: Finding) -> str | None:
    if finding.trial is None:
        return None
    return "no-clonus-elicited" if finding.trial.no_clonus else str(finding.kind)


def _trial(trial: Trial, trials: int) -> Row:
    seconds, rate = trial.known_duration_s, trial.rate_hz
    return (
        trial.known_beats,
        ">=" if trial.at_least else None,
        None if seconds is None else float(round_half_up(seconds, 3)),
        ">" if trial.duration_is_minimum else None,
        trial.is_sustained,
        None if rate is None else float(round_half_up(rate, 3)),
        trial.is_tapped_unreliably,
        None if trial.ended_by is None else str(trial.ended_by),
        str(trial.count_method),
        trials,
        trial.beats_in_first_10_s,
    )


def _position(told: Told, place: Place) -> str | None:
    stated = told.examination.statement(Topic.TECHNIQUE, place) or {}
    position = stated.get("position")
    return position if isinstance(position, str) else None


def _rules(told: Told, finding: Finding) -> Row:
    """What each published rule says of the reported trial."""
    return _judged(finding.place, finding.trial, finding.kind, told.age_months)


# Most places show what many others show, 0 beats above all.
@lru_cache(maxsize=10_000)
def _judged(place: Place, trial: Trial | None, kind: FindingKind, age: float | None) -> Row:
    found: list[Value] = []
    for rule in RULES.values():
        if kind is FindingKind.NOT_EXAMINED:
            outcome = None
        elif trial is None:
            outcome = rule.not_tested().outcome
        else:
            outcome = rule.judge(trial, place=place, age_months=age).outcome
        found += (rule.version, outcome)
        if rule.is_graded:
            found.append(int(outcome) if outcome is not None and outcome.isdigit() else None)
    return tuple(found)


def _words(told: Told, finding: Finding) -> Row:
    exam, reason = told.examination, finding.not_tested
    return (
        None if reason is None else reason.explanation,
        exam.notes.get(finding.place, ""),
        exam.comment,
        exam.revision_reason,
    )
