"""An installation whose files a test lays over the program's own."""

from pathlib import Path

import pytest

from clonus_desktop import resources

ROOT = Path(__file__).parents[1]


class Installed:
    """The program's resources, with a test's own files before them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._own = folder / "package" / "resources"
        self._own.mkdir(parents=True)
        # Looked for after the package's own folder, as in a checkout.
        (folder / "resources").symlink_to(ROOT / "resources")
        monkeypatch.setattr(resources, "_PACKAGE", folder / "package")

    def put(self, content: str | bytes, *parts: str) -> Path:
        """Write a file below ``resources/``; where it lies."""
        file = self._own.joinpath(*parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def change(self, old: str, new: str, *parts: str, to: str = "en") -> Path:
        """Lay a changed copy of a file where it lies, or where another language has its own.

        Args:
            parts: Of the file.
            to: That language's code, in the place of ``en``.
        """
        text = ROOT.joinpath("resources", *parts).read_text(encoding="utf-8")
        assert old in text
        there = (part.replace("en", to) if part in {"en", "en.toml"} else part for part in parts)
        return self.put(text.replace(old, new, 1), *there)
