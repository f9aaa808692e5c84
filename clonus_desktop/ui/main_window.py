"""The window: banner, rail and one page at a time.

What the first screen does not show is imported when it is wanted: the start stays short.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import merging
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.language import _
from clonus_desktop.ui import accessible
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, arrangement_for
from clonus_desktop.ui.guard import attempt
from clonus_desktop.ui.help_desk import HelpDesk
from clonus_desktop.ui.lock.locking import Locking
from clonus_desktop.ui.navigation import OF_A_PATIENT, WITHOUT_RAIL, Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.page_keys import answer
from clonus_desktop.ui.pages import page_for
from clonus_desktop.ui.retelling import Retelling
from clonus_desktop.ui.screen_words import screen_words
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.demo_strip import DemoStrip
from clonus_desktop.ui.widgets.focus_ring import FocusRing
from clonus_desktop.ui.widgets.in_sight import InSight
from clonus_desktop.ui.widgets.patient_banner import PatientBanner
from clonus_desktop.ui.widgets.rail import Rail
from clonus_desktop.ui.widgets.reading_order import next_stop
from clonus_desktop.ui.widgets.save_bar import SaveBar
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.window_layout import WindowLayout

if TYPE_CHECKING:
    from clonus_desktop.ui.background import Background


class MainWindow(QWidget):
    """One window for one opened casebook. Its title never holds a patient's name."""

    spoken = accessible.Spoken(
        role=accessible.Role.Window, only=lambda window: window.locking.only_told
    )

    def __init__(self, session: Session) -> None:
        super().__init__()
        accessible.install()
        self.session = session
        self.destination = Destination(screen=Screen.PATIENTS)
        self.arrangement = Arrangement.WIDE
        self._is_painted = self._offers_draft = False
        self.help = HelpDesk(self)
        self._layout = WindowLayout(self)
        self._stack = self._layout.pages
        self._build()
        self.locking = Locking(self)
        self.retelling = Retelling(self)
        self._connect()

    def _build(self) -> None:
        self.setWindowTitle(_("Clonus Desktop"))
        self.setObjectName("window")
        # Pages scroll and wrap; none of them may keep the window from fitting a small screen.
        self.setMinimumSize(480, 360)
        self._furnish()
        self.focus_ring = FocusRing(self)
        InSight(self)

    def _furnish(self) -> None:
        """Make all that holds words; pages are made when they are shown."""
        self._pages: dict[Screen, Page] = {}
        self.banner = PatientBanner()
        self.save_bar = SaveBar()
        self.rail = Rail()
        self._demo = DemoStrip(self.save_bar) if self.session.is_demo else None
        self._layout.fill((self.banner, self._demo, self.save_bar), self.rail)
        self._layout.place_rail(self.arrangement)
        self.banner.hide()
        self.save_bar.hide()
        self.rail.chosen.connect(self._choose)
        self.rail.lock_wanted.connect(self.lock)

    def tell_again(self) -> None:
        """Say everything anew in the language of the screen, at the place that is shown."""
        self.page.leave()
        self._furnish()
        self._rearrange()
        self.go(self.destination)

    def _connect(self) -> None:
        self.session.lock_wanted.connect(self.lock)
        self.session.wanted.connect(self.go)
        self.session.changed.connect(self._read_again)
        self.session.failed.connect(self._say_not_saved)
        self.session.recovered.connect(self._say_saved)
        self.session.announced.connect(self.announce)
        self.session.keys_wanted.connect(self.help.show_keys)
        self.session.help_wanted.connect(self.help.open_manual)
        self.session.back_wanted.connect(self.go_back)
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
        self._turn_to(destination).open(destination)
        self._show_page()

    def go_back(self) -> None:
        """Show what the manual was opened over, as it was left."""
        under = self.help.under
        self._turn_to(under).come_back(under)
        self._show_page()

    def _turn_to(self, destination: Destination) -> Page:
        before = self._pages.get(self.destination.screen)
        if before is not None and self._stack.currentWidget() is before:
            before.leave()
        self.help.take(self.destination, destination)
        if before is None or destination.screen is not self.destination.screen:
            self.announce(screen_words(destination.screen))
        self.destination = destination
        page = self._pages.get(destination.screen)
        if page is None:
            page = self._pages[destination.screen] = page_for(
                destination.screen, self.session, lambda: self.background
            )
            page.setAccessibleName(screen_words(destination.screen))
            page.display_changed.connect(self.retelling.take_choices)
            self._stack.addWidget(page)
        self._show_banner()
        self._show_rail()
        self._layout.keep_to_the_middle(page)
        page.arrange(self.arrangement)
        return page

    def _show_page(self) -> None:
        # Opening may have led on to another screen.
        self._stack.setCurrentWidget(self.page)
        self.page.focus_first()

    @property
    def _frame(self) -> Destination:
        """What banner and rail belong to: under the manual, the screen that it lies over."""
        is_help = self.destination.screen is Screen.HELP
        return self.help.under if is_help else self.destination

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = next_stop(self, self.focusWidget(), forward=forward)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return target is not None

    def _show_banner(self) -> None:
        destination = self._frame
        shows = destination.screen in OF_A_PATIENT and destination.patient_id is not None
        if self.destination.screen is Screen.HELP:
            # Over an exam the patient stays in sight; elsewhere the manual is of nobody.
            shows = shows and destination.screen in WITHOUT_RAIL
        if shows and destination.patient_id is not None:
            who = merging.identity(self.session.book, destination.patient_id)
            self.banner.show_identity(who, self.session.book.now().date())
        self.banner.setVisible(shows)

    def _show_rail(self) -> None:
        screen = self.destination.screen
        self.rail.setVisible(self._frame.screen not in WITHOUT_RAIL)
        self.rail.show_items(screen.value, has_patient=self.destination.patient_id is not None)

    def _choose(self, name: str) -> None:
        screen = Screen(name)
        if screen is Screen.HELP:
            self.help.open_manual()
            return
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
        self.announce(self.save_bar.words.text(), is_urgent=True)

    def _say_saved(self) -> None:
        self.save_bar.hide()
        self.announce(_("Saved"))

    def announce(self, words: str, *, is_urgent: bool = False) -> None:
        """Tell screen readers, without moving the focus."""
        accessible.announce(self, words, is_urgent=is_urgent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._go_on_after_paint)

    def _go_on_after_paint(self) -> None:
        """What waits until the window stands: the unfinished exam, the lock, the plot's library."""
        from clonus_desktop.ui.warm_up import warm_up

        if self._offers_draft:
            from clonus_desktop.ui.resume_offer import begin_work

            self._offers_draft = False
            begin_work(self)
        warm_up(self.background, lambda: None)
        self.locking.begin()
        if self.session.signed_in is not None:
            self.session.dispatch.begin()

    def _take_appearance(self) -> None:
        self._rearrange()
        for page in self._pages.values():
            page.repaint_for_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer(event, self.help.key_table()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rearrange()

    def _rearrange(self) -> None:
        arrangement = arrangement_for(self.width(), self.height(), appearance().scale)
        self.banner.arrange(arrangement)
        if self._demo is not None:
            self._demo.make_room()
        self._layout.keep_to_the_middle(self._pages.get(self.destination.screen))
        if arrangement is self.arrangement:
            return
        self.arrangement = arrangement
        self._layout.place_rail(arrangement)
        if self.destination.screen in self._pages:
            self.page.arrange(arrangement)

    def begin(self) -> None:
        """Show the patients, and offer to go on with an unfinished examination."""
        self.resize(1280, 800)
        self.go(Destination(screen=Screen.PATIENTS))
        self._offers_draft = True

    def keep(self) -> bool:
        """Store what was typed and not stored yet, on the page and on what lies over it.

        False when the program failed at one of them; all others were stored.
        """
        typed = [sheet.keep for sheet in self.findChildren(Sheet) if not sheet.isHidden()]
        if self.destination.screen in self._pages:
            typed.append(self.page.keep)
        kept = [attempt(keep) for keep in typed]
        return all(kept)

    def lock(self) -> None:
        """Keep what was typed, and show nothing about any patient until somebody unlocks."""
        self.locking.lock()

    def is_busy(self) -> bool:
        """True while hands are at work on the page without an act that the window sees."""
        return self.destination.screen in self._pages and self.page.is_busy()

    def shut(self) -> None:
        """Keep what was typed and stop the workers."""
        self.keep()
        self.session.shut()
        if self.destination.screen in self._pages:
            attempt(self.page.leave)
        if "background" in self.__dict__:
            self.background.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.keep() or not self.session.lets_close(self):
            # It stays: so that a fault can be told, or until its last backup is made.
            event.ignore()
            return
        if self.destination.screen in self._pages:
            self.page.leave()
        super().closeEvent(event)
