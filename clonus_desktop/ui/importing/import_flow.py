"""From the file to what was taken in, page by page, over the open window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import importing, regions
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.importing import BadFile, Done, ImportCancelled, Kind, Plan
from clonus_desktop.language import _, say
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.importing.choose_page import ChoosePage
from clonus_desktop.ui.importing.columns_page import ColumnsPage
from clonus_desktop.ui.importing.end_pages import DonePage, NotOpenPage
from clonus_desktop.ui.importing.plan_page import PlanPage
from clonus_desktop.ui.people.pages_sheet import PagesSheet
from clonus_desktop.ui.session import Session


class ImportFlow(QObject):
    """Leads from page to page. The casebook is closed only while something is taken in.

    Args:
        sheet: Shows the pages.
        session: The open casebook.
    """

    def __init__(self, sheet: PagesSheet, session: Session) -> None:
        super().__init__(sheet)
        self._sheet, self._session = sheet, session
        self._worker = Background(self)
        self._stop = Event()
        self._key: bytes | None = None
        self.first = self._choose_page()
        self._columns: ColumnsPage | None = None
        app = QCoreApplication.instance()
        if app is not None:
            # The program does not wait for what nobody sees the end of.
            app.aboutToQuit.connect(self._stop.set)

    def _choose_page(self) -> ChoosePage:
        page = ChoosePage()
        page.chosen.connect(self._read)
        page.back_wanted.connect(self._leave)
        return page

    def begin(self) -> None:
        """Ask for the file."""
        self._sheet.show_page(self.first)

    # --- the file -----------------------------------------------------------------------------

    def _read(self, path: Path) -> None:
        kind = importing.kind_of(path)
        if kind is Kind.RECORD:
            self._work(
                _("Checking and comparing the record…"),
                partial(importing.plan_record, path),
                done=self._show_plan,
            )
            return
        book = self._session.book
        region, today = regions.region_of_practice(book), book.now().date()
        try:
            file = importing.read_list(path)
            if kind is Kind.FHIR:
                entries = importing.fhir_entries(file, region=region, today=today)
                self._compare(file, entries)
            else:
                # First: where it cannot be read there is no page.
                table = importing.table_of(file)
                page = self._columns = ColumnsPage(file, table, region=region, today=today)
                page.back_wanted.connect(lambda: self._go_to_first(""))
                page.confirmed.connect(lambda: self._compare_table(page, file))
                self._sheet.show_page(page, keeps=self.first)
        except (BadFile, StorageFault) as fault:
            self.first.say(say(fault.message))

    def _compare_table(self, page: ColumnsPage, file: importing.ListFile) -> None:
        book = self._session.book
        entries = importing.csv_entries(
            page.table,
            page.choices,
            region=regions.region_of_practice(book),
            today=book.now().date(),
        )
        self._compare(file, entries)

    def _compare(self, file: importing.ListFile, entries: Any) -> None:
        self._work(
            _("Comparing with the record…"),
            partial(importing.plan_list, file, entries),
            done=self._show_plan,
        )

    # --- working ------------------------------------------------------------------------------

    def _work(self, title: str, task: Callable[..., Any], *, done: Callable[[Any], None]) -> None:
        """Run a task of the casebook that changes nothing, with a bar and a way to stop it."""
        book = self._session.book
        page = self._working(title)
        self._worker.run(
            partial(
                task,
                path=book.path,
                key=book.file.key,
                progress=page.progressed.emit,
                cancel=self._stop.is_set,
            ),
            done=done,
            failed=self._fail,
        )

    def _working(self, title: str, *words: str) -> WorkingPage:
        self._stop.clear()
        page = WorkingPage(title, *words, has_progress=True)
        page.back.say(_("Stop"))
        page.offer_back()
        page.back_wanted.connect(self._stop.set)
        self._show(page)
        return page

    def _show(self, page: DoorPage) -> None:
        kept = self.first if self._columns is None else self._columns
        self._sheet.show_page(page, keeps=kept)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, ImportCancelled):
            self._go_to_first(_("Stopped. Nothing was taken in."))
        elif isinstance(error, BadFile | StorageFault):
            self._go_to_first(say(error.message))
        else:
            self._go_to_first(
                _("The program met a fault of its own. Nothing was taken in. Try again.")
            )
            raise error

    def _go_to_first(self, words: str) -> None:
        self._columns = None
        page = self._choose_page()
        page.choose = self.first.choose
        self.first = page
        self._sheet.show_page(page)
        page.say(words)

    # --- the plan, and the act ----------------------------------------------------------------

    def _show_plan(self, plan: Plan) -> None:
        page = PlanPage(plan, today=self._session.book.now().date())
        page.back_wanted.connect(lambda: self._go_to_first(""))
        page.confirmed.connect(lambda: self._act(plan, page))
        self._show(page)

    def _act(self, plan: Plan, planned: PlanPage) -> None:
        session, book = self._session, self._session.book
        self._key = book.file.key
        task = partial(
            importing.act,
            plan,
            planned.decisions,
            path=book.path,
            key=self._key,
            by=book.examiner,
            now=book.now,
            leave_out_wrong=True,
        )
        page = self._working(
            _("Taking in…"),
            _("A backup is made first. Nothing can be recorded meanwhile."),
        )
        self._sheet.must_stay = True
        # They would hold the casebook open.
        session.keeping.stop()
        book.set_aside()
        self._worker.run(
            partial(task, progress=page.progressed.emit, cancel=self._stop.is_set),
            done=lambda done: self._open_again(partial(self._finish, plan, done)),
            failed=lambda error: self._open_again(partial(self._fail, error)),
        )

    def _open_again(self, then: Callable[[], None]) -> None:
        try:
            self._session.book.take_up(self._key)
        except StorageFault as fault:
            page = NotOpenPage(fault)
            page.again_wanted.connect(lambda: self._open_again(then))
            self._sheet.show_page(page)
            return
        self._sheet.must_stay = False
        then()

    def _finish(self, plan: Plan, done: Done) -> None:
        self._session.changed.emit(Change(deed=Deed.IMPORTED))
        page = DonePage(plan, done)
        page.back_wanted.connect(self._leave)
        self._sheet.show_page(page)

    def _leave(self) -> None:
        self._stop.set()
        self._worker.close()
        self._sheet.close_sheet()


def show_import(owner: QWidget, session: Session) -> PagesSheet:
    """Take something in, over the open window.

    Args:
        owner: A widget of the window.
    """
    sheet = PagesSheet(owner, _("Import patients"))
    ImportFlow(sheet, session).begin()
    return sheet
