"""Sites beside a casebook: what is taken, what is left out, and which pictures are not drawn."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize

from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.anatomy import ANKLE, Sides, Site
from clonus_desktop.protocols import load_protocols, load_sites
from clonus_desktop.protocols.pictures import UnsafePicture, read_drawing
from clonus_desktop.ui.icons import picture

PROOF = Path(__file__).parent / "sites"
JAW = (PROOF / "jaw.toml").read_text(encoding="utf-8")
JAW_SVG = (PROOF / "jaw.svg").read_text(encoding="utf-8")
OWN = load_protocols()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "sites"
    shutil.copytree(PROOF, made)
    return made


def test_a_casebook_without_such_a_folder_has_the_program_s_places_alone(tmp_path):
    with open_book(tmp_path / "casebook.sqlite") as book:
        assert book.protocols == OWN
        assert book.site_problems == ()


def test_further_sites_come_after_the_program_s_own_with_their_own_pictures(folder):
    with open_book(folder.parent / "casebook.sqlite") as book:
        keys = [protocol.site.key for protocol in book.protocols]
        assert keys == ["ankle", "patella", "wrist", "jaw", "finger-flexors"]
        jaw = book.protocol_of("jaw")
    assert jaw.sides is Sides.MIDLINE
    assert jaw.drawing == JAW_SVG
    assert len({protocol.order for protocol in load_sites(folder, after=OWN).protocols}) == 2


def test_an_order_that_is_free_is_kept(folder):
    orders = {p.site.key: p.order for p in load_sites(folder, after=OWN).protocols}
    assert orders == {"jaw": 10, "finger-flexors": 11}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("version = 1", "version = 0", "jaw.toml: version must be a whole number from 1, not 0."),
        ("order = 10", "", "jaw.toml: 'order' is missing."),
        ('text = "Keep', 'words = "Keep', "jaw.toml, step 3: 'words' is not a key of a protocol."),
        (
            'picture = "jaw.svg"',
            'picture = "chin.svg"',
            "jaw.toml: picture 'chin.svg' does not lie in the folder.",
        ),
        (
            'picture = "jaw.svg"',
            'picture = "../../etc/passwd"',
            "jaw.toml: picture '../../etc/passwd' does not lie in the folder.",
        ),
    ],
)
def test_a_broken_file_is_named_with_step_and_key_and_the_others_are_read(
    folder, old, new, problem
):
    assert old in JAW
    (folder / "jaw.toml").write_text(JAW.replace(old, new, 1), encoding="utf-8")
    found = load_sites(folder, after=OWN)
    assert found.problems == (problem,)
    assert [protocol.site.key for protocol in found.protocols] == ["finger-flexors"]


def test_a_site_of_the_program_cannot_be_replaced(folder):
    ankle = JAW.replace('site = "jaw"', 'site = "ankle"')
    (folder / "ankle.toml").write_text(ankle, encoding="utf-8")
    found = load_sites(folder, after=OWN)
    assert found.problems == ("ankle.toml: this site is part of the program.",)
    assert Site("ankle") == ANKLE
    assert ANKLE not in {protocol.site for protocol in found.protocols}


def test_a_picture_of_the_program_can_be_used(folder):
    text = JAW.replace('picture = "jaw.svg"', 'picture = "wrist.svg"')
    (folder / "jaw.toml").write_text(text, encoding="utf-8")
    jaw = load_sites(folder, after=OWN).protocols[0]
    assert (jaw.picture, jaw.drawing) == ("wrist.svg", "")


def test_a_folder_that_is_a_file_or_a_site_that_is_a_folder_keeps_nothing_out(folder, tmp_path):
    (folder / "toe.toml").mkdir()
    found = load_sites(folder, after=OWN)
    assert len(found.protocols) == 2
    assert found.problems[0].startswith("toe.toml cannot be read")
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert load_sites(file, after=OWN).protocols == ()


def test_more_sites_than_anybody_examines_are_named_and_not_read(tmp_path):
    for number in range(26):
        text = JAW.replace('site = "jaw"', f'site = "s{number:02}"')
        (tmp_path / f"s{number:02}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "jaw.svg").write_text(JAW_SVG, encoding="utf-8")
    found = load_sites(tmp_path, after=OWN)
    assert len(found.protocols) == 24
    assert [problem.split(":")[0] for problem in found.problems] == ["s24.toml", "s25.toml"]


# --- pictures from elsewhere ------------------------------------------------------------------

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 340"'
HOSTILE = {
    "an image of another file": f'{HEAD}><image href="/etc/passwd"/></svg>',
    "a linked image": f'{HEAD} xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<image xlink:href="file:///etc/passwd"/></svg>',
    "a use of another file": f'{HEAD}><use href="other.svg#a"/></svg>',
    "a script": f"{HEAD}><script>alert(1)</script></svg>",
    "a style": f"{HEAD}><style>@import url(x.css);</style></svg>",
    "a style attribute": f'{HEAD}><path style="fill:red" d="M0 0"/></svg>',
    "a fill from elsewhere": f'{HEAD}><path fill="url(http://x/y)" d="M0 0"/></svg>',
    "an event": f'{HEAD}><path onload="x" d="M0 0"/></svg>',
    "text in a font": f"{HEAD}><text>Jaw</text></svg>",
    "another document type": f'<!DOCTYPE svg SYSTEM "x.dtd">{HEAD}/>',
    "an entity": f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}><title>&a;</title></svg>',
    "a style sheet in another file": f'<?xml-stylesheet href="/etc/passwd"?>{HEAD}/>',
    "another encoding": f'<?xml version="1.0" encoding="utf-7"?>{HEAD}/>',
    "a number without measure": f'{HEAD}><path stroke-width="1e9" d="M0 0"/></svg>',
    "a path without measure": f'{HEAD}><path d="M0 0L99999999 3"/></svg>',
    "dashes without end": f'{HEAD}><path stroke-dasharray="0.0001" d="M0 0L9 9"/></svg>',
    "a depth without end": f"{HEAD}>{'<g>' * 60}{'</g>' * 60}</svg>",
    "no frame": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "no namespace": '<svg viewBox="0 0 480 340"/>',
    "another language": "<html/>",
    "no XML": "a picture",
    "too much": f"{HEAD}><!-- {'x' * 300_000} --></svg>",
}


@pytest.mark.parametrize("svg", HOSTILE.values(), ids=HOSTILE)
def test_a_picture_that_holds_more_than_a_plain_drawing_is_not_drawn(folder, svg):
    (folder / "jaw.svg").write_text(svg, encoding="utf-8")
    found = load_sites(folder, after=OWN)
    assert [protocol.site.key for protocol in found.protocols] == ["finger-flexors"]
    assert found.problems[0].startswith("jaw.toml: picture 'jaw.svg' is not drawn: ")


def test_a_picture_that_is_no_text_is_not_drawn(folder):
    (folder / "jaw.svg").write_bytes(b"\xff\xfe<svg/>")
    with pytest.raises(UnsafePicture, match="cannot be read"):
        read_drawing(folder / "jaw.svg")


def test_a_plain_drawing_with_an_xml_head_is_drawn(folder):
    (folder / "jaw.svg").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- chin -->\n{JAW_SVG}', encoding="utf-8"
    )
    assert load_sites(folder, after=OWN).problems == ()


# What is left of a damaged path is drawn, and Qt says so.
@pytest.mark.qt_log_ignore("^Invalid path data|^qt.svg", extend=True)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    start=st.integers(0, len(JAW_SVG)),
    length=st.integers(0, 40),
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=12),
)
def test_a_damaged_picture_is_drawn_or_refused_and_nothing_else(
    qapp, tmp_path, start, length, text
):
    file = tmp_path / "jaw.svg"
    file.write_text(JAW_SVG[:start] + text + JAW_SVG[start + length :], encoding="utf-8")
    try:
        drawing = read_drawing(file)
    except UnsafePicture:
        return
    assert not picture("jaw.svg", QSize(48, 34), drawing=drawing).isNull()
