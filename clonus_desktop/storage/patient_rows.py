"""Patients as they stand in their rows."""

from datetime import date

from clonus_desktop.domain.patient import Patient, Sex, search_key
from clonus_desktop.storage.driver import Row

COLUMNS = (
    "family_name, given_name, title, preferred_name, born_on, sex, number, alert, "
    "known_conditions, name_key, given_key, family_key, number_key, number_scheme"
)
"""What ``values_of`` gives, in its order."""


def values_of(patient: Patient) -> tuple[str | None, ...]:
    """The columns of a patient, with the keys that it is searched by."""
    return (
        patient.family_name,
        patient.given_name,
        patient.title,
        patient.preferred_name,
        None if patient.born_on is None else patient.born_on.isoformat(),
        patient.sex,
        patient.number,
        patient.alert,
        patient.known_conditions,
        patient.name_key,
        patient.given_key,
        search_key(patient.family_name),
        patient.number_key,
        patient.number_scheme,
    )


def patient_from(row: Row) -> Patient:
    """The patient of a row."""
    born_on = row["born_on"]
    return Patient(
        id=row["id"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        title=row["title"],
        preferred_name=row["preferred_name"],
        born_on=None if born_on is None else date.fromisoformat(born_on),
        sex=Sex(row["sex"]),
        number=row["number"],
        number_scheme=row["number_scheme"],
        alert=row["alert"],
        known_conditions=row["known_conditions"],
    )
