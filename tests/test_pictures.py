import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from clonus_desktop import resources

SVG = "{http://www.w3.org/2000/svg}"
INK, LIMB, GLOVE = "#14202B", "#F4F6F8", "#BFE3DF"
COUCH, ARROW, CUSHION = "#9AA7B2", "#0A5C61", "#E3E8ED"
COLOURS = {INK, LIMB, GLOVE, COUCH, ARROW, CUSHION}
"""Replaced by the theme's own when loaded."""
RIGHT, LEFT = "#0067A3", "#B04600"
"""The same, of the one picture that shows both sides of the patient."""

WIDTH, HEIGHT = 480, 340
BLEED = 30
"""How far a limb or an arm may run on past the edge, so that its cut end is never seen."""

SHIPPED = sorted(resources.path("pictures").glob("*.svg"))
NOT_SHIPPED = sorted((Path(__file__).parent / "sites").glob("*.svg"))
MANUAL = sorted(resources.path("help", "pictures").glob("*.svg"))
MANOEUVRES = SHIPPED + NOT_SHIPPED
PICTURES = MANOEUVRES + MANUAL
ICONS = sorted(resources.path("icons").glob("*.svg"))


def _named(files):
    return pytest.mark.parametrize("file", files, ids=lambda file: file.stem)


def _drawn(svg, width, height):
    renderer = QSvgRenderer(svg.encode())
    assert renderer.isValid()
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def _spots(image, colour=None):
    """Where the image has this very colour, or any ink at all."""
    wanted, white = QColor(colour or "white").rgba(), QColor("white").rgba()
    return [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if (image.pixel(x, y) == wanted if colour else image.pixel(x, y) != white)
    ]


def _inked_pixels(svg, width, height):
    image = _drawn(svg, width, height)
    white = QColor("white").rgba()
    return sum(image.pixel(x, y) != white for x in range(0, width, 4) for y in range(0, height, 4))


def _paths(file, **wanted):
    """The paths of a picture that carry these attributes, None being the absence of one."""
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    return [
        path
        for path in root.iter(f"{SVG}path")
        if all(path.get(name.replace("_", "-")) == value for name, value in wanted.items())
    ]


def _title(file):
    return ElementTree.fromstring(file.read_text(encoding="utf-8")).findtext(f"{SVG}title")


def _spreads(spots):
    """The least and the greatest x and y of some spots."""
    across, down = zip(*spots, strict=True)
    return min(across), max(across), min(down), max(down)


def test_each_tested_site_has_a_picture():
    assert [file.stem for file in SHIPPED] == ["ankle", "patella", "wrist"]


def test_the_manual_has_its_pictures():
    assert [file.stem for file in MANUAL] == ["beats", "hold", "places", "tap"]


def test_two_sites_that_are_not_shipped_have_pictures():
    assert {"finger-flexors", "jaw"} <= {file.stem for file in NOT_SHIPPED}


@_named(PICTURES)
def test_a_picture_uses_only_the_colours_that_a_theme_replaces(file):
    text = file.read_text(encoding="utf-8")
    replaced = COLOURS | ({RIGHT, LEFT} if file.stem == "places" else set())
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", text)) <= replaced
    for element in ElementTree.fromstring(text).iter():
        for name in ("fill", "stroke"):
            assert element.get(name, "none") in replaced | {"none"}


@_named(PICTURES)
def test_a_picture_holds_only_what_every_renderer_draws_alike(file):
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert {element.tag for element in root.iter()} <= {f"{SVG}svg", f"{SVG}title", f"{SVG}path"}
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    for element in root.iter():
        assert not {"style", "class", "filter", "mask", "clip-path"} & set(element.keys())


@_named(MANOEUVRES)
def test_a_picture_says_in_words_what_it_shows(file):
    title = _title(file)
    assert title.lower().startswith(f"{file.stem[:3]}")
    assert "clonus" in title
    assert "quickly" in title
    assert "the beats are seen at" in title


@_named(MANUAL)
def test_a_picture_of_the_manual_says_in_words_what_it_shows(file):
    assert file.stem.removesuffix("s") in _title(file).lower()


@_named(PICTURES)
def test_a_picture_renders(qapp, file):
    assert _inked_pixels(file.read_text(encoding="utf-8"), 564, 400) > 2000


@_named(PICTURES)
def test_nothing_runs_far_past_the_edge_of_a_picture(qapp, file):
    margin = BLEED * 2
    wide = f"{-margin} {-margin} {WIDTH + 2 * margin} {HEIGHT + 2 * margin}"
    text = file.read_text(encoding="utf-8").replace(f"0 0 {WIDTH} {HEIGHT}", wide)
    spots = _spots(_drawn(text, WIDTH + 2 * margin, HEIGHT + 2 * margin))
    left, right, top, bottom = _spreads(spots)
    assert min(left, top) >= margin - BLEED
    assert right <= margin + WIDTH + BLEED
    assert bottom <= margin + HEIGHT + BLEED


@_named(PICTURES)
def test_arrows_and_beats_keep_clear_of_the_edge(qapp, file):
    image = _drawn(file.read_text(encoding="utf-8"), WIDTH, HEIGHT)
    told_by = (RIGHT, LEFT) if file.stem == "places" else (ARROW,)
    spots = [spot for colour in told_by for spot in _spots(image, colour)]
    left, right, top, bottom = _spreads(spots)
    assert min(left, top) >= 5
    assert right < WIDTH - 5
    assert bottom < HEIGHT - 5


@_named(MANOEUVRES)
def test_one_heavy_arrow_shows_the_push_and_short_arcs_show_the_beats(file):
    assert len(_paths(file, stroke=ARROW, stroke_width="9", fill=None)) == 1
    assert len(_paths(file, stroke=ARROW, fill=ARROW)) == 1
    arcs = _paths(file, stroke=ARROW, stroke_width="4", fill=None)
    assert len(arcs) in (2, 3, 4)
    assert all(" A" in arc.get("d") for arc in arcs)


@_named(MANOEUVRES)
def test_limb_and_gloved_hand_are_areas_of_their_own(qapp, file):
    image = _drawn(file.read_text(encoding="utf-8"), WIDTH, HEIGHT)
    for colour in (LIMB, GLOVE):
        assert len(_spots(image, colour)) > WIDTH * HEIGHT / 20


@_named(MANOEUVRES)
def test_a_picture_keeps_to_the_weights_of_its_lines(file):
    weights = {path.get("stroke-width") for path in _paths(file, stroke=INK)}
    assert weights == {"2.5", "4"}


@_named(PICTURES)
def test_each_part_of_a_picture_is_named_in_its_file(file):
    parts = file.read_text(encoding="utf-8").split("<!--")[1:]
    assert len(parts) >= 4
    assert all("<path" in part for part in parts)


def test_six_beats_are_marked_after_one_stretch(qapp):
    (file,) = (file for file in MANUAL if file.stem == "beats")
    ticks = _paths(file, stroke=ARROW, stroke_width="6")
    stretch = _paths(file, stroke=ARROW, stroke_width="9")
    assert len(ticks) == 6
    assert len(stretch) == 1
    begins = [float(path.get("d").split()[0].removeprefix("M")) for path in stretch + ticks]
    assert begins == sorted(begins)


def test_the_places_are_circles_on_the_patients_right_and_diamonds_on_the_left(qapp):
    (file,) = (file for file in MANUAL if file.stem == "places")
    circles, diamonds = _paths(file, fill=RIGHT), _paths(file, fill=LEFT)
    # Wrist, knee and ankle, and once large beside the body.
    assert (len(circles), len(diamonds)) == (4, 4)
    assert all(circle.get("d").count(" A") == 2 for circle in circles)
    assert all(diamond.get("d").count(" L") == 3 for diamond in diamonds)
    image = _drawn(file.read_text(encoding="utf-8"), WIDTH, HEIGHT)
    _left, right, _top, _bottom = _spreads(_spots(image, RIGHT))
    assert right < WIDTH / 2
    left, _right, _top, _bottom = _spreads(_spots(image, LEFT))
    assert left > WIDTH / 2


@_named([file for file in ICONS if file.stem != "clonus-desktop"])
def test_an_icon_takes_the_colour_of_its_text_and_renders(qapp, file):
    text = file.read_text(encoding="utf-8")
    assert 'stroke="currentColor"' in text
    assert _inked_pixels(text.replace("currentColor", "#14202B"), 96, 96) > 10


def test_the_app_icon_renders(qapp):
    assert _inked_pixels(resources.read_text("icons", "clonus-desktop.svg"), 256, 256) > 2000
