"""Patient, Practitioner and Device: who was examined, by whom, with what."""

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient, number_key
from clonus_desktop.exchange.fhir.issuer import Issuer
from clonus_desktop.exchange.fhir.values import Json, filled, narrative, text, uri_identifier

PROGRAM = "Clonus Desktop"

_OFFICIAL, _USUAL = "official", "usual"


def patient_of(patient: Patient, issuer: Issuer) -> Json:
    """The Patient: names, sex, birth date and record number; neither alert nor conditions."""
    return filled(
        resourceType="Patient",
        text=narrative([patient.formal_name]),
        identifier=patient_identifiers(patient, issuer),
        name=_names(patient),
        gender=str(patient.sex),
        birthDate=None if patient.born_on is None else patient.born_on.isoformat(),
    )


def patient_identifiers(patient: Patient, issuer: Issuer) -> list[Json]:
    """The record number, when there is one, and the casebook's own name of the patient."""
    own = uri_identifier(issuer.patient_name(patient))
    scheme, number = patient.number_scheme, text(patient.number)
    if not number:
        return [own]
    system = issuer.number_systems.get(scheme) or issuer.name("record numbers")
    # A number with a check is known by its digits alone; any other as it was typed.
    value = (number_key(number) if scheme else "") or number
    return [filled(use=_OFFICIAL if scheme else _USUAL, system=system, value=value), own]


def _names(patient: Patient) -> list[Json]:
    official = filled(
        use=_OFFICIAL,
        text=text(patient.formal_name),
        family=text(patient.family_name),
        given=text(patient.given_name).split(),
        prefix=[word for word in [text(patient.title)] if word],
    )
    preferred = text(patient.preferred_name)
    return [official, filled(use=_USUAL, text=preferred)] if preferred else [official]


def practitioner_of(examiner: Examiner, issuer: Issuer) -> Json:
    """The Practitioner under the name and the role that stand in letters."""
    name, role = text(examiner.name), text(examiner.role)
    return filled(
        resourceType="Practitioner",
        text=narrative([name, role]),
        identifier=[uri_identifier(issuer.examiner_name(examiner))],
        name=[{"text": name}] if name else [],
        qualification=[{"code": {"text": role}}] if role else [],
    )


def device_of(issuer: Issuer) -> Json:
    """The Device: this program in its version."""
    said = f"{PROGRAM} {issuer.program_version}"
    return filled(
        resourceType="Device",
        text=narrative([said]),
        identifier=[uri_identifier(issuer.device_name())],
        status="active",
        deviceName=[{"name": PROGRAM, "type": "user-friendly-name"}],
        version=[{"value": issuer.program_version}],
        type={"text": "Software that records clonus examinations"},
    )
