"""Says quietly, and as long as the window is open, that this is the demo."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, arrangement_for
from clonus_desktop.ui.widgets.labels import plain_label

_SHOWN_OR_HIDDEN = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


class DemoStrip(QFrame):
    """One line under the banner: invented patients, not encrypted, gone at the end.

    Args:
        bar: Says what was not saved. While it does, in a window that is low for the size of its
            text, the strip makes room: the page would have none left.
    """

    spoken = Spoken(role=Role.Note)

    def __init__(self, bar: QWidget) -> None:
        super().__init__()
        self.setObjectName("demo")
        self._bar = bar
        bar.installEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Hidden at the bar's own will, and not with the window or behind a lock.
        if watched is self._bar and event.type() in _SHOWN_OR_HIDDEN:
            self.make_room()
        return False

    def make_room(self) -> None:
        """Stand there, unless the room is needed for what was not saved."""
        window = self.window()
        arrangement = arrangement_for(window.width(), window.height(), appearance().scale)
        is_low = arrangement is Arrangement.LARGE_TEXT
        self.setVisible(not (is_low and not self._bar.isHidden()))

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
