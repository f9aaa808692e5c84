"""The optional way to count: the pad, the strip beside it, and what to do with the result."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.pages.tap_words import held_words, tapped_words
from clonus_desktop.ui.pending_result import PendingResult
from clonus_desktop.ui.widgets.beat_strip import BeatStrip
from clonus_desktop.ui.widgets.buttons import icon_button, primary_button, quiet_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.count_pad import CountPad
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class TapPanel(QWidget):
    """Pad and strip. A tapped or timed result waits for Use; it never commits itself.

    Signals:
        use_pressed: The result is to be recorded.
        exact_pressed: An exact number is to be typed.
        again_pressed: The next count is a further trial of this place.
        correct_pressed: The beats are to be corrected.
    """

    use_pressed = Signal()
    exact_pressed = Signal()
    again_pressed = Signal()
    correct_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pad = CountPad()
        self.pad.changed.connect(self.refresh)
        self.strip = BeatStrip()
        self.words = plain_label(wrap=True)
        self.use = primary_button("", "check")
        self.use.clicked.connect(self.use_pressed)
        self.fewer = icon_button(_("One beat fewer"), "minus")
        self.fewer.clicked.connect(lambda: self.pad.correct(-1))
        self.more = icon_button(_("One beat more"), "plus")
        self.more.clicked.connect(lambda: self.pad.correct(1))
        self.clear = icon_button(_("Clear"), "x")
        self.clear.clicked.connect(self.pad.clear)
        self.correct = icon_button(_("Correct the beats (E)"), "pencil")
        self.correct.clicked.connect(self.correct_pressed)
        self.exact = quiet_button(_("Exact number"), key_hint="X")
        self.exact.clicked.connect(self.exact_pressed)
        self.again = quiet_button(_("Another trial"), "repeat", "R")
        self.again.clicked.connect(self.again_pressed)
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.card = Card()
        self.card.add(self.strip, 1)
        self.card.add(self.words)
        self._row = Flow()
        row = (self.use, self.fewer, self.more, self.correct, self.clear, self.exact, self.again)
        for button in row:
            self._row.add(button)
        self.card.add(self._row)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.pad, 2)
        self._layout.addWidget(self.card, 6)

    def arrange(self, *, stacked: bool, mirrored: bool) -> None:
        """Pad over strip (stacked), or beside it; mirrored puts the pad at the right."""
        direction = QBoxLayout.Direction
        beside = direction.RightToLeft if mirrored else direction.LeftToRight
        self._layout.setDirection(direction.TopToBottom if stacked else beside)
        self._layout.setSpacing(appearance().gap(12))
        self._row.set_gaps(appearance().gap(8), appearance().gap(8))
        self.card.set_margin(12)
        self.pad.setMinimumHeight(appearance().px(130))

    def refresh(self) -> None:
        """Show what the pad holds."""
        pad, pending = self.pad, self.pad.pending
        if pad.is_holding or pending.held_s is not None:
            self.strip.show_hold(pad.running_s)
        else:
            self.strip.show_taps(pending.beat_times_s)
        self._show_buttons(pending)
        self._show_words(pending)

    def _show_buttons(self, pending: PendingResult) -> None:
        is_ready = not pending.is_empty and not self.pad.is_holding
        is_tapped = is_ready and pending.held_s is None
        self.use.setVisible(is_ready)
        self.clear.setVisible(is_ready)
        self.fewer.setVisible(is_tapped)
        self.more.setVisible(is_tapped)
        self.correct.setVisible(is_tapped)
        self.exact.setVisible(not is_ready)
        self.again.setVisible(not is_ready)
        if pending.held_s is None:
            words = ngettext("Use {n} beat", "Use {n} beats", pending.beats)
            self.use.say(words.format(n=pending.beats))
        else:
            self.use.say(_("Use sustained") if pending.is_sustained else _("Use this time"))

    def _show_words(self, pending: PendingResult) -> None:
        if self.pad.is_holding:
            seconds = self.pad.running_s
            self.words.setText(
                _("Past 10 s: sustained clonus.") if seconds > 10 else _("Let go when it stops.")
            )
        elif self.pad.train.is_overlong:
            said = _("Held for over ten minutes: no such time is kept. Nothing was recorded.")
            self.words.setText(said + " " + _("Time it again, or press the number of beats."))
        elif pending.is_empty:
            self.words.setText(_("Optional: tap along, or use the numbers."))
        elif pending.held_s is not None:
            self.words.setText(held_words(pending))
        else:
            self.words.setText(tapped_words(pending.trial()))
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
