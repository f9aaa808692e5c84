"""Where the file of a casebook lies."""

from pathlib import Path

NAME = "casebook.sqlite"


def casebook_file(path: Path) -> Path:
    """The file of a casebook, from its folder or from itself; neither has to be there."""
    is_file = path.suffix == Path(NAME).suffix or path.is_file()
    return path if is_file and not path.is_dir() else path / NAME
