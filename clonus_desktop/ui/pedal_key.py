"""A key that a person chose for counting: a foot pedal is a keyboard with one key or two."""

from dataclasses import dataclass

_MOST = 2**32 - 1
_NAMES = frozenset({"key", "scan_code", "is_keypad"})


class InvalidPedalKey(ValueError):
    """A key without anything to know it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PedalKey:
    """What a key is known by when it is pressed again.

    Attributes:
        key: Qt's code of the key.
        scan_code: The position of the key, as the window system names it; 0 when it names none.
        is_keypad: True for a key of the number pad.

    Raises:
        InvalidPedalKey: A value is no code, or both codes are 0.
    """

    key: int
    scan_code: int = 0
    is_keypad: bool = False

    def __post_init__(self) -> None:
        for code in (self.key, self.scan_code):
            if isinstance(code, bool) or not isinstance(code, int) or not 0 <= code <= _MOST:
                raise InvalidPedalKey(f"A key has a code of 0 to {_MOST}, not {code!r}.")
        if not isinstance(self.is_keypad, bool):
            raise InvalidPedalKey(f"is_keypad is True or False, not {self.is_keypad!r}.")
        if self.key == 0 and self.scan_code == 0:
            raise InvalidPedalKey("A key without any code cannot be known again.")

    def is_same(self, other: "PedalKey") -> bool:
        """True when both are one key of the keyboard.

        The position decides where both have one: it tells left from right, and stays the same
        when the layout or Num Lock changes.
        """
        if self.scan_code and other.scan_code:
            return self.scan_code == other.scan_code
        return (self.key, self.is_keypad) == (other.key, other.is_keypad)


def pedal_key_from(found: object) -> PedalKey | None:
    """The key that a settings file holds, or None when it holds no key."""
    if not isinstance(found, dict) or "key" not in found or not found.keys() <= _NAMES:
        return None
    try:
        return PedalKey(**found)
    except InvalidPedalKey:
        return None
