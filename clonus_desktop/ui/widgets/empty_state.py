"""What a page says when there is nothing to show."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import icon_pixmap
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import plain_label

_ICON = 64


class EmptyState(Card):
    """An icon, a heading, a sentence, and perhaps the buttons that change it.

    Where there is no room for all of it, the icon is left away.
    """

    def __init__(
        self,
        icon_name: str,
        title: str = "",
        words: str = "",
        button: Button | None = None,
        *,
        other: Button | None = None,
    ) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._icon = plain_label()
        self._heading = plain_label(title, role="h2", wrap=True)
        self._words = plain_label(words, role="muted", wrap=True)
        self.body.addStretch(1)
        for widget in (self._icon, self._heading, self._words):
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(widget)
        for one in filter(None, (button, other)):
            self.body.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)
        self._draw()
        appearance().changed.connect(self._draw)

    def say(self, title: str, words: str = "") -> None:
        """Say something else."""
        self._heading.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def event(self, event: QEvent) -> bool:
        was_taken = super().event(event)
        # Other words, or larger letters: only now do the layouts know what they need.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return was_taken

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._layout.totalHeightForWidth(self.width())
        if self._icon.isHidden():
            needed += self._icon.sizeHint().height() + self.body.spacing()
        self._icon.setVisible(needed <= self.height())

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icon_pixmap(self._icon_name, "ink2", _ICON, ratio))
