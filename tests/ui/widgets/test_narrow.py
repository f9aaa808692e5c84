"""Where there is little room, words wrap or are said in fewer words; none is cut or hidden."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import Place, Side
from clonus_desktop.domain.finding import Finding
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.pages.exam_head import ExamHead
from clonus_desktop.ui.widgets.buttons import Button, SegmentedChoice, secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.empty_state import EmptyState
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.place_list import PlaceList
from clonus_desktop.ui.widgets.rail import Rail
from clonus_desktop.ui.widgets.search_field import SearchField
from tests.painted import writings_of

LONG = "Not tested: splint, cast or dressing"


@pytest.fixture
def shown(qtbot, look):
    """Show a widget at a width, as high as that needs."""

    def show(widget: QWidget, width: int, height: int = 0) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height or max(40, widget.heightForWidth(width)))
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


def test_a_pill_wraps_only_where_it_was_told_to(shown):
    pill = shown(Pill(words=LONG, wraps=True), 150)
    assert pill.height() > Pill(words=LONG).sizeHint().height()
    lines = {round(writing.ink.center().y()) // 8 for writing in writings_of(pill)}
    assert len(lines) > 1
    assert Pill(words=LONG).minimumSizeHint() == Pill(words=LONG).sizeHint()


def test_a_title_takes_one_line_beside_what_stretches_and_wraps_without_room(shown):
    card = Card("Gait, bladder and bowel, sensory level")
    card.head.addStretch(1)
    one_line = shown(card, 600).title.height()
    card.resize(220, 200)
    card.layout().activate()
    assert card.title.height() > one_line


def test_choices_go_on_in_the_next_line(shown):
    choice = SegmentedChoice([(str(n), f"Choice {n}") for n in range(4)])
    across = shown(choice, choice.sizeHint().width()).height()
    assert choice.heightForWidth(200) > across


def test_broken_words_of_a_button_stay_broken_in_another_theme(shown, look, qapp):
    flow = Flow()
    button = secondary_button("Save a copy of the default template", "save")
    flow.add(button)
    shown(flow, 200, 200)
    lines = button.text()
    assert "\n" in lines
    look.apply(qapp, "dark", 1.0)
    qapp.processEvents()
    assert button.text() == lines
    button.resize(600, button.height())
    assert "\n" not in button.text()


def test_the_head_of_an_exam_is_low_again_after_a_place_with_a_long_name(qtbot, shown):
    page = QWidget()
    column = QVBoxLayout(page)
    head = ExamHead()
    column.addWidget(head)
    column.addStretch(1)
    head.arrange(Arrangement.WIDE)
    head.show_place(Side.RIGHT, "Right ankle", (1, 6), has_note=False)
    shown(page, 700, 400)
    low = head.height()
    head.show_place(Side.LEFT, "Left metacarpophalangeal joint", (2, 6), has_note=True)
    qtbot.waitUntil(lambda: head.height() > low)
    head.show_place(Side.RIGHT, "Right ankle", (1, 6), has_note=False)
    qtbot.waitUntil(lambda: head.height() == low)


def test_an_empty_page_leaves_its_icon_away_where_it_would_be_cut(shown):
    page = QWidget()
    empty = EmptyState("users", "No patients yet", "Add the first.")
    empty.setParent(page)
    empty.resize(300, 300)
    shown(page, 300, 300)
    picture = next(label for label in empty.findChildren(QLabel) if not label.pixmap().isNull())
    words = [label for label in empty.findChildren(QLabel) if label.text()]
    empty.resize(300, 110)
    assert not picture.isVisible()
    assert all(label.isVisible() for label in words)
    empty.resize(300, 300)
    assert picture.isVisible()


def test_an_empty_page_leaves_its_icon_away_for_larger_letters(qtbot, shown, look, qapp):
    page = QWidget()
    empty = EmptyState("users", "No patients yet", "Add the first.")
    empty.setParent(page)
    empty.resize(300, 200)
    shown(page, 300, 200)
    picture = next(label for label in empty.findChildren(QLabel) if not label.pixmap().isNull())
    assert picture.isVisible()
    look.apply(qapp, "light", 2.0)
    qtbot.waitUntil(lambda: not picture.isVisible())


def test_a_link_to_a_problem_wraps_and_stays_a_target_for_a_finger(shown, look):
    problems = ErrorSummary()
    problems.show_problems([(1, "Left wrist: record the beats or say why it was not tested")])
    shown(problems, 260, 400)
    link = problems.links[0]
    assert link.width() <= 260
    assert link.height() >= look.px(44)


def test_the_rail_at_the_bottom_holds_all_its_screens(shown):
    rail = Rail()
    rail.show_items("chart", has_patient=True)
    rail.set_horizontal(True)
    shown(rail, 360, 90)
    buttons = [button for button in rail.buttons.values() if button.isVisible()]
    assert len(buttons) > 4
    assert all(rail.rect().contains(button.geometry()) for button in buttons)
    rail.set_horizontal(False)
    assert buttons[0].width() > 50


def test_the_search_says_what_it_looks_for_in_as_many_words_as_fit(shown):
    field = SearchField("Search by name, date of birth or Record No.", "Search for a patient")
    shown(field, 700)
    assert field.placeholderText() == "Search by name, date of birth or Record No."
    field.resize(300, field.height())
    assert field.placeholderText() == "Search for a patient"
    assert field.accessibleName() == "Search by name, date of birth or Record No."


def test_places_stand_by_site_below_each_other_where_three_do_not_fit_beside(
    qtbot, findings: list[Finding]
):
    places = PlaceList()
    qtbot.addWidget(places)
    places.show_places(findings, findings[0].place, words=str, full_words=str)

    def row_of(place: Place) -> int:
        return places.layout().getItemPosition(places.layout().indexOf(places.items[place]))[0]

    first_site = [f.place for f in findings if f.place.site == findings[0].place.site]
    places.set_grid(True, room=2000)
    assert [row_of(place) for place in first_site] == [0, 1]
    places.set_grid(True, room=300)
    assert [row_of(place) for place in first_site] == [0, 0]
    assert first_site[0].side is Side.RIGHT
    assert places.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_what_is_put_into_a_visible_line_is_shown_unless_it_was_hidden(qtbot, look):
    line = Flow()
    qtbot.addWidget(line)
    line.add(secondary_button("One"))
    with qtbot.waitExposed(line):
        line.show()
    later, hidden = secondary_button("Later"), secondary_button("Hidden")
    hidden.hide()
    for button in (later, hidden):
        line.add(button)
    assert (later.isVisible(), hidden.isVisible()) == (True, False)
    line.hide()
    line.add(secondary_button("Last"))
    line.show()
    assert [part.isVisible() for part in line.findChildren(Button)] == [True, True, False, True]


def test_what_was_shown_in_a_line_while_it_was_hidden_stands_beside_the_others(qtbot, look):
    page, line = QWidget(), Flow()
    qtbot.addWidget(page)
    line.setParent(page)
    line.setGeometry(0, 0, 600, 60)
    first, second = secondary_button("First"), secondary_button("Second")
    first.hide()
    line.add(first)
    line.add(second)
    with qtbot.waitExposed(page):
        page.show()
    page.hide()
    first.show()
    page.show()
    assert first.geometry().right() < second.geometry().left()
