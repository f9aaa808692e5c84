"""A white card with an optional heading."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.labels import OneLine


class Card(QFrame):
    """A frame that holds things that belong together.

    Attributes:
        head: Layout of the heading's line; add what stands beside the heading.
        body: Layout under it.
    """

    spoken = Spoken(role=Role.Grouping)

    def __init__(self, title: str = "", *, look: str = "true") -> None:
        super().__init__()
        self.setProperty("card", look)
        self._margin = 16
        self.setAccessibleName(title)
        self._layout = QVBoxLayout(self)
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        self.title: QLabel = OneLine(title, "h3")
        self.head.addWidget(self.title)
        if not title:
            self.title.hide()
        self._layout.addLayout(self.head)
        self._layout.addLayout(self.body, 1)
        self._space()
        appearance().changed.connect(self._space)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget under the others."""
        self.body.addWidget(widget, stretch)

    def set_margin(self, margin: int) -> None:
        """Pixels at 100 % between the edge and what is inside."""
        self._margin = margin
        self._space()

    def _space(self) -> None:
        gap = appearance().gap(self._margin)
        self._layout.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._layout, self.head, self.body):
            layout.setSpacing(appearance().gap(8))
