"""Choices of this computer: theme, text size, comfort. Nothing about a patient."""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)
THEMES = ("system", "light", "dark", "high-contrast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the person at this computer chose.

    Attributes:
        theme: One of THEMES.
        text_scale: One of TEXT_SCALES.
        swap_hands: The pad stands on the other side of the exam page.
        settle_ms: How long count input is ignored after a commit, 250-600.
    """

    theme: str = "system"
    text_scale: float = 1.0
    swap_hands: bool = False
    settle_ms: int = 400


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
    except (OSError, ValueError):
        return Choices()
    return _fitting(Choices(), found) if isinstance(found, dict) else Choices()


def _fitting(choices: Choices, found: dict[str, object]) -> Choices:
    known = {field.name for field in fields(Choices)}
    for name, value in found.items():
        if name in known and _fits(name, value):
            choices = replace(choices, **{name: value})  # type: ignore[arg-type]  # _fits
    return choices


def _fits(name: str, value: object) -> bool:
    if name == "theme":
        return value in THEMES
    if name == "text_scale":
        return value in TEXT_SCALES
    if name == "settle_ms":
        return isinstance(value, int) and not isinstance(value, bool) and 250 <= value <= 600
    return isinstance(value, bool)


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
