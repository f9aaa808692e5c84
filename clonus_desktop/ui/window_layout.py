"""How the window is filled: what lies on top, the rail at one side, the pages in the middle."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, margin_beside
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.widgets.rail import Rail


class WindowLayout:
    """Places the parts of a window.

    Args:
        window: Which one.
        on_top: What lies across it, from the top down.
        rail: At the left, or at the bottom of an upright window.

    Attributes:
        pages: The pages, one of them shown.
    """

    def __init__(self, window: QWidget, on_top: Sequence[QWidget], rail: Rail) -> None:
        self._window = window
        self._rail = rail
        self.pages = QStackedWidget()
        outer = QVBoxLayout(window)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for part in on_top:
            outer.addWidget(part)
        self._body = QGridLayout()
        self._body.setSpacing(0)
        outer.addLayout(self._body, 1)

    def place_rail(self, arrangement: Arrangement) -> None:
        """Put the rail where the arrangement has it, and the pages beside it."""
        upright = arrangement.is_upright
        self._body.removeWidget(self._rail)
        self._body.removeWidget(self.pages)
        self._rail.set_horizontal(upright)
        self._body.addWidget(self._rail, 1 if upright else 0, 0)
        self._body.addWidget(self.pages, 0, 0 if upright else 1)
        self._body.setColumnStretch(0, 1 if upright else 0)
        self._body.setColumnStretch(1, 0 if upright else 1)
        self._body.setRowStretch(0, 1)

    def keep_to_the_middle(self, page: Page | None) -> None:
        """Leave room at both sides of a page that would be too wide to read."""
        fills = page is None or page.spreads_out
        aside = 0 if fills else margin_beside(self._window.width(), appearance().scale)
        self.pages.setContentsMargins(aside, 0, aside, 0)
