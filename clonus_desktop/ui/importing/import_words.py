"""What an import says: of files, columns, people and counts."""

from collections.abc import Mapping, Sequence
from datetime import date

from clonus_desktop.casebook.importing import (
    Column,
    DateOrder,
    Decision,
    Done,
    Encoding,
    Item,
    Kind,
    Plan,
    Verdict,
)
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui.patient_entry import field_labels
from clonus_desktop.ui.patient_words import breakable, facts, likeness_words


def column_labels() -> Mapping[Column, str]:
    """What each column can hold, as the form calls it."""
    labels = field_labels()
    return {column: labels[column.value] for column in Column}


def encoding_words(encoding: Encoding) -> str:
    """What an encoding is called."""
    words = {
        Encoding.UTF_8: _("UTF-8"),
        Encoding.UTF_16: _("UTF-16"),
        Encoding.WINDOWS: _("Windows (Western Europe)"),
        Encoding.DOS: _("DOS (Western Europe)"),
    }
    return words[encoding]


def delimiter_words(delimiter: str) -> str:
    """What a character between columns is called."""
    words = {
        ",": _("Comma ( , )"),
        ";": _("Semicolon ( ; )"),
        "\t": _("Tab"),
        "|": _("Vertical bar ( | )"),
    }
    return words[delimiter]


def order_words(order: DateOrder) -> str:
    """What stands first in a date of three numbers."""
    words = {
        DateOrder.DAY_FIRST: _("Day before month"),
        DateOrder.MONTH_FIRST: _("Month before day"),
    }
    return words[order]


def patient_line(patient: Patient, today: date) -> str:
    """Name and facts on one line: ``LUND, Anna · Born 3-Feb-1960 (66y) · Female · No. 71``."""
    return breakable(" · ".join((patient.formal_name, *facts(patient, today))))


def where_words(kind: Kind, where: int) -> str:
    """On which line, or in which entry of a bundle."""
    if kind is Kind.FHIR:
        return _("Entry {n}").format(n=where)
    return _("Line {n}").format(n=where)


def problem_lines(kind: Kind, items: Sequence[Item]) -> list[str]:
    """For each item where it stands, who it is, and all that is wrong with it."""
    return [_problem_line(kind, item) for item in items]


def _problem_line(kind: Kind, item: Item) -> str:
    labels = field_labels()
    said = []
    for problem in item.problems:
        words = say(problem.message)
        label = labels.get(problem.field)
        said.append(words if label is None else f"{label}: {words}")
    who = f"{where_words(kind, item.where)}, {breakable(item.named)}"
    start = who if item.named else where_words(kind, item.where)
    return f"{start}. {' '.join(said)}"


def note_lines(kind: Kind, items: Sequence[Item]) -> list[str]:
    """What is left aside of those who come."""
    return [
        f"{where_words(kind, item.where)}, {breakable(item.named)}. "
        + " ".join(say(note) for note in item.notes)
        for item in items
        if item.notes and item.verdict is not Verdict.WRONG
    ]


def like_lines(item: Item, today: date) -> list[str]:
    """Whom somebody resembles, and why."""
    said = []
    for like in item.likes:
        if like.where is None:
            words = _("In the record: {patient} ({reasons})")
        else:
            words = _("On line {n} of the file: {patient} ({reasons})")
        line = words.format(
            n=like.where,
            patient=patient_line(like.record, today),
            reasons=likeness_words(like.reasons),
        )
        said.append(line)
    return said


def decision_words(decision: Decision) -> str:
    """What can be decided about somebody who may be in the record."""
    words = {
        Decision.LEAVE_OUT: _("Leave out"),
        Decision.ADD: _("Add as a new patient"),
        Decision.SAME: _("Same person: take the exams"),
    }
    return words[decision]


def plan_lines(plan: Plan) -> list[str]:
    """What would happen without any decision, a sentence for each kind."""
    added = plan.counts.get("patients", 0)
    new = ngettext("{n} patient is new.", "{n} patients are new.", added).format(n=added)
    rest = (_people_words, _exam_words, _letter_words)
    said = [line for words in rest for line in _more(plan.counts, words(plan.counts))]
    return [new if added else _("No patient is new."), *said]


def _people_words(counts: Mapping[str, int]) -> Mapping[str, str]:
    return {
        "same": ngettext(
            "{n} patient is in the record already, and is not changed.",
            "{n} patients are in the record already, and are not changed.",
            counts.get("same", 0),
        )
    }


def _exam_words(counts: Mapping[str, int]) -> Mapping[str, str]:
    return {
        "examinations": ngettext(
            "{n} signed exam is new.",
            "{n} signed exams are new.",
            counts.get("examinations", 0),
        ),
        "drafts": ngettext(
            "{n} unfinished exam is new.",
            "{n} unfinished exams are new.",
            counts.get("drafts", 0),
        ),
        "known": ngettext(
            "{n} exam is in the record already.",
            "{n} exams are in the record already.",
            counts.get("known", 0),
        ),
        "withdrawals": ngettext(
            "{n} exam was withdrawn there, and is here too.",
            "{n} exams were withdrawn there, and are here too.",
            counts.get("withdrawals", 0),
        ),
    }


def _letter_words(counts: Mapping[str, int]) -> Mapping[str, str]:
    letters = counts.get("letters", 0)
    words = ngettext("{n} issued letter is new.", "{n} issued letters are new.", letters)
    return {"letters": words}


def _more(counts: Mapping[str, int], words: Mapping[str, str]) -> list[str]:
    return [said.format(n=counts[name]) for name, said in words.items() if counts.get(name)]


def done_lines(plan: Plan, done: Done) -> list[str]:
    """What was done, a sentence for each kind."""
    counts = done.counts
    added = counts.get("patients", 0)
    said = [
        ngettext("{n} patient was added.", "{n} patients were added.", added).format(n=added)
        if added
        else _("No patient was added.")
    ]
    exams = counts.get("examinations", 0) + counts.get("drafts", 0)
    if plan.kind is Kind.RECORD:
        words = ngettext("{n} exam was taken in.", "{n} exams were taken in.", exams)
        said.append(words.format(n=exams) if exams else _("No exam was taken in."))
        letters = counts.get("letters", 0)
        words = ngettext("{n} letter was taken in.", "{n} letters were taken in.", letters)
        said += _more(counts, {"letters": words})
    if done.backup:
        said.append(_("Before that a backup was made: {name}.").format(name=breakable(done.backup)))
    return said
