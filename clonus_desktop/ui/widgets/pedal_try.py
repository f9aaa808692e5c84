"""The pad of the exam, to try the pedal on."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.exam_keys import ExamAct, KeyMap
from clonus_desktop.ui.keyboard_watch import KeyboardWatch
from clonus_desktop.ui.settings import Choices
from clonus_desktop.ui.widgets.count_pad import CountPad
from clonus_desktop.ui.widgets.labels import plain_label

REST_MS = 4000
"""So long after the last press the pad is empty again, for the next try."""


class PedalTry(QWidget):
    """Counts and times as in the exam, and keeps nothing.

    Signals:
        beat: A press has counted.
    """

    beat = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pad = CountPad()
        self.words = plain_label(role="caption", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.pad, 2)
        self._row.addWidget(self.words, 3)
        self._keys = KeyMap()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.pad.clear)
        self.pad.changed.connect(self._show)
        self.pad.tapped.connect(lambda _at: self.beat.emit())
        KeyboardWatch(self, lambda _event: False).left.connect(self.pad.release_keys)
        appearance().changed.connect(self._space)
        self._space()
        self._show()

    def show_choices(self, choices: Choices) -> None:
        """Count by the keys that are chosen."""
        self._keys = KeyMap.of(choices)
        self.pad.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self._keys.asked_by(event)
        if key is None or event.isAutoRepeat():
            event.setAccepted(key is not None)
        elif key.act is ExamAct.BEAT:
            self.pad.press_key(event)
        elif self._keys.asked_by_pedal(event):
            self.words.setText(_("That was Undo."))
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.pad.release_key(event)

    def _space(self) -> None:
        self._row.setSpacing(appearance().gap(12))
        self.pad.setMinimumHeight(appearance().px(130))

    def _show(self) -> None:
        if self.pad.train.is_empty:
            self.words.setText(_("Go to the pad with Tab, then press the pedal. Nothing is kept."))
        elif self.pad.shows_time:
            self.words.setText(_("A long press is timed."))
            self._rest.start()
        else:
            self.words.setText(_("Each press counts as a beat."))
            self._rest.start()
