"""Says that the program met a fault: one calm window, wherever the fault came from."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.guard import attempt
from clonus_desktop.ui.problems import log_fault
from clonus_desktop.ui.widgets.buttons import Button, primary_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


def while_running() -> tuple[str, str]:
    """Title and words for a fault while the program runs."""
    return (
        _("Something went wrong in the program"),
        _(
            "The program met a fault of its own. Everything that was shown as saved is in the "
            "record. Go on, or close the program and open it again."
        ),
    )


def at_the_start() -> tuple[str, str]:
    """Title and words for a fault before there was a window."""
    return (
        _("The program could not start"),
        _(
            "The program met a fault of its own while it started. Nothing in the record was "
            "changed by it. Open the program again; if it does not start then either, restart "
            "the computer."
        ),
    )


def after_a_crash() -> tuple[str, str]:
    """Title and words for the start after a crash."""
    return (
        _("The program ended unexpectedly the last time"),
        _(
            "A fault ended the program before it was closed. Everything that was shown as saved "
            "is in the record. Go on; an exam that was not finished is offered to you."
        ),
    )


def place_label(log: Path) -> QLabel:
    """Where the log is, to be selected and copied."""
    said = _("The log, without anything about a patient: {path}").format(path=log)
    label = plain_label(said, role="caption", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class FaultDialog(QDialog):
    """The same words where there is no main window to lie over.

    Args:
        words: Title and words.
        log: Where the log is; None where there is none.
        may_go_on: There is something to go on with.
    """

    def __init__(self, words: tuple[str, str], log: Path | None, *, may_go_on: bool) -> None:
        super().__init__()
        self.setWindowTitle(_("Clonus Desktop"))
        self.setObjectName("window")
        layout = QVBoxLayout(self)
        gap = appearance().gap(24)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(appearance().gap(16))
        title, said = words
        layout.addWidget(plain_label(title, role="h2", wrap=True))
        layout.addWidget(plain_label(said, wrap=True))
        if log is not None:
            layout.addWidget(place_label(log))
        layout.addStretch(1)
        self.go_on: Button = primary_button(_("Go on"))
        self.go_on.clicked.connect(self.accept)
        self.close_button = secondary_button(_("Close the program"))
        self.close_button.clicked.connect(self.reject)
        buttons = Flow()
        buttons.set_gaps(appearance().gap(12), appearance().gap(8))
        buttons.add(self.close_button)
        buttons.add(self.go_on)
        layout.addWidget(buttons)
        self.go_on.setVisible(may_go_on)
        size = QSize(appearance().px(640), appearance().px(320))
        self.resize(size.boundedTo(self.screen().availableSize()))


class FaultTeller(QObject):
    """Shows the window of a fault: once at a time, whatever the thread and the number of faults.

    It lies over whatever window of the program is shown then, and keeps what is typed there.

    Args:
        log: Where the log is; None where there is none.
    """

    _told = Signal()

    def __init__(self, app: QApplication, log: Path | None) -> None:
        super().__init__(app)
        self._log = log
        self._shown: QObject | None = None
        # Later: never in the middle of a paint, and always on the thread of the window.
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def tell(self) -> None:
        """There was a fault; from any thread."""
        self._told.emit()

    def _show(self) -> None:
        if self._shown is not None:
            return
        try:
            window = shown_window()
            # A dialog that must be answered first would keep the sheet from being pressed.
            if window is None or QApplication.activeModalWidget() is not None:
                self._show_dialog()
            else:
                self._show_sheet(window)
        except Exception as error:  # noqa: BLE001 - what shows the faults cannot show its own
            log_fault(error, "a fault could not be shown:")
            self._shown = None

    def _show_sheet(self, window: QWidget) -> None:
        from clonus_desktop.ui.window_sheets import FaultSheet

        sheet = FaultSheet(window, self._log)
        self._shown = sheet
        sheet.closed.connect(self._forget)
        sheet.close_wanted.connect(self._close_program)
        sheet.open()

    def _show_dialog(self) -> None:
        dialog = FaultDialog(while_running(), self._log, may_go_on=True)
        self._shown = dialog
        dialog.accepted.connect(self._forget)
        dialog.rejected.connect(self._close_program)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _forget(self) -> None:
        self._shown = None

    def _close_program(self) -> None:
        """End it, whatever fails on the way: what can be kept is kept first."""
        self._shown = None
        keep = getattr(shown_window(), "keep", None)
        if callable(keep):
            attempt(keep)
        QApplication.exit(0)

    def say(self, words: Callable[[], tuple[str, str]], *, may_go_on: bool) -> bool:
        """Say it before there is a window, and wait; True to go on."""
        return bool(FaultDialog(words(), self._log, may_go_on=may_go_on).exec())


def shown_window() -> QWidget | None:
    """The window of the program that is on the screen, under whatever dialog lies over it."""
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    kinds = (Qt.WindowType.Window, Qt.WindowType.Widget)
    return next((one for one in shown if one.windowType() in kinds), None)
