"""Antispastic drugs in words: a sentence of the letter, and a few words beside the course."""

from datetime import date, datetime

from clonus_desktop.domain.context_form import OTHER_DRUG, ContextForm, DrugKind
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.drugs import DrugUse, Interval, LastDose, Unit
from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain

_NO_TIME = {
    LastDose.NOT_KNOWN: Message("time of the last dose not known"),
    LastDose.NOT_TAKEN: Message("not taken"),
    LastDose.CONTINUOUS: Message("given continuously"),
}
_NO_INJECTION = {
    LastDose.NOT_KNOWN: Message("date of the injection not known"),
    LastDose.NOT_TAKEN: Message("not given"),
    LastDose.CONTINUOUS: Message("given continuously"),
}


def treatment_sentence(
    drugs: tuple[DrugUse, ...] | None,
    form: ContextForm,
    *,
    examined_at: datetime,
    words: Catalogue,
) -> str:
    """All drugs with doses and the time of the last; empty when they were not asked for."""
    if drugs is None:
        return ""
    if not drugs:
        return words.gettext("No antispastic drug was taken.")
    said = [_with_details(use, form, examined_at, words) for use in drugs]
    values = {"drugs": phrases.listed(said, words)}
    return words.say(Message("Antispastic treatment was {drugs}.", values))


def drug_name(use: DrugUse, form: ContextForm, words: Catalogue) -> str:
    """The drug inside a sentence: ``oral baclofen``; another one in the clinician's words."""
    drug = form.drug(use.drug)
    typed = plain.line(use.name, words)
    if typed and use.drug == OTHER_DRUG:
        return typed
    return use.drug.replace("-", " ") if drug is None else drug.words


def note_words(note: DrugNote, form: ContextForm, words: Catalogue) -> str:
    """The drugs at a visit: ``oral baclofen, 3 h before``; says when the treatment was changed."""
    if not note.drugs:
        said = words.gettext("no antispastic drug")
    else:
        each = (_beside(use, note.examined_at, form, words) for use in note.drugs)
        said = phrases.clauses(each, words)
    if not note.is_changed:
        return said
    return words.say(Message("{drugs} (treatment changed)", {"drugs": said}))


def interval_words(interval: Interval, words: Catalogue) -> str:
    """The time since a dose in whole words: ``3 hours``."""
    n = interval.count
    said = {
        Unit.MINUTES: words.ngettext("{n} minute", "{n} minutes", n),
        Unit.HOURS: words.ngettext("{n} hour", "{n} hours", n),
        Unit.DAYS: words.ngettext("{n} day", "{n} days", n),
        Unit.WEEKS: words.ngettext("{n} week", "{n} weeks", n),
    }
    return said[interval.unit].format(n=n)


def _beside(use: DrugUse, examined_at: datetime, form: ContextForm, words: Catalogue) -> str:
    values: dict[str, object] = {"drug": drug_name(use, form, words)}
    since = use.since(examined_at)
    if since is not None:
        values["time"] = since.short
        return words.say(Message("{drug}, {time} before", values))
    if isinstance(use.last_dose, LastDose):
        values["dose"] = _without_time(use, use.last_dose, form, words)
        return words.say(Message("{drug}, {dose}", values))
    return words.say(Message("{drug}, dose after the visit began", values))


def _with_details(use: DrugUse, form: ContextForm, examined_at: datetime, words: Catalogue) -> str:
    parts = (plain.line(use.dose, words), _timing(use, form, examined_at, words))
    values = {
        "drug": drug_name(use, form, words),
        "details": phrases.clauses(parts, words),
    }
    return words.say(Message("{drug} ({details})", values))


def _timing(use: DrugUse, form: ContextForm, examined_at: datetime, words: Catalogue) -> str:
    last = use.last_dose
    if isinstance(last, LastDose):
        return _without_time(use, last, form, words)
    values = {"when": _when(last, examined_at, words)}
    given = Message("injected {when}") if _is_injected(use, form) else Message("last dose {when}")
    said = words.say(Message(given.text, values))
    since = use.since(examined_at)
    if since is None or not since.count:
        return said
    values = {"dose": said, "interval": interval_words(since, words)}
    return words.say(Message("{dose}, {interval} before the examination", values))


def _when(last: datetime | date, examined_at: datetime, words: Catalogue) -> str:
    """The time of day, with the day where it was another than that of the examination."""
    if not isinstance(last, datetime):
        return words.say(Message("on {date}", {"date": phrases.letter_date(last, words)}))
    local = last.astimezone(examined_at.tzinfo)
    values = {"date": phrases.letter_date(local, words), "time": phrases.clock_time(local)}
    if local.date() == examined_at.date():
        return words.say(Message("at {time}", values))
    return words.say(Message("on {date} at {time}", values))


def _without_time(use: DrugUse, last: LastDose, form: ContextForm, words: Catalogue) -> str:
    return words.say((_NO_INJECTION if _is_injected(use, form) else _NO_TIME)[last])


def _is_injected(use: DrugUse, form: ContextForm) -> bool:
    drug = form.drug(use.drug)
    return drug is not None and drug.kind is DrugKind.INJECTION
