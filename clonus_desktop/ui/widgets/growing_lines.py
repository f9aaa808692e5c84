"""A field of several lines that grows with what is typed, and keeps Ctrl+C for what is selected."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.form_fields import TextLines

SMALLEST = 48
"""Pixels at 100 %, as of the fields of one line."""

MOST_LINES = 6
"""Shown at once; more are scrolled."""


class GrowingLines(TextLines):
    """As tall as its words, between a least and a greatest number of lines."""

    def __init__(self) -> None:
        super().__init__()
        self._least = 1
        # Later: the text has to be laid out before its lines can be counted.
        self._fit_later = QTimer(self)
        self._fit_later.setSingleShot(True)
        self._fit_later.timeout.connect(self.fit)
        self.textChanged.connect(self._fit_later.start)

    def show_at_least(self, lines: int) -> None:
        """Be at least that many lines tall."""
        self._least = lines
        self.fit()

    def fit(self) -> None:
        """Be as tall as the words need."""
        # A plain text's layout measures its height in lines.
        typed = int(self.document().size().height())
        self.show_lines(min(max(self._least, typed), MOST_LINES))
        # One line of small letters is less than a finger needs.
        self.setFixedHeight(max(self.height(), appearance().px(SMALLEST)))
        policy = Qt.ScrollBarPolicy
        fits = typed <= MOST_LINES
        # A bar that comes and goes would take the width away that makes the text fit.
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # With nothing selected there is nothing to copy here: the page copies its letter.
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            event.ignore()
            return
        super().keyPressEvent(event)
