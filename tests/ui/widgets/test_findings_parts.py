"""What shows findings: pills, badges, the list of places, the body and the matrix."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, Site
from clonus_desktop.domain.finding import FindingKind
from clonus_desktop.ui.widgets.body_picture import BodyPicture
from clonus_desktop.ui.widgets.findings_matrix import Entry, FindingsMatrix
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.place_list import PlaceList
from clonus_desktop.ui.widgets.side_badge import SideBadge, side_words

SPOTS = {ANKLE: (79.0, 246.0), PATELLA: (80.0, 190.0), WRIST: (44.0, 158.0)}


def drawn(widget: QWidget) -> QImage:
    widget.resize(widget.sizeHint())
    return widget.grab().toImage()


# --- pills ------------------------------------------------------------------------------------


def test_every_kind_of_finding_is_told_by_its_words(qtbot, look, findings):
    shown = [Pill(finding) for finding in findings]
    for pill in shown:
        qtbot.addWidget(pill)
    assert [pill.text for pill in shown] == ["2", "10+", "Sust.", "NT", "4.2 s", "–"]
    assert [pill.accessibleName() for pill in shown] == [pill.text for pill in shown]


def breaks_in_the_edge_of(pill: Pill) -> int:
    image = drawn(pill)
    edge = [image.pixelColor(x, 1).lightness() for x in range(8, image.width() - 8)]
    return sum(abs(a - b) > 20 for a, b in pairwise(edge))


def test_what_was_not_tested_or_not_recorded_has_a_dashed_edge(qtbot, look, findings):
    counted, _ten, _sustained, not_tested, _timed, not_recorded = findings
    for finding, is_dashed in ((counted, False), (not_tested, True), (not_recorded, True)):
        pill = Pill(finding)
        qtbot.addWidget(pill)
        assert (breaks_in_the_edge_of(pill) > 2) is is_dashed, finding.kind


def test_findings_that_differ_in_weight_differ_in_grey(qtbot, look, findings):
    pictures = []
    for finding in findings:
        pill = Pill(finding, "x")
        qtbot.addWidget(pill)
        pictures.append(drawn(pill).convertToFormat(QImage.Format.Format_Grayscale8))
    alike = [
        (findings[a].kind, findings[b].kind)
        for a in range(len(findings))
        for b in range(a)
        if pictures[a] == pictures[b]
    ]
    # These two pairs are told apart by their words: "4.2 s" and "2", "NT" and a dash.
    assert alike == [
        (FindingKind.TIMED_ONLY, FindingKind.COUNTED),
        (FindingKind.NOT_EXAMINED, FindingKind.NOT_TESTED),
    ]


# --- badges -----------------------------------------------------------------------------------


def test_right_and_left_differ_by_shape_without_colour(qtbot, look):
    pictures = []
    for side in Side:
        badge = SideBadge(side, size=44)
        qtbot.addWidget(badge)
        pictures.append(drawn(badge).convertToFormat(QImage.Format.Format_Mono))
        assert badge.accessibleName() == side_words(side)
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("side", Side)
def test_a_badge_is_not_cut_at_its_edge(qtbot, each_look, side, filled):
    badge = SideBadge(side, filled=filled, size=52)
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(9, 9, 9, 9)
    layout.addWidget(badge)
    holder.resize(holder.sizeHint())
    inner = badge.grab().toImage()
    width = inner.width()
    rim = {inner.pixelColor(x, 0).name() for x in range(0, width, max(1, width // 12))}
    assert len(rim) <= 2, "more than the very tip touches the edge"


# --- the list of places -----------------------------------------------------------------------


def named(place: Place) -> str:
    return f"{place.side} {place.site}"


@pytest.fixture
def places(qtbot, look, findings) -> PlaceList:
    made = PlaceList()
    made.show_places(findings, findings[5].place, words=named, full_words=named)
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_place_says_what_it_has_and_which_one_is_open(places):
    assert [item.accessibleName() for item in places.items.values()] == [
        "right ankle: 2",
        "left ankle: 10+",
        "right patella: Sust.",
        "left patella: NT",
        "right wrist: 4.2 s",
        "left wrist: Now",
    ]


def test_a_press_turns_to_a_place(qtbot, places, findings):
    with qtbot.waitSignal(places.place_chosen) as chosen:
        QTest.mouseClick(places.items[findings[3].place], Qt.MouseButton.LeftButton)
    assert chosen.args == [findings[3].place]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_turns_to_a_place_once(qtbot, places, findings, send_key, key):
    chosen = []
    places.place_chosen.connect(chosen.append)
    send_key(places.items[findings[1].place], key)
    send_key(places.items[findings[1].place], key, repeated=True)
    assert chosen == [findings[1].place]


def test_arrows_are_left_to_the_page(places, key_event):
    event = key_event(QEvent.Type.KeyPress, Qt.Key.Key_Right)
    item = next(iter(places.items.values()))
    QApplication.sendEvent(item, event)
    assert not event.isAccepted()


def test_upright_right_stands_over_left_with_a_column_for_each_site(places, findings):
    places.set_grid(True)
    places.resize(760, 110)
    places.layout().activate()
    at = {finding.place: places.items[finding.place].pos() for finding in findings}
    assert len({at[f.place].y() for f in findings if f.place.side is Side.RIGHT}) == 1
    for finding in findings:
        other = Place(finding.place.site, finding.place.side.other)
        assert at[finding.place].x() == at[other].x()


# --- the body ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_the_patient_s_right_stands_on_the_left_in_every_language(qtbot, look, findings, direction):
    pictures = []
    for way in (Qt.LayoutDirection.LeftToRight, direction):
        body = BodyPicture()
        qtbot.addWidget(body)
        body.setLayoutDirection(way)
        body.show_places(findings, findings[0].place, "Now right ankle.", SPOTS)
        pictures.append(drawn(body))
    assert pictures[0] == pictures[1]
    assert body.accessibleName() == "Now right ankle."


def test_a_site_that_the_body_does_not_show_is_left_to_the_list(qtbot, look, findings):
    from dataclasses import replace

    jaw = replace(findings[5], place=Place(Site("jaw"), Side.LEFT))
    body = BodyPicture()
    qtbot.addWidget(body)
    body.show_places([jaw], jaw.place, "Now jaw.", {})
    nothing = drawn(body)
    body.show_places([jaw], jaw.place, "Now jaw.", {Site("jaw"): (100.0, 40.0)})
    assert drawn(body) != nothing


def test_the_left_lies_as_far_from_the_middle_as_the_right(qtbot, look, findings):
    at = BodyPicture()
    at.show_places(findings, findings[0].place, "Now.", {ANKLE: (79.0, 246.0)})
    spots = {side: at.spot_of(Place(ANKLE, side)) for side in Side}
    assert spots[Side.RIGHT].x() == 79.0
    assert spots[Side.LEFT].x() == 121.0
    assert at.spot_of(Place(WRIST, Side.LEFT)) is None


# --- the matrix -------------------------------------------------------------------------------


def test_change_names_its_place(qtbot, look, findings):
    matrix = FindingsMatrix(with_change=True)
    qtbot.addWidget(matrix)
    entries = {f.place: Entry(finding=f, place_words=named(f.place)) for f in findings}
    matrix.show_entries(entries, str.capitalize)
    matrix.resize(700, 300)
    matrix.show()
    right, left = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
    across = [matrix.pills[place].mapTo(matrix, QPoint()).x() for place in (right, left)]
    assert across == sorted(across), "the patient's right stands on the left"
    with qtbot.waitSignal(matrix.change_requested) as wanted:
        button = next(
            b for b in matrix.findChildren(QWidget) if b.accessibleName() == f"Change {named(left)}"
        )
        button.click()
    assert wanted.args == [left]
