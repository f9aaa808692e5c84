"""Times that keep their zone: an offset alone, or the name of a zone beside it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def time_json(at: datetime) -> str | dict[str, str]:
    """The time with its offset; with the name of its zone too, when it has one."""
    name = getattr(at.tzinfo, "key", None)
    if isinstance(name, str) and name:
        return {"at": at.isoformat(), "zone": name}
    return at.isoformat()


def time_from(found: Any) -> datetime:
    """The time; by its offset where this computer does not know the zone.

    Raises:
        ValueError: It is no time, or has no zone.
    """
    text, zone = (found["at"], found["zone"]) if isinstance(found, dict) else (found, "")
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone.")
    try:
        return at.astimezone(ZoneInfo(zone)) if zone else at
    except (ZoneInfoNotFoundError, ValueError):
        return at
