"""What a list, a sheet and a form say of a patient."""

from collections.abc import Iterable, Sequence
from datetime import date

from clonus_desktop.casebook import regions
from clonus_desktop.domain.likeness import Likeness
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_age, short_date

_HOLDS_TOGETHER = "\u00a0"
_MAY_BREAK = "\u200b"
LONGEST_UNBROKEN = 24


def born_words(patient: Patient, today: date) -> str:
    """``11-Jan-1968 (57y)``, or "Not known"."""
    if patient.born_on is None:
        return _("Not known")
    age = patient.age_on(today)
    born = short_date(patient.born_on)
    return born if age is None else f"{born} ({short_age(age)})"


def sex_words(sex: Sex) -> str:
    """The sex as it is shown."""
    words = {
        Sex.FEMALE: _("Female"),
        Sex.MALE: _("Male"),
        Sex.OTHER: _("Other"),
        Sex.UNKNOWN: _("Not known"),
    }
    return words[sex]


def label_words(label: str) -> str:
    """A label of a region pack; a pack's own word where the program has none for it."""
    known = {"Record No.": _("Record No."), "Sex": _("Sex"), "Gender": _("Gender")}
    return known.get(label, label)


def number_label(patient: Patient) -> str:
    """What stands before the patient's number: "Record No.", or what the region calls it."""
    return label_words(regions.number_label(patient))


def number_words(patient: Patient) -> str:
    """``NHS No. 999 018 5301``, or that it is not known."""
    number = regions.shown_number(patient) or _("Not known")
    return f"{number_label(patient)} {number}"


def known_as_words(others: Sequence[Patient]) -> str:
    """The names and numbers of records that are merged into one; empty without any.

    ``Also known as MACILROY, Ian, Record No. 77``
    """
    if not others:
        return ""
    named = (
        f"{other.formal_name}, {number_words(other)}" if other.number else other.formal_name
        for other in others
    )
    return _("Also known as {names}").format(names="; ".join(named))


def likeness_words(reasons: Iterable[Likeness]) -> str:
    """Why two records look like one person's: each reason once, in the order given."""
    words = {
        Likeness.SAME_NUMBER: _("the same number"),
        Likeness.SLIP_IN_NUMBER: _("a number that differs by one slip"),
        Likeness.SWAPPED_NAMES: _("the names the other way round"),
        Likeness.SWAPPED_BIRTH: _("day and month of birth swapped"),
        Likeness.SAME_BIRTH: _("the same date of birth"),
        Likeness.SIMILAR_NAME: _("a similar name"),
    }
    return ", ".join(words[reason] for reason in dict.fromkeys(reasons))


def facts(patient: Patient, today: date) -> tuple[str, ...]:
    """Born, sex and record number, each in words that stand alone; unknown ones say so."""
    sex = sex_words(patient.sex) if patient.sex is not Sex.UNKNOWN else _("Sex not known")
    return (
        _("Born {date}").format(date=born_words(patient, today)),
        sex,
        number_words(patient),
    )


def facts_line(patient: Patient, today: date) -> str:
    """The facts on one line that wraps between them, never inside one that is short."""
    return "   ".join(_held_together(fact) for fact in facts(patient, today))


def breakable(text: str) -> str:
    """The text with places to wrap inside words so long that they would widen the window."""
    return " ".join(_broken(word) for word in text.split(" "))


def _held_together(fact: str) -> str:
    if len(fact) > 2 * LONGEST_UNBROKEN:
        return breakable(fact)
    return fact.replace(" ", _HOLDS_TOGETHER)


def _broken(word: str) -> str:
    if len(word) <= LONGEST_UNBROKEN:
        return word
    parts = range(0, len(word), LONGEST_UNBROKEN // 2)
    return _MAY_BREAK.join(word[i : i + LONGEST_UNBROKEN // 2] for i in parts)
