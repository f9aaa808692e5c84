"""Letterhead and Word template in the settings: chosen, looked at, put away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clonus_desktop.casebook import stationery
from clonus_desktop.casebook.stationery import StationeryKind
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.settings import SettingsPage
from tests.report.stationery_files import SVG, TEMPLATE, png, svg, with_tag

SETTINGS = Destination(screen=Screen.SETTINGS)
LETTERHEAD, TEMPLATES = StationeryKind.LETTERHEAD, StationeryKind.WORD_TEMPLATE
USED = "In use from the next letter on."


@pytest.fixture
def page(desk):
    made = SettingsPage(desk.session, desk.worker)
    desk.show(made, SETTINGS)
    return made


@pytest.fixture
def choose(desk, page, qtbot, tmp_path):
    def choose_one(kind: StationeryKind, name: str, content: bytes | None) -> str:
        """What is said after that file was chosen."""
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        part = page.stationery.parts[kind]
        page.stationery.choose_file = lambda *_asked, **_kind: str(path)
        part.choose.click()
        qtbot.waitUntil(lambda: part.notice.text() not in {"", "Checking the file…"})
        return part.notice.text().replace("\u200b", "")

    return choose_one


def test_a_letterhead_is_checked_kept_and_shown(desk, page, qtbot, choose):
    part = page.stationery.parts[LETTERHEAD]
    assert part.state.text() == "The words of your clinic stand at the top of a letter."
    assert not part.remove.isVisible()
    assert choose(LETTERHEAD, "head.svg", SVG) == USED
    assert part.state.text().replace("\u200b", "") == "head.svg, since 23-Nov-2025"
    qtbot.waitUntil(part.picture.isVisible)
    assert part.picture.accessibleName() == "Letterhead as it is printed"
    assert desk.rows("SELECT kind, name, media_type FROM stationery") == [
        ("letterhead", "head.svg", "image/svg+xml")
    ]
    assert stationery.in_use(desk.book).letterhead.media_type == "image/svg+xml"


def test_what_was_left_out_of_a_drawing_is_named(choose):
    drawing = svg('<script>x</script><rect width="9" height="9"/><text y="9">Clinic</text>')
    assert choose(LETTERHEAD, "head.svg", drawing) == (
        f"{USED} Left out of the drawing: script. Its words are printed in the font of the letter."
    )


def test_a_letterhead_that_is_put_away_gives_the_keyboard_to_what_chooses_another(
    desk, page, choose
):
    part = page.stationery.parts[LETTERHEAD]
    choose(LETTERHEAD, "head.png", png())
    part.remove.setFocus()
    QTest.keyClick(part.remove, Qt.Key.Key_Space)
    assert part.notice.text() == "Removed. Letters are made without it from now on."
    assert part.choose.hasFocus()
    assert stationery.in_use(desk.book) == stationery.PLAIN
    assert desk.announced[-1] == part.notice.text()


def test_a_template_tells_its_tags_and_one_with_unknown_tags_is_not_taken(
    desk, page, qtbot, choose
):
    part = page.stationery.parts[TEMPLATES]
    assert choose(TEMPLATES, "own.docx", TEMPLATE) == USED
    qtbot.waitUntil(lambda: "identifiers.value" in part.inside.text().replace("\u200b", ""))
    said = choose(TEMPLATES, "other.docx", with_tag("{{ sailutation }}{{ clinc }}"))
    assert said == (
        "The file was not taken. Letters are made as before.\n"
        "These tags are unknown: sailutation, clinc."
    )
    assert part.notice.property("role") == "error"
    assert stationery.kept(desk.book, TEMPLATES).name == "own.docx"


def test_a_file_that_cannot_be_read_is_said(desk, choose):
    said = choose(TEMPLATES, "gone.docx", None)
    assert said.startswith("The file could not be read. Letters are made as before.")


def test_no_file_chosen_changes_nothing(desk, page):
    page.stationery.choose_file = lambda *_asked, **_kind: ""
    page.stationery.parts[LETTERHEAD].choose.click()
    page.stationery.choose_path = lambda *_asked, **_kind: ""
    page.stationery.copy_button.click()
    assert desk.announced == []


def test_a_copy_of_the_default_template_can_be_chosen_again(page, tmp_path, choose):
    asked, target = [], tmp_path / "copy.docx"
    page.stationery.choose_path = lambda _on, _title, proposed, **_kind: (
        asked.append(proposed) or str(target)
    )
    page.stationery.copy_button.click()
    assert asked[0].endswith("clonus-letter-template.docx")
    part = page.stationery.parts[TEMPLATES]
    assert part.notice.text().replace("\u200b", "") == f"Saved as copy.docx in {tmp_path}"
    assert choose(TEMPLATES, "copy.docx", target.read_bytes()) == USED
    page.stationery.choose_path = lambda *_asked, **_kind: str(tmp_path / "gone" / "copy.docx")
    page.stationery.copy_button.click()
    assert part.notice.text().startswith("The Word file was not saved.")


def test_what_was_kept_by_another_version_and_fits_no_longer_is_said(desk, page, qtbot):
    with desk.book.file.write():
        desk.book.file.stationery.keep(
            TEMPLATES,
            name="old.docx",
            media_type="-",
            content=with_tag("{{ gone }}"),
            at=desk.book.now(),
            by=None,
        )
    page.stationery.show_state()
    part = page.stationery.parts[TEMPLATES]
    qtbot.waitUntil(lambda: "fits this version" in part.notice.text())
    assert "These tags are unknown: gone." in part.notice.text()
