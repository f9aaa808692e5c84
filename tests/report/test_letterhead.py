"""Letterheads: drawings and pictures that do nothing but be printed."""

import base64
import re
import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clonus_desktop.report import drawing
from clonus_desktop.report.drawing import drawing_of
from clonus_desktop.report.letterhead import (
    HIGHEST_MM,
    LARGEST,
    WIDEST_MM,
    as_dots,
    kept_letterhead,
    letterhead_of,
)
from clonus_desktop.report.raster import MOST_PIXELS, raster_of
from clonus_desktop.report.unusable import Unusable
from tests.report.stationery_files import SVG, chunk, png, svg

BOX = '<rect width="9" height="9"/>'
HEAD = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0")
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def reasons(content: bytes) -> str:
    with pytest.raises(Unusable) as refused:
        letterhead_of(content)
    return str(refused.value)


# --- what is taken ----------------------------------------------------------------------------


def test_a_drawing_is_as_wide_as_there_is_room_and_kept_as_its_shapes():
    made = letterhead_of(SVG)
    assert (made.width_mm, made.height_mm) == (WIDEST_MM, 24.9)
    assert made.media_type == "image/svg+xml"
    assert made.content.startswith(b'<svg width="400" height="60" viewBox="0 0 400 60"')
    assert b"Northgate" not in made.content
    assert b".a{fill:#0a5c61}" in made.content
    assert made.left_out == ()
    assert not made.has_words


def test_a_high_picture_is_as_high_as_there_is_room_and_a_small_one_is_not_enlarged():
    assert letterhead_of(png(200, 1000)).height_mm == HIGHEST_MM
    small = letterhead_of(png(150, 75))
    assert (small.width_mm, small.height_mm) == (25.4, 12.7)


def test_what_a_picture_says_of_its_maker_is_not_kept():
    content = png(30, 6, chunk(b"tEXt", b"Author\0Somebody"), chunk(b"pHYs", bytes(9)))
    made = letterhead_of(content)
    assert b"Somebody" not in made.content
    assert b"pHYs" in made.content
    assert made.media_type == "image/png"


def test_a_kept_letterhead_is_read_as_it_was_checked():
    for content in (SVG, png()):
        made = letterhead_of(content)
        assert kept_letterhead(made.content) == made


def test_dots_are_those_of_the_drawing():
    dots = as_dots(letterhead_of(SVG))
    found = raster_of(dots.content)
    assert found.width == round(WIDEST_MM / 25.4 * 300)
    assert dots == as_dots(letterhead_of(SVG))


# --- what is left out -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "names"),
    [
        ("<script>alert(1)</script>", ("script",)),
        ("<script><g/><g/></script><foreignObject/>", ("script", "foreignObject")),
        ('<g onclick="alert(1)"/>', ()),
        ('<animate attributeName="x" to="9"/><set/>', ("animate", "set")),
        ("<metadata><x/></metadata><title>t</title><desc>d</desc>", ()),
        ('<other xmlns="http://elsewhere"><script/></other>', ()),
        ("<style>@import url(http://elsewhere)</style>", ("style",)),
        ("<style>.a{fill:url(http://elsewhere)}</style>", ("style",)),
        ("<style>.a{fill:u\\72l(x)}</style>", ("style",)),
        ("<image/>", ()),
        ('<rect fill="url(http://elsewhere)"/>', ()),
        ('<rect style="fill:url( \'x\' )" width="1" height="1"/>', ()),
    ],
)
def test_what_does_more_than_be_drawn_is_left_out_and_named(inside, names):
    found = drawing_of(svg(BOX + inside))
    assert found.left_out == names
    for hostile in ("script", "alert", "elsewhere", "import", "onclick", "url(", "\\"):
        assert hostile not in found.content


def test_what_only_refers_to_the_same_file_stays():
    found = drawing_of(
        svg(
            '<defs><linearGradient id="a"/><radialGradient id="b" xlink:href="#a"/>'
            f'<g id="c">{BOX}</g></defs><use href="#c" x="9"/><use xlink:href="#c"/>'
            '<a xlink:href="http://elsewhere"><rect fill="url(#b)" width="1" height="1"/></a>'
            "<switch><g/></switch>"
        )
    )
    assert found.content.count('xlink:href="#c"') == 2
    assert '<radialGradient id="b" xlink:href="#a">' in found.content
    assert 'fill="url(#b)"' in found.content
    assert "elsewhere" not in found.content
    assert "<switch" not in found.content


@pytest.mark.parametrize("told", ["url(#b)", "url('#b')", "url( &quot;#b&quot; )", "URL( #b )"])
def test_a_colour_of_the_same_file_stays_however_its_name_is_quoted(told):
    gradient = '<linearGradient id="b"/>'
    rect = f'<rect fill="{told}" style="stroke:{told}" width="1" height="1"/>'
    style = f"<style>.a{{fill:{told}}}</style>"
    found = drawing_of(svg(gradient + style + rect))
    assert len(re.findall(r"url\( ?['\"]?(?:&quot;)?#b", found.content, re.IGNORECASE)) == 3
    assert found.left_out == ()


def test_a_picture_inside_a_drawing_is_cleaned_as_well():
    inner = base64.b64encode(png(3, 3, chunk(b"tEXt", b"Author\0Somebody"))).decode()
    found = drawing_of(svg(f'<image width="9" height="9" href="data:image/png;base64,{inner}"/>'))
    (kept,) = re.findall(r"base64,([^\"]+)", found.content)
    assert b"Somebody" not in base64.b64decode(kept)


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no drawing in SVG"),
        (b"%PDF-1.7", "no drawing in SVG"),
        (b"<svg/>", "no drawing in SVG"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "no drawing in SVG"),
        (SVG[:-3], "no drawing in SVG"),
        (svg(""), "Nothing is to be seen"),
        (svg("<g/><defs/>"), "Nothing is to be seen"),
        (svg(BOX, size=""), "how large it is"),
        (svg(BOX, size='width="100%" height="20"'), "how large it is"),
        (svg(BOX, size='width="0" height="20"'), "how large it is"),
        (svg(BOX, size='viewBox="0 0 nan 9"'), "how large it is"),
        (svg(BOX, size='viewBox="1e9 0 9 9"'), "how large it is"),
        (svg('<image href="file:///etc/passwd"/>'), "another file"),
        (svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "another file"),
        (svg('<use href="http://elsewhere#a"/>'), "another file"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "damaged"),
        (svg('<image href="data:image/png;base64,!"/>'), "damaged"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(BOX), "entities"),
        (svg('<g id="a"><use href="#a"/></g>'), "too intricate"),
        (svg(f'<g id="a">{BOX}<g><use href="#b"/></g></g><use href="#a"/>'), "too intricate"),
        (svg("<g>" * drawing.DEEPEST + "</g>" * drawing.DEEPEST), "too intricate"),
        (svg(BOX * drawing.MOST_ELEMENTS), "too intricate"),
        (svg('<text y="9">李</text>'), "another font"),
        (bytes(LARGEST + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_drawing_for_paper_is_refused_with_its_reason(content, words):
    assert words in reasons(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png()[:60], "damaged"),
        (png()[:-2], "damaged"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
        (SIGNATURE, "damaged"),
        (SIGNATURE + HEAD, "damaged"),
        (SIGNATURE + HEAD + chunk(b"IEND", b""), "damaged"),
        (SIGNATURE + chunk(b"IHDR", b"short") + chunk(b"IDAT", b"") + chunk(b"IEND", b""), "dam"),
        (SIGNATURE + HEAD + chunk(b"IDAT", b"junk") + chunk(b"IEND", b""), "cannot be printed"),
        (png(0, 5), "0 × 5 pixels"),
    ],
)
def test_a_picture_that_is_damaged_is_refused(content, words):
    assert words in reasons(content)


def test_a_picture_of_more_dots_than_any_letterhead_is_refused_before_it_is_unpacked():
    side = MOST_PIXELS
    rows = chunk(b"IDAT", zlib.compress(b"\0"))
    head = side.to_bytes(4, "big") * 2 + b"\x08\2\0\0\0"
    content = SIGNATURE + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")
    assert "pixels" in reasons(content)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(SVG)), st.integers(0, 40))
@example(b"<script>", 160, 0)
def test_any_change_of_a_file_gives_a_harmless_drawing_or_a_reason(inserted, at, removed):
    spoiled = SVG[:at] + inserted + SVG[at + removed :]
    try:
        content = drawing_of(spoiled).content
    except Unusable:
        return
    assert drawing_of(content.encode()).content == content
    assert not re.search(r"<script|\son\w+=|href=\"(?!#)", content)
