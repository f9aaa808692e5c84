"""Unlocking: a passphrase, the wait after wrong ones, the recovery code, and neither."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from clonus_desktop.casebook import keys
from clonus_desktop.ui.door import unlock_form
from clonus_desktop.ui.readable_fields import ReadableFields
from tests.ui.door.conftest import CHEAP, NAME, PASSPHRASE

WRONG = "quiet river stone lanterns"


def test_the_passphrase_and_enter_open_the_casebook(hands, path, locked):
    hands.open(path)
    hands.enter(PASSPHRASE)
    entry = hands.until_in()
    assert (entry.way_in.name, entry.newcomer_role) == (NAME, None)
    assert entry.opened.key == locked.opened.key
    assert PASSPHRASE not in repr(entry)
    assert entry.opened.key.hex() not in repr(entry)


def test_one_clinician_is_not_asked_who_it_is_and_two_are(hands, path, locked, second):
    form = hands.open(path).page.form
    assert not form.who_field.isVisible()
    hands.door.shut()
    way = second()
    form = hands.open(path).page.form
    assert form.who_field.isVisible()
    form.who.setCurrentIndex(1)
    assert form.passphrase.label.text() == "Passphrase of Sr N Adeyemi"
    hands.enter("other words of hers")
    assert hands.until_in().way_in == keys.WayIn(id=way, name="Sr N Adeyemi")


def test_a_wrong_passphrase_is_said_and_selected_to_be_typed_over(hands, path, locked, qtbot):
    form = hands.open(path).page.form
    hands.enter(WRONG)
    qtbot.waitUntil(lambda: bool(form.passphrase.problem))
    assert "not the passphrase of Dr P Okafor" in form.passphrase.problem
    assert form.passphrase.line.selectedText()
    hands.enter(PASSPHRASE)
    hands.until_in()


def test_an_empty_passphrase_is_not_tried(hands, path, locked):
    form = hands.open(path).page.form
    hands.enter("")
    assert form.passphrase.problem == "Enter the passphrase."
    assert not form.is_working


def wrong_five_times(path):
    way = keys.ways_in(path, cost=CHEAP)[0]
    for _wrong in range(5):
        with pytest.raises(keys.WrongPassphrase):
            keys.unlock(path, way.id, WRONG, cost=CHEAP)
    assert keys.wait_s(path, way.id) > 20


def test_the_wait_is_counted_down_also_after_a_restart(hands, path, locked, qtbot):
    wrong_five_times(path)
    form = hands.open(path).page.form
    assert form.wait_words.isVisible()
    first = form.seconds_to_wait
    assert f"in {first} seconds" in form.wait_words.text()
    qtbot.waitUntil(lambda: f"in {first - 1} seconds" in form.wait_words.text())
    hands.enter(PASSPHRASE)
    qtbot.wait(50)
    assert hands.entries == []
    assert not form.is_working


def test_when_the_wait_is_over_its_words_go_and_the_passphrase_is_tried(
    hands, path, locked, qtbot, monkeypatch
):
    waits = [0.6]
    monkeypatch.setattr(unlock_form.keys, "wait_s", lambda *_asked: waits[0])
    form = hands.open(path).page.form
    assert form.wait_words.isVisible()
    waits[0] = 0.0
    qtbot.waitUntil(lambda: not form.wait_words.isVisible())
    hands.enter(PASSPHRASE)
    hands.until_in()


# --- the field --------------------------------------------------------------------------------


def test_what_is_typed_is_hidden_until_it_is_wanted(hands, path, locked):
    edit = hands.open(path).page.form.passphrase.edit
    assert edit.line.echoMode() is QLineEdit.EchoMode.Password
    edit.show_button.click()
    assert edit.line.echoMode() is QLineEdit.EchoMode.Normal
    assert edit.show_button.accessibleName() == f"Hide what is typed: Passphrase of {NAME}"
    edit.show_button.click()
    assert edit.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_passphrase_is_the_same_whether_it_was_shown_or_hidden_as_it_was_typed(
    hands, path, locked, qapp
):
    watch = ReadableFields(qapp)
    edit = hands.open(path).page.form.passphrase.edit
    for is_shown in (False, True):
        edit.show_typed(is_shown)
        edit.line.clear()
        edit.line.insert("river\u200f stone")
        assert edit.line.text() == "river\u200f stone"
    watch.deleteLater()


def test_a_keyboard_on_the_screen_learns_no_passphrase_even_where_it_is_shown(hands, path, locked):
    edit = hands.open(path).page.form.passphrase.edit
    learns_nothing = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    for is_shown in (False, True, False):
        edit.show_typed(is_shown)
        assert edit.line.inputMethodHints() & learns_nothing == learns_nothing


@pytest.mark.parametrize(
    ("text", "modifier", "is_on"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("a", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_caps_lock_shows_by_the_case_of_a_letter(hands, path, locked, text, modifier, is_on):
    edit = hands.open(path).page.form.passphrase.edit
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
    QApplication.sendEvent(edit.line, event)
    assert edit.caps.isVisible() is is_on
    QTest.keyClick(edit.line, Qt.Key.Key_CapsLock)
    assert not edit.caps.isVisible()


# --- the recovery code ------------------------------------------------------------------------


def to_the_code(hands, path):
    hands.open(path).page.use_code.click()
    return hands.until("RecoveryPage")


def test_the_code_sets_a_new_passphrase_for_whom_it_is_wanted(hands, path, locked, second):
    way = second()
    to_the_code(hands, path)
    hands.enter(locked.recovery_code.replace("-", " ").lower())
    page = hands.until("ResetPage")
    page.who.setCurrentIndex(1)
    page.go_to("passphrase")
    hands.enter("her new words are these", "her new words are these")
    entry = hands.until_in()
    assert entry.way_in.name == "Sr N Adeyemi"
    assert entry.opened.signing_seed is not None
    assert keys.unlock(path, way, "her new words are these", cost=CHEAP).key == entry.opened.key
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock(path, way, "other words of hers", cost=CHEAP)


def test_a_mistyped_and_another_code_are_told_apart_and_stay_to_be_put_right(
    hands, path, locked, qtbot
):
    page = to_the_code(hands, path)
    hands.enter("7K2MQ")
    qtbot.waitUntil(lambda: bool(page._fields["code"].problem))
    assert "26 letters and digits" in page._fields["code"].problem
    assert page.line.text() == "7K2MQ"
    page.line.setText("0" * 26)
    page.submit()
    field = page._fields["code"]
    qtbot.waitUntil(lambda: bool(field.problem) and "26" not in field.problem)
    assert "does not open" in field.problem
    assert hands.entries == []


def test_neither_says_plainly_that_nobody_can_open_it_and_where_it_lies(hands, path, locked):
    to_the_code(hands, path).neither.click()
    page = hands.until("LostPage")
    said = hands.words().replace("\u200b", "")
    assert "Nobody can open this casebook" in said
    assert "A backup does not help" in said
    assert str(path.parent) in said
    hands.type(Qt.Key.Key_Escape)
    assert page is not hands.until("RecoveryPage")
    hands.type(Qt.Key.Key_Escape)
    hands.until("UnlockPage")
