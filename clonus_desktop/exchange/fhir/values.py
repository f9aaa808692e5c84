"""The small values of FHIR: texts, dates with zone, quantities, references, narrative."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]

UCUM = "http://unitsofmeasure.org"
"""The system of units. ``{beats}``, ``s`` and ``Hz`` are valid in it; ``beats`` and ``hz`` not."""

URI_AS_IDENTIFIER = "urn:ietf:rfc:3986"
"""The system of an identifier whose value is a URI, such as ``urn:uuid:...``."""

# What FHIR calls a space inside a string: every other white character breaks its pattern.
_ODD_SPACE = re.compile(r"[^\S \r\n\t]")
# Not part of any XML text, and so of no narrative (XML 1.0, "Characters").
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """The words as FHIR takes them: no control characters, none around; may become empty."""
    return _NOT_XML.sub("", _ODD_SPACE.sub(" ", value)).strip()


def filled(**fields: object) -> Json:
    """The fields that say something: FHIR has no nulls, no empty texts, lists or objects.

    0 and false say something.
    """
    return {
        name: value
        for name, value in fields.items()
        if value is not None and value != "" and value != [] and value != {}
    }


def moment(at: datetime) -> str:
    """A time with its zone to the second, as ``dateTime`` and ``instant`` write it."""
    offset = at.utcoffset() or timedelta(0)
    # Zones of long ago are off by seconds, which cannot be written.
    shown = at if offset % timedelta(minutes=1) == timedelta(0) else at.astimezone(UTC)
    return shown.isoformat(timespec="seconds")


def quantity(value: float, *, unit: str, code: str, comparator: str = "") -> Json:
    """A number with its unit of UCUM.

    Args:
        comparator: ``>=`` or ``>`` when the value is the least that it can be.
    """
    return filled(value=value, comparator=comparator, unit=unit, system=UCUM, code=code)


def reference(kind: str, full_url: str, display: str = "") -> Json:
    """A reference to a resource of the same bundle."""
    return filled(reference=full_url, type=kind, display=text(display))


def led(value: Any, to: Callable[[Json], str]) -> Any:
    """The same with each reference leading elsewhere.

    Args:
        to: Where a reference leads from now on.
    """
    if isinstance(value, list):
        return [led(one, to) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: led(inner, to) for key, inner in value.items()}
    if "reference" in found:
        found["reference"] = to(found)
    return found


def uri_identifier(full_url: str) -> Json:
    """The identifier of a resource that is named by a URI."""
    return {"system": URI_AS_IDENTIFIER, "value": full_url}


def search_of(identifier: Json) -> str:
    """The search that finds what bears an identifier: ``identifier=system|value``."""
    escaped = re.sub(r"([\\$,|])", r"\\\1", identifier["value"])
    return f"identifier={quote(identifier['system'], safe=':/')}|{quote(escaped, safe=':')}"


def narrative(lines: Iterable[str]) -> Json:
    """The words for people, one paragraph per line; not empty."""
    shown = "".join(f"<p>{escape(text(line), quote=False)}</p>" for line in lines if text(line))
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{shown}</div>',
    }
