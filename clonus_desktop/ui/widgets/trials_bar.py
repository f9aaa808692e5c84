"""The trials of the place that is open, in a line: each with its result, and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label, set_property

_MOST_SHOWN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """One trial as it is shown.

    Attributes:
        number: From 1, in the order they were given.
        short: A few characters: ``8``, ``10+``, ``4.2 s``.
        words: The result in full, for screen readers and the list.
        is_struck: True when it does not count any more.
        is_largest: True for the one that is reported.
        can_be_corrected: True when its beats were tapped and it stands.
    """

    number: int
    short: str
    words: str
    is_struck: bool = False
    is_largest: bool = False
    can_be_corrected: bool = False


class TrialsBar(Flow):
    """Shown as soon as a place has, or is to have, more than one trial.

    Signals:
        trials_wanted: A trial was pressed: they are to be listed.
        go_on_pressed: The exam goes on to the next place.
    """

    trials_wanted = Signal()
    go_on_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = plain_label(role="strong")
        self.trend = plain_label(role="muted")
        self.go_on = secondary_button(_("Next place"), "arrow-right", _("Enter"))
        self.go_on.clicked.connect(self.go_on_pressed)
        self.chips = [self._chip() for _place in range(_MOST_SHOWN)]
        self._trend = ""
        self._content: tuple[tuple[TrialLine, ...], str, str] | None = None
        self.set_centred(True)
        for part in (self.title, *self.chips, self.trend, self.go_on):
            self.add(part)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _chip(self) -> Button:
        button = Button("", "trial")
        button.clicked.connect(lambda: self.trials_wanted.emit())
        return button

    def show_trials(self, lines: Sequence[TrialLine], *, title: str, trend: str) -> None:
        """Show the trials, the latest nine of them; hidden when there is nothing to show."""
        shown_now = (tuple(lines), title, trend)
        if shown_now == self._content:
            return
        self._content = shown_now
        self.setVisible(bool(title))
        if not title:
            return
        self.title.setText(title)
        self._trend = trend
        self.trend.setText(trend)
        # Five stand at most, but struck ones come on top: the latest are what matters.
        for chip, line in zip_longest(self.chips, lines[-_MOST_SHOWN:]):
            chip.setVisible(line is not None)
            if line is not None:
                self._show_chip(chip, line)
        self._fit()

    def _fit(self) -> None:
        """One line where that is possible: the words give way, the list of trials keeps them."""
        look = appearance()
        self.set_gaps(look.gap(8), look.gap(6))
        for shorter in range(3):
            self.trend.setVisible(bool(self._trend) and shorter < 1)
            self.go_on.say(_("Next place") if shorter < 2 else _("Next"))
            if self.sizeHint().width() <= self.width():
                break
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _show_chip(self, chip: Button, line: TrialLine) -> None:
        struck = _("{number}: {result} struck") if line.is_struck else "{number}: {result}"
        chip.say(struck.format(number=line.number, result=line.short))
        named = _("Trial {number}: {words}").format(number=line.number, words=line.words)
        if line.is_largest:
            named += " " + _("Reported.")
        chip.setAccessibleName(named)
        state = "struck" if line.is_struck else ("reported" if line.is_largest else "")
        set_property(chip, "trial", state)
