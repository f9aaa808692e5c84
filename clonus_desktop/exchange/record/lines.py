"""The four kinds of lines of a record: its header, a person, an examination, a letter.

A person comes before its examinations, a revision before the one that amends it, and a letter
right behind the examination that it tells: a reader needs no line twice. The format is told in
``resources/recipes/record-format.md``.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.exchange.record.examinations import examination_from, examination_json
from clonus_desktop.exchange.record.letters import RecordLetter, letter_from, letter_json

FORMAT = "clonus-desktop-record"
VERSION = 2
"""Counts up with each new kind of line. Version 1 had no letters; it is read as well."""

# What a line that a person or another program changed can raise on its way to a value.
_ODD = (TypeError, ValueError, LookupError, AttributeError, OverflowError)


class InvalidRecord(ValueError):
    """A line is not of this format, of a later version, or contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line.

    Attributes:
        casebook_id: Of the casebook that was exported.
        program_version: Of the program that wrote it.
        written_at: With time zone.
    """

    casebook_id: str
    program_version: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A record that was found to be of the same person.

    Attributes:
        patient: As its own row says.
        into_id: Which record it was merged into: the person's, or another merged one.
        taken_over: By field what the other said before and after: so that they can be parted.
        at: When it was merged.
    """

    patient: Patient
    into_id: int
    taken_over: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A patient with the records that were merged into it, the first merged first."""

    patient: Patient
    merged: tuple[Merged, ...] = ()


Line = Header | Person | Examination | RecordLetter


def line_of(value: Line) -> bytes:
    """The line, ended by LF."""
    return json.dumps(_json(value), ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _json(value: Line) -> dict[str, Any]:
    if isinstance(value, Header):
        return {
            "kind": "record",
            "format": FORMAT,
            "version": VERSION,
            "casebook_id": value.casebook_id,
            "program_version": value.program_version,
            "written_at": value.written_at.isoformat(),
        }
    if isinstance(value, Person):
        return {
            "kind": "patient",
            **_patient_json(value.patient),
            "merged": [_merged_json(one) for one in value.merged],
        }
    if isinstance(value, RecordLetter):
        return {"kind": "letter", **letter_json(value)}
    return {"kind": "examination", **examination_json(value)}


def _patient_json(patient: Patient) -> dict[str, Any]:
    return {
        "id": patient.id,
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "title": patient.title,
        "preferred_name": patient.preferred_name,
        "born_on": None if patient.born_on is None else patient.born_on.isoformat(),
        "sex": str(patient.sex),
        "number": patient.number,
        "number_scheme": patient.number_scheme,
        "alert": patient.alert,
        "known_conditions": patient.known_conditions,
    }


def _merged_json(merged: Merged) -> dict[str, Any]:
    return {
        **_patient_json(merged.patient),
        "into_id": merged.into_id,
        "taken_over": dict(merged.taken_over),
        "merged_at": merged.at.isoformat(),
    }


def read_line(line: bytes | str) -> Line:
    """What a line tells.

    Raises:
        InvalidRecord: It is not of this format, of a later version, or contradicts itself.
    """
    try:
        found = json.loads(line)
        kind = found.pop("kind")
        read = _READERS[kind]
        return read(found)
    except RecursionError as error:
        raise InvalidRecord("A line is nested too deeply.") from error
    except InvalidRecord:
        raise
    except _ODD as error:
        raise InvalidRecord(f"A line cannot be read: {error!r}") from error


def _header(found: dict[str, Any]) -> Header:
    if found["format"] != FORMAT:
        raise InvalidRecord(f"The format is {found['format']!r}, not {FORMAT!r}.")
    if found["version"] not in range(1, VERSION + 1):
        raise InvalidRecord(
            f"The version is {found['version']!r}; this program reads up to {VERSION}."
        )
    return Header(
        casebook_id=str(found["casebook_id"]),
        program_version=str(found["program_version"]),
        written_at=datetime.fromisoformat(found["written_at"]),
    )


def _person(found: dict[str, Any]) -> Person:
    return Person(
        patient=_patient(found), merged=tuple(_merged(one) for one in found.pop("merged"))
    )


def _merged(found: dict[str, Any]) -> Merged:
    return Merged(
        patient=_patient(found),
        into_id=int(found["into_id"]),
        taken_over=dict(found["taken_over"]),
        at=datetime.fromisoformat(found["merged_at"]),
    )


def _patient(found: Mapping[str, Any]) -> Patient:
    born_on = found["born_on"]
    texts = {name: _text(found, name) for name in _PATIENT_TEXTS}
    return Patient(
        id=int(found["id"]),
        born_on=None if born_on is None else date.fromisoformat(born_on),
        sex=Sex(found["sex"]),
        **texts,
    )


_PATIENT_TEXTS = (
    "family_name",
    "given_name",
    "title",
    "preferred_name",
    "number",
    "number_scheme",
    "alert",
    "known_conditions",
)


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found[name]
    if not isinstance(value, str):
        raise InvalidRecord(f"{name} must be words, not {value!r}.")
    return value


_READERS: Mapping[str, Callable[[dict[str, Any]], Line]] = {
    "record": _header,
    "patient": _person,
    "examination": examination_from,
    "letter": letter_from,
}
