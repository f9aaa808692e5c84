"""Every widget in every look: drawn, named, whole, and large enough for a finger."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from clonus_desktop import protocols
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.widgets.beat_strip import BeatStrip
from clonus_desktop.ui.widgets.body_picture import BodyPicture
from clonus_desktop.ui.widgets.bottom_bar import BottomBar
from clonus_desktop.ui.widgets.buttons import (
    SegmentedChoice,
    icon_button,
    primary_button,
    quiet_button,
    secondary_button,
)
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.count_pad import CountPad
from clonus_desktop.ui.widgets.empty_state import EmptyState
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.findings_matrix import Entry, FindingsMatrix
from clonus_desktop.ui.widgets.legend import Legend
from clonus_desktop.ui.widgets.number_grid import NumberGrid
from clonus_desktop.ui.widgets.patient_banner import PatientBanner
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.place_list import PlaceList
from clonus_desktop.ui.widgets.rail import Rail
from clonus_desktop.ui.widgets.save_bar import SaveBar
from clonus_desktop.ui.widgets.side_badge import SideBadge
from clonus_desktop.ui.widgets.step_card import StepCard

PATIENT = Patient(
    family_name="MacIlroy",
    given_name="Iain",
    title="Mr",
    preferred_name="Mac",
    born_on=date(1968, 1, 11),
    sex=Sex.MALE,
    number="999 018 5301",
    alert="Latex allergy",
)


def row_of(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QVBoxLayout(row)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return row


def banner(findings) -> QWidget:
    made = PatientBanner()
    made.arrange(Arrangement.PORTRAIT)
    made.show_patient(PATIENT, date(2025, 11, 23))
    return made


def matrix(findings) -> QWidget:
    made = FindingsMatrix(with_change=True)
    entries = {f.place: Entry(finding=f, place_words=str(f.place)) for f in findings}
    made.show_entries(entries, str.capitalize)
    return made


def places(findings) -> QWidget:
    made = PlaceList()
    made.show_places(findings, findings[5].place, words=str, full_words=str)
    return made


SPOTS = {p.site: p.body_spot for p in protocols.load_protocols()}


def body(findings) -> QWidget:
    made = BodyPicture()
    made.show_places(findings, findings[5].place, "Now left wrist.", SPOTS)
    return made


def steps(findings) -> QWidget:
    made = StepCard()
    made.show_steps(protocols.load_protocols()[0], Side.LEFT)
    return made


def numbers(findings) -> QWidget:
    made = NumberGrid()
    made.show_limit(6, "Up to 5 beats", "More than 5 beats: abnormal in the source used here")
    return made


def strip(findings) -> QWidget:
    made = BeatStrip()
    made.show_taps(tuple(beat * 0.18 for beat in range(9)))
    return made


def hold(findings) -> QWidget:
    made = BeatStrip()
    made.show_hold(10.4)
    return made


def bar(findings) -> QWidget:
    made = BottomBar()
    made.add(quiet_button("Leave exam", "log-out"))
    made.add_gap()
    made.add(secondary_button("Review and sign (0 of 6)", "clipboard-check"))
    return made


def rail(findings) -> QWidget:
    made = Rail()
    made.show_items("chart", has_patient=True)
    return made


def problems(findings) -> QWidget:
    made = ErrorSummary()
    made.show_problems([(1, "Left wrist: record the beats or say why it was not tested")])
    return made


def save_bar(findings) -> QWidget:
    made = SaveBar()
    made.show_fault(OSError("full"), lambda: None)
    return made


def buttons(findings) -> QWidget:
    off = secondary_button("Undo", "undo-2")
    off.setEnabled(False)
    return row_of(
        primary_button("Start exam", "activity", "Enter"),
        off,
        icon_button("One beat more", "plus"),
        SegmentedChoice([("plot", "Plot"), ("table", "Table")]),
    )


def pills(findings) -> QWidget:
    words = Pill(findings[0], "No clonus (0 beats)")
    return row_of(*(Pill(finding) for finding in findings), Pill(None), words)


def badges(findings) -> QWidget:
    return row_of(*(SideBadge(side, size=size) for side in Side for size in (22, 26, 44, 52)))


def card(findings) -> QWidget:
    made = Card("History")
    made.add(Legend())
    return made


def empty(findings) -> QWidget:
    return EmptyState("users", "No patients yet", "Add the first.", primary_button("Add patient"))


MAKERS: dict[str, Callable[..., QWidget]] = {
    maker.__name__: maker
    for maker in (
        badges,
        banner,
        bar,
        body,
        buttons,
        card,
        empty,
        hold,
        matrix,
        numbers,
        pills,
        places,
        problems,
        rail,
        save_bar,
        steps,
        strip,
    )
} | {"pad": lambda _findings: CountPad()}


@pytest.fixture(params=MAKERS)
def widget(request, qtbot, each_look, findings) -> QWidget:
    """One widget in one look, as wide as it wants to be and as high as that needs."""
    made = MAKERS[request.param](findings)
    qtbot.addWidget(made)
    hint = made.sizeHint()
    made.resize(hint)
    with qtbot.waitExposed(made):
        made.show()
    if made.hasHeightForWidth():
        made.resize(hint.width(), max(hint.height(), made.heightForWidth(hint.width())))
    qtbot.wait(1)
    return made


def parts_of(widget: QWidget, kind: type) -> list[QWidget]:
    return [part for part in (widget, *widget.findChildren(kind)) if isinstance(part, kind)]


def is_whole(part: QWidget) -> bool:
    if type(part) is QWidget:
        # A box for a layout: its least size is that of wrapped words in the narrowest column.
        return True
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) <= part.height()
    hint = part.minimumSizeHint()
    return hint.width() <= part.width() and hint.height() <= part.height()


def test_every_widget_is_drawn_whole_named_and_in_reach(widget, each_look, tmp_path: Path):
    picture = widget.grab()
    picture.save(str(tmp_path / f"{type(widget).__name__}.png"))
    assert len(set(_colours(picture.toImage()))) > 1
    shown = [part for part in parts_of(widget, QWidget) if part.isVisible()]
    assert [
        (type(part).__name__, part.accessibleName()) for part in shown if not is_whole(part)
    ] == []
    for part in shown:
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert part.accessibleName(), part
        if isinstance(part, QAbstractButton):
            assert part.height() >= each_look.px(44), part.accessibleName()
            assert part.width() >= each_look.px(44), part.accessibleName()


def _colours(image: QImage) -> list[int]:
    return [
        image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)
    ]
