"""The context page by itself: what it shows in every window, and when the disk refuses."""

from datetime import timedelta
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from clonus_desktop.casebook import contexts, examinations
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context_item import Limb, Spot
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.message import Message
from clonus_desktop.storage import DiskFull
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.context import ContextPage
from clonus_desktop.ui.pages.visit_sheet import VisitSheet
from clonus_desktop.ui.tokens import Theme
from tests.ui.pages.conftest import NOW, Desk

SIZES = ((1024, 700), (1280, 800), (800, 1280))
SCALES = (1.0, 1.5, 2.0)


@pytest.fixture
def patient_id(desk: Desk) -> int:
    """A patient with an unfinished exam."""
    patient_id = desk.add("Macilroy", "Iain", known_conditions="Multiple sclerosis.")
    examinations.start(desk.book, patient_id)
    return patient_id


def shown(desk: Desk, patient_id: int, size=(1280, 800)) -> ContextPage:
    page = ContextPage(desk.session)
    desk.session.changed.connect(page.read_again)
    destination = Destination(screen=Screen.CONTEXT, patient_id=patient_id)
    desk.show(page, destination, size)
    return page


def filled(desk: Desk, patient_id: int) -> None:
    """Answers of every kind, a date and two drugs."""
    examination = examinations.draft_of(desk.book, patient_id)
    context = contexts.get(desk.book, examination).on_scale("bedside-4")
    context = context.with_answer(Spot("knee", Side.LEFT), "3+")
    context = context.with_answer(Spot("power", Side.LEFT, Limb.LEG), "4-")
    context = context.with_answer(Spot("onset"), "long-standing")
    drugs = (
        DrugUse(drug="baclofen-oral", dose="10 mg", last_dose=NOW - timedelta(hours=3)),
        DrugUse(drug="other", name="nabiximols"),
    )
    contexts.keep(desk.book, examination, context.taking(drugs), about="all")


@pytest.mark.parametrize(("size", "scale"), tuple(product(SIZES, SCALES)))
def test_every_answer_is_whole_named_and_large_enough(desk, patient_id, qapp, size, scale):
    appearance().apply(qapp, Theme.LIGHT, scale)
    filled(desk, patient_id)
    page = shown(desk, patient_id, size)
    QTest.qWait(20)
    assert desk.cut_off(page.window()) == []
    least = appearance().px(44)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName(), button.text()
            assert min(button.width(), button.height()) >= least, button.accessibleName()
            assert button.height() >= button.sizeHint().height(), button.accessibleName()
    for line in page.findChildren(QLineEdit):
        assert line.accessibleName() or not line.isVisible()


@pytest.mark.parametrize("theme", Theme)
def test_an_answer_and_not_assessed_look_unlike_in_every_theme(desk, patient_id, qapp, theme):
    appearance().apply(qapp, theme, 1.0)
    filled(desk, patient_id)
    page = shown(desk, patient_id)
    right, left = (page.view.questions[Spot("knee", side)] for side in (Side.RIGHT, Side.LEFT))

    def middle(button):
        image = button.grab().toImage()
        return image.pixelColor(image.width() // 2, 5).name()

    chosen, unassessed = middle(left.buttons["3+"]), middle(right.buttons["not-assessed"])
    assert chosen == appearance().tokens.primary.lower()
    assert unassessed == appearance().tokens.not_tested.lower()


def test_the_page_shows_what_the_file_holds(desk, patient_id):
    filled(desk, patient_id)
    page = shown(desk, patient_id)
    questions = page.view.questions
    assert questions[Spot("knee", Side.LEFT)].choice == "3+"
    assert questions[Spot("knee", Side.RIGHT)].choice == "not-assessed"
    assert questions[Spot("power", Side.LEFT, Limb.LEG)].choice == "4-"
    assert page.view.conditions.text.toPlainText() == "Multiple sclerosis."
    oral, other = page.view.drugs.rows
    assert (oral.dose.text(), oral.time.text(), other.name.text()) == (
        "10 mg",
        "07:42",
        "nabiximols",
    )
    assert page.view.drugs.state.choice is None


def test_a_drug_of_another_day_can_be_typed_again_as_it_is_shown(desk, patient_id):
    examination = examinations.draft_of(desk.book, patient_id)
    yesterday = DrugUse(drug="tizanidine", last_dose=NOW - timedelta(hours=13))
    context = contexts.get(desk.book, examination).taking((yesterday,))
    contexts.keep(desk.book, examination, context)
    page = shown(desk, patient_id)
    (row,) = page.view.drugs.rows
    assert row.time.text() == "22/11/2025 21:42"
    row.dose.setFocus()
    row.time.setFocus()
    row.flush()
    assert page.context.drugs == (yesterday,)


@pytest.fixture
def full_disk(monkeypatch):
    """Refuses every act while it is on."""
    refusing = {"on": True}
    state = examinations.state

    def refuse(*arguments, **named):
        if refusing["on"]:
            raise DiskFull(Message("The disk is full."))
        return state(*arguments, **named)

    monkeypatch.setattr(examinations, "state", refuse)
    return refusing


def test_an_answer_that_could_not_be_saved_stays_and_goes_with_the_next(
    desk, patient_id, full_disk
):
    failures = []
    desk.session.failed.disconnect()
    desk.session.failed.connect(lambda _fault, _retry, entry: failures.append(entry))
    page = shown(desk, patient_id)
    gait, bladder = (page.view.questions[Spot(key)] for key in ("gait", "bladder"))
    gait.buttons["spastic"].click()
    assert failures == ["context: Gait Spastic"]
    assert gait.choice == "spastic"
    assert page.view.saved.text() == "Not saved"
    full_disk["on"] = False
    bladder.buttons["urgency"].click()
    stored = contexts.get(desk.book, examinations.draft_of(desk.book, patient_id))
    assert (stored.answer(Spot("gait")), stored.answer(Spot("bladder"))) == ("spastic", "urgency")
    assert page.view.saved.text().startswith("Draft saved")


def test_an_answer_that_could_not_be_saved_is_tried_again_when_the_page_is_left(
    desk, patient_id, full_disk
):
    desk.session.failed.disconnect()
    page = shown(desk, patient_id)
    page.view.questions[Spot("gait")].buttons["ataxic"].click()
    full_disk["on"] = False
    page.leave()
    stored = contexts.get(desk.book, examinations.draft_of(desk.book, patient_id))
    assert stored.answer(Spot("gait")) == "ataxic"


def test_an_initial_of_two_answers_goes_through_them(desk, patient_id):
    page = shown(desk, patient_id)
    gait = page.view.questions[Spot("gait")]
    gait.focus_here()
    heard = []
    gait.typed.connect(lambda: heard.append(gait.choice))
    for expected in ("steady", "spastic", "steady"):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
        assert gait.choice == expected
    assert heard == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_U)
    assert heard == ["unable"]


@pytest.mark.parametrize("key", [Qt.Key.Key_9, Qt.Key.Key_Z, Qt.Key.Key_F5])
def test_a_key_that_means_no_answer_changes_nothing(desk, patient_id, key):
    page = shown(desk, patient_id)
    tone = page.view.questions[Spot("tone", Side.RIGHT, Limb.ARM)]
    tone.focus_here()
    QTest.keyClick(QApplication.focusWidget(), key)
    assert tone.choice == "not-assessed"
    assert page.context.is_blank


def test_a_shortcut_is_no_answer(desk, patient_id):
    page = shown(desk, patient_id)
    page.view.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert page.context.is_blank


def test_minus_makes_four_minus_and_plus_without_a_grade_means_nothing(desk, patient_id):
    page = shown(desk, patient_id)
    power = page.view.questions[Spot("power", Side.RIGHT, Limb.ARM)]
    power.focus_here()
    QTest.keyClicks(QApplication.focusWidget(), "+")
    assert page.context.is_blank
    QTest.keyClicks(QApplication.focusWidget(), "4")
    QTest.qWait(5)
    QTest.keyClicks(QApplication.focusWidget(), "-")
    assert power.choice == "4-"


def test_a_turning_wheel_never_changes_the_sensory_level(desk, patient_id):
    page = shown(desk, patient_id)
    level = page.view.questions[Spot("sensory-level", Side.RIGHT)]
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(level, turned)
    assert level.choice == "not-assessed"


def test_the_visit_tells_the_context_to_read(desk, patient_id):
    filled(desk, patient_id)
    visit = examinations.draft_of(desk.book, patient_id)
    page = shown(desk, patient_id)
    sheet = VisitSheet(page, desk.book, page.patient, (visit,))
    assert "The left knee reflex was 3+ (bedside scale 0 to 4+)." in sheet.said
    assert "oral baclofen (10 mg; last dose at 07:42, 3 hours before" in sheet.said


def test_a_drug_that_the_form_does_not_list_is_removed_by_key(desk, patient_id):
    examination = examinations.draft_of(desk.book, patient_id)
    context = contexts.get(desk.book, examination)
    drugs = (DrugUse(drug="tolperisone"), DrugUse(drug="baclofen-oral"))
    contexts.keep(desk.book, examination, context.taking(drugs), about="all")
    page = shown(desk, patient_id)
    unlisted = page.view.drugs.rows[0].remove_button
    unlisted.setFocus()
    QTest.keyClick(unlisted, Qt.Key.Key_Space)
    (left,) = contexts.get(desk.book, examinations.draft_of(desk.book, patient_id)).drugs
    assert left.drug == "baclofen-oral"
    assert page.view.drugs.isAncestorOf(QApplication.focusWidget())
