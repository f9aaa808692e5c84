"""How values of the domain stand in columns: times, zones, text."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

# Made once: json.dumps would make another for each call.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def time_text(at: datetime) -> str:
    """UTC, ISO 8601 with offset and always microseconds, so that text sorts as time.

    Raises:
        ValueError: The time has no zone.
    """
    if at.utcoffset() is None:
        raise ValueError(f"{at!r} has no time zone.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def time_from(text: str, zone: str = "+00:00") -> datetime:
    """The stored time, in a zone as ``zone_text`` wrote it."""
    return datetime.fromisoformat(text).astimezone(_zone_from(zone))


def zone_text(at: datetime) -> str:
    """The IANA name of the time's zone when it has one, else its offset (``+02:00``)."""
    # Only zones of the IANA data have a key; without asking by their class, which is
    # imported when a stored name is read and not at each start.
    name = getattr(at.tzinfo, "key", None)
    if isinstance(name, str) and name:
        return name
    return at.isoformat(timespec="microseconds")[26:]


def _zone_from(text: str) -> tzinfo:
    if text[0] in "+-":
        sign = -1 if text[0] == "-" else 1
        hours, minutes, *rest = text[1:].split(":")
        seconds = float(rest[0]) if rest else 0.0
        offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=seconds)
        return timezone(sign * offset)
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        # Another computer may lack the zone's rules; the instant is right in UTC too.
        return UTC


def clean(text: str) -> str:
    """Text without lone surrogates, which no file can hold; each becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def compact(value: object) -> str:
    """Canonical JSON: the same value always gives the same text."""
    return _CANONICAL.encode(value)


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    # OpenSSL behind it takes 6 ms to load, and is wanted with the first act only.
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


AMONG = "IN (SELECT value FROM json_each(?))"
"""SQL for one of many: of row numbers, with ``ids_text`` as its value."""


def ids_text(ids: Iterable[int]) -> str:
    """Row numbers for ``AMONG``, which takes any number of them as one value."""
    return json.dumps(list(ids))
