"""The numbers: one press records. The break between the rows is the limit of the usual rule."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.count_button import CountButton
from clonus_desktop.ui.widgets.labels import plain_label

TEN_OR_MORE, SUSTAINED = 10, 11
"""Positions of the two keys after 0-9."""


class NumberGrid(QWidget):
    """0-5 in the first row, 6-9, 10+ and Sustained in the second.

    Signals:
        number_pressed: Beats and the time stamp in milliseconds (0 for none).
        ten_or_more_pressed: The time stamp.
        sustained_pressed: The time stamp.
    """

    # A time stamp of a machine that ran for weeks does not fit into Qt's int.
    number_pressed = Signal(int, object)
    ten_or_more_pressed = Signal(object)
    sustained_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = [self._button(position) for position in range(12)]
        self.below = plain_label(role="caption", wrap=True)
        self.above = plain_label(role="limit", wrap=True)
        # The numbers grow from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._columns, self._compact = 6, False
        self.show_limit(6, _("Up to 5 beats"), "")
        self._place()
        appearance().changed.connect(self._place)

    def _button(self, position: int) -> CountButton:
        if position == TEN_OR_MORE:
            button = CountButton("10+", _("then stopped"), key_hint="+")
            button.went_down.connect(self.ten_or_more_pressed)
        elif position == SUSTAINED:
            button = CountButton(_("Sustained"), _("over 10 s"), key_hint="S")
            button.went_down.connect(self.sustained_pressed)
        else:
            caption = ngettext("beat", "beats", position) if position else _("No clonus")
            button = CountButton(str(position), caption)
            button.went_down.connect(lambda ms, n=position: self.number_pressed.emit(n, ms))
        return button

    def show_limit(self, least_beats: int | None, below: str, above: str) -> None:
        """Show the captions of the rows, and bars under what the rule calls above.

        Args:
            least_beats: Fewest beats above the limit; None when the rule has no such limit.
        """
        self.below.setText(below)
        self.above.setText(above)
        for position, button in enumerate(self.buttons):
            is_above = least_beats is not None and position >= least_beats
            button.bars = 0 if position == 0 else (2 if is_above else 1)
        self.buttons[SUSTAINED].bars = 3
        self.update()

    def minimumSizeHint(self) -> QSize:
        # Captions that may wrap would ask for a second line that they do not need at this width.
        layout = self._layout
        width = layout.minimumSize().width()
        return QSize(width, layout.minimumHeightForWidth(max(self.width(), width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def arrange(self, columns: int, *, compact: bool) -> None:
        """Six columns, or three in upright windows; lower keys when compact."""
        self._columns, self._compact = columns, compact
        self._place()

    def _place(self) -> None:
        look = appearance()
        while self._layout.takeAt(0) is not None:
            pass
        self._layout.setHorizontalSpacing(look.gap(8))
        self._layout.setVerticalSpacing(look.gap(4))
        row = 0
        for caption, keys in ((self.below, self.buttons[:6]), (self.above, self.buttons[6:])):
            self._layout.addWidget(caption, row, 0, 1, self._columns)
            for index, button in enumerate(keys):
                button.is_compact = self._compact
                button.updateGeometry()
                line, column = divmod(index, self._columns)
                self._layout.addWidget(button, row + 1 + line, column)
            row += 1 + len(keys) // self._columns
        for column in range(6):
            self._layout.setColumnStretch(column, 1 if column < self._columns else 0)
