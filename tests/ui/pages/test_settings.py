"""The settings: display in its own small file, the practice in the record."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from clonus_desktop import __version__
from clonus_desktop.casebook import examinations
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.settings import SettingsPage

SETTINGS = Destination(screen=Screen.SETTINGS)
SIZES = [(1280, 800), (1024, 700), (800, 1280)]


@pytest.fixture
def page(desk):
    return SettingsPage(desk.session, desk.worker)


def choices(desk):
    return json.loads((desk.path.parent / "settings.json").read_text())


def practice(desk, column):
    rows = desk.rows(f"SELECT {column} FROM practice")
    return rows[0][0] if rows else None


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_a_page_with_the_keyboard_is_scrolled_by_its_keys_and_not_by_space(desk, page):
    desk.show(page, SETTINGS, (1024, 700))
    page.setFocus()
    bar = page.scroller.verticalScrollBar()
    bar.setValue(0)
    assert bar.maximum() > bar.singleStep()
    for key, value in (
        (Qt.Key.Key_Space, 0),
        (Qt.Key.Key_Down, bar.singleStep()),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_PageDown, min(bar.pageStep(), bar.maximum())),
        (Qt.Key.Key_End, bar.maximum()),
        (Qt.Key.Key_PageUp, max(bar.maximum() - bar.pageStep(), 0)),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(page, key)
        assert bar.value() == value


# --- display ----------------------------------------------------------------------------------


def test_a_choice_of_the_display_holds_at_once_and_tells_the_window(desk, page):
    desk.show(page, SETTINGS)
    told = []
    page.display_changed.connect(lambda: told.append(desk.settings.choices))
    page.display.theme.buttons["dark"].click()
    page.display.text_size.buttons["1.5"].click()
    page.display.swap_hands.click()
    assert len(told) == 3
    kept = choices(desk)
    assert (kept["theme"], kept["text_scale"], kept["swap_hands"]) == ("dark", 1.5, True)


def test_the_page_shows_what_was_chosen_before(desk, page):
    desk.settings.change(theme="high-contrast", text_scale=2.0, swap_hands=True, settle_ms=600)
    desk.show(page, SETTINGS)
    assert page.display.theme.choice == "high-contrast"
    assert page.display.text_size.choice == "2.0"
    assert page.display.swap_hands.isChecked()
    assert page.exam.settle.choice == "600"


# --- exam -------------------------------------------------------------------------------------


def test_a_place_moves_up_by_a_button_and_the_next_exam_begins_with_it(desk, page):
    desk.show(page, SETTINGS)
    assert [name.text() for name in page.exam.names] == ["1. Ankle", "2. Patella", "3. Wrist"]
    page.exam.moves[2, -1].click()
    assert [name.text() for name in page.exam.names] == ["1. Ankle", "2. Wrist", "3. Patella"]
    page.exam.moves[0, 1].click()
    assert json.loads(practice(desk, "site_order")) == ["wrist", "ankle", "patella"]
    page.exam.first_side.buttons["left"].click()
    assert practice(desk, "first_side") == "left"
    row = examinations.start(desk.book, desk.add("Solo")).examination_id
    first = examinations.get(desk.book, row).places[0]
    assert (first.site.key, first.side) == ("wrist", "left")


def test_the_first_place_cannot_go_up_nor_the_last_down(desk, page):
    desk.show(page, SETTINGS)
    assert not page.exam.moves[0, -1].isEnabled()
    assert not page.exam.moves[2, 1].isEnabled()
    assert page.exam.moves[1, -1].accessibleName() == "Move patella up"


def test_the_keyboard_goes_with_the_place_that_moves(desk, page):
    desk.show(page, SETTINGS)
    button = page.exam.moves[2, -1]
    for _press in range(2):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        button = QApplication.focusWidget()
    assert page.exam.names[0].text() == "1. Wrist"
    assert button is page.exam.moves[0, 1]


def test_the_guard_is_kept_on_this_computer(desk, page):
    desk.show(page, SETTINGS)
    page.exam.settle.buttons["250"].click()
    assert choices(desk)["settle_ms"] == 250


# --- rule -------------------------------------------------------------------------------------


def test_every_rule_with_a_limit_stands_there_with_wording_source_and_version(desk, page):
    desk.show(page, SETTINGS)
    assert list(page.rule.buttons) == ["ARTICLE_GT5", "HPO_GE5", "DEGOWIN"]
    words = " ".join(words_of(page.rule)).replace("\u00a0", " ")
    for rule_id in page.rule.buttons:
        text = desk.book.rule_texts[rule_id]
        assert text.wording in words
        assert f"Source: {text.source.full} Version {text.version}." in words
    assert page.rule.buttons["ARTICLE_GT5"].isChecked()


def test_choosing_a_rule_writes_it_into_the_record(desk, page):
    desk.show(page, SETTINGS)
    page.rule.buttons["HPO_GE5"].click()
    assert practice(desk, "rule_id") == "HPO_GE5"
    assert desk.book.rule.id == "HPO_GE5"


def test_a_choice_that_the_disk_refuses_does_not_look_made(desk, page, monkeypatch):
    from clonus_desktop.casebook.faults import StorageFault
    from clonus_desktop.domain.message import Message

    def full(*_arguments, **_named):
        raise StorageFault(Message("The disk is full."))

    desk.show(page, SETTINGS)
    monkeypatch.setattr(desk.book.file.practice, "change", full)
    page.rule.buttons["HPO_GE5"].click()
    assert page.rule.buttons["ARTICLE_GT5"].isChecked()
    assert len(desk.faults) == 1
    QTest.keyClicks(page.clinic.name, "Dr P Okafor")
    page.leave()
    assert page.clinic.status.text() == ""
    monkeypatch.undo()
    page.open(SETTINGS)
    assert page.clinic.name.text() == "Dr P Okafor"
    page.clinic.save_button.click()
    assert practice(desk, "examiner_name") == "Dr P Okafor"


# --- you and your clinic ----------------------------------------------------------------------


def test_name_role_and_letterhead_are_saved_on_leaving_each_field(desk, page):
    desk.show(page, SETTINGS)
    page.clinic.name.setFocus()
    QTest.keyClicks(page.clinic.name, " Dr P Okafor ")
    page.clinic.role.setFocus()
    assert practice(desk, "examiner_name") == "Dr P Okafor"
    assert page.clinic.status.text() == "Saved 10:42:07"
    QTest.keyClicks(page.clinic.role, "Consultant")
    page.clinic.clinic.setFocus()
    page.clinic.clinic.setPlainText("Northgate Clinic\n12 Station Road\n")
    page.clinic.save_button.setFocus()
    assert practice(desk, "examiner_role") == "Consultant"
    assert practice(desk, "clinic") == "Northgate Clinic\n12 Station Road"
    assert desk.book.examiner.name == "Dr P Okafor"


def test_leaving_the_page_saves_what_was_typed(desk, page):
    desk.show(page, SETTINGS)
    QTest.keyClicks(page.clinic.name, "Dr P Okafor")
    page.leave()
    assert practice(desk, "examiner_name") == "Dr P Okafor"


def test_what_did_not_change_is_not_written_again(desk, page):
    desk.show(page, SETTINGS)
    QTest.keyClicks(page.clinic.name, "Dr P Okafor")
    page.clinic.save_button.click()
    acts = desk.rows("SELECT count(*) FROM audit")
    page.clinic.save_button.click()
    page.leave()
    assert desk.rows("SELECT count(*) FROM audit") == acts


# --- data and about ---------------------------------------------------------------------------


def test_the_path_of_the_record_can_be_copied(desk, page):
    desk.show(page, SETTINGS)
    assert page.path.text().replace("\u200b", "") == str(desk.path)
    assert page.path.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_about_names_the_version_and_every_licence(desk, page):
    desk.show(page, SETTINGS)
    words = "\n".join(words_of(page.about))
    assert f"Clonus Desktop {__version__}" in words
    for part in (
        "IBM Plex Sans: OFL-1.1",
        "Lucide: ISC",
        "Qt, PySide6: LGPL-3.0",
        "pyqtgraph, NumPy: MIT",
        "SQLCipher",
        "typst: Apache-2.0",
    ):
        assert part in words


# --- narrow, large, keyboard ------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_in_any_window(desk, page, qapp, size, scale):
    appearance().apply(qapp, "light", scale)
    window = desk.show(page, SETTINGS, size)
    if not (scale == 2.0 and size[0] == 800):
        assert desk.cut_off(window) == []
    assert (window.width(), window.height()) == size


def test_every_control_has_a_name_and_room_for_a_finger(desk, page):
    window = desk.show(page, SETTINGS)
    for control in window.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.accessibleName()
            assert control.height() >= 44


def test_every_text_is_plain(desk, page):
    window = desk.show(page, SETTINGS)
    formats = {label.textFormat() for label in window.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}
