"""The window: banner, rail and one page at a time.

What the first screen does not show is imported when it is wanted: the start stays short.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from clonus_desktop.casebook import examinations, patients
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, arrangement_for, margin_beside
from clonus_desktop.ui.navigation import OF_A_PATIENT, WITHOUT_RAIL, Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages import page_for
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.focus_ring import FocusRing
from clonus_desktop.ui.widgets.patient_banner import PatientBanner
from clonus_desktop.ui.widgets.rail import Rail
from clonus_desktop.ui.widgets.save_bar import SaveBar

if TYPE_CHECKING:
    from clonus_desktop.ui.background import Background
    from clonus_desktop.ui.window_sheets import FaultSheet

_LEAST_SIZE = (480, 360)


class MainWindow(QWidget):
    """One window for one opened casebook. Its title never holds a patient's name."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.destination = Destination(screen=Screen.PATIENTS)
        self.arrangement = Arrangement.WIDE
        self._pages: dict[Screen, Page] = {}
        self._fault_sheet: FaultSheet | None = None
        self._is_painted = False
        self._offers_draft = False
        self.banner = PatientBanner()
        self.save_bar = SaveBar()
        self.rail = Rail()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWindowTitle(_("Clonus Desktop"))
        self.setObjectName("window")
        # Pages scroll and wrap; none of them may keep the window from fitting a small screen.
        self.setMinimumSize(*_LEAST_SIZE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.banner)
        outer.addWidget(self.save_bar)
        self._body = QGridLayout()
        self._body.setSpacing(0)
        outer.addLayout(self._body, 1)
        self._place_rail()
        self.focus_ring = FocusRing(self)
        self.banner.hide()
        self.save_bar.hide()

    def _connect(self) -> None:
        self.rail.chosen.connect(self._choose)
        self.session.wanted.connect(self.go)
        self.session.changed.connect(self._read_again)
        self.session.failed.connect(self._say_not_saved)
        self.session.recovered.connect(self.save_bar.hide)
        self.session.announced.connect(self.announce)
        appearance().changed.connect(self._take_appearance)

    @cached_property
    def background(self) -> "Background":
        """The worker for slow things, made when there is the first of them."""
        from clonus_desktop.ui.background import Background

        return Background(self)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.destination.screen]

    def go(self, destination: Destination) -> None:
        """Show a screen; the page before it keeps what was typed."""
        before = self._pages.get(self.destination.screen)
        if before is not None and self._stack.currentWidget() is before:
            before.leave()
        self.destination = destination
        page = self._pages.get(destination.screen)
        if page is None:
            page = self._pages[destination.screen] = page_for(
                destination.screen, self.session, lambda: self.background
            )
            page.display_changed.connect(self._take_choices)
            self._stack.addWidget(page)
        self._show_banner()
        self._show_rail()
        self._keep_to_the_middle()
        page.arrange(self.arrangement)
        page.open(destination)
        self._stack.setCurrentWidget(page)
        page.focus_first()

    def _show_banner(self) -> None:
        destination = self.destination
        shows = destination.screen in OF_A_PATIENT and destination.patient_id is not None
        if shows and destination.patient_id is not None:
            patient = patients.get(self.session.book, destination.patient_id)
            self.banner.show_patient(patient, self.session.book.now().date())
        self.banner.setVisible(shows)

    def _show_rail(self) -> None:
        screen = self.destination.screen
        self.rail.setVisible(screen not in WITHOUT_RAIL)
        self.rail.show_items(screen.value, has_patient=self.destination.patient_id is not None)

    def _choose(self, name: str) -> None:
        screen = Screen(name)
        patient_id = None if screen is Screen.PATIENTS else self.destination.patient_id
        self.go(Destination(screen=screen, patient_id=patient_id))

    def _read_again(self, change: Change) -> None:
        # The banner tells of the patient alone; a finding must not lay it out again.
        if change.deed is Deed.PATIENT and change.patient_id == self.destination.patient_id:
            self._show_banner()
        if self._stack.currentWidget() is self._pages.get(self.destination.screen):
            self.page.read_again(change)

    def _say_not_saved(self, fault: Exception, retry: Callable[[], object], entry: str) -> None:
        self.save_bar.show_fault(fault, retry, entry)

    def announce(self, words: str) -> None:
        """Tell screen readers, without moving the focus."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _take_choices(self) -> None:
        app, choices = QApplication.instance(), self.session.settings.choices
        look = appearance()
        if isinstance(app, QApplication):
            look.apply(app, choices.theme, choices.text_scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._go_on_after_paint)

    def _go_on_after_paint(self) -> None:
        """What waits until the window stands: the unfinished exam, the plot's libraries."""
        from clonus_desktop.ui.warm_up import warm_up

        if self._offers_draft:
            self._offer_draft()
        warm_up(self.background, lambda: None)

    def _take_appearance(self) -> None:
        self._rearrange()
        for page in self._pages.values():
            page.repaint_for_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rearrange()

    def _rearrange(self) -> None:
        arrangement = arrangement_for(self.width(), self.height(), appearance().scale)
        self.banner.arrange(arrangement)
        self._keep_to_the_middle()
        if arrangement is self.arrangement:
            return
        self.arrangement = arrangement
        self._place_rail()
        if self.destination.screen in self._pages:
            self.page.arrange(arrangement)

    def _keep_to_the_middle(self) -> None:
        page = self._pages.get(self.destination.screen)
        aside = margin_beside(self.width(), appearance().scale)
        if page is None or page.spreads_out:
            aside = 0
        self._stack.setContentsMargins(aside, 0, aside, 0)

    def _place_rail(self) -> None:
        upright = self.arrangement.is_upright
        self._body.removeWidget(self.rail)
        self._body.removeWidget(self._stack)
        self.rail.set_horizontal(upright)
        self._body.addWidget(self.rail, 1 if upright else 0, 0)
        self._body.addWidget(self._stack, 0, 0 if upright else 1)
        self._body.setColumnStretch(0, 1 if upright else 0)
        self._body.setColumnStretch(1, 0 if upright else 1)
        self._body.setRowStretch(0, 1)

    def begin(self) -> None:
        """Show the patients, and offer to go on with an unfinished examination."""
        self.resize(1280, 800)
        self.go(Destination(screen=Screen.PATIENTS))
        self._offers_draft = True

    def _offer_draft(self) -> None:
        from clonus_desktop.ui.window_sheets import ResumeSheet

        self._offers_draft = False
        # Who has already gone on to another screen is at work, and is not asked.
        if self.destination.screen is not Screen.PATIENTS:
            return
        draft = examinations.newest_draft(self.session.book)
        if draft is not None:
            ResumeSheet(self, self.session, draft).open()

    def say_program_fault(self) -> None:
        """Say calmly that the program met a fault; the record is not touched by it."""
        from clonus_desktop.ui.window_sheets import FaultSheet

        if self._fault_sheet is None:
            self._fault_sheet = FaultSheet(self)
            self._fault_sheet.closed.connect(self._forget_fault)
            self._fault_sheet.open()

    def _forget_fault(self) -> None:
        self._fault_sheet = None

    def shut(self) -> None:
        """Keep what was typed and stop the worker."""
        if self.destination.screen in self._pages:
            self.page.leave()
        if "background" in self.__dict__:
            self.background.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.destination.screen in self._pages:
            self.page.leave()
        super().closeEvent(event)
