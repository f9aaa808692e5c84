"""A folder of further sites: the file, and in the same bytes its drawing behind a mark."""

from pathlib import Path

from clonus_desktop.protocols.sites import load_sites
from tests.fuzz.in_folder import as_file, folder

HOUSE = Path(__file__).parents[2] / "sites"
MARK = b"\n#####\n"
SEEDS = ((HOUSE / "jaw.toml").read_bytes() + MARK + (HOUSE / "jaw.svg").read_bytes(),)


def parse(data: bytes) -> None:
    """Read the folder: a broken file is named, and the folder is never refused."""
    words, _mark, drawing = data.partition(MARK)
    as_file(words, "jaw.toml", of="sites")
    as_file(drawing, "jaw.svg", of="sites")
    found = load_sites(folder("sites"), after=())
    assert len(found.protocols) + len(found.problems) == 1
    assert all(problem.isprintable() for problem in found.problems)
