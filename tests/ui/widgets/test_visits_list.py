"""The list of visits by itself: ticks, order, and what it says."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from clonus_desktop.domain.anatomy import ANKLE, SIDES, Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.examination import Examination, Examiner, Signature
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.rules import rule_named
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.chart_reading import VisitLine
from clonus_desktop.ui.widgets.visits_list import SHOWN_FIRST, VisitsList

START = datetime(2025, 11, 14, 10, 42, tzinfo=UTC)


def line(row, *, revision=1, name="Dr P Okafor", when=None):
    when = when or START - timedelta(days=30 * row)
    trial = sustained_trial() if row % 2 == 0 else Trial(beats=row)
    places = {side: Place(ANKLE, side) for side in SIDES}
    tests = {place: ClonusTest(place=place, trials=(trial,)) for place in places.values()}
    visit = Examination(
        id=row,
        patient_id=1,
        started_at=when,
        places=tuple(places.values()),
        tests=tests,
        revision=revision,
        signature=Signature(
            examiner=Examiner(name=name),
            signed_at=when,
            text="",
            rule_id="ARTICLE_GT5",
            rule_version=1,
        ),
    )
    rule = rule_named("ARTICLE_GT5")
    highest = {side: finding_of(place, tests[place], rule=rule) for side, place in places.items()}
    return VisitLine(visit=visit, highest=highest)


@pytest.fixture
def visits(qtbot, qapp):
    appearance().apply(qapp, "light", 1.0)
    found = VisitsList()
    qtbot.addWidget(found)
    found.resize(336, 700)
    found.show()
    return found


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_name_and_the_version_under_it_are_whole(visits, qapp, scale):
    appearance().apply(qapp, "light", scale)
    visits.show_visits([line(1, revision=2, name="Sr N Featherstonehaugh-Adeyemi"), line(2)])
    width = int(336 * scale)
    visits.resize(width, 700)
    QApplication.processEvents()
    visits.resize(width, visits.heightForWidth(width))
    QApplication.processEvents()
    labels = visits.rows[0].button.findChildren(QLabel)
    assert visits.width() == width
    assert any("Version 2" in label.text() for label in labels)
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_each_badge_stands_over_the_middle_of_its_pills(visits):
    visits.show_visits([line(1), line(2)])
    QApplication.processEvents()
    for side, badge in visits._badges.items():
        over = badge.mapTo(visits, badge.rect().center()).x()
        for row in visits.rows:
            pill = row.button.pills[side]
            assert abs(pill.mapTo(visits, pill.rect().center()).x() - over) <= 1


def test_the_date_of_a_visit_stays_in_one_line_in_every_month(visits):
    days = [START.replace(month=month, day=20) for month in range(1, 13)]
    # Sustained clonus has the widest words.
    visits.show_visits([line(2 * n, when=day) for n, day in enumerate(days, start=1)])
    visits.all_button.click()
    QApplication.processEvents()
    assert len(visits.rows) == 12
    for row in visits.rows:
        date = row.button.findChildren(QLabel)[0]
        assert date.text().endswith("-2025")
        assert date.width() >= date.sizeHint().width(), date.text()


def test_a_row_says_date_examiner_and_the_highest_of_each_side(visits):
    visits.show_visits([line(1), line(2)])
    button = visits.rows[1].button
    assert button.accessibleName() == "Open the visit of 15-Sep-2025"
    assert button.accessibleDescription() == "Dr P Okafor, highest right Sust., left Sust."


def test_an_amended_visit_says_so(visits):
    visits.show_visits([line(1, revision=2)])
    assert "Dr P Okafor, amended, version 2" in visits.rows[0].button.accessibleDescription()


def test_two_ticks_by_keyboard_are_compared_earlier_first(visits):
    visits.show_visits([line(1), line(2), line(3)])
    compared = []
    visits.compared.connect(lambda earlier, later: compared.append((earlier, later)))
    for row in (visits.rows[0], visits.rows[2]):
        QTest.keyClick(row.tick, Qt.Key.Key_Space)
    assert visits.compare_button.accessibleName() == "Compare 2"
    QTest.keyClick(visits.compare_button, Qt.Key.Key_Space)
    assert compared == [(3, 1)]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_other_number_of_ticks_is_answered_with_advice(visits, count):
    visits.show_visits([line(1), line(2), line(3)])
    for row in visits.rows[:count]:
        row.tick.click()
    visits.compare_button.click()
    assert visits.advice.isVisible()
    assert visits.advice.text() == "Tick two visits to compare them."


def test_a_long_list_shows_the_first_visits_and_all_on_asking(visits):
    visits.show_visits([line(row) for row in range(1, 21)])
    assert len(visits.rows) == SHOWN_FIRST
    assert visits.all_button.accessibleName() == "Show all 20 visits"
    visits.all_button.click()
    assert len(visits.rows) == 20
    assert not visits.all_button.isVisible()


def test_ticks_stay_when_the_record_is_read_again(visits):
    lines = [line(1), line(2)]
    visits.show_visits(lines)
    visits.rows[1].tick.click()
    visits.show_visits(lines)
    assert visits.ticked == (2,)


def test_the_pills_stand_in_columns(visits, qtbot):
    visits.show_visits([line(1), line(2), line(3)])
    qtbot.wait(10)
    for side in SIDES:
        lefts = {
            row.button.pills[side].mapTo(visits, row.rect().topLeft()).x() for row in visits.rows
        }
        assert len(lefts) == 1


def test_one_visit_cannot_be_compared_and_has_no_tick(visits):
    visits.show_visits([line(1)])
    assert not visits.rows[0].tick.isVisible()
    assert not visits.compare_button.isVisible()
