"""Where the files beside the code lie: in a wheel, in a frozen folder, in a checkout."""

import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class ResourceMissing(LookupError):
    """A file that belongs to the program is not there: the installation is incomplete."""


def path(*parts: str) -> Path:
    """The file or folder below ``resources/`` that the parts lead to.

    Raises:
        ResourceMissing: No such file in any of the places.
    """
    for root in _roots():
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise ResourceMissing(
        f"resources/{'/'.join(parts)} is missing: the program is not completely installed."
    )


def in_language(folder: str, language: str, suffix: str = "") -> Path:
    """The file or folder of a language, in English where there is none.

    Args:
        folder: Where the languages lie, such as ``rules``.
        suffix: Of a file, such as ``.toml``; none of a folder.

    Raises:
        ResourceMissing: There is no English one either.
    """
    try:
        return path(folder, f"{language}{suffix}")
    except ResourceMissing:
        return path(folder, f"en{suffix}")


def read_text(*parts: str) -> str:
    """The text of one resource, which is UTF-8.

    Raises:
        ResourceMissing: No such file, or a folder of that name.
    """
    file = path(*parts)
    if not file.is_file():
        raise ResourceMissing(f"resources/{'/'.join(parts)} is not a file.")
    return file.read_text(encoding="utf-8")


def _roots() -> Iterator[Path]:
    # A wheel carries the files inside the package; an editable install and a checkout have
    # them beside it, and then the package holds no such folder.
    yield _PACKAGE / "resources"
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        yield Path(frozen) / "clonus_desktop" / "resources"
    yield _PACKAGE.parent / "resources"
