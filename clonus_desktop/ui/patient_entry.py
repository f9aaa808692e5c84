"""What was typed about a patient, and what is wrong with it, in words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from clonus_desktop.domain.dates import parse_date
from clonus_desktop.domain.patient import InvalidPatient, Patient, Sex, earliest_birth
from clonus_desktop.domain.record_number import Region
from clonus_desktop.language import _, as_english, say
from clonus_desktop.ui.patient_words import label_words

NOTHING_TYPED = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientEntry:
    """The texts of the form as they stand there, right or wrong.

    Attributes:
        born: Day, month and year as typed.
        is_plain_number: The number is kept although it is none of the region's numbers.
    """

    family_name: str = ""
    given_name: str = ""
    title: str = ""
    preferred_name: str = ""
    born: tuple[str, str, str] = NOTHING_TYPED
    sex: Sex = Sex.UNKNOWN
    number: str = ""
    is_plain_number: bool = False
    alert: str = ""
    known_conditions: str = ""

    def problems(self, today: date, region: Region) -> dict[str, str]:
        """What is wrong, by the name of the field, in the order of the form.

        Args:
            region: That checks the record number.
        """
        found: dict[str, str] = {}
        for name in TEXT_FIELDS[:4]:
            found |= self._problem_of(name)
        if words := _problem_of_birth(self.born, today):
            found["born_on"] = words
        for name in TEXT_FIELDS[4:]:
            found |= self._problem_of(name)
            if name == "number" and name not in found:
                found |= self._problem_of_number(region)
        return found

    def _problem_of_number(self, region: Region) -> dict[str, str]:
        number = self.number.strip()
        if self.is_plain_number or not number or not region.refuses(number):
            return {}
        words = _(
            "This is not a valid {label}: a digit is wrong, missing or swapped. "
            "Correct it, or tick that it is another kind of number."
        )
        return {"number": words.format(label=label_words(region.number_label))}

    def patient(self, today: date, *, patient_id: int) -> Patient:
        """The patient that was typed.

        Raises:
            InvalidPatient: There are problems.
        """
        texts = {name: getattr(self, name).strip() for name in TEXT_FIELDS}
        born_on = parse_date(as_english("-".join(self.born)), today=today)
        return Patient(id=patient_id, born_on=born_on, sex=self.sex, **texts)

    def _problem_of(self, name: str) -> dict[str, str]:
        value = getattr(self, name).strip()
        if (words := _problem_of_text(name, value)) != "":
            return {name: f"{field_labels()[name]}: {words}"}
        try:
            # One field at a time: all that is wrong is said at once.
            Patient(**({"family_name": "x"} | {name: value}))
        except InvalidPatient as problem:
            words = say(problem.message)
            if name == "family_name" and not value:
                return {name: words}
            return {name: f"{field_labels()[name]}: {words}"}
        return {}


TEXT_FIELDS = (
    "family_name",
    "given_name",
    "title",
    "preferred_name",
    "number",
    "alert",
    "known_conditions",
)


def field_labels() -> Mapping[str, str]:
    """What each field is called on the screen."""
    return {
        "family_name": _("Family name"),
        "given_name": _("Given name"),
        "title": _("Title"),
        "preferred_name": _("Preferred name"),
        "born_on": _("Date of birth"),
        "sex": _("Sex"),
        "number": _("Record No."),
        "alert": _("Alert"),
        "known_conditions": _("Known conditions"),
    }


def entry_of(patient: Patient, region: Region) -> PatientEntry:
    """The form's texts for a stored patient.

    Args:
        region: That checks the record number.
    """
    born = patient.born_on
    texts = {name: getattr(patient, name) for name in TEXT_FIELDS}
    return replace(
        PatientEntry(**texts, sex=patient.sex),
        born=NOTHING_TYPED if born is None else (str(born.day), str(born.month), str(born.year)),
        is_plain_number=bool(patient.number) and region.refuses(patient.number),
    )


def entry_content(entry: PatientEntry) -> Mapping[str, object]:
    """The texts as they wait to be saved."""
    texts = {name: getattr(entry, name) for name in TEXT_FIELDS}
    chosen = {"sex": entry.sex.value, "is_plain_number": entry.is_plain_number}
    return texts | {"born": list(entry.born)} | chosen


def entry_from(content: Mapping[str, object]) -> PatientEntry | None:
    """The texts that waited, or None when these are not the texts of a patient."""
    texts = {name: content.get(name) for name in TEXT_FIELDS}
    born = content.get("born")
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(born, list):
        return None
    if len(born) != 3 or not all(isinstance(part, str) for part in born):
        return None
    try:
        sex = Sex(str(content.get("sex")))
    except ValueError:
        return None
    is_plain = content.get("is_plain_number") is True
    return PatientEntry(
        **texts,  # type: ignore[arg-type]  # each is a text, as was just asked
        born=(born[0], born[1], born[2]),
        sex=sex,
        is_plain_number=is_plain,
    )


def _problem_of_birth(born: tuple[str, str, str], today: date) -> str:
    day, month, year = born
    if born == NOTHING_TYPED:
        return ""
    if not (day and month and year):
        return _("Enter day, month and year, or leave all three empty.")
    if len(year) != 4 or not year.isdecimal():
        return _("Enter the year with four digits, such as 1968.")
    born_on = parse_date(as_english("-".join(born)), today=today)
    if born_on is None:
        return _("There is no such day. Check day, month and year.")
    if born_on > today:
        return _("The date of birth is in the future.")
    if born_on < (earliest := earliest_birth(today)):
        words = _("Nobody is older than {years} years. Check the year of birth.")
        return words.format(years=today.year - earliest.year)
    return ""


_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Make letters stand in another order than they were typed in: never part of a name."""


def _problem_of_text(name: str, value: str) -> str:
    """What only a person who types is asked about: the record holds older names as they are."""
    if name == "known_conditions":
        return ""
    if _OVERRIDES.intersection(value) or any(unicodedata.category(c) == "Cc" for c in value):
        return _("Remove the invisible control characters.")
    is_nameless = value and not any(c.isalpha() for c in value)
    if name in {"family_name", "given_name"} and is_nameless:
        return _("Write the name with letters.")
    return ""
