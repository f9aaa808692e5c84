"""A finding as a small coloured field: the purple ramp, readable in grey as well."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clonus_desktop.domain.finding import Finding, Severity
from clonus_desktop.language import say
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.painting import text_width, wrapped_height

_NARROWEST = 52
_EDGE = 4
PILL_HEIGHT = 34
"""Pixels at 100 %."""


def paint_pill(painter: QPainter, box: QRectF, finding: Finding | None, text: str) -> None:
    """Draw a finding with that text into a box."""
    look = appearance()
    ground, ink, edge = _colours(finding)
    is_open = finding is None or finding.severity is None
    style = Qt.PenStyle.DashLine if is_open else Qt.PenStyle.SolidLine
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color(edge), 2, style))
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
    font = look.font("strong")
    painter.setFont(font)
    painter.setPen(look.color(ink))
    inside = box.adjusted(_EDGE, 0, -_EDGE, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
    is_one_line = text_width(font, text) <= inside.width()
    if finding is not None and finding.severity is Severity.SUSTAINED and is_one_line:
        _underline_twice(painter, box, QFontMetrics(font), text, look.color(ink))
    painter.restore()


def _colours(finding: Finding | None) -> tuple[str, str, str]:
    """Roles of ground, ink and edge."""
    if finding is None or finding.severity is None:
        return "not_tested", "on_not_tested", "line_strong"
    step = int(finding.severity)
    edges = ("line_strong", "sev2", "sev2", "sev3")
    return f"sev{step}", f"on_sev{step}", edges[step]


def _underline_twice(
    painter: QPainter, box: QRectF, metrics: QFontMetrics, text: str, ink: QColor
) -> None:
    width = metrics.horizontalAdvance(text)
    left = box.center().x() - width / 2
    base = min(box.center().y() + metrics.ascent() / 2 + 1, box.bottom() - 7)
    painter.setPen(QPen(ink, 1.5))
    for offset in (0, 3):
        painter.drawLine(QRectF(left, base + offset, width, 0).topLeft(),
                         QRectF(left, base + offset, width, 0).topRight())  # fmt: skip


class Pill(QWidget):
    """Shows one finding. Not tested and not recorded have a dashed edge and never a number.

    Args:
        wraps: Long words go on in another line where there is no room for them.
    """

    spoken = Spoken(role=Role.StaticText)

    def __init__(
        self,
        finding: Finding | None = None,
        words: str = "",
        *,
        height: int = PILL_HEIGHT,
        wraps: bool = False,
    ) -> None:
        super().__init__()
        self._height, self._wraps = height, wraps
        kind = QSizePolicy.Policy
        across, down = (kind.Maximum, kind.Minimum) if wraps else (kind.Fixed, kind.Fixed)
        policy = QSizePolicy(across, down)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.show_finding(finding, words)
        appearance().changed.connect(self.updateGeometry)

    def show_finding(self, finding: Finding | None, words: str = "") -> None:
        """Show a finding, in full words or (empty) in short."""
        self._finding = finding
        short = "–" if finding is None else say(finding.short)
        self.text = words or short
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def _width_of(self, text: str) -> int:
        look = appearance()
        width = QFontMetrics(look.font("strong")).horizontalAdvance(text) + look.px(20)
        return max(width, look.px(_NARROWEST))

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self.text), appearance().px(self._height))

    def minimumSizeHint(self) -> QSize:
        if not self._wraps:
            return self.sizeHint()
        widest = max((self._width_of(word) for word in self.text.split()), default=0)
        return QSize(widest, appearance().px(self._height))

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        look = appearance()
        one_line = look.px(self._height)
        if width >= self._width_of(self.text):
            return one_line
        font = look.font("strong")
        words = wrapped_height(font, self.text, width - 2 * _EDGE - 1)
        return max(one_line, round(words) + one_line - QFontMetrics(font).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_pill(QPainter(self), QRectF(self.rect()), self._finding, self.text)
