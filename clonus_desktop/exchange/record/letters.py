"""An issued letter as JSON, and back: word for word, with its own time and signer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.exchange.patients.safe_json import loads
from clonus_desktop.exchange.record.examiners import examiner_from, examiner_json
from clonus_desktop.exchange.record.times import time_from, time_json

_TEXTS = ("recipient", "text", "rule_id", "copies", "language", "structure", "program_version")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLetter:
    """A letter as it left the house.

    Attributes:
        examination_id: The signed examination that it tells, in the casebook it comes from.
        issued_by: None when nobody was named.
        recipient: As it was typed.
        text: Word for word.
        rule_id, rule_version: The rule whose limit the text names.
        addressee: Name in the addressee book that the recipient was taken from, or None.
        copies: Who got a copy, one line each; may be empty.
        language: Code of the letter's language; may be empty.
        structure: Key of its headings; may be empty.
        program_version: Of the program that wrote it; may be empty.
        content: The whole letter as the text of a JSON object; None where only its text was kept.
    """

    examination_id: int
    issued_at: datetime
    issued_by: Examiner | None
    recipient: str
    text: str
    rule_id: str
    rule_version: int
    addressee: str | None = None
    copies: str = ""
    language: str = ""
    structure: str = ""
    program_version: str = ""
    content: str | None = None


def letter_json(letter: RecordLetter) -> dict[str, Any]:
    """The letter by the names of its attributes."""
    by = letter.issued_by
    return {
        "examination_id": letter.examination_id,
        "issued_at": time_json(letter.issued_at),
        "issued_by": None if by is None else examiner_json(by),
        **{name: getattr(letter, name) for name in _TEXTS},
        "rule_version": letter.rule_version,
        "addressee": letter.addressee,
        "content": letter.content,
    }


def letter_from(found: dict[str, Any]) -> RecordLetter:
    """The letter of such JSON.

    Raises:
        TypeError, ValueError, LookupError: A value is missing, of another kind, or cannot be.
    """
    by, addressee, content = found["issued_by"], found["addressee"], found["content"]
    if content is not None and not isinstance(loads(_words(content)), dict):
        raise TypeError("content must be an object.")
    return RecordLetter(
        examination_id=int(found["examination_id"]),
        issued_at=time_from(found["issued_at"]),
        issued_by=None if by is None else examiner_from(by),
        rule_version=int(found["rule_version"]),
        addressee=None if addressee is None else _words(addressee),
        content=content,
        **{name: _words(found[name]) for name in _TEXTS},
    )


def _words(value: Any) -> str:
    """The text, which a file can hold as it is: no half characters."""
    if not isinstance(value, str):
        raise TypeError(f"There must be words, not {value!r}.")
    value.encode()
    return value
