"""Closing the window: its last backup first, calmly, and never longer than somebody wants."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.casebook.backups import Kind
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, say
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.session_end import is_ending
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.share_bar import ShareBar
from clonus_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from clonus_desktop.ui.backup.keeping import Keeping
    from clonus_desktop.ui.main_window import MainWindow

CALM_MS = 500
"""What ends within it is not worth a word."""

_BAR = 28


class ClosingSheet(Sheet):
    """Says that the last backup is made, or why it was not.

    Signals:
        close_wanted: Close without it.
        again_wanted: Try it again.
        stay_wanted: Do not close.
    """

    close_wanted = Signal()
    again_wanted = Signal()
    stay_wanted = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Backing up…"), width=680)
        self.words = plain_label("", wrap=True)
        self.bar = ShareBar(_("Backup"))
        # The style sheet has its own say in the height of a bar, and the sheet measures another.
        self._room = QWidget()
        self._room.setFixedHeight(appearance().px(_BAR))
        room = QVBoxLayout(self._room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.bar)
        self.body.addWidget(self.words)
        self.body.addWidget(self._room)
        self.again = primary_button(_("Try again"), "rotate-ccw")
        self.cancel = secondary_button(_("Cancel"))
        self.without = secondary_button(_("Close without a backup"))
        self.stay = secondary_button(_("Keep the window open"), key_hint=_("Esc"))
        self.again.clicked.connect(lambda: self.again_wanted.emit())
        self.cancel.clicked.connect(lambda: self.close_wanted.emit())
        self.without.clicked.connect(lambda: self.close_wanted.emit())
        self.stay.clicked.connect(self.close_sheet)
        self.add_buttons(self.again, self.cancel, self.without, self.stay)
        self.show_work()

    def show_work(self) -> None:
        """Say that it is under way."""
        self.title.setText(_("Backing up…"))
        words = _(
            "The window closes when the backup is checked. Cancel closes it at once; everything "
            "that was saved is in the record all the same."
        )
        self._say(words, is_at_work=True)

    def show_fault(self, fault: StorageFault) -> None:
        """Say why there is none."""
        self.title.setText(_("There is no new backup"))
        self._say(say(fault.message), is_at_work=False)
        self.again.setFocus()

    def _say(self, words: str, *, is_at_work: bool) -> None:
        self.setAccessibleName(self.title.text())
        self.words.setText(words)
        self.bar.show_share(0.0)
        for part in (self._room, self.cancel):
            part.setVisible(is_at_work)
        for part in (self.again, self.without, self.stay):
            part.setVisible(not is_at_work)
        if not self.isHidden():
            self._cover()

    def show_share(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.bar.show_share(share)

    def first_focus(self) -> QWidget:
        return self.cancel

    def close_sheet(self) -> None:
        """Esc keeps the window open; while the backup is made it says that nothing is wanted."""
        if not self.isHidden() and self.cancel.isHidden():
            self.stay_wanted.emit()
            super().close_sheet()

    def answered(self) -> None:
        """Take it away."""
        super().close_sheet()


class Closing(QObject):
    """Keeps a window from closing until its last backup is made.

    Args:
        window: That is to be closed.
        keeping: Makes the backup.
    """

    def __init__(self, window: "MainWindow", keeping: "Keeping") -> None:
        super().__init__(window)
        self._window, self._keeping = window, keeping
        self._is_wanted = False
        self._goes_without = False
        self.sheet: ClosingSheet | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(CALM_MS)
        self._patience.timeout.connect(self._say_wait)
        keeping.progressed.connect(self._show_share)
        keeping.ended.connect(self._take_end)

    def lets_close(self) -> bool:
        """True when nothing is to be backed up; else the backup begins, if it has not yet."""
        if self._goes_without:
            return True
        if self._is_wanted:
            return False
        if not self._keeping.is_running and not self._keeping.make_if_due(Kind.CLOSE):
            return True
        self._is_wanted = True
        self._patience.start()
        return False

    def _say_wait(self) -> None:
        sheet = self.sheet = ClosingSheet(self._window)
        sheet.close_wanted.connect(self._go_without)
        sheet.again_wanted.connect(self._try_again)
        sheet.stay_wanted.connect(self._stay)
        sheet.show_share(self._keeping.share)
        sheet.open()

    def _show_share(self, share: float) -> None:
        if self.sheet is not None:
            self.sheet.show_share(share)

    def _take_end(self) -> None:
        if not self._is_wanted:
            return
        self._patience.stop()
        fault = self._keeping.fault
        # Where nobody can answer, the next start makes the backup.
        if fault is None or is_ending() or self._window.locking.is_locked:
            self._goes_without = fault is not None
            self._close()
            return
        if self.sheet is None:
            self._say_wait()
        assert self.sheet is not None
        self.sheet.show_fault(fault)

    def _close(self) -> None:
        # What was entered while it was made is backed up in another round.
        self._is_wanted = False
        if self.sheet is not None:
            self.sheet.answered()
            self.sheet = None
        # Later: the worker has to have told everybody that it has ended.
        QTimer.singleShot(0, self._window, self._window.close)

    def _go_without(self) -> None:
        self._goes_without = True
        self._keeping.cancel()
        self._close()

    def _try_again(self) -> None:
        assert self.sheet is not None
        self.sheet.show_work()
        if not self._keeping.make_if_due(Kind.CLOSE):
            self._close()

    def _stay(self) -> None:
        self._is_wanted, self.sheet = False, None
