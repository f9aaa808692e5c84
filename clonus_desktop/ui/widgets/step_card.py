"""How a place is tested: the picture (mirrored for the left side), the steps, what forbids it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.protocol import CautionKind, Protocol
from clonus_desktop.domain.technique import Technique
from clonus_desktop.language import _, of_screen
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import picture
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all

_SHAPE = 340 / 480
_ANYWHERE = Qt.AlignmentFlag(0)
_NARROWEST = 124


class Picture(QWidget):
    """A picture of a manoeuvre, as large as there is room, sharp at every scale."""

    spoken = Spoken(role=Role.Graphic)

    def __init__(self, width: int = 256) -> None:
        super().__init__()
        self._name, self._drawing, self._mirrored, self._width = "", "", False, width
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def show_picture(self, name: str, *, mirrored: bool, words: str, drawing: str = "") -> None:
        """Show a file of resources/pictures, or a drawing; words say what it shows."""
        self._name, self._drawing, self._mirrored = name, drawing, mirrored
        self.setAccessibleName(words)
        self.update()

    def show_protocol(self, protocol: Protocol, side: Side, words: str) -> None:
        """Show the picture of a protocol for a side, wherever it comes from."""
        mirrored = protocol.is_mirrored_on(side)
        self.show_picture(
            protocol.picture, mirrored=mirrored, words=words, drawing=protocol.drawing
        )

    def sizeHint(self) -> QSize:
        return QSize(self._width, round(self._width * _SHAPE))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._name:
            return
        width = min(self.width(), round(self.height() / _SHAPE))
        size = QSize(width, round(width * _SHAPE))
        drawn = picture(
            self._name,
            size,
            self.devicePixelRatioF(),
            mirrored=self._mirrored,
            drawing=self._drawing,
        )
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        QPainter(self).drawPixmap(left, top, drawn)


class StepCard(QFrame):
    """Picture over the steps, or (upright) beside them; at the foot the way to the checks.

    Attributes:
        checks: Opens the checks of the place; says how many are ticked.
        cautions: What forbids the test and when to stop; a page may show it elsewhere.
        forbidden, caution: The two sentences in it.
        before: That the position was another one last time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        # It takes what the words leave: the pad below is never pushed off the page for it.
        self.picture = Picture(width=_NARROWEST)
        self._reminder = plain_label(role="caption-strong", wrap=True)
        self._steps = QWidget()
        self._grid = QGridLayout(self._steps)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.forbidden = plain_label(role="caption", wrap=True)
        self.caution = plain_label(role="caption-strong", wrap=True)
        self.before = plain_label(role="caption-strong", wrap=True)
        self.checks = secondary_button(_("Checks"), key_hint="K")
        self.cautions = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.cautions.setSizePolicy(policy)
        self._warned = QVBoxLayout(self.cautions)
        self._warned.setContentsMargins(0, 0, 0, 0)
        self._warned.addWidget(self.forbidden)
        self._warned.addWidget(self.caution)
        self._words = QVBoxLayout()
        for part in (self._reminder, self._steps, self.cautions):
            self._words.addWidget(part)
        self._words.addStretch(1)
        self._foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._foot.addWidget(self.before, 1)
        self._foot.addWidget(self.checks)
        self._words.addLayout(self._foot)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.addWidget(self.picture)
        self._layout.addLayout(self._words, 1)
        self._protocol: Protocol | None = None
        self._is_filled = self._is_tight = False
        self.arrange(upright=False)

    def show_steps(self, protocol: Protocol | None, side: Side) -> None:
        """Show how that site is tested on that side; None where that is not installed."""
        self.picture.setVisible(protocol is not None)
        if protocol is not None:
            the_site = of_screen().places.named(protocol.name, "the_midline")
            words = _("How {the_place} is tested").format(the_place=the_site)
            self.picture.show_protocol(protocol, side, words)
        if self._is_filled and protocol is self._protocol:
            return
        self._protocol, self._is_filled = protocol, True
        self._show_texts(protocol)

    def show_technique(self, technique: Technique, *, position_before: str) -> None:
        """Say how many checks are ticked, and that the position was another one last time.

        Args:
            position_before: Words for the line; empty when there is nothing to say.
        """
        protocol = self._protocol
        asks = protocol is not None and bool(protocol.checks or protocol.positions)
        self.checks.setVisible(asks)
        _say(self.before, position_before)
        self._share_the_room()
        if protocol is None:
            return
        all_checks = len(protocol.checks)
        ticked = sum(protocol.check_of(key) is not None for key in technique.ticked)
        counts = {"n": ticked, "all": all_checks}
        shown = _("Checks: {n} of {all}") if all_checks and not technique.is_empty else _("Checks")
        self.checks.say(shown.format(**counts))
        if all_checks:
            said = _("Checks: {n} of {all} ticked").format(**counts)
            self.checks.setAccessibleName(said)

    def _show_texts(self, protocol: Protocol | None) -> None:
        remove_all(self._grid)
        self._grid.setHorizontalSpacing(appearance().gap(12))
        self._grid.setVerticalSpacing(appearance().gap(6))
        top = Qt.AlignmentFlag.AlignTop
        for row, step in enumerate(protocol.steps if protocol else ()):
            self._grid.addWidget(plain_label(str(row + 1), role="number"), row, 0, top)
            self._grid.addWidget(plain_label(step.text, wrap=True), row, 1, top)
        missing = _("How this place is tested is not installed on this computer.")
        _say(self._reminder, missing if protocol is None else protocol.reminder)
        _say(self.forbidden, _forbidden_words(protocol))
        _say(self.caution, _caution_words(protocol))

    def _share_the_room(self) -> None:
        # What differs from last time is worth more than what is so every time.
        gives_way = self._is_tight and bool(self.before.text())
        self._reminder.setVisible(bool(self._reminder.text()) and not gives_way)

    def keep_cautions(self) -> None:
        """Show the cautions here again, under the steps."""
        self._words.insertWidget(2, self.cautions)

    def arrange(self, *, upright: bool, tight: bool = False) -> None:
        """Beside each other (True) or one over the other; tight where every line counts."""
        look = appearance()
        self._is_tight = tight
        self._share_the_room()
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if upright else direction.TopToBottom)
        gap = look.gap(12)
        self._layout.setContentsMargins(gap, gap, gap, gap)
        self._layout.setSpacing(look.gap(8))
        self._words.setSpacing(look.gap(6))
        self._warned.setSpacing(look.gap(6))
        self._foot.setSpacing(look.gap(6))
        self._foot.setDirection(direction.RightToLeft if upright else direction.TopToBottom)
        self._foot.setAlignment(self.checks, Qt.AlignmentFlag.AlignLeft if upright else _ANYWHERE)
        self._layout.setStretch(0, 2 if upright else 1)
        self._layout.setStretch(1, 5 if upright else 0)
        self.picture.setMinimumHeight(round(_NARROWEST * _SHAPE))
        self.picture.setMaximumHeight(look.px(150 if upright else 190))


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _forbidden_words(protocol: Protocol | None) -> str:
    """What forbids the test, as a short list; empty where the protocol has none."""
    cautions = () if protocol is None else protocol.cautions_of(CautionKind.DO_NOT_TEST)
    short = "; ".join(caution.short for caution in cautions if caution.short)
    return _("Do not test with: {list}.").format(list=short) if short else ""


def _caution_words(protocol: Protocol | None) -> str:
    """The first caution to stop, or the first of all."""
    if protocol is None:
        return ""
    return (protocol.cautions_of(CautionKind.STOP) or protocol.cautions)[0].text
