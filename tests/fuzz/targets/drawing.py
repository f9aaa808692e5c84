"""The drawing of a further site, in SVG: what passes is drawn by Qt."""

from pathlib import Path

from clonus_desktop.protocols.pictures import UnsafePicture, read_drawing
from tests.fuzz.in_folder import as_file

HOUSE = Path(__file__).parents[2] / "sites"
SEEDS = (
    (HOUSE / "jaw.svg").read_bytes(),
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>',
)


def parse(data: bytes) -> None:
    """A drawing that names nothing outside itself, or UnsafePicture."""
    try:
        text = read_drawing(as_file(data, "jaw.svg", of="drawing"))
    except UnsafePicture:
        return
    assert "<!DOCTYPE" not in text.upper()
    assert "href" not in text.partition(">")[0]
