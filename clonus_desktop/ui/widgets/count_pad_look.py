"""How the pad is painted: waiting with words, or live with its big number."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _, number
from clonus_desktop.ui import tokens
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.painting import draw_middle, fitted, text_width, wrapped_height

_NARROWEST = 140


def _words() -> tuple[tuple[str, str], ...]:
    """What the waiting pad says: role of the letters, and text."""
    return (
        ("pad-title", _("Tap once per beat")),
        ("pad-words", _("or hold down to time it")),
        ("pad-words", _("Space or foot pedal")),
    )


def _inner(box: QRectF) -> QRectF:
    margin = appearance().gap(14)
    return box.adjusted(margin, margin, -margin, -margin)


def idle_size() -> QSize:
    """Smallest size in which every word of the waiting pad is whole."""
    look = appearance()
    margin = 2 * look.gap(14)
    longest = max(
        text_width(look.font(role), word) for role, text in _words() for word in text.split()
    )
    width = max(float(look.px(_NARROWEST)), longest + margin + 2)
    height = _height_of_words(width - margin) + margin
    return QSize(round(width), round(height))


def _height_of_words(width: float) -> float:
    look = appearance()
    heights = [wrapped_height(look.font(role), text, width) for role, text in _words()]
    return sum(heights) + look.gap(8)


def paint_idle(pad: QWidget) -> None:
    """The waiting pad: a dashed edge and what to do."""
    look, painter = appearance(), QPainter(pad)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(pad.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
    pen = QPen(look.color("primary"), 3, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([5, 2])
    painter.setPen(pen)
    painter.setBrush(look.color("primary_soft"))
    painter.drawRoundedRect(box, tokens.PAD_RADIUS, tokens.PAD_RADIUS)
    inner = _inner(QRectF(pad.rect()))
    top = inner.top() + max(0.0, (inner.height() - _height_of_words(inner.width())) / 2)
    for index, (role, text) in enumerate(_words()):
        painter.setFont(look.font(role))
        painter.setPen(look.color("ink" if index else "primary"))
        height = wrapped_height(painter.font(), text, inner.width())
        area = QRectF(inner.left(), top, inner.width(), height + 1)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(area, int(flags), text)
        top += height + (look.gap(8) if index == 0 else 0)
    painter.end()


def shown_words(pad: Any) -> str:
    """The big number of a pad with its unit; empty before the first beat."""
    number = pad.shown_number
    return f"{number} {pad.unit}" if number else ""


SPOKEN = Spoken(role=Role.Button, value=shown_words, press=lambda pad: pad.click())
"""What the pad is for screen readers."""


def printed_tenths(seconds: float) -> str:
    """Seconds as they are printed, cut to the tenth: 10.0 is shown only once it is reached."""
    return f"{number(int(seconds * 10 + 1e-6) / 10):.1f}"


def paint_live(pad: QWidget, number: str, unit: str, *, is_down: bool) -> None:
    """The counting pad: the number as large as fits, its unit at the foot."""
    look, painter = appearance(), QPainter(pad)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("primary_hover" if is_down else "primary"))
    painter.drawRoundedRect(QRectF(pad.rect()), tokens.PAD_RADIUS, tokens.PAD_RADIUS)
    painter.setPen(look.color("on_primary"))
    inner = _inner(QRectF(pad.rect()))
    painter.setFont(fitted(look.font("strong"), unit, inner.width()))
    line = QFontMetricsF(painter.font()).height()
    foot = QRectF(inner.left(), inner.bottom() - line, inner.width(), line)
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), unit)
    room = QRectF(inner.topLeft(), QPointF(inner.right(), foot.top() - look.gap(4)))
    # Digits as wide as they can become: the size does not jump at each tenth of a second.
    widest = "".join("0" if c.isdigit() else c for c in number)
    painter.setFont(fitted(look.font("live-count"), widest, room.width(), room.height()))
    draw_middle(painter, QRectF(inner).center() if _clears(painter, inner, foot) else
                room.center(), number)  # fmt: skip
    painter.end()


def _clears(painter: QPainter, inner: QRectF, foot: QRectF) -> bool:
    """True when the number in the very middle of the pad stays clear of its unit."""
    ink = QFontMetricsF(painter.font()).tightBoundingRect("0").height()
    return inner.center().y() + ink / 2 + appearance().gap(8) < foot.top()
