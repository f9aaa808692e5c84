"""The trials of one place: what each showed, and how to strike or correct one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.domain.trial import LONGEST_STRUCK_REASON
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import Button, primary_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.trials_bar import TrialLine


class TrialRow(QFrame):
    """One trial in words, with what can be done to it."""

    def __init__(self, line: TrialLine) -> None:
        super().__init__()
        self.setProperty("card", "row")
        layout = QVBoxLayout(self)
        gap = appearance().gap(12)
        layout.setContentsMargins(gap, gap, gap, gap)
        title = _("Trial {number}").format(number=line.number)
        if line.is_struck:
            title = _("Trial {number}, struck").format(number=line.number)
        elif line.is_largest:
            title = _("Trial {number}, reported").format(number=line.number)
        layout.addWidget(plain_label(title, role="strong"))
        layout.addWidget(plain_label(line.words, wrap=True))
        self.correct = secondary_button(_("Correct the beats"), "pencil")
        self.strike = secondary_button(_("Strike this trial"), "ban")
        for button in (self.correct, self.strike):
            said = _("{act}: trial {number}").format(
                act=button.accessibleName(), number=line.number
            )
            button.setAccessibleName(said)
        acts = Flow()
        acts.set_gaps(appearance().gap(8), appearance().gap(8))
        acts.add(self.correct)
        acts.add(self.strike)
        layout.addWidget(acts)
        # Inside first: a button without a parent that is told to show is a window of its own.
        self.correct.setHidden(not line.can_be_corrected)
        acts.setHidden(line.is_struck)


class TrialsSheet(Sheet):
    """Every trial of the place, struck ones too; a digit goes to that trial.

    Signals:
        strike_wanted: The number of a trial, from 1.
        correct_wanted: The same.
        again_wanted: Another trial is to be given at this place.
    """

    strike_wanted = Signal(int)
    correct_wanted = Signal(int)
    again_wanted = Signal()

    def __init__(
        self,
        owner: QWidget,
        at_place: str,
        lines: Sequence[TrialLine],
        *,
        trend: str,
        can_repeat: bool,
    ) -> None:
        super().__init__(owner, _("Trials {at_place}").format(at_place=at_place), width=680)
        self.rows: dict[int, TrialRow] = {}
        if not lines:
            self.body.addWidget(plain_label(_("No trial is recorded here yet."), wrap=True))
        for line in lines:
            row = self.rows[line.number] = TrialRow(line)
            row.strike.clicked.connect(lambda _on=False, n=line.number: self._leave_for(n, "s"))
            row.correct.clicked.connect(lambda _on=False, n=line.number: self._leave_for(n, "c"))
            self.body.addWidget(row)
        if trend:
            self.body.addWidget(plain_label(trend, role="strong", wrap=True))
        rule = _("The largest trial is reported. All are kept; a struck one is never counted.")
        self.body.addWidget(plain_label(rule, role="caption", wrap=True))
        self._add_foot(can_repeat=can_repeat)

    def _add_foot(self, *, can_repeat: bool) -> None:
        self.again = secondary_button(_("Another trial"), "repeat", "R")
        self.again.clicked.connect(self._again)
        close = primary_button(_("Back to the exam"), key_hint=_("Esc"))
        close.clicked.connect(self.close_sheet)
        self.add_buttons(close, self.again)
        self.again.setHidden(not can_repeat)

    def _leave_for(self, number: int, act: str) -> None:
        self.close_sheet()
        (self.strike_wanted if act == "s" else self.correct_wanted).emit(number)

    def _again(self) -> None:
        if self.again.isVisibleTo(self):
            self.close_sheet()
            self.again_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().casefold()
        if event.isAutoRepeat() or not text:
            super().keyPressEvent(event)
        elif text.isdecimal() and int(text) in self.rows:
            event.accept()
            self.rows[int(text)].strike.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif text in {"r", "/"}:
            event.accept()
            self._again()
        else:
            super().keyPressEvent(event)


class StrikeSheet(Sheet):
    """Why a trial does not count: one press, one of the keys 1 to 5, or own words.

    Signals:
        answered: The reason in words.
    """

    answered = Signal(str)

    def __init__(self, owner: QWidget, trial_words: str) -> None:
        title = _("Why is this trial struck?")
        super().__init__(owner, title)
        self.body.addWidget(plain_label(trial_words, role="value", wrap=True))
        self.buttons: list[Button] = []
        for index, reason in enumerate(_usual_reasons(), start=1):
            button = Button(f"{index}  {reason}", "reason")
            button.setAccessibleName(reason)
            button.clicked.connect(lambda _on=False, reason=reason: self._answer(reason))
            self.buttons.append(button)
            self.body.addWidget(button)
        self.words = QLineEdit()
        self.words.setMaxLength(LONGEST_STRUCK_REASON)
        self.words.setAccessibleName(_("Another reason in words"))
        self.words.setPlaceholderText(_("Another reason in words"))
        self.words.returnPressed.connect(self._use_words)
        self.problem = plain_label(_("Write the reason in words."), role="error")
        self.problem.hide()
        self.body.addWidget(self.words)
        self.body.addWidget(self.problem)
        self._add_foot()

    def _add_foot(self) -> None:
        self.use = primary_button(_("Strike this trial"))
        self.use.clicked.connect(self._use_words)
        self.cancel = secondary_button(_("Cancel"), key_hint=_("Esc"))
        self.cancel.clicked.connect(self.close_sheet)
        note = _("It stays listed with the reason, and Undo brings it back.")
        self.foot.addWidget(plain_label(note, role="caption", wrap=True))
        self.add_buttons(self.use, self.cancel)

    def _use_words(self) -> None:
        words = self.words.text().strip()
        if words:
            self._answer(words)
            return
        self.problem.show()
        set_property(self.words, "problem", "true")
        self._cover()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, reason: str) -> None:
        self.close_sheet()
        self.answered.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        # Not isdigit: a superscript two, a key of its own in France, is a digit and no number.
        is_number = text.isdecimal() and not event.isAutoRepeat()
        if is_number and 1 <= int(text) <= len(self.buttons):
            event.accept()
            self.buttons[int(text) - 1].click()
            return
        super().keyPressEvent(event)


def _usual_reasons() -> tuple[str, ...]:
    return (
        _("The patient pushed or helped"),
        _("The stretch was too slow or not held"),
        _("Counted wrongly"),
        _("Interrupted"),
        _("Painful"),
    )
