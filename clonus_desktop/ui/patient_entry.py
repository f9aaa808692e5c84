"""What was typed about a patient, and what is wrong with it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from clonus_desktop.domain.dates import parse_date
from clonus_desktop.domain.patient import EARLIEST_BIRTH, InvalidPatient, Patient, Sex
from clonus_desktop.language import _

NOTHING_TYPED = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientEntry:
    """The texts of the form as they stand there, right or wrong.

    Attributes:
        born: Day, month and year as typed.
    """

    family_name: str = ""
    given_name: str = ""
    title: str = ""
    preferred_name: str = ""
    born: tuple[str, str, str] = NOTHING_TYPED
    sex: Sex = Sex.UNKNOWN
    number: str = ""
    alert: str = ""
    known_conditions: str = ""

    def problems(self, today: date) -> dict[str, str]:
        """What is wrong, by the name of the field, in the order of the form."""
        found: dict[str, str] = {}
        for name in TEXT_FIELDS[:4]:
            found |= self._problem_of(name)
        if words := _problem_of_birth(self.born, today):
            found["born_on"] = words
        for name in TEXT_FIELDS[4:]:
            found |= self._problem_of(name)
        return found

    def patient(self, today: date, *, patient_id: int) -> Patient:
        """The patient that was typed.

        Raises:
            InvalidPatient: There are problems.
        """
        texts = {name: getattr(self, name).strip() for name in TEXT_FIELDS}
        born_on = parse_date("-".join(self.born), today=today)
        return Patient(id=patient_id, born_on=born_on, sex=self.sex, **texts)

    def _problem_of(self, name: str) -> dict[str, str]:
        value = getattr(self, name).strip()
        try:
            # One field at a time: all that is wrong is said at once.
            Patient(**({"family_name": "x"} | {name: value}))
        except InvalidPatient as problem:
            words = _(str(problem))
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


def entry_of(patient: Patient) -> PatientEntry:
    """The form's texts for a stored patient."""
    born = patient.born_on
    texts = {name: getattr(patient, name) for name in TEXT_FIELDS}
    return replace(
        PatientEntry(**texts, sex=patient.sex),
        born=NOTHING_TYPED if born is None else (str(born.day), str(born.month), str(born.year)),
    )


def entry_content(entry: PatientEntry) -> Mapping[str, object]:
    """The texts as they wait to be saved."""
    texts = {name: getattr(entry, name) for name in TEXT_FIELDS}
    return texts | {"born": list(entry.born), "sex": entry.sex.value}


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
    return PatientEntry(**texts, born=(born[0], born[1], born[2]), sex=sex)  # type: ignore[arg-type]


def _problem_of_birth(born: tuple[str, str, str], today: date) -> str:
    day, month, year = born
    if born == NOTHING_TYPED:
        return ""
    if not (day and month and year):
        return _("Enter day, month and year, or leave all three empty.")
    if len(year) != 4 or not year.isdecimal():
        return _("Enter the year with four digits, such as 1968.")
    born_on = parse_date("-".join(born), today=today)
    if born_on is None:
        return _("There is no such day. Check day, month and year.")
    if born_on > today:
        return _("The date of birth is in the future.")
    if born_on < EARLIEST_BIRTH:
        return _("Enter a year of birth from {year} on.").format(year=EARLIEST_BIRTH.year)
    return ""
