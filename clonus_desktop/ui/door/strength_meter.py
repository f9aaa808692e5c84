"""How strong a passphrase is: in words, and as a bar of three parts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from clonus_desktop.casebook import passphrases
from clonus_desktop.casebook.passphrases import LEAST_LENGTH, Strength
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.accessible import Role, Spoken, tell_value
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.labels import plain_label

PARTS = 3
_FILLED = {Strength.WEAK: 1, Strength.FAIR: 2, Strength.STRONG: 3}
_ROLES = {1: "warn", 2: "primary", 3: "ok"}
_HEIGHT, _GAP = 10, 6


class _Bar(QWidget):
    """As many parts filled as the passphrase is worth; the words beside say the same."""

    spoken = Spoken(role=Role.Graphic, is_hidden=True)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Strength"))
        self.filled = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(PARTS * appearance().px(40), appearance().px(_HEIGHT) + 2)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = appearance(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, height = look.gap(_GAP), look.px(_HEIGHT)
        width = (self.width() - (PARTS - 1) * gap) / PARTS
        for part in range(PARTS):
            at = part if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else -part - 1
            left = at * (width + gap) + (0 if at >= 0 else self.width() + gap)
            box = QRectF(left + 1, 1, width - 2, height)
            is_filled = part < self.filled
            colour = look.color(_ROLES[self.filled] if is_filled else "line_strong")
            painter.setPen(QPen(colour, 2))
            painter.setBrush(colour if is_filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, height / 2, height / 2)
        painter.end()


class StrengthMeter(QWidget):
    """Follows what is typed."""

    spoken = Spoken(role=Role.StaticText, value=lambda meter: meter.words.text())

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Strength of the passphrase"))
        self.bar = _Bar()
        self.words = plain_label("", role="caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.strength: Strength | None = None
        self.show_strength("")

    def show_strength(self, passphrase: str, about: Sequence[str] = ()) -> None:
        """Reckon and say what the passphrase is worth; of an empty one, what is asked."""
        known = tuple(part for part in about if part)
        self.strength = passphrases.strength(passphrase, about=known) if passphrase else None
        self.bar.filled = 0 if self.strength is None else _FILLED.get(self.strength, 0)
        self.bar.update()
        before, now = self.words.text(), strength_words(self.strength, len(passphrase))
        self.words.setText(now)
        if now != before:
            tell_value(self)


def strength_words(strength: Strength | None, length: int) -> str:
    """The strength in words, with what would help."""
    if strength is None:
        return _(
            "At least {least} characters. Four or more words that do not belong together."
        ).format(least=LEAST_LENGTH)
    if strength is Strength.TOO_SHORT:
        missing = max(1, LEAST_LENGTH - length)
        said = ngettext(
            "Too short: {n} character more.", "Too short: {n} characters more.", missing
        )
        return said.format(n=missing)
    return {
        Strength.COMMON: _("Too common: it is among the first that a thief would try."),
        Strength.WEAK: _("Weak: allowed, but a program could guess it. Add a word or two."),
        Strength.FAIR: _("Fair. One more word makes it strong."),
        Strength.STRONG: _("Strong."),
    }[strength]
