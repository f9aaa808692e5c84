"""What the pad has taken, said once it rests: not at each beat, nobody could listen to that."""

from PySide6.QtCore import QObject, QTimer, Signal

from clonus_desktop.ui.widgets.count_pad import CountPad
from clonus_desktop.ui.widgets.count_pad_look import shown_words

REST_MS = 1200
"""Longer than the slowest clonus takes between two beats, shorter than patience."""


class PadVoice(QObject):
    """Listens to a pad.

    Signals:
        said: Beats or seconds in words, when nothing was pressed for a moment.
    """

    said = Signal(str)

    def __init__(self, pad: CountPad) -> None:
        super().__init__(pad)
        self._pad = pad
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._say)
        pad.changed.connect(self._rest.start)

    def _say(self) -> None:
        words = shown_words(self._pad)
        if words and not self._pad.is_holding:
            self.said.emit(words)
