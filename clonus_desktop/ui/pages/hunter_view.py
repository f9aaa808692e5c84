"""What the page of serotonin features shows: drugs, features, and the rule beside them."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, margin_beside
from clonus_desktop.ui.widgets.bottom_bar import BottomBar
from clonus_desktop.ui.widgets.buttons import (
    icon_button,
    primary_button,
    quiet_button,
    secondary_button,
)
from clonus_desktop.ui.widgets.drugs_card import DrugsCard
from clonus_desktop.ui.widgets.features_card import FeaturesCard
from clonus_desktop.ui.widgets.hunter_trace import HunterTrace
from clonus_desktop.ui.widgets.labels import OneLine, plain_label, tell_tip
from clonus_desktop.ui.widgets.scrolled import Scrolled


class HunterBar(BottomBar):
    """Undo, Redo, the outcome in a few words, and Done; words are left away where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = secondary_button(_("Undo"), "undo-2")
        self.redo = icon_button(_("Redo"), "redo-2")
        self.outcome = plain_label(role="strong")
        self.done = primary_button(_("Done"), "check")
        self._undo: str | None = None
        self.add(self.undo)
        self.add(self.redo)
        self.add_gap()
        self.add(self.outcome)
        self.add_gap()
        self.add(self.done)

    def show_acts(self, *, undo: str | None, redo: str | None) -> None:
        """Name what Undo and Redo would do."""
        self._undo = undo
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        words = _("Redo {act}").format(act=redo) if redo else _("Redo")
        self.redo.setAccessibleName(words)
        tell_tip(self.redo, words)
        self.fit()

    def show_outcome(self, words: str) -> None:
        """Say the outcome of the rule."""
        self.outcome.setText(words)
        self.fit()

    def fit(self) -> None:
        """Show as many words as the width has room for."""
        named = _("Undo {act}").format(act=self._undo) if self._undo else _("Undo")
        for shorter in range(3):
            self.undo.say(named if shorter < 1 else _("Undo"))
            self.outcome.setVisible(shorter < 2)
            if self.needed_width <= self.width():
                break
        self.undo.setAccessibleName(named)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class HunterView(QWidget):
    """The parts of the page; the page listens to their signals."""

    def __init__(self) -> None:
        super().__init__()
        self._arrangement = Arrangement.WIDE
        self.back = quiet_button(_("Back to review"), "arrow-left")
        self.saved = OneLine("", role="saved")
        self.heading = plain_label(_("Serotonin features"), role="h1", wrap=True)
        self.drugs = DrugsCard()
        self.features = FeaturesCard()
        self.trace = HunterTrace()
        self.bar = HunterBar()
        self._left, self._right = Scrolled(), Scrolled()
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.saved)
        self._left.column.addLayout(head)
        for part in (self.heading, self.drugs, self.features):
            self._left.column.addWidget(part)
        self._left.column.addStretch(1)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self._left, 3)
        self._body.addWidget(self._right, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._body, 1)
        outer.addWidget(self.bar)

    def arrange(self, arrangement: Arrangement) -> None:
        """The rule beside the questions, or under them in an upright window."""
        self._arrangement = arrangement
        self._left.column.removeWidget(self.trace)
        self._right.column.removeWidget(self.trace)
        if arrangement.is_upright:
            self._left.column.insertWidget(self._left.column.count() - 1, self.trace)
        else:
            self._right.column.addWidget(self.trace, 1)
        self._right.setVisible(not arrangement.is_upright)
        stacked = arrangement is Arrangement.LARGE_TEXT
        self.drugs.set_stacked(stacked)
        self.features.set_stacked(stacked)
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = appearance()
        margin = look.gap(16 if self._arrangement is not Arrangement.WIDE else 32)
        margin += margin_beside(self.width(), look.scale)
        gap = look.gap(16)
        between = margin if self._arrangement.is_upright else gap // 2
        self._left.column.setContentsMargins(margin, gap, between, gap)
        self._right.column.setContentsMargins(gap // 2, gap, margin, gap)
        for scrolled in (self._left, self._right):
            scrolled.column.setSpacing(gap)

    def show_in_sight(self, widget: QWidget) -> None:
        """Scroll to what has the keyboard."""
        self._left.ensureWidgetVisible(widget, 0, appearance().gap(24))
