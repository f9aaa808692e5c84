"""What a list, a sheet and a form say of a patient."""

from datetime import date

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


def facts(patient: Patient, today: date) -> tuple[str, ...]:
    """Born, sex and record number, each in words that stand alone; unknown ones say so."""
    sex = sex_words(patient.sex) if patient.sex is not Sex.UNKNOWN else _("Sex not known")
    number = patient.number or _("Not known")
    return (
        _("Born {date}").format(date=born_words(patient, today)),
        sex,
        _("Record No. {number}").format(number=number),
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
