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


def file_in_language(folder: str, language: str, name: str) -> Path:
    """The file of that name in the folder of a language, or the English one where it lacks it.

    Args:
        folder: Holds a folder for each language, such as ``protocols``.

    Raises:
        ResourceMissing: There is no English one either.
    """
    try:
        return path(folder, language, name)
    except ResourceMissing:
        return path(folder, "en", name)


def files_in_language(folder: str, language: str, suffix: str) -> list[Path]:
    """Every English file of a folder in its order, each in the language where that has it.

    Args:
        folder: Holds a folder for each language, such as ``protocols``.
        suffix: Of the files, such as ``.toml``.

    Raises:
        ResourceMissing: There are no English ones.
    """
    names = sorted(file.name for file in path(folder, "en").glob(f"*{suffix}"))
    if not names:
        raise ResourceMissing(f"resources/{folder}/en holds no file *{suffix}.")
    return [file_in_language(folder, language, name) for name in names]


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
