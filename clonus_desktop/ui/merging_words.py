"""Two records that are put together, in words: what the chart will show, what is to be decided."""

from collections.abc import Mapping
from datetime import date

from clonus_desktop.casebook.merging import Side
from clonus_desktop.domain.patient import Sex
from clonus_desktop.domain.record_number import Region
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.patient_words import breakable, known_as_words, label_words, sex_words


def decided_labels(region: Region) -> Mapping[str, str]:
    """The fields in which two records can contradict each other, as the form calls them."""
    return {
        "born_on": _("Date of birth"),
        "sex": label_words(region.sex_label),
        "alert": _("Alert"),
        "known_conditions": _("Known conditions"),
    }


def undecided_words(field: str) -> str:
    """What is to be chosen before the records can be put together."""
    return {
        "born_on": _("Choose which date of birth is right."),
        "sex": _("Choose which sex is right."),
        "alert": _("Choose which alert always shows."),
        "known_conditions": _("Choose which known conditions go into the letter."),
    }[field]


def value_words(value: object) -> str:
    """What stands in one of the fields."""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Sex):
        return sex_words(value)
    return str(value)


def exams_words(side: Side) -> str:
    """ "MACILROY, Iain (Mr): 8 signed exams, 1 unfinished"."""
    count = len(side.signed)
    words = ngettext("{name}: {n} signed exam", "{name}: {n} signed exams", count)
    if side.draft is not None:
        words = ngettext(
            "{name}: {n} signed exam, 1 unfinished", "{name}: {n} signed exams, 1 unfinished", count
        )
    return words.format(name=side.patient.formal_name, n=count)


def chart_words(kept: Side, merged: Side, taken: Mapping[str, object]) -> tuple[str, ...]:
    """What the chart of the record that stays will show, a sentence each.

    Args:
        kept: The record that stays.
        merged: The one that is found under it.
        taken: By field, what the record that stays will say where nothing has to be decided.
    """
    lines = []
    visits = sorted(e.started_at for e in (*kept.signed, *merged.signed))
    if visits:
        count = ngettext(
            "The chart of {name} will show {n} exam, of {first}.",
            "The chart of {name} will show {n} exams, from {first} to {last}.",
            len(visits),
        )
        lines.append(
            count.format(
                name=kept.patient.formal_name,
                n=len(visits),
                first=short_date(visits[0]),
                last=short_date(visits[-1]),
            )
        )
    others = (*kept.identity.others, merged.patient, *merged.identity.others)
    lines.append(known_as_words(others) + ".")
    labels, words = decided_labels(kept.identity.region), _("{label} taken over: {value}.")
    lines += [
        words.format(label=labels[field], value=value_words(value))
        for field, value in taken.items()
        if value != getattr(kept.patient, field)
    ]
    return tuple(lines)


def draft_words(merged: Side) -> str:
    """Why nothing can be put together yet; empty when nothing is in the way."""
    if merged.draft is None:
        return ""
    words = _(
        "{name} has an unfinished exam. Nothing is put together as long as it is unfinished. "
        "Sign or discard it first, or keep that record instead."
    )
    return breakable(words.format(name=merged.patient.formal_name))
