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

    Attributes:
        pages: The pages, one of them shown.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.pages = QStackedWidget()
        self._on_top: Sequence[QWidget] = ()
        self._rail: Rail | None = None
        outer = QVBoxLayout(window)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setSpacing(0)
        outer.addLayout(self._top)
        self._body = QGridLayout()
        self._body.setSpacing(0)
        outer.addLayout(self._body, 1)

    def fill(self, on_top: Sequence[QWidget | None], rail: Rail) -> None:
        """Put parts into the window, in the place of those before and of all pages.

        Args:
            on_top: What lies across it, from the top down; None is passed over.
            rail: At the left, or at the bottom of an upright window.
        """
        pages = [self.pages.widget(index) for index in range(self.pages.count())]
        for old in (*self._on_top, self._rail, *pages):
            if old is not None:
                # Hidden and not taken out: it is never a window of its own until it is gone.
                old.hide()
                old.deleteLater()
        self._on_top, self._rail = [part for part in on_top if part is not None], rail
        for part in self._on_top:
            self._top.addWidget(part)

    def place_rail(self, arrangement: Arrangement) -> None:
        """Put the rail where the arrangement has it, and the pages beside it."""
        assert self._rail is not None
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
