"""Banner, rail, bars, buttons and messages."""

from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from clonus_desktop import protocols
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.breakpoints import arrangement_for
from clonus_desktop.ui.widgets.beat_strip import BeatStrip
from clonus_desktop.ui.widgets.buttons import SegmentedChoice, secondary_button
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.patient_banner import PatientBanner
from clonus_desktop.ui.widgets.rail import Rail
from clonus_desktop.ui.widgets.save_bar import SaveBar
from clonus_desktop.ui.widgets.step_card import StepCard

TODAY = date(2025, 11, 23)
HOSTILE = '<b>x</b><img src="file:///etc/passwd">'


def words_of(widget: QWidget) -> list[str]:
    shown = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return [label.text().replace("\u200b", "") for label in shown if label.text()]


# --- text -------------------------------------------------------------------------------------


def test_text_is_never_markup(qtbot, look):
    label = plain_label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


# --- the banner -------------------------------------------------------------------------------


@pytest.fixture
def banner(qtbot, look) -> PatientBanner:
    made = PatientBanner()
    qtbot.addWidget(made)
    return made


def test_the_banner_says_who_in_the_order_of_the_standard(banner):
    patient = Patient(
        family_name="MacIlroy",
        given_name="Iain",
        title="Mr",
        born_on=date(1968, 1, 11),
        number="999 018 5301",
        alert="Latex allergy",
    )
    banner.show_patient(patient, TODAY)
    assert words_of(banner) == [
        "MACILROY, Iain (Mr)",
        "Latex allergy",
        "Born",
        "11-Jan-1968 (57y)",
        "Sex",
        "Not known",
        "Record No.",
        "999 018 5301",
    ]


def test_what_is_not_known_says_so_and_an_alert_that_is_none_is_not_shown(banner):
    banner.show_patient(Patient(family_name="Chaudhry"), TODAY)
    shown = words_of(banner)
    assert shown.count("Not known") == 3
    assert banner.alert.isHidden()
    assert banner.preferred.isHidden()


def test_the_banner_shows_a_name_with_markup_letter_by_letter(banner):
    banner.show_patient(Patient(family_name=HOSTILE, alert="<i>x</i>"), TODAY)
    labels = banner.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert banner.alert.text() == "<i>x</i>"


@pytest.mark.parametrize("size", [(800, 1280), (1024, 700), (1280, 800)])
def test_the_longest_name_wraps_and_never_widens_the_window(qtbot, each_look, size):
    width, height = size
    banner = PatientBanner()
    qtbot.addWidget(banner)
    banner.arrange(arrangement_for(width, height, each_look.scale))
    patient = Patient(
        family_name="Wolfeschlegelsteinhausenbergerdorff" * 3,
        given_name="Hubert Blaine " * 5,
        title="Professor",
        preferred_name="Hub",
        born_on=date(1968, 1, 11),
        number="9990185301" * 6,
        alert="Penicillin; latex; ask before you move.",
    )
    banner.show_patient(patient, TODAY)
    assert banner.minimumSizeHint().width() <= width
    banner.resize(width, banner.heightForWidth(width))
    banner.show()
    assert banner.name.heightForWidth(banner.name.width()) <= banner.name.height()
    assert patient.formal_name in banner.accessibleName()


# --- the rail ---------------------------------------------------------------------------------


def test_the_rail_offers_a_patient_s_screens_only_with_a_patient(qtbot, look):
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show()
    rail.show_items("patients", has_patient=False)
    shown = [name for name, button in rail.buttons.items() if button.isVisible()]
    assert shown == ["patients", "help", "settings", "lock"]
    rail.show_items("chart", has_patient=True)
    assert [name for name, button in rail.buttons.items() if button.isChecked()] == ["chart"]
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(rail.buttons["letter"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["letter"]
    assert not rail.buttons["letter"].isChecked(), "only the window says where it is"


def test_the_rail_lies_down_in_an_upright_window(qtbot, each_look):
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show_items("chart", has_patient=True)
    rail.set_horizontal(True)
    rail.show()
    assert rail.height() == each_look.px(80)
    tops = {button.y() for button in rail.buttons.values() if button.isVisible()}
    assert len(tops) == 1


# --- messages ---------------------------------------------------------------------------------


def test_the_red_bar_says_all_three_sentences_and_tries_again(qtbot, look):
    class Fault(Exception):
        message = Message("The disk is full. Nothing is lost. Free {what}.", {"what": "some space"})

    tried = []
    bar = SaveBar()
    qtbot.addWidget(bar)
    bar.show_fault(Fault(), lambda: tried.append(1))
    assert bar.words.text() == "The disk is full. Nothing is lost. Free some space."
    assert bar.isVisible()
    QTest.mouseClick(bar.again, Qt.MouseButton.LeftButton)
    assert tried == [1]


def test_the_summary_of_problems_takes_the_focus_and_leads_to_each(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    summary = ErrorSummary()
    QVBoxLayout(window).addWidget(summary)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    summary.show_problems([("a", "Left wrist: record the beats"), ("b", "Enter your name")])
    assert QApplication.focusWidget() is summary
    assert "There is a problem" in summary.accessibleName()
    assert "Enter your name" in summary.accessibleName()
    with qtbot.waitSignal(summary.followed) as followed:
        summary.links[1].click()
    assert followed.args == ["b"]
    summary.clear()
    assert summary.isHidden()


# --- buttons ----------------------------------------------------------------------------------


def test_a_button_names_what_it_does_without_its_key_or_its_gap(qtbot, look):
    button = secondary_button("Save & close", "save", "S")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Save & close"
    assert button.text().strip() == "Save && close  (S)"


def test_a_button_that_cannot_be_pressed_looks_so_in_every_theme(qtbot, each_look):
    button = secondary_button("", "redo-2")
    qtbot.addWidget(button)
    button.setEnabled(False)
    size = button.iconSize()
    image = button.icon().pixmap(size, 1.0, QIcon.Mode.Disabled).toImage()
    colours = Counter(
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    )
    assert colours.most_common(1)[0][0] == each_look.tokens.disabled


def test_one_of_the_choices_is_always_made(qtbot, look):
    choice = SegmentedChoice([("plot", "Plot"), ("table", "Table")])
    qtbot.addWidget(choice)
    choice.show()
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.mouseClick(choice.buttons["table"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["table"]
    assert choice.choice == "table"
    QTest.mouseClick(choice.buttons["table"], Qt.MouseButton.LeftButton)
    assert choice.choice == "table"


# --- how it is tested, and what was tapped ----------------------------------------------------


def test_the_card_shows_every_step_and_the_first_caution(qtbot, look):
    card = StepCard()
    qtbot.addWidget(card)
    for protocol in protocols.load_protocols():
        card.show_steps(protocol, Side.RIGHT)
        shown = words_of(card)
        assert {step.text for step in protocol.steps} <= set(shown)
        assert protocol.cautions[0].text in shown


def test_the_picture_is_the_other_way_round_on_the_left(qtbot, look):
    card = StepCard()
    qtbot.addWidget(card)
    card.resize(300, 500)
    card.show()
    pictures = []
    for side in Side:
        card.show_steps(protocols.load_protocols()[0], side)
        pictures.append(card.picture.grab().toImage())
    assert pictures[0].flipped(Qt.Orientation.Horizontal) == pictures[1]


def test_the_strip_says_in_words_what_it_draws(qtbot, look):
    strip = BeatStrip()
    qtbot.addWidget(strip)
    strip.resize(400, 160)
    assert strip.accessibleName() == "No beats tapped yet"
    empty = strip.grab().toImage()
    strip.show_taps((0.0, 0.2, 0.4))
    tapped = strip.grab().toImage()
    assert strip.accessibleName() == "3 beats over 0.4 seconds"
    strip.show_hold(10.4)
    assert strip.accessibleName() == "Held for 10.4 seconds"
    assert len({empty.cacheKey(), tapped.cacheKey()}) == 2
    assert empty != tapped
    assert strip.grab().toImage() != tapped


@pytest.mark.parametrize("seconds", [0.0, 0.1, 14.9, 61.0, 3599.0])
def test_the_strip_grows_with_what_it_shows(qtbot, look, seconds):
    strip = BeatStrip()
    qtbot.addWidget(strip)
    strip.resize(strip.minimumSizeHint())
    strip.show_hold(seconds)
    assert not strip.grab().isNull()
    strip.show_taps((0.0, seconds + 0.001))
    assert not strip.grab().isNull()
