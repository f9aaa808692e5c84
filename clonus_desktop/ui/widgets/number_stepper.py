"""A number that is typed, or stepped up and down by two buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.language import _, number
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import icon_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label

_WIDTH = 96


class NumberStepper(QWidget):
    """Minus, a line for the number with its unit, plus; arrows up and down step as well.

    Args:
        name: What is asked, for screen readers.
        unit: Stands behind the number.
        step: By how much a press changes it.
        start: What the first press on an empty line gives.
        decimals: Digits behind the point after a press.

    Signals:
        typed: The line was typed into.
        settled: A press gave a new number, or the line was left or entered.
    """

    typed = Signal()
    settled = Signal()

    def __init__(self, name: str, unit: str, *, step: float, start: float, decimals: int) -> None:
        super().__init__()
        self._step, self._start, self._decimals = step, start, decimals
        self.line = QLineEdit()
        self.line.setAccessibleName(f"{name}, {unit}")
        self.line.textEdited.connect(lambda _text: self.typed.emit())
        self.line.editingFinished.connect(self.settled)
        self.less = icon_button(_("{name}, less").format(name=name), "minus")
        self.more = icon_button(_("{name}, more").format(name=name), "plus")
        self._row = Flow()
        self._unit = plain_label(unit)
        for part in (self.less, self.line, self._unit, self.more):
            self._row.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        for button, by in ((self.less, -1), (self.more, 1)):
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _on=False, by=by: self._press(by))
        self.setFocusProxy(self.line)
        self._fit()
        appearance().changed.connect(self._fit)

    def add(self, part: QWidget) -> None:
        """Put another widget behind the number."""
        self._row.add(part)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.text().strip()

    def show_text(self, text: str) -> None:
        """Write into the line, unless it already says so."""
        if self.text != text:
            self.line.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self._press(by)

    def _press(self, by: int) -> None:
        try:
            now = float(self.text.replace(",", "."))
        except ValueError:
            now = self._start - by * self._step
        self.line.setText(f"{number(now + by * self._step):.{self._decimals}f}")
        self.settled.emit()

    def _fit(self) -> None:
        self.line.setFixedWidth(appearance().px(_WIDTH))
        # In line with the number.
        self._unit.setMinimumHeight(self.line.sizeHint().height())
        self._row.set_gaps(appearance().gap(8), appearance().gap(8))
