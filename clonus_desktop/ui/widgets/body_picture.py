"""Where on the body the place is: the patient faces you, so the patient's right is at your left."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.protocol import BODY_FIELD
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.side_badge import paint_side_badge, side_words

Spots = Mapping[Site, tuple[float, float]]
"""Where each site lies on the field, on the patient's right (the left of the screen)."""

_FIELD = BODY_FIELD
_LEAST_BADGE = 25.0
"""Pixels: its letter is 12 high then."""


class BodyPicture(QWidget):
    """An outline of the body with a badge at each place; the open place has a yellow ring."""

    spoken = Spoken(role=Role.Graphic)

    def __init__(self) -> None:
        super().__init__()
        self._findings: tuple[Finding, ...] = ()
        self._spots: Spots = {}
        self._now: Place | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_places(
        self, findings: Sequence[Finding], now: Place, now_words: str, spots: Spots
    ) -> None:
        """Show what is done and which place is open; a site without a spot is not drawn."""
        self._findings, self._now, self._spots = tuple(findings), now, spots
        self.setAccessibleName(now_words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(appearance().px(200), appearance().px(270))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Never mirrored, in any language: it is the patient and not the page.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        scale = min(self.width() / _FIELD[0], self.height() / _FIELD[1])
        left = (self.width() - _FIELD[0] * scale) / 2
        top = (self.height() - _FIELD[1] * scale) / 2
        self._paint_words(painter, left, top, scale)
        painter.save()
        painter.translate(left, top)
        painter.scale(scale, scale)
        _paint_body(painter)
        painter.restore()
        badge = min(max(_LEAST_BADGE, 22 * scale), 30.0)
        for finding in self._findings:
            at = self.spot_of(finding.place)
            if at is not None:
                spot = QPointF(left + at.x() * scale, top + at.y() * scale)
                self._paint_place(painter, spot, finding, badge)

    def spot_of(self, place: Place) -> QPointF | None:
        """Where a place lies on the field; None for a site that is not drawn."""
        if place.site not in self._spots:
            return None
        x, y = self._spots[place.site]
        return QPointF(_FIELD[0] - x if place.side is Side.LEFT else x, y)

    def _paint_words(self, painter: QPainter, left: float, top: float, scale: float) -> None:
        look = appearance()
        painter.setFont(look.font_of(14, 600))
        height = look.px(22)
        for side, x in ((Side.RIGHT, 0.0), (Side.LEFT, 130.0)):
            painter.setPen(look.color(side.value))
            box = QRectF(left + x * scale, top, 70 * scale, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, side_words(side))

    def _paint_place(self, painter: QPainter, spot: QPointF, finding: Finding, size: float) -> None:
        look = appearance()
        is_now = finding.place == self._now
        if is_now:
            size *= 1.35
            painter.setPen(QPen(look.color("focus_outer"), 3))
            painter.setBrush(look.color("focus_inner"))
            painter.drawEllipse(spot, size * 0.72, size * 0.72)
        done = finding.kind is not FindingKind.NOT_EXAMINED
        box = QRectF(spot.x() - size / 2, spot.y() - size / 2, size, size)
        paint_side_badge(painter, box, finding.place.side, filled=done or is_now)


def _paint_body(painter: QPainter) -> None:
    look = appearance()
    painter.setPen(QPen(look.color("line_strong"), 1.6))
    painter.setBrush(look.color("picture_limb"))
    for mirrored in (False, True):
        painter.save()
        if mirrored:
            painter.translate(_FIELD[0], 0)
            painter.scale(-1, 1)
        painter.drawPath(_arm())
        painter.drawPath(_leg())
        painter.restore()
    painter.drawRoundedRect(QRectF(64, 52, 72, 96), 20, 20)
    painter.drawEllipse(QPointF(100, 27), 19, 22)


def _arm() -> QPainterPath:
    path = QPainterPath(QPointF(70, 57))
    path.cubicTo(60, 56, 58, 64, 56, 74)
    path.lineTo(36, 150)
    path.cubicTo(32, 166, 36, 172, 42, 172)
    path.cubicTo(50, 172, 52, 164, 54, 154)
    path.lineTo(72, 84)
    return path


def _leg() -> QPainterPath:
    path = QPainterPath(QPointF(66, 140))
    path.lineTo(69, 252)
    path.cubicTo(69, 268, 92, 268, 92, 252)
    path.lineTo(97, 140)
    return path
