import re
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from clonus_desktop import resources

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {"#14202B", "#F4F6F8", "#BFE3DF", "#9AA7B2", "#0A5C61", "#E3E8ED"}
"""Ink, limb, glove, couch, arrow, cushion: replaced by the theme's own when loaded."""

PICTURES = sorted(resources.path("pictures").glob("*.svg"))
ICONS = sorted(resources.path("icons").glob("*.svg"))


def _named(files):
    return pytest.mark.parametrize("file", files, ids=lambda file: file.stem)


def _inked_pixels(svg, width, height):
    renderer = QSvgRenderer(svg.encode())
    assert renderer.isValid()
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    white = QColor("white").rgba()
    return sum(image.pixel(x, y) != white for x in range(0, width, 4) for y in range(0, height, 4))


def test_each_tested_site_has_a_picture():
    assert [file.stem for file in PICTURES] == ["ankle", "patella", "wrist"]


@_named(PICTURES)
def test_a_picture_uses_only_the_six_colours_that_a_theme_replaces(file):
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", text)) <= COLOURS
    for element in ElementTree.fromstring(text).iter():
        for name in ("fill", "stroke"):
            assert element.get(name, "none") in COLOURS | {"none"}


@_named(PICTURES)
def test_a_picture_holds_only_what_every_renderer_draws_alike(file):
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert {element.tag for element in root.iter()} <= {f"{SVG}svg", f"{SVG}title", f"{SVG}path"}
    assert root.get("viewBox") == "0 0 480 340"
    for element in root.iter():
        assert not {"style", "class", "filter", "mask", "clip-path"} & set(element.keys())


@_named(PICTURES)
def test_a_picture_says_in_words_what_it_shows(file):
    title = ElementTree.fromstring(file.read_text(encoding="utf-8")).findtext(f"{SVG}title")
    assert title.lower().startswith(f"{file.stem[:4]}")
    assert "clonus" in title
    assert "quickly" in title


@_named(PICTURES)
def test_a_picture_renders(qapp, file):
    assert _inked_pixels(file.read_text(encoding="utf-8"), 564, 400) > 3000


@_named([file for file in ICONS if file.stem != "clonus-desktop"])
def test_an_icon_takes_the_colour_of_its_text_and_renders(qapp, file):
    text = file.read_text(encoding="utf-8")
    assert 'stroke="currentColor"' in text
    assert _inked_pixels(text.replace("currentColor", "#14202B"), 96, 96) > 10


def test_the_app_icon_renders(qapp):
    assert _inked_pixels(resources.read_text("icons", "clonus-desktop.svg"), 256, 256) > 2000
