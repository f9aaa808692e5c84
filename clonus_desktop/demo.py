"""The demo casebook: invented patients, entered through the same verbs as real ones."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from clonus_desktop import resources
from clonus_desktop.casebook import contexts, examinations, patients, practice
from clonus_desktop.casebook.book import Casebook, local_time, open_book
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.context import Context, blank_context
from clonus_desktop.domain.drugs import DrugUse, LastDose, parse_last_dose
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial

Entry = Mapping[str, Any]

_BETWEEN_PLACES = timedelta(seconds=40)
_LONGER_BEATS = (1.12, 1.03, 0.98, 1.0, 0.97, 1.02, 0.99, 1.01)
"""Share of the mean interval: the first beat of real clonus is the longest."""


class _DemoClock:
    """A clock that the demo sets to the day of each visit."""

    def __init__(self, now: datetime) -> None:
        self.today = now
        self.time = now

    def __call__(self) -> datetime:
        return self.time


def fill(path: Path, *, now: datetime | None = None) -> None:
    """Make the demo casebook at a path where there is none yet, dated up to now."""
    clock = _DemoClock(now or local_time())
    content = tomllib.loads(resources.read_text("demo", "patients.toml"))
    with open_book(path, now=clock) as book:
        _introduce_the_examiner(book, content["examiner"])
        for entry in content["patient"]:
            _add(book, clock, entry)


def _introduce_the_examiner(book: Casebook, entry: Entry) -> None:
    examiner = Examiner(name=entry["name"], role=entry["role"])
    practice.change(book, replace(book.practice, examiner=examiner, clinic=entry["clinic"]))


def _add(book: Casebook, clock: _DemoClock, entry: Entry) -> None:
    visits: Sequence[Entry] = entry.get("visits", ())
    clock.time = clock.today - timedelta(days=max((v["days_ago"] for v in visits), default=1))
    patient_id = patients.add(book, _patient(entry, clock.today.date())).patient_id
    assert patient_id is not None
    for visit in visits:
        morning = clock.today.replace(hour=9, minute=40, second=0, microsecond=0)
        clock.time = morning - timedelta(days=visit["days_ago"])
        _visit(book, clock, patient_id, visit)
    if "draft" in entry:
        clock.time = clock.today - timedelta(minutes=25)
        _examine(book, clock, patient_id, entry["draft"])
    clock.time = clock.today


def _patient(entry: Entry, today: date) -> Patient:
    if "born_days_ago" in entry:
        born_on = today - timedelta(days=entry["born_days_ago"])
    else:
        born_on = date.fromisoformat(entry["born"])
    return Patient(
        family_name=entry["family_name"],
        given_name=entry["given_name"],
        title=entry.get("title", ""),
        born_on=born_on,
        sex=Sex(entry["sex"]),
        number=entry["number"],
        alert=entry.get("alert", ""),
        known_conditions=entry.get("known_conditions", ""),
    )


def _visit(book: Casebook, clock: _DemoClock, patient_id: int, visit: Entry) -> None:
    examination = _examine(book, clock, patient_id, visit["results"])
    if "context" in visit:
        contexts.keep(book, examination, context_of(book, examination, visit["context"]))
    if "note" in visit:
        examinations.write_note(book, examination, examination.places[1], visit["note"])
    if "comment" in visit:
        examinations.write_note(book, examination, None, visit["comment"])
    clock.time += _BETWEEN_PLACES
    examinations.sign(book, examination.id)


def _examine(
    book: Casebook, clock: _DemoClock, patient_id: int, results: Sequence[str]
) -> Examination:
    change = examinations.start(book, patient_id)
    assert change.examination_id is not None
    examination = examinations.get(book, change.examination_id)
    for place, result in zip(examination.places, results, strict=False):
        clock.time += _BETWEEN_PLACES
        _record(book, examination, place, result)
    return examination


def _record(book: Casebook, examination: Examination, place: Place, result: str) -> None:
    if result.startswith("-"):
        why = NotTested(reason=NotTestedReason(result[1:]))
        examinations.record_not_tested(book, examination, place, why)
    else:
        examinations.record_trial(book, examination, place, trial_of(result))


def context_of(book: Casebook, examination: Examination, entry: Entry) -> Context:
    """The context that an entry of the demo stands for."""
    context = blank_context(book.context_form).on_scale(entry.get("scale", ""))
    for item in book.context_form.items:
        said = entry.get(item.key, "-").split()
        answers = said if len(said) > 1 else said * len(item.spots)
        for spot, answer in zip(item.spots, answers, strict=True):
            if answer != "-":
                context = context.with_answer(spot, answer)
    if "drugs" in entry:
        drugs = (_drug(said, examination.started_at) for said in entry["drugs"])
        context = context.taking(tuple(drugs))
    return context


def _drug(said: str, examined_at: datetime) -> DrugUse:
    key, dose, last = said.split(", ")
    typed = parse_last_dose(last, before=examined_at)
    return DrugUse(drug=key, dose=dose, last_dose=LastDose(last) if typed is None else typed)


def trial_of(result: str) -> Trial:
    """The trial that a result of the demo stands for: "6", "10+", "S", "7~5.4" or "4.2s"."""
    stopped = EndedBy.SELF_EXTINGUISHED
    if result == "S":
        return sustained_trial()
    if result.endswith("+"):
        return Trial(beats=int(result[:-1]), at_least=True, ended_by=stopped)
    if result.endswith("s"):
        return Trial(
            duration_s=float(result[:-1]), ended_by=stopped, count_method=CountMethod.TIMED
        )
    if "~" in result:
        beats, rate = result.split("~")
        return Trial(
            beats=int(beats),
            ended_by=stopped,
            count_method=CountMethod.TAPPED,
            beat_times_s=_beat_times(int(beats), 1 / float(rate)),
        )
    return Trial(beats=int(result), ended_by=stopped)


def _beat_times(beats: int, interval_s: float) -> tuple[float, ...]:
    times = [0.0]
    for index in range(beats - 1):
        share = _LONGER_BEATS[index % len(_LONGER_BEATS)]
        times.append(round(times[-1] + interval_s * share, 4))
    return tuple(times)
