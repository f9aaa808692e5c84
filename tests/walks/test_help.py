"""Help on every screen: keys that are listed work, keys that work are listed, and the manual."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.manual import load_manual
from clonus_desktop.ui.exam_keys import exam_key
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page_keys import KeyGroup, is_key
from clonus_desktop.ui.pages.how_to_sheet import HowToSheet
from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.widgets.chapter_view import ChapterView
from clonus_desktop.ui.widgets.key_caps import KeyCaps, KeyRows
from clonus_desktop.ui.widgets.keys_sheet import KeysSheet
from clonus_desktop.ui.widgets.sheet import Sheet

OpenWindow = Callable[[Casebook], MainWindow]
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, PAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def window(book: Casebook, patient: Patient, open_main_window: OpenWindow) -> MainWindow:
    """The window of a patient with a signed exam and a draft."""
    for _exam in range(2):
        examinations.start(book, patient.id)
        draft = examinations.draft_of(book, patient.id)
        assert draft is not None
        for place in draft.places:
            examinations.record_trial(book, draft, place, Trial(beats=1))
        examinations.sign(book, draft.id)
    return open_main_window(book)


def go(window: MainWindow, screen: Screen, patient: Patient) -> None:
    of_draft = {Screen.REVIEW, Screen.CONTEXT, Screen.HUNTER}
    if screen in of_draft and examinations.draft_of(window.session.book, patient.id) is None:
        examinations.start(window.session.book, patient.id)
    window.go(Destination(screen=screen, patient_id=patient.id))
    QApplication.processEvents()


def groups(window: MainWindow) -> tuple[KeyGroup, ...]:
    """What the open key sheet lists."""
    return tuple(rows.group for rows in window.findChildren(KeysSheet)[-1].findChildren(KeyRows))


def event_of(name: str) -> QKeyEvent:
    """A press of the key of that name, as a keyboard sends it."""
    for key, text, modifiers in every_key():
        event = QKeyEvent(QEvent.Type.KeyPress, int(key), modifiers, text)
        if is_key(event, name):
            event.setTimestamp(50_000)
            return event
    raise AssertionError(f"no keyboard has the key {name}")


def every_key() -> Iterator[tuple[Qt.Key, str, Qt.KeyboardModifier]]:
    """The keys of a keyboard, plain, with Shift and with Control."""
    for code in range(ord("A"), ord("Z") + 1):
        yield Qt.Key(code), chr(code).lower(), NONE
        yield Qt.Key(code), "", CONTROL
        yield Qt.Key(code), "", CONTROL | SHIFT
    for text in "0123456789+-*/.,;:?#<>()=\"'":
        yield Qt.Key(ord(text)), text, NONE
    for number in range(12):
        for modifiers in (NONE, SHIFT):
            yield Qt.Key(Qt.Key.Key_F1.value + number), "", modifiers
    for name in ("Return", "Escape", "Space", "Backspace", "Left", "Right", "Up", "Down"):
        yield getattr(Qt.Key, f"Key_{name}"), " " if name == "Space" else "", NONE
    for name in ("PageUp", "PageDown", "Home", "End", "Insert", "Delete"):
        yield getattr(Qt.Key, f"Key_{name}"), "", NONE


@pytest.mark.parametrize("screen", [screen for screen in Screen if screen is not Screen.EXAM])
def test_a_page_answers_the_keys_of_its_table_and_no_others(
    window: MainWindow, patient: Patient, screen: Screen
) -> None:
    go(window, screen, patient)
    # Dialogs of the system cannot be answered here; the letter's keys have a test of their own.
    page = window.page
    for name in ("save", "save_for_word", "copy", "print", "sign"):
        for acts in (page, getattr(page, "out", page)):
            if hasattr(acts, name):
                setattr(acts, name, lambda *_: None)
    answered = set()
    for key, text, modifiers in every_key():
        event = QKeyEvent(QEvent.Type.KeyPress, int(key), modifiers, text)
        event.ignore()
        listed = {name for one in page.key_table() for name in one.names}
        page.keyPressEvent(event)
        if event.isAccepted():
            answered |= {name for name in listed if is_key(event, name)}
            for sheet in window.findChildren(Sheet):
                sheet.close_sheet()
            go(window, screen, patient)
    assert answered == {name for one in page.key_table() for name in one.names}
    own = page.key_groups()[0].keys if page.key_groups() else ()
    assert {name for one in own for name in one.names} >= answered


def test_every_key_of_the_exam_is_listed_and_every_listed_key_is_one(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    go(window, Screen.EXAM, patient)
    keyboard.press("?")
    listed = [key for group in groups(window) for key in group.keys]
    ranges = {("0", "9"): [str(n) for n in range(10)], ("F1", "F6"): [f"F{n}" for n in range(1, 7)]}
    names: set[str] = set()
    for key in listed:
        names |= set(ranges[key.names] if key.is_range else key.names)
    for key, text, modifiers in every_key():
        event = QKeyEvent(QEvent.Type.KeyPress, int(key), modifiers, text)
        # Places seven to nine are there when a clinic examines more than six.
        if key in {Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9}:
            continue
        if exam_key(event) is not None and modifiers != SHIFT:
            assert any(is_key(event, name) for name in names), (key, text)
    exam = [k for group in groups(window)[:3] for k in group.keys if not k.is_range]
    for key in exam:
        for name in key.names:
            assert exam_key(event_of(name)) is not None, name


def test_every_exam_act_but_the_sheet_itself_stands_in_the_list_once(
    window: MainWindow, patient: Patient
) -> None:
    go(window, Screen.EXAM, patient)
    words = [key.words for group in window.page.key_groups()[:3] for key in group.keys]
    assert len(words) == len(set(words)) == len(window.page._acts)  # KEYS out, BEAT in


@pytest.mark.parametrize("screen", list(Screen))
def test_the_question_mark_opens_the_keys_of_every_screen_and_escape_closes_them(
    window: MainWindow, patient: Patient, keyboard, screen: Screen
) -> None:
    go(window, screen, patient)
    window.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.page.setFocus()
    keyboard.press("?")
    assert groups(window)[-1].title == "On every page"
    shown = window.findChildren(KeysSheet)[-1]
    caps = {caps.accessibleName() for caps in shown.findChildren(KeyCaps)}
    assert "? or Shift+F1" in caps
    assert ("F1" in caps) == (screen is not Screen.EXAM)
    keyboard.press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert window.findChildren(KeysSheet) == []
    assert window.destination.screen is screen


def test_a_text_field_takes_the_question_mark_but_an_empty_search_shows_the_keys(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    go(window, Screen.PATIENT_FORM, patient)
    window.page.form.conditions.setFocus()
    keyboard.press("?")
    assert window.page.form.conditions.toPlainText() == "?"
    assert window.findChildren(KeysSheet) == []
    go(window, Screen.PATIENTS, patient)
    keyboard.press("m", "?")
    assert window.page.search.text() == "m?"
    keyboard.press(Qt.Key.Key_Escape, "?")
    assert window.findChildren(KeysSheet)[-1].isVisible()


def test_a_pedal_of_one_s_own_stands_in_the_list_by_the_name_of_its_key(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    f13 = PedalKey(key=Qt.Key.Key_F13.value)
    window.session.settings.change(first_pedal=f13)
    go(window, Screen.EXAM, patient)
    keyboard.press("?")
    (pedal,) = next(group for group in groups(window) if group.title == "Your pedal").keys
    assert (pedal.names, pedal.words) == (("F13",), "One beat, or hold down to time it")


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (800, 1280)])
def test_the_key_sheet_has_two_columns_where_there_is_room(
    window: MainWindow, patient: Patient, keyboard, size: tuple[int, int]
) -> None:
    window.resize(*size)
    go(window, Screen.EXAM, patient)
    keyboard.press("?")
    sheet = window.findChildren(KeysSheet)[-1]
    lefts = {rows.x() for rows in sheet.groups}
    assert len(lefts) == (1 if size[0] == 800 else 2)
    assert all(rows.width() <= sheet.frame.width() for rows in sheet.groups)


# --- how to -----------------------------------------------------------------------------------


def test_the_how_to_turns_to_the_other_places_and_leaves_pad_and_place_alone(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    go(window, Screen.EXAM, patient)
    for _tap in range(3):
        keyboard.press(Qt.Key.Key_Space, after_ms=200)
    keyboard.press("h")
    sheet = window.findChildren(HowToSheet)[-1]
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        keyboard.press(key)
        seen.append(sheet.title.text())
    keyboard.press(Qt.Key.Key_Left)
    assert seen == [
        "How the left ankle is tested",
        "How the right patella is tested",
        "How the left ankle is tested",
        "How the right ankle is tested",
    ]
    assert str(sheet.place) == "left wrist"
    assert sheet.frame.height() > window.height() * 0.8, "as tall as its words"
    # An arrow turns the page also when a button has the keyboard.
    sheet.after.setFocus()
    keyboard.press(Qt.Key.Key_Right)
    assert str(sheet.place) == "right ankle"
    keyboard.press(Qt.Key.Key_Escape)
    assert str(window.page.place) == "right ankle"
    assert len(window.page.view.pending.tap_times_s) == 3


def test_the_how_to_groups_its_cautions_and_numbers_its_steps(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    go(window, Screen.EXAM, patient)
    keyboard.press("h")
    said = [label.text() for label in window.findChildren(HowToSheet)[-1].findChildren(QLabel)]
    order = [
        said.index(text) for text in ("1", "What one beat is", "Do not test", "Take care", "Stop")
    ]
    assert order == sorted(order)
    stop = said.index("Stop")
    assert said[stop + 1] == "•  Stop if it is painful."
    keyboard.press("h")
    assert window.findChildren(HowToSheet) == []


# --- the manual -------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", [screen for screen in Screen if screen is not Screen.EXAM])
def test_f1_opens_the_chapter_of_the_screen_and_back_leads_there_again(
    window: MainWindow, patient: Patient, keyboard, screen: Screen
) -> None:
    go(window, screen, patient)
    before = window.destination
    keyboard.press(Qt.Key.Key_F1)
    assert window.destination.screen is Screen.HELP
    chapter = load_manual().chapter_for(screen.value)
    assert window.page.view.chapter.chapter.key == chapter.key
    assert window.page.view.chapter.hasFocus()
    if screen is Screen.HELP:
        return
    keyboard.press(Qt.Key.Key_Escape)
    assert window.destination == before


def test_f1_in_the_exam_is_the_first_place(window: MainWindow, patient: Patient, keyboard) -> None:
    go(window, Screen.EXAM, patient)
    keyboard.press(Qt.Key.Key_F3, Qt.Key.Key_F1)
    assert window.destination.screen is Screen.EXAM
    assert str(window.page.place) == "right ankle"


@pytest.mark.parametrize("opener", ["?", "h"])
def test_the_manual_over_an_exam_comes_back_to_place_and_pad_as_they_were(
    window: MainWindow, patient: Patient, keyboard, opener: str
) -> None:
    go(window, Screen.EXAM, patient)
    keyboard.press("2", Qt.Key.Key_F4)
    for _tap in range(4):
        keyboard.press(Qt.Key.Key_Space, after_ms=200)
    keyboard.press(opener)
    sheet = [s for s in window.findChildren(Sheet) if s.isVisible()][-1]
    manual = next(
        b for b in sheet.findChildren(QPushButton) if b.accessibleName() == "Open the manual"
    )
    QTest.mouseClick(manual, Qt.MouseButton.LeftButton)
    assert window.page.view.chapter.chapter.key == "exam"
    assert window.banner.isVisible(), "the patient stays in sight"
    assert not window.rail.isVisible(), "out of an exam lead Leave and Review only"
    keyboard.press("/", *"undo", Qt.Key.Key_Return)
    QTest.mouseClick(window.page.view.back, Qt.MouseButton.LeftButton)
    assert window.destination.screen is Screen.EXAM
    assert str(window.page.place) == "left patella"
    assert len(window.page.view.pending.tap_times_s) == 4
    keyboard.press(Qt.Key.Key_Return)
    draft = examinations.draft_of(window.session.book, patient.id)
    assert draft is not None
    assert sorted(str(place) for place in draft.tests) == ["left patella", "right ankle"]


def test_the_rail_leads_to_the_manual_which_shows_nobody_s_banner(
    window: MainWindow, patient: Patient
) -> None:
    go(window, Screen.CHART, patient)
    QTest.mouseClick(window.rail.buttons["help"], Qt.MouseButton.LeftButton)
    assert window.destination.screen is Screen.HELP
    assert window.rail.isVisible()
    assert not window.banner.isVisible()
    QTest.mouseClick(window.page.view.back, Qt.MouseButton.LeftButton)
    assert window.destination.screen is Screen.CHART
    assert window.banner.isVisible()


def test_searching_lists_the_chapters_and_enter_reads_them_one_by_one(
    window: MainWindow, patient: Patient, keyboard, qtbot
) -> None:
    go(window, Screen.HELP, patient)
    keyboard.press("/", *"pedal")
    view = window.page.view
    qtbot.waitUntil(lambda: view.said.text() != "")
    titles = [entry.accessibleName() for entry in view.contents.entries]
    assert titles[0] == "Keys and pedals"
    assert view.said.text() == f"Found in {len(titles)} chapters"
    keyboard.press(Qt.Key.Key_Return)
    assert view.chapter.chapter.key == "keys"
    marked = [part for part in view.chapter._parts if part.property("found") == "true"]
    assert len(marked) >= 2
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.chapter.verticalScrollBar().value() > 0)
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert view.chapter.chapter.title == titles[1]
    keyboard.press(*"xyzzy")
    qtbot.waitUntil(lambda: "No chapter says" in view.said.text())
    assert view.contents.entries == []
    keyboard.press(Qt.Key.Key_Escape)
    assert len(view.contents.entries) == len(load_manual().chapters)


def test_the_contents_are_walked_by_tab_and_arrows_and_the_text_by_keys(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    go(window, Screen.HELP, patient)
    view = window.page.view
    view.contents.entries[0].setFocus()
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view.contents.entries[2]
    keyboard.press(Qt.Key.Key_Return)
    assert view.chapter.chapter.key == "counting"
    assert view.chapter.hasFocus()
    bar = view.chapter.verticalScrollBar()
    keyboard.press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    keyboard.press(Qt.Key.Key_Home, Qt.Key.Key_Space)
    assert 0 < bar.value() <= bar.pageStep()


def test_every_link_of_the_manual_opens_its_chapter(window: MainWindow, patient: Patient) -> None:
    go(window, Screen.HELP, patient)
    view: ChapterView = window.page.view.chapter

    def links() -> list[QPushButton]:
        return [b for part in view._parts for b in part.findChildren(QPushButton)]

    followed = 0
    for chapter in load_manual().chapters:
        window.page.read(chapter.key)
        for number in range(len(links())):
            window.page.read(chapter.key)
            words = links()[number].accessibleName()
            links()[number].click()
            assert view.chapter.title == words
            followed += 1
    assert followed > len(load_manual().chapters) - 3


def test_every_key_that_the_manual_names_is_a_key_of_the_program(
    window: MainWindow, patient: Patient
) -> None:
    # Of the sheet that corrects beats, the ends of the ranges, and a course of many visits.
    known = {"Tab", "F6", "9", "A", "Delete", "0", "1", "2", "PgUp", "PgDown", "+", "-"}
    for screen in Screen:
        go(window, screen, patient)
        for group in (*window.page.key_groups(), window.help._everywhere()):
            known |= {name for key in group.keys for name in key.names}
    named = {key for chapter in load_manual().chapters for key in chapter.keys_named}
    assert named <= known
