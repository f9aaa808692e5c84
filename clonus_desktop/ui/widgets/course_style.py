"""How the course plot is drawn: colours and letters, from the tokens of the theme."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance

_TICK_LETTERS_PX = 13
"""The only letters below the caption's 14 pixels (ux.md 5.2)."""

_MOST_GROWTH = 1.5
_SIZE_PX = {Side.RIGHT: 10, Side.LEFT: 19, Side.MIDLINE: 11}


def _longest_labels() -> tuple[str, ...]:
    # Asked for on each call: the language of the screen can change.
    return _("Sust."), "10+", _("Dose"), _("> {n} s").format(n=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotStyle:
    """How the plot is drawn.

    Attributes:
        surface: Behind everything, and inside the open diamond.
        words: Tick labels and letters.
        axis: Axes and ticks.
        grid: Lines across.
        right: The right side's line and circle.
        left: The left side's line and diamond.
        midline: The line and square of a site without sides.
        band: Behind the hatching of sustained clonus.
        limit: The hatching and the line of the limit.
        font: Of tick labels and letters.
        scale: Text size, 1.0 = 100 %.
    """

    surface: QColor
    words: QColor
    axis: QColor
    grid: QColor
    right: QColor
    left: QColor
    midline: QColor
    band: QColor
    limit: QColor
    font: QFont
    scale: float

    def colour_of(self, side: Side) -> QColor:
        """The colour of a side."""
        return {Side.RIGHT: self.right, Side.LEFT: self.left, Side.MIDLINE: self.midline}[side]

    @property
    def growth(self) -> float:
        """How much larger marks and lines are: with the text, but less."""
        return min(self.scale, _MOST_GROWTH)

    def size_of(self, side: Side) -> float:
        """Width and height of the mark of a side."""
        return _SIZE_PX[side] * self.growth

    @property
    def reach(self) -> float:
        """From the middle of the largest mark to its tip."""
        return self.size_of(Side.LEFT) / 2

    @property
    def label_width(self) -> float:
        """Room for the labels of the axis in beats, with their ticks."""
        metrics = QFontMetricsF(self.font)
        return max(metrics.horizontalAdvance(w) for w in _longest_labels()) + 14

    @property
    def line_px(self) -> float:
        """Height of a line of letters."""
        return QFontMetricsF(self.font).height()

    @property
    def bar_px(self) -> float:
        """Height of the bar of a dose."""
        return 12 * self.growth

    @property
    def triangle_px(self) -> float:
        """Height of the triangle of a changed treatment."""
        return 7 * self.growth

    @property
    def lane_px(self) -> float:
        """Height of the lane of doses under the dates."""
        return self.triangle_px + self.bar_px + self.line_px + 10

    @property
    def least_height(self) -> float:
        """Height of a panel in which no two labels of the axis touch and shapes stay apart."""
        letters = self.line_px
        return 13 * max(11.0, 0.62 * letters) + 3 * letters + 30


def plot_style() -> PlotStyle:
    """The theme and text size as they are now."""
    look = appearance()
    return PlotStyle(
        surface=look.color("surface"),
        words=look.color("ink2"),
        axis=look.color("line_strong"),
        grid=look.color("line"),
        right=look.color("right"),
        left=look.color("left"),
        midline=look.color("midline"),
        band=look.color("sev1"),
        limit=look.color("sev2"),
        font=look.font_of(_TICK_LETTERS_PX),
        scale=look.scale,
    )
