"""Whom a letter is about: born, sex, number, and every other name in the record."""

from datetime import date

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain
from clonus_desktop.report.options import Naming
from clonus_desktop.report.parts import Identifier

USUAL_NAMING = Naming()
"""Of a practice without a region, and of a patient with one record."""


def identifiers_of(
    patient: Patient, naming: Naming, written_on: date, *, words: Catalogue
) -> tuple[Identifier, ...]:
    """Born, sex and number under their labels, then what else the person is known as."""
    number = plain.line(patient.number, words) or words.gettext("Not known")
    sex = phrases.sex_words(patient.sex, words)
    return (
        Identifier(label=words.gettext("Born"), value=_born(patient, written_on, words)),
        Identifier(label=words.gettext(naming.sex_label), value=sex),
        Identifier(label=words.gettext(naming.number_label), value=number),
        *(_also_known(other, words) for other in naming.others),
    )


def _also_known(other: Patient, words: Catalogue) -> Identifier:
    name, number = (plain.line(text, words) for text in (other.formal_name, other.number))
    return Identifier(
        label=words.gettext("Also known as"), value=f"{name}, {number}" if number else name
    )


def _born(patient: Patient, written_on: date, words: Catalogue) -> str:
    if patient.born_on is None:
        return words.gettext("Not known")
    born = phrases.letter_date(patient.born_on, words)
    age = patient.age_on(written_on)
    if age is None:
        return born
    values = {"date": born, "age": phrases.age_words(age, words)}
    return words.say(Message("{date} ({age})", values))
