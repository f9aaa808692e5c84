"""What a screen reader is told, asked as a screen reader asks."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.ui import accessible
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.widgets.beat_editor import BeatEditor
from clonus_desktop.ui.widgets.beat_strip import BeatStrip
from clonus_desktop.ui.widgets.buttons import SegmentedChoice
from clonus_desktop.ui.widgets.count_pad import CountPad
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.focus_ring import FocusRing
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.place_list import PlaceList
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.side_badge import SideBadge

TEXT = QAccessible.Text
PRESS = QAccessibleActionInterface.pressAction()
INCREASE = QAccessibleActionInterface.increaseAction()


@pytest.fixture(autouse=True)
def installed(qapp) -> None:
    accessible.install()


def ask(widget: QWidget) -> QAccessibleInterface:
    told = QAccessible.queryAccessibleInterface(widget)
    assert told is not None
    return told


def findings() -> list[Finding]:
    return [Finding(place=Place(ANKLE, side), kind=FindingKind.NOT_EXAMINED) for side in Side][:2]


def test_a_pill_is_text_and_a_badge_a_picture(qtbot, look):
    pill, badge = Pill(words="6 beats"), SideBadge(Side.LEFT)
    for widget in (pill, badge):
        qtbot.addWidget(widget)
    assert (ask(pill).role(), ask(pill).text(TEXT.Name)) == (Role.StaticText, "6 beats")
    assert (ask(badge).role(), ask(badge).text(TEXT.Name)) == (Role.Graphic, "Left")


def test_the_pad_is_a_button_whose_value_is_the_number_it_shows(qtbot, look):
    pad = CountPad()
    qtbot.addWidget(pad)
    told = ask(pad)
    assert told.role() is Role.Button
    assert told.text(TEXT.Value) == ""
    told.actionInterface().doAction(PRESS)
    assert told.text(TEXT.Value) == "1 beat"


def test_the_open_place_is_the_selected_one_of_a_list_and_pressing_another_opens_it(qtbot, look):
    places, now = PlaceList(), findings()
    qtbot.addWidget(places)
    places.show_places(now, now[0].place, words=str, full_words=str)
    items = [ask(item) for item in places.items.values()]
    assert ask(places).role() is Role.List
    assert [item.role() for item in items] == [Role.ListItem, Role.ListItem]
    assert [item.state().selected for item in items] == [True, False]
    with qtbot.waitSignal(places.place_chosen) as chosen:
        items[1].actionInterface().doAction(PRESS)
    assert chosen.args == [now[1].place]


def test_the_beats_in_hand_are_a_slider_that_says_which_beat_and_moves_by_steps(qtbot, look):
    editor = BeatEditor()
    qtbot.addWidget(editor)
    editor.show_beats((0.0, 0.2, 0.42), (0.0, 0.2, 0.42))
    told = ask(editor)
    number = told.valueInterface()
    assert told.role() is Role.Slider
    assert (number.minimumValue(), number.currentValue(), number.maximumValue()) == (1, 1, 3)
    assert number.minimumStepSize() == 1
    told.actionInterface().doAction(INCREASE)
    assert told.text(TEXT.Value) == "Beat 2 of 3, at 0.20 s"
    told.actionInterface().doAction(QAccessibleActionInterface.decreaseAction())
    number.setCurrentValue(3)
    assert told.text(TEXT.Value) == "Beat 3 of 3, at 0.42 s"
    assert told.textInterface() is None


def test_one_of_a_few_choices_is_a_radio_button_that_is_checked_or_not(qtbot, look):
    choice = SegmentedChoice([("plot", "Plot"), ("table", "Table")], "View")
    qtbot.addWidget(choice)
    told = [ask(button) for button in choice.buttons.values()]
    assert [one.role() for one in told] == [Role.RadioButton, Role.RadioButton]
    assert [one.state().checked for one in told] == [True, False]
    told[1].actionInterface().doAction(PRESS)
    assert [one.state().checked for one in told] == [False, True]
    assert (ask(choice).role(), ask(choice).text(TEXT.Name)) == (Role.Grouping, "View")


def test_headings_are_headings_and_other_words_are_text(qtbot, look):
    for role, told in (("h1", Role.Heading), ("place", Role.Heading), ("body", Role.StaticText)):
        label = plain_label("Right ankle", role)
        qtbot.addWidget(label)
        assert (ask(label).role(), ask(label).text(TEXT.Name)) == (told, "Right ankle")


def test_a_sheet_is_a_modal_dialog_and_what_is_wrong_an_alert(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    sheet, problems = Sheet(window, "Why?"), ErrorSummary()
    qtbot.addWidget(problems)
    problems.show_problems([(1, "Enter the family name.")])
    assert (ask(sheet).role(), ask(sheet).state().modal) == (Role.Dialog, True)
    assert ask(problems).role() is Role.AlertMessage
    assert "Enter the family name." in ask(problems).text(TEXT.Name)


def test_the_ring_is_for_the_eye_alone_and_a_drawing_hides_its_parts(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    ring = FocusRing(window)
    window.show()
    ring.show()
    assert ask(ring).state().invisible

    class Drawing(QWidget):
        spoken = Spoken(role=Role.Chart, is_whole=True)

    drawing = Drawing()
    qtbot.addWidget(drawing)
    QLabel("part", drawing)
    assert ask(drawing).childCount() == 0
    assert ask(drawing).child(0) is None


def test_what_qt_knows_itself_stays_as_it_is(qtbot, look):
    button, strip = QPushButton("Sign"), BeatStrip()
    for widget in (button, strip):
        qtbot.addWidget(widget)
    assert ask(button).role() is Role.Button
    assert ask(button).actionInterface().actionNames()[0] == PRESS
    # Nothing can be done to a strip but look at it; it has the focus of nobody.
    strip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    ask(strip).actionInterface().doAction(QAccessibleActionInterface.setFocusAction())


def test_a_screen_reader_keeps_no_widget_alive(qtbot, look):
    editor = BeatEditor()
    number = ask(editor).valueInterface()
    gone = weakref.ref(editor)
    del editor
    gc.collect()
    assert gone() is None
    assert number.currentValue() == 0.0
    number.setCurrentValue(2)


_MANY = """
import gc
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from clonus_desktop.ui import accessible
from clonus_desktop.ui.widgets.beat_editor import BeatEditor
from clonus_desktop.ui.widgets.pill import Pill

app = QApplication([])
accessible.install()
QAccessible.setActive(True)
kept = [BeatEditor(), Pill(words="0")]
for turn in range(5_000):
    for widget in (BeatEditor(), *kept):
        told = QAccessible.queryAccessibleInterface(widget)
        told.role(), told.state(), told.text(QAccessible.Text.Value), told.valueInterface()
        told.actionInterface().actionNames()
    if turn % 500 == 0:
        gc.collect()
        app.processEvents()
print("asked")
"""


def test_fifteen_thousand_questions_and_the_end_of_the_program_are_survived():
    done = subprocess.run(
        [sys.executable, "-c", _MANY],
        cwd=Path(accessible.__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "asked"), done.stderr


# --- what happens -----------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list:
    """What leaves the program for the screen reader."""
    events: list = []
    monkeypatch.setattr(accessible, "_tell", events.append)
    return events


def test_a_sentence_is_polite_unless_it_is_urgent_and_silence_is_not_told(qtbot, told):
    widget = QWidget()
    qtbot.addWidget(widget)
    accessible.announce(widget, "Saved")
    accessible.announce(widget, "Not saved.", is_urgent=True)
    accessible.announce(widget, "")
    politeness = QAccessible.AnnouncementPoliteness
    assert [(event.message(), event.politeness()) for event in told] == [
        ("Saved", politeness.Polite),
        ("Not saved.", politeness.Assertive),
    ]


def test_turning_to_a_place_tells_of_both_that_changed(qtbot, look, told):
    places, now = PlaceList(), findings()
    qtbot.addWidget(places)
    for place in (now[0].place, now[0].place, now[1].place):
        places.show_places(now, place, words=str, full_words=str)
    assert [type(event).__name__ for event in told] == ["QAccessibleStateChangeEvent"] * 3


def test_taking_another_beat_in_hand_tells_it(qtbot, look, told):
    editor = BeatEditor()
    qtbot.addWidget(editor)
    editor.show_beats((0.0, 0.2), (0.0, 0.2))
    editor.choose(1)
    assert [event.value() for event in told] == ["Beat 2 of 2, at 0.20 s"]


def test_a_widget_without_a_value_tells_none(qtbot, look, told):
    pill = Pill(words="0")
    qtbot.addWidget(pill)
    accessible.tell_value(pill)
    assert told == []
