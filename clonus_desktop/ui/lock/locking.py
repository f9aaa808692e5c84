"""The lock of one window: when it falls, what is kept before, and what is shown again after."""

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.lock.idle_watch import IdleWatch
from clonus_desktop.ui.navigation import WITHOUT_RAIL, Destination, Screen
from clonus_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from clonus_desktop.ui.lock.cover import Cover
    from clonus_desktop.ui.lock.lock_screen import LockScreen
    from clonus_desktop.ui.main_window import MainWindow

KEY = "Ctrl+L"


class Locking(QObject):
    """Locks the window and unlocks it at the very place where it was.

    Attributes:
        watch: Locks it when nobody is at work.
        screen: What a locked window shows; None while it is unlocked.

    Signals:
        changed: The window was locked or unlocked.
    """

    changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._cover: Cover | None = None
        self.screen: LockScreen | None = None
        # It comes before any key of a field, and also when a sheet has the keyboard.
        shortcut = QShortcut(QKeySequence(KEY), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.lock)
        choices = window.session.settings
        self.watch = IdleWatch(
            self,
            lock_after_s=lambda: 60.0 * choices.choices.lock_after_min,
            is_busy=window.is_busy,
        )
        self.watch.wanted.connect(self.lock)

    @property
    def is_locked(self) -> bool:
        """True while the lock screen covers the window."""
        return self._cover is not None

    @property
    def only_told(self) -> QWidget | None:
        """What alone a screen reader is told of the window now; None for all of it."""
        return self.screen if self.is_locked else None

    def begin(self) -> None:
        """Watch from now on: the window is on the screen."""
        self.watch.watch(self._window.windowHandle())
        self.watch.start()
        if sys.platform == "linux":
            from clonus_desktop.ui.lock.desktop_signals import DesktopSignals

            desktop = DesktopSignals(self)
            desktop.wanted.connect(self._lock_at_once)
            desktop.begin()

    def _lock_at_once(self) -> None:
        """Lock, and paint it now: after this the computer may sleep."""
        self.lock()
        self._window.repaint()

    def lock(self) -> None:
        """Keep what was typed, and show nothing about any patient until somebody unlocks."""
        if self.is_locked:
            return
        try:
            self._window.keep()
        finally:
            # Whatever becomes of the draft, the window is covered.
            self._cover_window()
            clipboard.forget()
        self.changed.emit()
        if self._window.session.signed_in is not None:
            from clonus_desktop.ui.backup.keeping import back_up_if_due

            back_up_if_due(self._window.session)

    def _cover_window(self) -> None:
        from clonus_desktop.ui.lock.cover import Cover
        from clonus_desktop.ui.lock.lock_screen import LockScreen

        self.watch.stop()
        _close_what_floats()
        window, session = self._window, self._window.session
        focus = window.focusWidget()
        # Another one each time: nothing that was typed before is left in it.
        self.screen = LockScreen(window, session.signed_in, lambda: window.background)
        self.screen.unlocked.connect(self._unlock)
        self._cover = Cover(window, self.screen, beside=[window.focus_ring], focus=focus)
        self.screen.begin(*self._words())
        window.announce(_("Locked"), is_urgent=True)

    def _words(self) -> tuple[str, ...]:
        """What is safe, and that nothing is shown."""
        session = self._window.session
        said: list[str] = []
        if session.has_failed:
            said.append(_("Your last entry is not saved yet; it is kept behind the lock."))
        elif self._window.destination.screen in WITHOUT_RAIL and not self._window.page.is_signed:
            said.append(_("Your draft exam is saved."))
        said.append(_("No patient details are shown while locked."))
        if session.signed_in is None:
            said.append(
                _("This is a demo: it has no passphrase.")
                if session.is_demo
                else _("This casebook has no passphrase.")
            )
        return tuple(said)

    def _is_let_in(self, way_in: Any, opened: Any) -> bool:
        """Let them act from now on; False, with words on the screen, when that is refused."""
        # The keys behind it take some ms, and the first screen needs none.
        from clonus_desktop.ui.lock.signed_in import sign_in

        session = self._window.session
        assert session.signed_in is not None
        if session.book.is_aside and way_in.id == session.signed_in.way_in.id:
            # They are signed in, and behind the lock the casebook waits for them to be opened.
            return True
        try:
            sign_in(session.book, way_in, opened)
        except StorageFault as fault:
            assert self.screen is not None
            self.screen.say_refused(fault)
            return False
        return True

    def _unlock(self, way_in: Any, opened: Any) -> None:
        window, signed_in = self._window, self._window.session.signed_in
        is_other = False
        if signed_in is not None and way_in is not None:
            if not self._is_let_in(way_in, opened):
                return
            is_other = signed_in.take(way_in, opened)
        assert self._cover is not None
        assert self.screen is not None
        (screen, self.screen), (cover, self._cover) = (self.screen, None), (self._cover, None)
        screen.forget()
        cover.take_away(gives_focus=not is_other)
        screen.deleteLater()
        if is_other:
            _give_no_answer(window)
            window.go(Destination(screen=Screen.PATIENTS))
            window.session.signed_in_changed.emit()
        else:
            _answer_first(window)
        self.watch.start()
        window.announce(_("Unlocked"))
        self.changed.emit()


def _close_what_floats() -> None:
    """Menus, tips and the dialogs of files and printers: windows of their own over ours."""
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        if not popup.close():
            break
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        # As if nothing had been chosen: the names of files and folders can tell of patients.
        dialog.reject()


def _sheets(window: "MainWindow") -> list[Sheet]:
    return [sheet for sheet in window.findChildren(Sheet) if not sheet.isHidden()]


def _give_no_answer(window: "MainWindow") -> None:
    """What was asked of the one before is not for the next."""
    for sheet in _sheets(window):
        sheet.close_sheet()


def _answer_first(window: "MainWindow") -> None:
    """A sheet that came up while the window was locked has the keyboard."""
    sheets = _sheets(window)
    if not sheets:
        return
    top, focus = sheets[-1], window.focusWidget()
    if focus is None or not (focus is top or top.isAncestorOf(focus)):
        top.take_focus()
