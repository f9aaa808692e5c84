"""Choices of this computer: theme, text size, comfort. Nothing about a patient."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from clonus_desktop.ui.pedal_key import PedalKey, pedal_key_from
from clonus_desktop.ui.speaking import CHOICES, SYSTEM

TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)
THEMES = ("system", "light", "dark", "high-contrast")
SECOND_PEDAL_ACTS = ("undo", "beat")
TRIALS_PER_PLACE = (1, 2, 3, 4, 5)
LOCK_AFTER_MIN = (1, 2, 5, 10, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the person at this computer chose.

    Attributes:
        theme: One of THEMES.
        text_scale: One of TEXT_SCALES.
        language: Of the screen, one of CHOICES of ``speaking``.
        swap_hands: The pad stands on the other side of the exam page.
        settle_ms: How long count input is ignored after a commit, 250-600.
        first_pedal: The key that is a beat, or a hold, beside the usual ones.
        second_pedal: Another such key, or one that undoes.
        second_pedal_act: One of SECOND_PEDAL_ACTS.
        tick_sound: Each beat is answered by a tick.
        show_previous: The exam shows what was found at the same place before.
        trials_per_place: How many stretches are given at each place, one of TRIALS_PER_PLACE.
        lock_after_min: Minutes without an act after which the window locks, one of LOCK_AFTER_MIN.
        second_place: The folder that takes copies of backups; "" for none.
        second_copied_at: When the newest backup there was made, in ISO 8601 with zone; "" when
            none was copied yet.
    """

    theme: str = "system"
    text_scale: float = 1.0
    language: str = SYSTEM
    swap_hands: bool = False
    settle_ms: int = 400
    first_pedal: PedalKey | None = None
    second_pedal: PedalKey | None = None
    second_pedal_act: str = "undo"
    tick_sound: bool = False
    show_previous: bool = False
    trials_per_place: int = 1
    lock_after_min: int = 5
    second_place: str = ""
    second_copied_at: str = ""


class Settings:
    """The choices in a small file of this computer, readable by its owner alone.

    A missing or unreadable file gives the usual choices; a value that does not fit is left out.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.choices = Choices() if path is None else _read(path)

    def change(self, **changed: object) -> Choices:
        """Keep the changed choices; a disk that refuses leaves them valid until the end."""
        self.choices = _fitting(self.choices, changed)
        if self._path is not None:
            _write(self._path, self.choices)
        return self.choices


def _read(path: Path) -> Choices:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    # Brackets within brackets without an end are no JSON for Python either.
    except (OSError, ValueError, RecursionError):
        return Choices()
    return _fitting(Choices(), found) if isinstance(found, dict) else Choices()


def _fitting(choices: Choices, found: dict[str, object]) -> Choices:
    known = {field.name for field in fields(Choices)}
    for name, value in found.items():
        if name in known and _fits(name, value):
            choices = replace(choices, **{name: _as_value(name, value)})  # type: ignore[arg-type]
    return choices


_ONE_OF: dict[str, tuple[object, ...]] = {
    "theme": THEMES,
    "text_scale": TEXT_SCALES,
    "language": CHOICES,
    "second_pedal_act": SECOND_PEDAL_ACTS,
    "lock_after_min": LOCK_AFTER_MIN,
}
_WHOLE_NUMBERS = {"settle_ms": (250, 600), "trials_per_place": (1, 5)}
_PEDALS = frozenset({"first_pedal", "second_pedal"})
_LONGEST_PATH = 4096


def _fits(name: str, value: object) -> bool:
    if name in _ONE_OF:
        # A list from a file is in no tuple of words, and True is the number 1 to Python.
        return not isinstance(value, bool) and value in _ONE_OF[name]
    if name in _WHOLE_NUMBERS:
        least, most = _WHOLE_NUMBERS[name]
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    if name in _TEXTS:
        return isinstance(value, str) and _TEXTS[name](value)
    if name in _PEDALS:
        return value is None or _as_value(name, value) is not None
    return isinstance(value, bool)


def _is_folder(text: str) -> bool:
    return not text or (
        len(text) <= _LONGEST_PATH and "\0" not in text and Path(text).is_absolute()
    )


def _is_moment(text: str) -> bool:
    try:
        return not text or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


_TEXTS: dict[str, Callable[[str], bool]] = {
    "second_place": _is_folder,
    "second_copied_at": _is_moment,
}


def _as_value(name: str, value: object) -> object:
    """The value itself; a key out of what the file holds of it, 5 for 5.0."""
    if name in _ONE_OF:
        return next(choice for choice in _ONE_OF[name] if choice == value)
    if name not in _PEDALS or isinstance(value, PedalKey):
        return value
    return pedal_key_from(value)


def _write(path: Path, choices: Choices) -> None:
    # Written beside and renamed: a crash leaves the old file or the new one, never half.
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(choices), file, indent=1)
        part.replace(path)
    except OSError:
        return
