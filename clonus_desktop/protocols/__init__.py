"""How each site is tested: the program's own files, and those that lie beside a casebook."""

from pathlib import Path

from clonus_desktop import resources
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.protocols.reading import ProtocolError, read_files, read_folder
from clonus_desktop.protocols.sites import FurtherSites, load_sites

__all__ = ["FurtherSites", "ProtocolError", "load_protocols", "load_sites"]


def load_protocols(language: str = "en", folder: Path | None = None) -> tuple[Protocol, ...]:
    """All protocols of a language in their order, or an error: never half a set.

    Args:
        language: Name of the folder below ``resources/protocols``; a file that it lacks is taken
            from the English ones.
        folder: A folder of TOML files to read instead.

    Raises:
        ProtocolError: A file is unreadable, incomplete, misspelt or at odds with another.
    """
    if folder is not None:
        return read_folder(folder)
    return read_files(resources.files_in_language("protocols", language, ".toml"))
