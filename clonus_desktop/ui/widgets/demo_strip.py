"""Says quietly, and as long as the window is open, that this is the demo."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.labels import plain_label


class DemoStrip(QFrame):
    """One line under the banner: invented patients, not encrypted, gone at the end."""

    spoken = Spoken(role=Role.Note)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("demo")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._sentences = (
            _(
                "Demo with invented patients. Not encrypted, and forgotten when it is closed. "
                "Enter nothing about a real patient."
            ),
            _("Demo: invented patients, not encrypted, forgotten when it is closed."),
            _("Demo: not encrypted, forgotten at the end."),
        )
        self.words = plain_label(self._sentences[0])
        self.setAccessibleName(self._sentences[0])
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words)
        self._draw()
        appearance().changed.connect(self._draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        look = appearance()
        self._row.setContentsMargins(look.gap(24), 1, look.gap(24), 2)
        # One line only: what it takes in height the pad of the exam would lose.
        room = self.width() - 2 * look.gap(24)
        metrics = self.words.fontMetrics()
        fitting = (said for said in self._sentences if metrics.horizontalAdvance(said) <= room)
        self.words.setText(next(fitting, self._sentences[-1]))
        self.words.setMinimumWidth(1)
