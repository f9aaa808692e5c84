"""What is printed, laid out by typst: as an archival, tagged PDF, and as pages to be painted."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from clonus_desktop import resources
from clonus_desktop.report.glyphs import drawn
from clonus_desktop.report.palette import print_colours

# A word wider than the line would run off the paper: it may break after so many characters.
_LONG_WORD = re.compile(r"\S{30}(?=\S)")
_BREAK_HERE = "\u200b"

_PICTURE = "picture.typ"


def inputs_of(name: str, values: Mapping[str, object], *, language: str) -> dict[str, str]:
    """Everything as JSON: to a template these are values and never markup.

    Args:
        name: What the template calls the values.
        values: Each as it can be printed.
        language: Of the words, such as ``pt_BR``.
    """
    code, _, region = language.replace("-", "_").partition("_")
    known = {"language": code, "region": region, **values}
    return {name: json.dumps(known), "colours": json.dumps(dict(print_colours()))}


def pdf_of(template: str, inputs: Mapping[str, str], *, made_at: datetime) -> bytes:
    """PDF/A-3a and PDF/UA-1; the same inputs and time always give the same bytes.

    Args:
        template: Name of a file in ``resources/letter``.
        inputs: What ``inputs_of`` gives.
        made_at: The time that the file bears, in UTC.
    """
    made = typst.compile(
        _path(template),
        font_paths=_fonts(),
        sys_inputs=dict(inputs),
        pdf_standards=["a-3a", "ua-1"],
        timestamp=made_at,
        format="pdf",
    )
    assert isinstance(made, bytes)  # one file, however many pages
    return made


def svg_pages_of(template: str, inputs: Mapping[str, str]) -> tuple[bytes, ...]:
    """The pages of the same, one SVG each, to be painted on a screen or a printer."""
    made = typst.compile(
        _path(template), font_paths=_fonts(), sys_inputs=dict(inputs), format="svg"
    )
    return tuple(made) if isinstance(made, list) else (made,)


def picture_inputs(svg: str, *, width_mm: float, alt: str) -> dict[str, str]:
    """The inputs of a page that holds one drawing and nothing else.

    Args:
        svg: Its letters get the fonts of the letter.
        width_mm: The height follows from it.
        alt: The same in words.
    """
    return inputs_of("picture", {"svg": svg, "width": width_mm, "alt": alt}, language="en")


def is_printable(picture: Mapping[str, str]) -> bool:
    """True when the print can draw it, and has every letter of its words.

    Args:
        picture: What ``picture_inputs`` gives.
    """
    try:
        pdf_of(_PICTURE, picture, made_at=datetime(2000, 1, 1, tzinfo=UTC))
    except typst.TypstError:
        return False
    return True


def png_of(picture: Mapping[str, str], *, dots_per_inch: float) -> bytes:
    """The same as a picture of dots, on white.

    Args:
        picture: What ``picture_inputs`` gives.
    """
    made = typst.compile(
        _path(_PICTURE),
        font_paths=_fonts(),
        sys_inputs=dict(picture),
        format="png",
        ppi=dots_per_inch,
    )
    assert isinstance(made, bytes)  # one page
    return made


def printable(value: object) -> object:
    """The same values with every text as the fonts can draw it and the line can break it."""
    if isinstance(value, str):
        return _LONG_WORD.sub(rf"\g<0>{_BREAK_HERE}", drawn(value))
    if isinstance(value, dict):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def _path(template: str) -> Path:
    return resources.path("letter", template)


@cache
def _fonts() -> typst.Fonts:
    # Only ours: a letter must not look different on the next computer.
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[resources.path("fonts")],
    )
