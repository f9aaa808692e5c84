"""JSON from elsewhere: no name twice in an object, no numbers that are none, no depth without end.

Two values under one name are read as the first by one program and as the second by another.
"""

import json
from typing import Any

MOST_DEPTH = 60


class UnsafeJson(ValueError):
    """Text that is no JSON, or JSON that can be read in two ways."""


def loads(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        UnsafeJson: It is none, holds a name twice or NaN, or is nested too deeply.
    """
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_none)
    except RecursionError:
        raise UnsafeJson("It is nested too deeply.") from None
    except ValueError as error:
        raise UnsafeJson(str(error)) from None
    if _is_deep(found):
        raise UnsafeJson("It is nested too deeply.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UnsafeJson("A name stands twice in one object.")
    return found


def _none(name: str) -> Any:
    raise UnsafeJson(f"{name} is no number of JSON.")


def _is_deep(value: Any) -> bool:
    level = [value]
    for _depth in range(MOST_DEPTH):
        parts = [part for part in level if isinstance(part, dict | list)]
        if not parts:
            return False
        level = [
            one for part in parts for one in (part.values() if isinstance(part, dict) else part)
        ]
    return True
