"""Signed, amended and withdrawn with real keys, and the file read back with plain sqlite3."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clonus_desktop.casebook import amendments, examinations, findings, letters, patients
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage import DiskFull
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.revising_sheet import RevisingSheet
from clonus_desktop.ui.pages.sign_sheet import SignSheet
from clonus_desktop.ui.pages.visit_sheet import VisitSheet

ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
LEFT = Place(ANKLE, Side.LEFT)
ARRIVED_MS = 650
SIGNED = "SELECT count(*) FROM examination WHERE signed_at IS NOT NULL"
VERSIONS = "SELECT id, revision, revises_id, revision_reason FROM examination ORDER BY id"
BEATS = (
    "SELECT e.revision, r.beats FROM examination e JOIN clonus_test t ON t.examination_id = e.id"
    " JOIN trial r ON r.clonus_test_id = t.id"
    " WHERE t.site = 'ankle' AND t.side = 'left' AND t.struck_at IS NULL ORDER BY e.id"
)

Read = Callable[[str], list[tuple]]


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient
) -> MainWindow:
    window = open_main_window(book)
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    return window


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint())
    QApplication.processEvents()


def to_the_sheet(keyboard, qtbot, *counts: str) -> None:
    """From the chart to the sheet that asks before it signs."""
    keyboard.press("e", *counts)
    qtbot.wait(ARRIVED_MS)
    keyboard.press(ENTER)


def examined(book: Casebook, clock, patient: Patient, *counts: int, days: int = 30) -> Examination:
    """A signed examination, made without the window; so many days pass before the next."""
    row = examinations.start(book, patient.id).examination_id
    draft = examinations.get(book, row)
    for place, beats in zip(draft.places, counts, strict=True):
        examinations.record_trial(book, draft, place, Trial(beats=beats))
    examinations.sign(book, row)
    clock.forward(days=days)
    return examinations.get(book, row)


def chart(window: MainWindow, patient: Patient):
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    QApplication.processEvents()
    return window.page


def words_on(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


# --- signing ----------------------------------------------------------------------------------


def test_before_signing_patient_and_findings_are_shown_side_by_side(
    window, keyboard, qtbot, read_file: Read
):
    to_the_sheet(keyboard, qtbot, *"260201")
    sheet = window.page.sheet
    assert isinstance(sheet, SignSheet)
    shown = words_on(sheet)
    assert "MACILROY, Iain (Mr)" in shown
    assert "Born" in sheet.said
    assert "999 018 5301" in sheet.said.replace("\u00a0", " ")
    assert {"Right", "Left", "Ankle", "Patella", "Wrist"} <= set(shown)
    pills = {str(place): pill.text for place, pill in sheet.matrix.pills.items()}
    assert (pills["right ankle"], pills["left ankle"]) == ("2 beats", "6 beats")
    assert pills["right patella"] == "No clonus (0 beats)"
    assert "Signing as Dr P Okafor. A signed exam cannot be edited, only amended." in shown
    assert "Left ankle: 6 beats." in sheet.accessibleDescription()
    assert read_file(SIGNED) == [(0,)]


def test_enter_that_is_pressed_twice_does_not_sign_unread(window, keyboard, qtbot, read_file: Read):
    to_the_sheet(keyboard, qtbot, *"000000")
    keyboard.press(ENTER, after_ms=120)
    keyboard.press(ENTER, after_ms=200)
    assert read_file(SIGNED) == [(0,)]
    keyboard.press(ENTER, after_ms=600)
    assert read_file(SIGNED) == [(1,)]
    assert window.page.sheet is None
    assert window.page.view.heading.text() == "Signed exam"


def test_a_key_that_is_held_down_signs_nothing(window, keyboard, qtbot, read_file: Read):
    keyboard.press("e", *"000000")
    qtbot.wait(ARRIVED_MS)
    keyboard.down(ENTER)
    for _repeat in range(40):
        keyboard.up(ENTER, after_ms=0, repeated=True)
        keyboard.down(ENTER, after_ms=30, repeated=True)
    keyboard.up(ENTER)
    assert read_file(SIGNED) == [(0,)]


def test_back_and_escape_sign_nothing_and_leave_the_draft(window, keyboard, qtbot, read_file: Read):
    to_the_sheet(keyboard, qtbot, *"000000")
    keyboard.press(ESCAPE)
    assert window.page.sheet is None
    assert window.destination.screen is Screen.REVIEW
    keyboard.press(ENTER)
    keyboard.press(TAB)
    while QApplication.focusWidget() is not window.page.sheet.back_button:
        keyboard.press(TAB)
    keyboard.press(ENTER, after_ms=700)
    assert window.page.sheet is None
    assert read_file(SIGNED) == [(0,)]


def test_a_comment_that_was_just_typed_is_shown_and_signed(
    window, keyboard, qtbot, read_file: Read
):
    keyboard.press("e", *"000000")
    window.page.view.comment.setPlainText("Seen <b>with</b> the family")
    qtbot.wait(ARRIVED_MS)
    window.page.setFocus()
    keyboard.press(ENTER)
    assert "Comment: Seen <b>with</b> the family" in words_on(window.page.sheet)
    keyboard.press(ENTER, after_ms=700)
    assert read_file(SIGNED) == [(1,)]
    assert read_file("SELECT text FROM note") == [("Seen <b>with</b> the family",)]


def test_what_changed_behind_the_sheet_is_shown_and_not_signed(
    window, keyboard, qtbot, book: Casebook, patient: Patient, read_file: Read
):
    to_the_sheet(keyboard, qtbot, *"000000")
    draft = examinations.draft_of(book, patient.id)
    examinations.record_trial(book, draft, LEFT, Trial(beats=9))
    keyboard.press(ENTER, after_ms=700)
    assert read_file(SIGNED) == [(0,)]
    sheet = window.page.sheet
    assert sheet.matrix.pills[LEFT].text == "9 beats"
    (said,) = [text for text in words_on(sheet) if "was changed while" in text]
    assert len(said.removesuffix(".").split(". ")) == 3
    keyboard.press(ENTER)
    assert read_file(SIGNED) == [(0,)]
    qtbot.wait(ARRIVED_MS)
    keyboard.press(ENTER)
    assert read_file(SIGNED) == [(1,)]


def test_a_place_that_was_opened_behind_the_sheet_is_said_to_be_missing(
    window, keyboard, qtbot, book: Casebook, patient: Patient, read_file: Read
):
    to_the_sheet(keyboard, qtbot, *"000000")
    examinations.undo(book, examinations.draft_of(book, patient.id))
    keyboard.press(ENTER, after_ms=700)
    assert window.page.sheet is None
    assert [link.accessibleName() for link in window.page.view.problems.links] == [
        "Left wrist: record the beats or say why it was not tested"
    ]
    assert read_file(SIGNED) == [(0,)]


def test_an_exam_that_was_signed_behind_the_sheet_is_shown_as_signed(
    window, keyboard, qtbot, book: Casebook, patient: Patient, read_file: Read
):
    to_the_sheet(keyboard, qtbot, *"000000")
    examinations.sign(book, examinations.draft_of(book, patient.id).id)
    keyboard.press(ENTER, after_ms=700)
    assert window.page.sheet is None
    assert window.page.view.heading.text() == "Signed exam"
    assert read_file("SELECT count(*) FROM audit WHERE what = 'sign'") == [(1,)]


def test_a_full_disk_signs_nothing_says_so_and_trying_again_signs_what_was_shown(
    window, keyboard, qtbot, monkeypatch, read_file: Read
):
    to_the_sheet(keyboard, qtbot, *"000000")
    real, said = examinations.sign, Message("The disk is full. Nothing was signed. Free space.")

    def full(*_arguments, **_named):
        raise DiskFull(said)

    monkeypatch.setattr(examinations, "sign", full)
    keyboard.press(ENTER, after_ms=700)
    assert window.save_bar.isVisible()
    assert window.page.sheet is None
    assert read_file(SIGNED) == [(0,)]
    monkeypatch.setattr(examinations, "sign", real)
    click(window.save_bar.again)
    assert read_file(SIGNED) == [(1,)]


def test_a_comment_that_could_not_be_kept_is_not_left_out_of_what_is_signed(
    window, keyboard, qtbot, monkeypatch, read_file: Read
):
    keyboard.press("e", *"000000")
    window.page.view.comment.setPlainText("late")

    def full(*_arguments, **_named):
        raise DiskFull(Message("The disk is full."))

    monkeypatch.setattr(examinations, "write_note", full)
    qtbot.wait(ARRIVED_MS)
    window.page.setFocus()
    keyboard.press(ENTER)
    assert window.page.sheet is None
    assert window.save_bar.isVisible()
    assert read_file(SIGNED) == [(0,)]


# --- amending ---------------------------------------------------------------------------------


def test_an_exam_is_amended_from_its_review_by_keys_alone(
    window, keyboard, qtbot, clock, read_file: Read
):
    to_the_sheet(keyboard, qtbot, *"050000")
    keyboard.press(ENTER, after_ms=700)
    clock.forward(days=1)
    keyboard.press("a")
    assert isinstance(window.page.sheet, RevisingSheet)
    keyboard.press(ENTER)
    assert window.page.sheet.problem.isVisible()
    assert read_file(VERSIONS) == [(1, 1, None, "")]
    keyboard.press(*"miscounted", ENTER)
    assert read_file(VERSIONS) == [(1, 1, None, ""), (2, 2, 1, "miscounted")]
    page = window.page
    assert window.destination.screen is Screen.REVIEW
    amending = "Amending the exam of 23-Nov-2025, version 2"
    assert page.view.amending.text() == f"{amending}. Reason: miscounted"
    assert page.view.amending.isVisible()
    assert "10:42–" not in page.view.when.text()
    page.change(LEFT)
    assert window.page.view.head.amending.text() == amending
    assert window.page.view.head.amending.isVisible()
    keyboard.press("6")
    assert window.destination.screen is Screen.REVIEW
    qtbot.wait(ARRIVED_MS)
    keyboard.press(ENTER)
    assert f"{amending}. Reason: miscounted" in words_on(window.page.sheet)
    keyboard.press(ENTER, after_ms=700)
    assert read_file(SIGNED) == [(2,)]
    assert read_file(BEATS) == [(1, 5), (2, 6)]
    signed = window.page.view.signed.text()
    assert signed == (
        "Signed 24-Nov-2025 10:42 by Dr P Okafor. "
        "Version 2, amended 24-Nov-2025 by Dr P Okafor, because: miscounted"
    )


def test_a_visit_shows_every_version_what_is_different_and_why(
    window, keyboard, clock, book: Casebook, patient: Patient
):
    first = examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    draft = examinations.get(book, amendments.amend(book, first.id, "miscounted").examination_id)
    examinations.record_trial(book, draft, LEFT, Trial(beats=6))
    examinations.sign(book, draft.id)
    page = chart(window, patient)
    (row,) = page.view.visits.rows
    click(row.button)
    sheet = page.sheet
    assert isinstance(sheet, VisitSheet)
    amended = "Version 2 of 2, amended 23-Dec-2025 by Dr P Okafor, because: miscounted"
    assert amended in sheet.said
    assert "Left ankle: 6 beats, was 5 beats" in sheet.said
    assert "Left ankle: 6 beats." in sheet.said
    one, two = sheet.version_choice.buttons.values()
    assert (one.isChecked(), two.isChecked()) == (False, True)
    assert (one.text(), two.text()) == ("Version 1", "Version 2")
    click(one)
    assert "Version 1 of 2" in sheet.said
    assert "Left ankle: 5 beats." in sheet.said
    assert amended not in sheet.said
    assert not sheet.amend_button.isVisible()
    assert sheet.frame.height() > 400
    click(two)
    assert sheet.amend_button.isVisible()


def test_discarding_an_amendment_leaves_the_signed_version(
    window, keyboard, clock, book: Casebook, patient: Patient, read_file: Read
):
    first = examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    page = chart(window, patient)
    click(page.view.visits.rows[0].button)
    click(page.sheet.amend_button)
    keyboard.press(*"miscounted", ENTER)
    page = chart(window, patient)
    assert "is not signed yet. Version 1 stands until then." in page.view.draft.words.text()
    click(page.view.draft.discard_button)
    assert "Version 1 stands as it was signed." in " ".join(words_on(page.sheet))
    keyboard.press(*"it was right", ENTER)
    assert not page.view.draft.isVisible()
    assert page.chart.latest == first
    assert read_file("SELECT struck_reason FROM examination WHERE revision = 2") == [
        ("it was right",)
    ]


def test_with_another_unfinished_exam_it_is_said_what_stands_in_the_way(
    window, keyboard, clock, book: Casebook, patient: Patient, read_file: Read
):
    examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    examinations.start(book, patient.id)
    page = chart(window, patient)
    click(page.view.visits.rows[0].button)
    click(page.sheet.amend_button)
    sheet = page.sheet
    assert "another unfinished exam, begun on 23-Dec-2025" in sheet.words.text()
    assert not sheet.reason.isVisible()
    assert not sheet.act_button.isVisible()
    keyboard.press(ENTER)
    assert page.sheet is None
    assert read_file("SELECT count(*) FROM examination") == [(2,)]


def test_what_came_in_the_way_while_the_reason_was_typed_is_said_on_the_sheet(
    window, keyboard, clock, book: Casebook, patient: Patient
):
    examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    page = chart(window, patient)
    click(page.view.visits.rows[0].button)
    click(page.sheet.amend_button)
    keyboard.press(*"mis")
    examinations.start(book, patient.id)
    keyboard.press(ENTER)
    assert "another unfinished exam" in page.sheet.words.text()
    assert window.destination.screen is Screen.CHART


def test_resuming_names_the_amendment(
    clock, book: Casebook, patient: Patient, open_main_window, qtbot
):
    first = examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    amendments.amend(book, first.id, "miscounted")
    window = open_main_window(book)
    said = "Resume amending the exam of 23-Nov-2025 10:42, version 2"
    qtbot.waitUntil(lambda: said in words_on(window))


# --- withdrawing ------------------------------------------------------------------------------


def withdraw(window: MainWindow, patient: Patient, keyboard, row: int = 0) -> None:
    page = chart(window, patient)
    click(page.view.visits.rows[row].button)
    click(page.sheet.withdraw_button)
    keyboard.press(*"wrong patient", ENTER)


def test_a_withdrawn_exam_is_marked_everywhere_and_counts_nowhere(
    window, keyboard, qtbot, clock, book: Casebook, patient: Patient, read_file: Read
):
    examined(book, clock, patient, 2, 8, 0, 0, 0, 0)
    examined(book, clock, patient, 2, 7, 0, 0, 0, 0)
    last = examined(book, clock, patient, 9, 9, 9, 9, 9, 9)
    withdraw(window, patient, keyboard)
    assert read_file("SELECT examination_id, reason FROM withdrawal") == [
        (last.id, "wrong patient")
    ]
    page = window.page
    assert page.sheet is None
    rows = page.view.visits.rows
    assert [row.tick.isVisible() for row in rows] == [False, True, True]
    assert "Withdrawn" in words_on(rows[0])
    assert not any(pill.isVisible() for pill in rows[0].button.pills.values())
    assert "withdrawn, does not count" in rows[0].button.accessibleDescription()
    latest = page.view.latest
    assert latest.signed.text().startswith("23-Dec-2025")
    assert "The exam of 22-Jan-2026 was withdrawn and does not count." in latest.caption.text()
    assert latest.matrix.pills[LEFT].text == "7"
    plot = page.view.course.plot
    qtbot.waitUntil(lambda: bool(plot.panels))
    assert [[text.words for row in p.rows_below for text in row] for p in plot.panels] == [
        ["withdrawn"]
    ] * 3
    assert "1 visit withdrawn." in plot.accessibleName()
    plot.setFocus()
    keyboard.press(Qt.Key.Key_End)
    assert plot.reading == "22-Jan-2026. Withdrawn, does not count."
    keyboard.press(Qt.Key.Key_Left)
    assert "Left ankle: 7 beats." in plot.reading
    page.view.course.choice.buttons["table"].click()
    first_line = page.view.course.table.text_of_selection().split("\n")[1]
    assert first_line.split("\t") == ["22-Jan-2026 Withdrawn", *[""] * 9]
    assert page.view.course.notes.isHidden()
    click(rows[0].button)
    said = page.sheet.said
    assert "Withdrawn 21-Feb-2026 10:42 by Dr P Okafor, because: wrong patient." in said
    assert "Left ankle: 9 beats." in said
    assert not page.sheet.amend_button.isVisible()
    assert not page.sheet.withdraw_button.isVisible()
    window.go(Destination(screen=Screen.PATIENTS))
    exam = window.page.list.rows[0]._exam.text()
    assert exam == "Last exam 23-Dec-2025\nExam of 22-Jan-2026 withdrawn"


def test_the_only_exam_withdrawn_can_still_be_read(
    window, keyboard, clock, book: Casebook, patient: Patient
):
    examined(book, clock, patient, 9, 9, 9, 9, 9, 9)
    withdraw(window, patient, keyboard)
    view = window.page.view
    assert not view.latest.isVisible()
    assert not view.course.isVisible()
    assert not view.empty.isVisible()
    assert not view.letter_button.isVisible()
    keyboard.press("l")
    assert window.destination.screen is Screen.CHART
    click(view.visits.rows[0].button)
    assert "because: wrong patient" in window.page.sheet.said
    window.go(Destination(screen=Screen.PATIENTS))
    assert window.page.list.rows[0]._exam.text() == "Exam of 23-Nov-2025 withdrawn"


def test_cancelling_a_withdrawal_changes_nothing(
    window, keyboard, clock, book: Casebook, patient: Patient, read_file: Read
):
    examined(book, clock, patient, 9, 9, 9, 9, 9, 9)
    page = chart(window, patient)
    click(page.view.visits.rows[0].button)
    click(page.sheet.withdraw_button)
    keyboard.press(*"wr", ESCAPE)
    assert page.sheet is None
    assert read_file("SELECT count(*) FROM withdrawal") == [(0,)]


def test_the_visit_tells_its_letters_and_that_it_was_withdrawn_or_amended_after_them(
    window, clock, book: Casebook, patient: Patient
):
    first = examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    options = letters.LetterOptions(recipient="Dr M Halloran, Neurology")

    def send(row: int) -> None:
        letters.issue(book, letters.compose(book, row, options, compare_with_id=None))

    send(first.id)
    clock.forward(days=1)
    second = amendments.amend(book, first.id, "miscounted").examination_id
    examinations.sign(book, second)
    send(second)
    page = chart(window, patient)
    page.show_visit(second)
    assert page.sheet.said.endswith("Letter to Dr M Halloran, Neurology, 24-Dec-2025 10:42.")
    clock.forward(days=1)
    amendments.withdraw(book, second, "wrong patient")
    page.show_visit(second)
    assert page.sheet.said.endswith("The exam was withdrawn after it, on 25-Dec-2025.")
    click(next(iter(page.sheet.version_choice.buttons.values())))
    assert page.sheet.said.endswith("It tells version 1; the exam was amended after it.")


def test_no_letter_is_written_on_an_exam_that_was_withdrawn_meanwhile(
    window, keyboard, qtbot, clock, book: Casebook, patient: Patient, qapp, read_file: Read
):
    visit = examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    qapp.clipboard().clear()
    window.go(Destination(screen=Screen.LETTER, patient_id=patient.id, examination_id=visit.id))
    qtbot.waitUntil(lambda: window.page.letter is not None, timeout=10_000)
    amendments.withdraw(book, visit.id, "wrong patient")
    window.page.out.copy()
    assert qapp.clipboard().text() == ""
    assert "was withdrawn" in " ".join(words_on(window.page))
    assert read_file("SELECT count(*) FROM letter") == [(0,)]
    window.go(Destination(screen=Screen.LETTER, patient_id=patient.id))
    assert window.page.view.options.examination_id is None


# --- amended, in the course -------------------------------------------------------------------


def test_an_amended_visit_has_a_small_mark_in_list_latest_plot_table_and_speech(
    window, keyboard, qtbot, clock, book: Casebook, patient: Patient
):
    examined(book, clock, patient, 2, 8, 0, 0, 0, 0)
    last = examined(book, clock, patient, 2, 5, 0, 0, 0, 0)
    examinations.sign(book, amendments.amend(book, last.id, "miscounted").examination_id)
    page = chart(window, patient)
    assert "Dr P Okafor\nVersion 2" in words_on(page.view.visits.rows[0])
    assert page.view.latest.signed.text() == (
        "23-Dec-2025, version 2, amended 22-Jan-2026 by Dr P Okafor"
    )
    plot = page.view.course.plot
    qtbot.waitUntil(lambda: bool(plot.panels))
    assert [[text.words for row in p.rows_below for text in row] for p in plot.panels] == [
        ["v2"]
    ] * 3
    assert "the visit was amended" in page.view.course.notes.text()
    assert "1 visit amended." in plot.accessibleName()
    plot.setFocus()
    keyboard.press(Qt.Key.Key_End)
    assert plot.reading.startswith("23-Dec-2025. Amended, version 2. Right ankle: 2 beats.")
    page.view.course.choice.buttons["table"].click()
    assert "23-Dec-2025 Version 2\t2 beats" in page.view.course.table.text_of_selection()
    assert findings.signed_visits(book, patient.id)[0].revision == 2
    assert len(patients.find(book)) == 1
