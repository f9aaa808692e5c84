"""The panels of the course plot with their titles: kept from one history to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from clonus_desktop.ui.widgets.course_content import PanelContent
from clonus_desktop.ui.widgets.course_style import PlotStyle
from clonus_desktop.ui.widgets.labels import plain_label

if TYPE_CHECKING:
    from clonus_desktop.ui.widgets.course_panel import CoursePanel


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSite:
    """What stands in one panel and over it.

    Attributes:
        name: The title.
        said: The course in a sentence.
        content: What is drawn.
    """

    name: str
    said: str
    content: PanelContent


class CoursePanels:
    """One panel for each site, made when it is needed first.

    Args:
        canvas: Where they lie.
    """

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self.panels: list[CoursePanel] = []
        self.titles: list[QLabel] = []

    def show(self, sites: Sequence[OneSite], style: PlotStyle) -> None:
        """Show these sites and no others."""
        self._keep(len(sites))
        for index, site in enumerate(sites):
            if index == len(self.panels):
                self._add(site.content, style)
            self.panels[index].show_content(site.content)
            self.panels[index].setAccessibleName(site.said)
            self.titles[index].setText(site.name)

    def clear(self) -> None:
        """Let them go: what was made for one look is not dressed for another."""
        self._keep(0)

    def _keep(self, count: int) -> None:
        surplus: list[QWidget] = [*self.panels[count:], *self.titles[count:]]
        for widget in surplus:
            widget.hide()
            widget.deleteLater()
        del self.panels[count:], self.titles[count:]

    def _add(self, content: PanelContent, style: PlotStyle) -> None:
        # Here and not above: the page is there before pyqtgraph is, which takes half a second.
        from clonus_desktop.ui.widgets.course_panel import CoursePanel

        panel = CoursePanel(style, content, self._canvas)
        title = plain_label("", role="h4")
        title.setParent(self._canvas)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.panels.append(panel)
        self.titles.append(title)
        panel.show()
        title.show()
