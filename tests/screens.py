"""Every screen and every sheet of the program, and how a person gets there.

A new screen or sheet fails ``test_every_screen_and_every_sheet_is_audited`` until it is here.
"""

import importlib
import pkgutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clonus_desktop import ui
from clonus_desktop.casebook import (
    addressees,
    amendments,
    backups,
    clinicians,
    examinations,
    findings,
    keys,
    letters,
    merging,
    outbox,
    patients,
    practice,
    sending,
    stationery,
)
from clonus_desktop.casebook.addressees import Addressee
from clonus_desktop.casebook.backups import Backup, Kind, Restored
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.importing import Done, Plan
from clonus_desktop.casebook.importing import Kind as ImportKind
from clonus_desktop.casebook.outbox import ShipmentKind
from clonus_desktop.casebook.record_systems import Authentication, RecordSystem
from clonus_desktop.casebook.stationery import StationeryKind, Unusable
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.backup.backups_sheet import show_backups
from clonus_desktop.ui.backup.beginning import refused_sheet, restored_sheet
from clonus_desktop.ui.backup.closing import ClosingSheet
from clonus_desktop.ui.backup.preview_page import PreviewPage
from clonus_desktop.ui.door.code_page import CodePage
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.exporting.export_sheet import ExportSheet
from clonus_desktop.ui.importing.end_pages import DonePage
from clonus_desktop.ui.importing.import_flow import show_import
from clonus_desktop.ui.importing.plan_page import PlanPage
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.opening_sheets import ClockSheet, MissingActsSheet
from clonus_desktop.ui.people.add_sheet import AddSheet
from clonus_desktop.ui.people.finish_offer import offer_to_finish
from clonus_desktop.ui.people.key_pages import FailedPage, ReopenPage
from clonus_desktop.ui.people.key_work import KeyWork
from clonus_desktop.ui.people.pages_sheet import PagesSheet
from clonus_desktop.ui.people.passphrase_sheet import PassphraseSheet
from clonus_desktop.ui.sending.earlier_part import asking
from clonus_desktop.ui.sending.outbox_sheet import OutboxSheet
from clonus_desktop.ui.sending.record_system_sheet import RecordSystemSheet
from clonus_desktop.ui.widgets.pedal_capture import CaptureButton
from clonus_desktop.ui.widgets.sheet import Sheet
from tests.report.stationery_files import SVG

Place = Screen | str
"""A screen, or the name of the class of a sheet."""


@dataclass
class Walker:
    """Somebody at the window, on the demo casebook.

    Attributes:
        keyboard: Presses keys with their own time stamps.
        signed_in: Gives somebody with a passphrase, in a casebook of two clinicians.
    """

    window: MainWindow
    book: Casebook
    qtbot: QtBot
    keyboard: Any
    signed_in: Callable[[], SignedIn]

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.window.page

    def go(self, screen: Screen, name: str = "", examination_id: int | None = None) -> Any:
        """Open a screen of the patient of that name."""
        self.close_sheets()
        patient_id = self.patient(name).id if name else None
        self.window.go(
            Destination(screen=screen, patient_id=patient_id, examination_id=examination_id)
        )
        QApplication.processEvents()
        return self.window.page

    def settle(self) -> None:
        """Let everything find its place: a layout may ask for another one."""
        for _round in range(8):
            QApplication.processEvents()

    def patient(self, name: str) -> Patient:
        """The first patient that a search finds."""
        return patients.find(self.book, name)[0].patient

    def exam(self, name: str = "Petrova") -> Any:
        """A fresh view of the exam of that patient, at its first place."""
        page = self.go(Screen.EXAM, name)
        # Whatever was held down for another state is let go.
        self.keyboard.up(Qt.Key.Key_Space)
        page.go_to(0)
        page.waiting.used()
        self.keyboard.ms += 5000
        return page

    def lock(self, *, pin: str = "") -> Any:
        """Lock the window of somebody with a passphrase, and perhaps a PIN."""
        self.go(Screen.PATIENTS)
        self.sign_in(pin)
        self.window.lock()
        return self.window.locking.screen

    def sign_in(self, pin: str = "") -> None:
        """Somebody with a passphrase is at work."""
        self.window.session.signed_in = self.signed_in()
        if pin:
            self.window.session.signed_in.pin.set(pin)

    def close_sheets(self) -> None:
        """Give no answer to what is asked."""
        if self.window.locking.is_locked:
            self.window.locking.screen.unlocked.emit(None, None)
            self.window.session.signed_in = None
        for sheet in self.window.findChildren(Sheet):
            sheet.close_sheet()


_DISK_FULL = StorageFault(
    Message(
        "The disk is full. Nothing of this entry is in the record yet. "
        "Free some space, then choose Try again."
    )
)

STATES: dict[str, tuple[Place, Callable[[Walker], object]]] = {}
"""What is audited: a name, what it shows, and the way there."""


def state(shows: Place) -> Callable[[Callable[[Walker], object]], Callable[[Walker], object]]:
    """List a way to a screen or sheet."""

    def listed(way: Callable[[Walker], object]) -> Callable[[Walker], object]:
        STATES[way.__name__.replace("_", " ")] = (shows, way)
        return way

    return listed


def add_patients(book: Casebook) -> None:
    """Beside those of the demo: one with a long name and no visit, and one with many visits.

    And two whose visits were amended and withdrawn; of one of them an amendment is not signed.
    """
    for family_name, given_name in (
        ("Featherstonehaugh-Cholmondeley", "Maximiliana Wilhelmina"),
        ("Aaltonen", "Ilmari"),
    ):
        patients.add(
            book,
            Patient(
                family_name=family_name,
                given_name=given_name,
                born_on=date(1950, 2, 3),
                alert="Latex allergy, and cannot lie flat" if given_name == "Ilmari" else "",
            ),
        )

    _add_revised(book)


def _add_revised(book: Casebook) -> None:
    today = book.now()

    def examined(patient_id: int, days_ago: int, *counts: int) -> int:
        book.now = lambda: today - timedelta(days=days_ago)
        row = examinations.start(book, patient_id).examination_id
        assert row is not None
        draft = examinations.get(book, row)
        for place, beats in zip(draft.places, counts, strict=True):
            examinations.record_trial(book, draft, place, Trial(beats=beats))
        examinations.sign(book, row)
        return row

    def amended(row: int, reason: str) -> int:
        draft = amendments.amend(book, row, reason).examination_id
        assert draft is not None
        whole = examinations.get(book, draft)
        examinations.record_trial(book, whole, whole.places[1], Trial(beats=6))
        examinations.write_note(book, whole, whole.places[1], "counted again on the video")
        return draft

    zetterberg, ekstrom = (
        patients.add(book, Patient(family_name=name, given_name="Astrid")).patient_id or 0
        for name in ("Zetterberg", "Ekström")
    )
    examined(zetterberg, 300, 3, 9, 0, 2, 0, 0)
    second = examined(zetterberg, 120, 2, 5, 0, 1, 0, 0)
    sent = letters.LetterOptions(recipient="Dr M Halloran, Neurology")
    letters.issue(book, letters.compose(book, second, sent, compare_with_id=None))
    examinations.sign(book, amended(second, "the left ankle was counted again on the video"))
    third = examined(zetterberg, 30, 9, 9, 9, 9, 9, 9)
    letters.issue(book, letters.compose(book, third, sent, compare_with_id=None))
    amendments.withdraw(book, third, "entered for the wrong patient")
    examined(zetterberg, 10, 1, 4, 0, 0, 0, 0)
    last = examined(zetterberg, 2, 8, 8, 8, 8, 8, 8)
    amendments.withdraw(book, last, "entered twice")
    amended(examined(ekstrom, 40, 2, 5, 0, 1, 0, 0), "the left ankle was counted again")
    book.now = lambda: today


# --- patients ---------------------------------------------------------------------------------


@state(Screen.PATIENTS)
def patients_listed(walker: Walker) -> None:
    page = walker.go(Screen.PATIENTS)
    page.search.clear()
    page.read()
    page.list.move_selection(1)


@state(Screen.PATIENTS)
def patients_none_found(walker: Walker) -> None:
    page = walker.go(Screen.PATIENTS)
    page.search.setText("macleroyd")
    page.search.asked.emit()


@state("SimilarSheet")
def similar_names(walker: Walker) -> None:
    page = walker.go(Screen.PATIENTS)
    page.search.setText("macilroy")
    page.search.asked.emit()
    QApplication.processEvents()
    page.list.rows[0].button.click()


@state(Screen.PATIENT_FORM)
def new_patient(walker: Walker) -> None:
    walker.go(Screen.PATIENT_FORM)


@state(Screen.PATIENT_FORM)
def patient_with_problems(walker: Walker) -> None:
    page = walker.go(Screen.PATIENT_FORM)
    page.form.birth.show_texts(("42", "1", "1980"))
    page.save()


@state("LeaveSheet")
def patient_left_unsaved(walker: Walker) -> None:
    page = walker.go(Screen.PATIENT_FORM, "Petrova")
    page.form.lines["family_name"].setText("Petrov")
    page.cancel()


@state(Screen.PATIENT_FORM)
def patient_with_a_wrong_number(walker: Walker) -> None:
    book = walker.book
    practice.change(book, replace(book.practice, region="nhs"))
    page = walker.go(Screen.PATIENT_FORM)
    page.form.lines["family_name"].setText("Petrov")
    page.form.lines["number"].setText("943 476 5991")
    page.save()
    practice.change(book, replace(book.practice, region=""))


def _ian_twice(walker: Walker) -> tuple[int, int]:
    """Macilroy's record, and the one that was made for the same person by mistake."""
    iain = walker.patient("Macilroy Iain").id
    twin = walker.book.file.patients.owner_of_number("H 4711")
    if twin is not None:
        return iain, twin
    change = patients.add(
        walker.book,
        Patient(
            family_name="Macilroy",
            given_name="Iann",
            born_on=date(1968, 11, 1),
            number="H 4711",
            alert="Pacemaker",
            known_conditions="Stroke, left",
        ),
    )
    assert change.patient_id is not None
    return iain, change.patient_id


@state("FindPersonSheet")
def other_record_searched(walker: Walker) -> None:
    _ian_twice(walker)
    page = walker.go(Screen.PATIENT_FORM, "Macilroy Iain")
    page.form.records.same_button.click()


@state("MergeSheet")
def records_side_by_side(walker: Walker) -> None:
    _iain, twin = _ian_twice(walker)
    page = walker.go(Screen.PATIENT_FORM, "Macilroy Iain")
    page.acts.compare_with(twin)


def _merged(walker: Walker) -> None:
    iain, twin = _ian_twice(walker)
    merging.merge(walker.book, twin, patients.get(walker.book, iain))


def _parted(walker: Walker) -> None:
    _iain, twin = _ian_twice(walker)
    merging.part(walker.book, twin)


@state(Screen.CHART)
def chart_of_merged_records(walker: Walker) -> None:
    _merged(walker)
    walker.go(Screen.CHART, "Macilroy Iain")
    _parted(walker)


@state("PartSheet")
def records_to_part(walker: Walker) -> None:
    _merged(walker)
    page = walker.go(Screen.PATIENT_FORM, "Macilroy Iain")
    next(iter(page.form.records.part_buttons.values())).click()
    _parted(walker)


@state("EraseSheet")
def patient_to_erase(walker: Walker) -> None:
    page = walker.go(Screen.PATIENT_FORM, "Macilroy Iain")
    page.form.records.erase_button.click()
    page.sheet.erase_button.click()


@state("ErasedSheet")
def patient_erased(walker: Walker) -> None:
    patients.add(walker.book, Patient(family_name="Zorn", given_name="Anna"))
    page = walker.go(Screen.PATIENT_FORM, "Zorn")
    page.form.records.erase_button.click()
    page.sheet.reason.setText("Letter of 3 May, signed")
    page.sheet.name.setText("zorn")
    page.sheet.erase_button.click()


# --- chart ------------------------------------------------------------------------------------


@state(Screen.CHART)
def chart_without_visits(walker: Walker) -> None:
    walker.go(Screen.CHART, "Featherstonehaugh")


@state(Screen.CHART)
def chart_with_one_visit(walker: Walker) -> None:
    walker.go(Screen.CHART, "Nguyễn")


@state(Screen.CHART)
def chart_with_many_visits(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Macilroy Iain")
    page.view.course.choice.buttons["plot"].click()
    walker.qtbot.waitUntil(lambda: bool(page.view.course.plot.panels))


@state(Screen.CHART)
def chart_as_table(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Macilroy Iain")
    page.view.course.choice.buttons["table"].click()
    QApplication.processEvents()


@state(Screen.CHART)
def chart_in_seconds(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Macilroy Iain")
    page.view.course.choice.buttons["plot"].click()
    page.view.course.measure.buttons["duration"].click()
    page.view.course.plot.move_cursor(-1)


@state(Screen.CHART)
def chart_of_one_year(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Macilroy Iain")
    page.view.course.measure.buttons["beats"].click()
    page.view.course.zoom.year_button.click()
    page.view.course.plot.move_cursor(-1)


@state("VisitSheet")
def one_visit(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Macilroy Iain")
    page.view.course.choice.buttons["plot"].click()
    page.view.visits.rows[0].button.click()


@state(Screen.CHART)
def chart_with_revised_visits(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Zetterberg")
    page.view.course.choice.buttons["plot"].click()
    walker.qtbot.waitUntil(lambda: bool(page.view.course.plot.panels))


@state(Screen.CHART)
def chart_of_revised_visits_as_table(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Zetterberg")
    page.view.course.choice.buttons["table"].click()
    QApplication.processEvents()


@state(Screen.CHART)
def chart_while_amending(walker: Walker) -> None:
    walker.go(Screen.CHART, "Ekström")


@state("VisitSheet")
def visit_amended(walker: Walker) -> None:
    walker.go(Screen.CHART, "Zetterberg").view.visits.rows[3].button.click()


@state("VisitSheet")
def visit_in_its_first_version(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Zetterberg")
    page.view.visits.rows[3].button.click()
    next(iter(page.sheet.version_choice.buttons.values())).click()


@state("VisitSheet")
def visit_withdrawn(walker: Walker) -> None:
    walker.go(Screen.CHART, "Zetterberg").view.visits.rows[2].button.click()


@state("RevisingSheet")
def visit_to_amend(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Zetterberg")
    page.view.visits.rows[1].button.click()
    page.sheet.amend_button.click()
    walker.keyboard.press(Qt.Key.Key_Return)


@state("RevisingSheet")
def visit_to_withdraw(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Zetterberg")
    page.view.visits.rows[1].button.click()
    page.sheet.withdraw_button.click()


@state("RevisingSheet")
def visit_that_cannot_be_amended(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Ekström")
    page.view.visits.rows[0].button.click()
    page.sheet.amend_button.click()


@state("CompareSheet")
def two_visits(walker: Walker) -> None:
    page = walker.go(Screen.CHART, "Macilroy Iain")
    visits = findings.signed_visits(walker.book, walker.patient("Macilroy Iain").id)
    page.compare(visits[1].id, visits[0].id)


@state("TrailSheet")
def acts_of_a_patient(walker: Walker) -> None:
    walker.go(Screen.CHART, "Macilroy Iain").show_acts()


@state("DiscardSheet")
def draft_to_discard(walker: Walker) -> None:
    walker.go(Screen.CHART, "Nguyễn").ask_to_discard()


# --- exam -------------------------------------------------------------------------------------


@state(Screen.EXAM)
def exam_begun(walker: Walker) -> None:
    walker.exam()


@state(Screen.EXAM)
def exam_counting(walker: Walker) -> None:
    walker.exam()
    for _tap in range(9):
        walker.keyboard.press(Qt.Key.Key_Space, after_ms=90, hold_ms=60)


@state(Screen.EXAM)
def exam_holding(walker: Walker) -> None:
    page = walker.exam()
    walker.keyboard.down(Qt.Key.Key_Space)
    walker.qtbot.waitUntil(lambda: page.view.is_holding)


@state(Screen.EXAM)
def exam_held(walker: Walker) -> None:
    walker.exam()
    walker.keyboard.press(Qt.Key.Key_Space, hold_ms=10_400)


@state(Screen.EXAM)
def exam_partly_filled(walker: Walker) -> None:
    walker.exam("Nguyễn").go_to(1)


@state("NotTestedSheet")
def exam_not_tested(walker: Walker) -> None:
    walker.exam().asking.why_not_tested()
    walker.keyboard.press("8", Qt.Key.Key_Return)


@state("NoteSheet")
def exam_note(walker: Walker) -> None:
    walker.exam().asking.note()


@state("ExactSheet")
def exam_exact_number(walker: Walker) -> None:
    walker.exam().asking.exact_number()
    walker.keyboard.press(Qt.Key.Key_Return)


@state("HowToSheet")
def exam_how_to(walker: Walker) -> None:
    walker.exam().asking.how_to()


@state("KeysSheet")
def exam_keys(walker: Walker) -> None:
    walker.exam().asking.keys()


@state("TechniqueSheet")
def exam_checks(walker: Walker) -> None:
    walker.exam().asking.checks()


def _with_trials(walker: Walker) -> Any:
    """The exam of a patient with three trials at the first place, the first one tapped."""
    page = walker.exam("Chaudhry")
    if page.examination.test_at(page.place) is None:
        page.entry.again()
        for _tap in range(7):
            walker.keyboard.press(Qt.Key.Key_Space, after_ms=140, hold_ms=40)
        walker.keyboard.press(Qt.Key.Key_Return, "9", "6")
        page.go_to(0)
    return page


@state(Screen.EXAM)
def exam_with_trials(walker: Walker) -> None:
    _with_trials(walker)


@state("TrialsSheet")
def exam_trials(walker: Walker) -> None:
    _with_trials(walker).asking.trials()


@state("StrikeSheet")
def exam_trial_to_strike(walker: Walker) -> None:
    _with_trials(walker).asking.why_struck(2)
    walker.keyboard.press(Qt.Key.Key_Return)


@state("BeatsSheet")
def exam_beats(walker: Walker) -> None:
    _with_trials(walker).asking.correct_trial(1)


@state(Screen.EXAM)
def exam_not_saved(walker: Walker) -> None:
    walker.exam()
    walker.window.session.failed.emit(_DISK_FULL, lambda: None, "left ankle: 3 beats")


@state(Screen.REVIEW)
def review_with_problems(walker: Walker) -> None:
    walker.window.save_bar.hide()
    page = walker.go(Screen.REVIEW, "Nguyễn")
    page.guard.close(for_ms=0)
    page.sign()


@state(Screen.EXAM)
def exam_amending(walker: Walker) -> None:
    walker.go(Screen.EXAM, "Ekström").go_to(1)


@state(Screen.REVIEW)
def review_amending(walker: Walker) -> None:
    walker.go(Screen.REVIEW, "Ekström")


@state("SignSheet")
def exam_to_sign(walker: Walker) -> None:
    page = walker.go(Screen.REVIEW, "Ekström")
    page.guard.close(for_ms=0)
    page.sign()


@state(Screen.REVIEW)
def review_withdrawn(walker: Walker) -> None:
    visit = findings.all_visits(walker.book, walker.patient("Zetterberg").id)[0]
    walker.go(Screen.REVIEW, "Zetterberg", visit.id)


@state("DiscardSheet")
def amendment_to_discard(walker: Walker) -> None:
    walker.go(Screen.CHART, "Ekström").ask_to_discard()


@state(Screen.REVIEW)
def review_signed(walker: Walker) -> None:
    patient = walker.patient("Macilroy Iain")
    visit = findings.signed_visits(walker.book, patient.id)[0]
    walker.go(Screen.REVIEW, "Macilroy Iain", visit.id)


@state(Screen.HUNTER)
def serotonin_unanswered(walker: Walker) -> None:
    walker.exam("Adeyemi")
    walker.go(Screen.HUNTER, "Adeyemi")


@state(Screen.HUNTER)
def serotonin_searched(walker: Walker) -> None:
    page = walker.go(Screen.HUNTER, "Adeyemi")
    page.view.drugs.picker.field.setText("tram")
    page.view.drugs.picker.field.asked.emit()


@state(Screen.HUNTER)
def serotonin_answered(walker: Walker) -> None:
    page = walker.go(Screen.HUNTER, "Adeyemi")
    page.view.drugs.picker.field.setText("tramadol")
    page.view.drugs.picker.field.asked.emit()
    page.view.drugs.picker.field.entered.emit()
    for row in page.view.features.rows.values():
        row.choice.buttons["yes"].click()


@state(Screen.CONTEXT)
def context_unanswered(walker: Walker) -> None:
    walker.exam("Petrova")
    walker.go(Screen.CONTEXT, "Petrova")


@state(Screen.CONTEXT)
def context_answered(walker: Walker) -> None:
    page = walker.go(Screen.CONTEXT, "Petrova")
    for spot, question in page.view.questions.items():
        if keys := list(getattr(question, "buttons", ())):
            page.answer(spot, keys[-1])


# --- letter, settings, the window -------------------------------------------------------------


@state(Screen.LETTER)
def letter_without_exams(walker: Walker) -> None:
    walker.go(Screen.LETTER, "Featherstonehaugh")


@state(Screen.LETTER)
def letter_written(walker: Walker) -> None:
    page = walker.go(Screen.LETTER, "Macilroy Iain")
    walker.qtbot.waitUntil(lambda: page.view.paper.page_count > 0, timeout=20_000)


@state(Screen.LETTER)
def letter_while_saving(walker: Walker) -> None:
    page = walker.go(Screen.LETTER, "Macilroy Iain")
    walker.qtbot.waitUntil(lambda: page.view.paper.page_count > 0, timeout=20_000)
    page.view.actions.show_work("Making the Word file…")


@state("PrintSheet")
def letter_before_it_is_printed(walker: Walker) -> None:
    page = walker.go(Screen.LETTER, "Macilroy Iain")
    page.view.actions.show_work("")
    page.out.print()
    walker.qtbot.waitUntil(lambda: page.out.sheet.pages != (), timeout=20_000)


@state(Screen.LETTER)
def letter_in_another_structure(walker: Walker) -> None:
    page = walker.go(Screen.LETTER, "Macilroy Iain")
    structure = page.view.options.structure
    structure.setCurrentIndex(structure.findData("sbar"))
    structure.activated.emit(structure.currentIndex())
    walker.qtbot.waitUntil(lambda: page.letter.structure == "sbar", timeout=20_000)


def _addressees(walker: Walker) -> Any:
    page = walker.go(Screen.LETTER, "Macilroy Iain")
    if not addressees.present(walker.book):
        for name, address, language in (
            ("Dr M Halloran, Neurology", "Leeds General Infirmary\nLeeds LS1 3EX", ""),
            ("Dr A Moreau, Service de neurologie et de réadaptation", "Lyon", "fr"),
        ):
            addressees.add(walker.book, Addressee(name=name, address=address, language=language))
    return page


@state("AddresseeSheet")
def addressees_listed(walker: Walker) -> None:
    _addressees(walker).addressing.show_book()


@state("AddresseeForm")
def addressee_to_change(walker: Walker) -> None:
    page = _addressees(walker)
    page.addressing.show_book()
    page.sheet.rows[1][2].click()
    page.sheet.name.clear()
    page.sheet.submit()


@state("IssuedSheet")
def issued_letters_listed(walker: Walker) -> None:
    page = walker.go(Screen.LETTER, "Zetterberg")
    page.view.options.issued_button.click()


@state(Screen.LETTER)
def letter_of_the_record(walker: Walker) -> None:
    page = walker.go(Screen.LETTER, "Zetterberg")
    page.view.options.issued_button.click()
    list(page.sheet.buttons.values())[-1].click()
    walker.qtbot.waitUntil(lambda: page.view.paper.page_count > 0, timeout=20_000)


@state(Screen.SETTINGS)
def settings(walker: Walker) -> None:
    walker.go(Screen.SETTINGS)


@state(Screen.SETTINGS)
def settings_with_a_letterhead_and_a_refused_template(walker: Walker) -> None:
    card = walker.go(Screen.SETTINGS).stationery
    head = stationery.check(StationeryKind.LETTERHEAD, "northgate-letterhead.svg", SVG)
    walker.window.session.do(stationery.keep, head)
    part = card.parts[StationeryKind.LETTERHEAD]
    walker.qtbot.waitUntil(part.picture.isVisible, timeout=20_000)
    refused = Unusable(Message("These tags are unknown: {tags}.", {"tags": "clinc, sailutation"}))
    card._say_not_taken(StationeryKind.WORD_TEMPLATE, refused)
    walker.page.scroller.ensureWidgetVisible(card)


@state(Screen.SETTINGS)
def settings_wait_for_a_pedal(walker: Walker) -> None:
    page = walker.go(Screen.SETTINGS)
    page.findChild(CaptureButton).click()


@state("TrailSheet")
def acts_of_the_casebook(walker: Walker) -> None:
    walker.go(Screen.SETTINGS).show_acts()


@state("ExportSheet")
def data_to_export(walker: Walker) -> None:
    sheet = _export_sheet(walker)
    sheet.scope.choice.buttons["some"].click()
    sheet.first.boxes.show_texts(("31", "2", "2026"))
    sheet.submit()


@state("ExportSheet")
def data_to_export_without_names(walker: Walker) -> None:
    _export_sheet(walker).marks.choice.buttons["safe-harbor"].click()


@state("ExportSheet")
def data_to_export_as_fhir(walker: Walker) -> None:
    sheet = _export_sheet(walker)
    sheet.files.boxes["ndjson"].setChecked(True)
    walker.settle()
    sheet.reveal(sheet.codes)


@state("ExportSheet")
def data_being_exported(walker: Walker) -> None:
    sheet = _export_sheet(walker)
    # As it looks while it is written: nothing is.
    sheet.run.start = lambda *_what: sheet.bar.show_share(0.4)
    sheet.submit()


@state("ExportSheet")
def data_exported(walker: Walker) -> None:
    sheet = _export_sheet(walker)
    sheet.submit()
    walker.qtbot.waitUntil(lambda: sheet.place.isVisible(), timeout=20_000)


@state("ExportSheet")
def data_not_exported(walker: Walker) -> None:
    sheet = _export_sheet(walker)
    sheet.choose_folder = lambda *_asked: "/nowhere/at/all"
    sheet.submit()
    walker.qtbot.waitUntil(lambda: sheet.result.isVisible(), timeout=20_000)


def _export_sheet(walker: Walker) -> Any:
    walker.go(Screen.SETTINGS).ask_to_export()
    sheet = walker.window.findChildren(ExportSheet)[-1]
    folder = tempfile.mkdtemp(dir=walker.book.path.parent)
    sheet.choose_folder = lambda *_asked: folder
    return sheet


@state(Screen.SETTINGS)
def settings_while_checking(walker: Walker) -> None:
    part = walker.go(Screen.SETTINGS).record
    part.begin()
    part.check.cancel()


@state(Screen.SETTINGS)
def settings_checked(walker: Walker) -> None:
    part = walker.go(Screen.SETTINGS).record
    part.begin()
    walker.qtbot.waitUntil(lambda: bool(part.verdict.text()), timeout=20_000)


@state(Screen.HELP)
def manual_read(walker: Walker) -> None:
    walker.go(Screen.HELP).read("exam")


@state(Screen.HELP)
def manual_searched(walker: Walker) -> None:
    page = walker.go(Screen.HELP)
    page.view.search.setText("beats")
    page.view.search.asked.emit()


@state(Screen.HELP)
def manual_found_nothing(walker: Walker) -> None:
    page = walker.go(Screen.HELP)
    page.view.search.setText("xyzzy")
    page.view.search.asked.emit()


@state("ResumeSheet")
def draft_to_resume(walker: Walker) -> None:
    from clonus_desktop.ui.window_sheets import ResumeSheet

    walker.go(Screen.PATIENTS).search.clear()
    draft = examinations.newest_draft(walker.book)
    assert draft is not None
    ResumeSheet(walker.window, walker.window.session, draft).open()


@state("FaultSheet")
def fault_of_the_program(walker: Walker) -> None:
    from clonus_desktop.ui.window_sheets import FaultSheet

    walker.go(Screen.PATIENTS)
    FaultSheet(walker.window, Path("/state/clonus-desktop/log/clonus-desktop.log")).open()


# --- people and keys --------------------------------------------------------------------------

SEED = bytes(range(32))


def _with_people(walker: Walker, *, is_due: bool = False) -> Any:
    """The settings of a casebook with clinicians: one is signed in, one was removed."""
    book, slot = walker.book, "0a" * 16
    own = clinicians.sign_in(
        book, slot=slot, name="Dr Patience Okafor-Featherstonehaugh", seed=SEED
    )
    if not own.registration:
        for at, name in enumerate(("Ms Thu Nguyễn", "Dr A Very-Longname-Indeed of Northgate")):
            profile = Clinician(slot=f"{at:032x}", name=name, role="Physiotherapist")
            clinicians.add(book, profile, bytes([at]) * 32)
        clinicians.remove(book, clinicians.present(book)[-1].id)
        profile = replace(own, role="Consultant Neurologist", registration="7654321")
        clinicians.change(book, profile)
    opened = keys.Opened(
        key=SEED,
        slot_id=slot,
        signing_seed=SEED,
        by_recovery=False,
        casebook_id="0b" * 16,
        anchor=SEED,
        rekey_due=is_due,
    )
    way_in = keys.WayIn(id=slot, name=own.name)
    walker.window.session.signed_in = SignedIn(book.path, way_in, opened)
    return walker.go(Screen.SETTINGS)


@state(Screen.SETTINGS)
def settings_of_people(walker: Walker) -> None:
    page = _with_people(walker)
    page.people.clinicians.fold.click()
    page.scroller.ensureWidgetVisible(page.people.clinicians)


@state(Screen.SETTINGS)
def settings_with_an_unfinished_removal(walker: Walker) -> None:
    page = _with_people(walker, is_due=True)
    page.people.profile.lines["name"].clear()
    page.people.keep()
    page.people.profile.say_trouble("The profile is saved. The list at the lock is not.")


@state("AddSheet")
def clinician_to_add(walker: Walker) -> None:
    _with_people(walker).people.clinicians.add_button.click()
    sheet = walker.window.findChild(AddSheet)
    sheet.new.fields["passphrase"].line.setText("seven lanterns over gravel")
    sheet.submit()


@state("PassphraseSheet")
def passphrase_to_change(walker: Walker) -> None:
    _with_people(walker).people.profile.change_passphrase.click()
    walker.window.findChild(PassphraseSheet).submit()


@state("PassphraseSheet")
def passphrase_being_checked(walker: Walker) -> None:
    _with_people(walker).people.profile.change_passphrase.click()
    sheet = walker.window.findChildren(PassphraseSheet)[-1]
    sheet.begin_work("Checking the passphrase…")
    # Nothing is at work here that would end it.
    sheet.is_working = False


@state("ConsequencesSheet")
def clinician_to_remove(walker: Walker) -> None:
    page = _with_people(walker)
    next(iter(page.people.clinicians.removes.values())).click()


@state("ConsequencesSheet")
def key_to_renew(walker: Walker) -> None:
    _with_people(walker).people.clinicians.renew.click()


@state("ConsequencesSheet")
def removal_to_finish(walker: Walker) -> None:
    _with_people(walker, is_due=True)
    offer_to_finish(walker.window)


def _pages(walker: Walker) -> PagesSheet:
    return PagesSheet(_with_people(walker), "New key")


@state("PagesSheet")
def recovery_code_shown(walker: Walker) -> None:
    page = CodePage("7K2MQ-9XW4T-3RHNB-5VZ8C-1DEG6P", "Dr P Okafor", walker.book.path.parent)
    page.offer_back()
    _pages(walker).show_page(page)


@state("PagesSheet")
def key_being_made(walker: Walker) -> None:
    page = WorkingPage("Making the new key…", "Leave the computer on.", has_progress=True)
    _pages(walker).show_page(page)
    page.progressed.emit(0.4)


@state("PagesSheet")
def key_not_made(walker: Walker) -> None:
    words = "A copy of its folder from before can still be opened by them."
    _pages(walker).show_page(FailedPage("The casebook has no new key yet", _DISK_FULL, words))


@state("PagesSheet")
def casebook_to_be_unlocked_again(walker: Walker) -> None:
    sheet = _pages(walker)
    sheet.show_page(
        ReopenPage(_DISK_FULL, KeyWork(walker.window.session, lambda: walker.window.background))
    )


@state("MissingActsSheet")
def acts_missing(walker: Walker) -> None:
    words = "3 acts that were saved after 14-Nov-2026 10:42 are missing. Open a backup, or go on."
    for sheet in walker.window.findChildren(MissingActsSheet):
        sheet.answered()
    MissingActsSheet(walker.go(Screen.PATIENTS), words).open()


@state("ClockSheet")
def clock_behind(walker: Walker) -> None:
    for sheet in walker.window.findChildren(MissingActsSheet):
        sheet.answered()
    words = "The clock of this computer says 14-Nov-2025 10:42. Set the clock, then go on."
    ClockSheet(walker.go(Screen.PATIENTS), words).open()


# --- backups ----------------------------------------------------------------------------------

_NO_ROOM = StorageFault(
    Message(
        "There is no room for a backup in the folder backups. No backup was made; the casebook and "
        "the earlier backups are as they were. Free some space, then make the backup again."
    )
)


def _backed_up(walker: Walker) -> Backup:
    """A backup of the demo, and a patient who is not in it."""
    found = backups.listed(walker.book.path)
    made = found[0] if found else backups.make(walker.book, Kind.CLOSE, now=walker.book.now)
    if not found:
        patients.add(walker.book, Patient(family_name="Zimmermann"))
        made.folder.with_name("2020-01-01T000000Z-close").mkdir()
    walker.window.session.can_restore = True
    return made


def _troubled(walker: Walker, screen: Screen) -> Any:
    """Somebody signed in, a failed backup, and a second place that was never reached."""
    _with_people(walker)
    keeping = walker.window.session.keeping
    keeping.choose_second(walker.book.path.parent / "a stick with a rather long name")
    keeping.fault = keeping.copy_fault = _NO_ROOM
    return walker.go(screen)


def _calm(walker: Walker) -> None:
    keeping = walker.window.session.keeping
    keeping.fault = keeping.copy_fault = None
    keeping.choose_second(None)


@state(Screen.PATIENTS)
def patients_under_a_failed_backup(walker: Walker) -> None:
    page = _troubled(walker, Screen.PATIENTS)
    walker.settle()
    assert page.notice.isVisible()


@state(Screen.PATIENTS)
def patients_under_a_reminder(walker: Walker) -> None:
    page = _troubled(walker, Screen.PATIENTS)
    keeping = walker.window.session.keeping
    keeping.fault = keeping.copy_fault = None
    page.notice.show_state()
    assert page.notice.later.isVisible()


@state(Screen.SETTINGS)
def settings_with_a_failed_backup(walker: Walker) -> None:
    page = _troubled(walker, Screen.SETTINGS)
    page.scroller.ensureWidgetVisible(page.backups)


@state("PagesSheet")
def backups_listed(walker: Walker) -> None:
    made = _backed_up(walker)
    page = walker.go(Screen.SETTINGS)
    _calm(walker)
    sheet = show_backups(page, walker.window.session)
    walker.qtbot.waitUntil(lambda: bool(getattr(sheet.page, "rows", ())), timeout=20_000)
    row = sheet.page.rows[0]
    assert row.found.backup.made_at == made.made_at
    row.check.click()
    walker.qtbot.waitUntil(lambda: row.state.property("role") == "saved", timeout=20_000)


@state("PagesSheet")
def backup_to_restore(walker: Walker) -> None:
    backups_listed(walker)
    sheet = walker.window.findChildren(PagesSheet)[-1]
    sheet.page.rows[0].restore.click()
    walker.qtbot.waitUntil(lambda: isinstance(sheet.page, PreviewPage), timeout=20_000)


def _file_to_take_in(walker: Walker, content: str, name: str = "patients.csv") -> Any:
    """The sheet of an import, to which a file was given."""
    source = walker.book.path.with_name(name)
    source.write_text(content, encoding="utf-8")
    page = walker.go(Screen.SETTINGS)
    _calm(walker)
    sheet = show_import(page, walker.window.session)
    sheet.page.choose = lambda *_asked: str(source)
    sheet.page.pick.click()
    return sheet


_LIST = (
    "Surname,First name,DOB,Sex,Record number\n"
    "Featherstonehaugh-Cholmondeley,Maximilian Wilhelm,25/12/1960,M,A 17\n"
    "Macilroy,Iain,11/01/1968,M,77\n"
    "Aaltonen,Ilmari,03/02/1950,M,\n"
    ",Nobody,1950,spam,\n"
)


@state("PagesSheet")
def file_that_cannot_be_taken_in(walker: Walker) -> None:
    _file_to_take_in(walker, "{}", "bundle.json")


@state("PagesSheet")
def columns_with_problems(walker: Walker) -> None:
    practice.change(walker.book, replace(walker.book.practice, region="nhs"))
    sheet = _file_to_take_in(walker, "Who,DOB\nLund,01/02/60\n", "odd.csv")
    sheet.page.compare.click()
    practice.change(walker.book, replace(walker.book.practice, region=""))


@state("PagesSheet")
def what_an_import_will_do(walker: Walker) -> None:
    sheet = _file_to_take_in(walker, _LIST)
    sheet.page.compare.click()
    walker.qtbot.waitUntil(lambda: isinstance(sheet.page, PlanPage), timeout=20_000)
    sheet.page.act.click()


@state("PagesSheet")
def list_taken_in(walker: Walker) -> None:
    page = walker.go(Screen.SETTINGS)
    plan = Plan(
        kind=ImportKind.CSV,
        source=Path("patients.csv"),
        digest="",
        head=(0, ""),
        items=(),
        counts={"patients": 12},
    )
    done = Done(counts={"patients": 12}, backup="2026-11-23T104207Z-pre-import.3f2a1b0c")
    PagesSheet(page, "Import").show_page(DonePage(plan, done))


@state("ClosingSheet")
def closing_with_a_backup(walker: Walker) -> None:
    sheet = ClosingSheet(walker.go(Screen.PATIENTS))
    sheet.show_share(0.4)
    sheet.open()


@state("ClosingSheet")
def closing_without_a_backup(walker: Walker) -> None:
    for sheet in walker.window.findChildren(ClosingSheet):
        sheet.answered()
    sheet = ClosingSheet(walker.go(Screen.PATIENTS))
    sheet.open()
    sheet.show_fault(_NO_ROOM)


@state("RestoreEndSheet")
def backup_restored(walker: Walker) -> None:
    made = _backed_up(walker)
    aside = walker.book.path.with_name("set-aside-2026-11-23T104207Z")
    restored = Restored(path=walker.book.path, backup=made, set_aside=aside, was_opened=True)
    page = walker.go(Screen.PATIENTS)
    restored_sheet(page, walker.window.session, restored).open()


@state("RestoreEndSheet")
def backup_not_restored(walker: Walker) -> None:
    refused_sheet(walker.go(Screen.PATIENTS), _NO_ROOM).open()


# --- the lock ---------------------------------------------------------------------------------


@state(Screen.SETTINGS)
def settings_of_the_lock(walker: Walker) -> None:
    walker.sign_in("2580")
    page = walker.go(Screen.SETTINGS)
    page.scroller.ensureWidgetVisible(page.lock)


@state("PinSheet")
def pin_with_problems(walker: Walker) -> None:
    walker.sign_in()
    walker.go(Screen.SETTINGS).ask_pin()
    walker.keyboard.press(*"1234", Qt.Key.Key_Return, Qt.Key.Key_Return)


@state("LockScreen")
def locked_without_a_passphrase(walker: Walker) -> None:
    walker.go(Screen.EXAM, "Petrova")
    walker.window.lock()


@state("LockScreen")
def locked_with_a_passphrase(walker: Walker) -> None:
    walker.lock().form.try_it()


@state("LockScreen")
def locked_and_waiting_after_wrong_passphrases(walker: Walker) -> None:
    form = walker.lock().form
    form.wait_for(30.0)


@state("LockScreen")
def locked_with_a_pin(walker: Walker) -> None:
    walker.lock(pin="2580")
    walker.keyboard.press(*"12", Qt.Key.Key_Return)


def all_sheets() -> set[str]:
    """The names of the classes of all sheets of the program, without what others are made of."""
    for found in pkgutil.walk_packages(ui.__path__, ui.__name__ + "."):
        importlib.import_module(found.name)
    kinds, more = set(), [Sheet]
    while more:
        kinds.update(children := more.pop().__subclasses__())
        more += children
    shown = (kind for kind in kinds if not kind.__subclasses__())
    return {kind.__name__ for kind in shown if kind.__module__.startswith(ui.__name__)}


# --- sending ----------------------------------------------------------------------------------

_RECORDS = RecordSystem(
    address="https://records.university-hospital.example/fhir/R4",
    is_on=True,
    authentication=Authentication.SMART,
    client_id="clonus-desktop-ward-7",
    private_key=sending.new_private_key(),
)


def _with_outbox(walker: Walker) -> None:
    """One exam accepted, one refused, one waiting, one given up; nothing is ever sent."""
    book = walker.book
    # First: whoever unlocks the window of the state before is signed out.
    walker.close_sheets()
    walker.sign_in()
    dispatch = walker.window.session.dispatch
    dispatch.system = _RECORDS
    sending.begin(book, _RECORDS)
    if any(outbox.counts(book).values()):
        return
    for name in ("Petrova", "Nguyễn", "Macilroy Iain", "Zetterberg"):
        visits = findings.all_visits(book, walker.patient(name).id)
        for visit in visits[:1]:
            with book.file.write():
                book.file.outbox.queue(
                    visit.id, ShipmentKind.EXAMINATION, _RECORDS.address, at=book.now(), by=None
                )
    waiting = [one.id for one in book.file.outbox.waiting()]
    sending.take(book, waiting[0], sending.Accepted())
    said = ("Version 3 was expected, and version 4 is there: conclusion was edited.",)
    sending.take(book, waiting[1], sending.Refused(status=412, said=said, is_conflict=True))
    sending.take(book, waiting[2], sending.NotNow(trouble=sending.Trouble.NOT_REACHED))
    if len(waiting) > 3:
        sending.give_up(book, waiting[3])


def _sends(walker: Walker, *shows: Callable[[], object]) -> None:
    """Show what a demo, which never sends, does not show."""
    session = walker.window.session
    session.is_demo = False
    for show in shows:
        show()
    session.is_demo = True
    # Nothing that is sent in earnest may begin by itself here.
    walker.book.sends_to = ""


@state(Screen.SETTINGS)
def settings_of_the_record_system(walker: Walker) -> None:
    _with_outbox(walker)
    page = walker.go(Screen.SETTINGS)
    _sends(walker, page.record_system.show, page.record_system.show_state)
    walker.settle()
    page.scroller.ensureWidgetVisible(page.record_system)


@state("ConsequencesSheet")
def earlier_exams_to_send(walker: Walker) -> None:
    settings_of_the_record_system(walker)
    earlier = walker.page.record_system.earlier
    asking(earlier, earlier.count, _RECORDS.address).open()


@state("RecordSystemSheet")
def record_system_to_set_up(walker: Walker) -> None:
    page = walker.go(Screen.SETTINGS)
    RecordSystemSheet(page, None, walker.window.session.dispatch.worker).open()
    sheet = walker.window.findChildren(RecordSystemSheet)[-1]
    sheet.access.way.buttons["bearer"].click()
    sheet.address.setText("http://records.example/fhir")
    sheet.test()


@state("RecordSystemSheet")
def record_system_tested(walker: Walker) -> None:
    page = walker.go(Screen.SETTINGS)
    sheet = RecordSystemSheet(page, _RECORDS, walker.window.session.dispatch.worker)
    sheet.open()
    sheet._show_found(
        sending.Found(
            software="Hospital Records 7.4",
            fhir_version="4.0.1",
            takes_transactions=True,
            lacks=("Provenance",),
            not_by_identifier=("Observation",),
            not_let_in=sending.NotNow(trouble=sending.Trouble.NOT_LET_IN, status=403),
        )
    )


@state("OutboxSheet")
def outbox_of_all_kinds(walker: Walker) -> None:
    _with_outbox(walker)
    OutboxSheet(walker.go(Screen.SETTINGS), walker.window.session).open()


@state(Screen.PATIENTS)
def patients_under_a_refusal(walker: Walker) -> None:
    _with_outbox(walker)
    page = walker.go(Screen.PATIENTS)
    _sends(walker, page.refusals.show_state)
    assert page.refusals.isVisible()


@state("VisitSheet")
def visit_that_was_sent(walker: Walker) -> None:
    _with_outbox(walker)
    page = walker.go(Screen.CHART, "Petrova")
    page.view.visits.rows[0].button.click()
