"""Why a place was not tested: one press or key, 1 to 8, or a letter for what forbids the test."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from clonus_desktop.domain.clonus_test import LONGEST_REASON, NotTested, NotTestedReason
from clonus_desktop.domain.protocol import Caution
from clonus_desktop.language import _, first_upper
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.exam_keys import is_pad_point
from clonus_desktop.ui.widgets.buttons import Button, primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label, tell_tip
from clonus_desktop.ui.widgets.sheet import Sheet

_LETTERS = "abcdefgh"


def reason_texts() -> dict[NotTestedReason, str]:
    """The reasons in the order of their keys."""
    return {
        NotTestedReason.PAIN: _("Pain"),
        NotTestedReason.FRACTURE_OR_INJURY: _("Fracture or injury"),
        NotTestedReason.SPLINT_CAST_OR_DRESSING: _("Splint, cast or dressing"),
        NotTestedReason.CONTRACTURE: _("Contracture"),
        NotTestedReason.AMPUTATION: _("Amputation"),
        NotTestedReason.DECLINED: _("Declined"),
        NotTestedReason.NOT_RELEVANT_TODAY: _("Not relevant today"),
        NotTestedReason.OTHER: _("Other"),
    }


class NotTestedSheet(Sheet):
    """Eight reasons, of which Other asks for words; under them what forbids the test here.

    Args:
        owner: A widget of the window.
        the_place: "the left ankle".
        forbidding: Cautions with a reason, as the protocol of the place has them.

    Signals:
        answered: A NotTested, and the time stamp of the key in milliseconds (0 for none).
    """

    answered = Signal(object, object)

    def __init__(self, owner: QWidget, the_place: str, forbidding: Sequence[Caution] = ()) -> None:
        title = _("Why was {the_place} not tested?").format(the_place=the_place)
        super().__init__(owner, title, width=860 if forbidding else 600)
        self._reasons = tuple(reason_texts())
        self._stamp_ms = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(appearance().gap(8))
        self.body.addLayout(self._grid)
        self.buttons: dict[NotTestedReason, Button] = {}
        for index, (reason, text) in enumerate(reason_texts().items()):
            button = Button(f"{index + 1}  {text}", "reason")
            button.setAccessibleName(text)
            button.clicked.connect(lambda _checked, reason=reason: self._choose(reason))
            self.buttons[reason] = button
        self._add_words()
        self._add_forbidding(forbidding)
        self._add_foot()

    def fit(self, width: int) -> None:
        """As many columns as fit, up to three with what forbids the test, else two."""
        for grid, buttons in (
            (self._grid, list(self.buttons.values())),
            (self._forbidden, self.forbidding),
        ):
            widest = max((button.sizeHint().width() for button in buttons), default=0)
            fitting = (width + grid.spacing()) // (widest + grid.spacing())
            columns = max(1, min(fitting, 3 if self.forbidding else 2))
            for index, button in enumerate(buttons):
                grid.addWidget(button, *divmod(index, columns))

    def _add_forbidding(self, cautions: Sequence[Caution]) -> None:
        self._forbidden = QGridLayout()
        self._forbidden.setSpacing(appearance().gap(8))
        self.forbidding: list[Button] = []
        if not cautions:
            return
        self.body.addWidget(plain_label(_("Do not test here with"), role="h4"))
        self.body.addLayout(self._forbidden)
        for letter, caution in zip(_LETTERS, cautions, strict=False):
            text = first_upper(caution.short)
            button = Button(f"{letter.upper()}  {text}", "reason")
            button.setAccessibleName(text)
            tell_tip(button, caution.text)
            button.clicked.connect(lambda _on=False, caution=caution: self._forbid(caution))
            self.forbidding.append(button)

    def _forbid(self, caution: Caution) -> None:
        assert caution.reason is not None
        self._answer(NotTested(reason=caution.reason, explanation=caution.short))

    def _add_words(self) -> None:
        self.words = QLineEdit()
        self.words.setMaxLength(LONGEST_REASON)
        self.words.setAccessibleName(_("The reason in words"))
        self.words.setPlaceholderText(_("The reason in words"))
        self.words.returnPressed.connect(self._use_words)
        self.use = primary_button(_("Record as not tested"))
        self.use.clicked.connect(self._use_words)
        self.problem = plain_label(_("Write the reason in words."), role="error")
        self.body.addWidget(self.words)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.words, self.use, self.problem):
            widget.hide()

    def _add_foot(self) -> None:
        foot = QHBoxLayout()
        self.cancel = secondary_button(_("Cancel"), key_hint=_("Esc"))
        self.cancel.clicked.connect(self.close_sheet)
        note = _("The place stays in the record as “Not tested”, never as 0 beats.")
        foot.addWidget(plain_label(note, role="caption", wrap=True), 1)
        foot.addWidget(self.cancel)
        self.foot.addLayout(foot)

    def _choose(self, reason: NotTestedReason) -> None:
        if reason is not NotTestedReason.OTHER:
            self._answer(NotTested(reason=reason))
            return
        self.words.show()
        self.use.show()
        self._cover()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use_words(self) -> None:
        words = self.words.text().strip()
        self.problem.setVisible(not words)
        if words:
            self._answer(NotTested(reason=NotTestedReason.OTHER, explanation=words))
        else:
            self._cover()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, why: NotTested) -> None:
        # Closed first: the answer may open the next screen, which takes the focus.
        self.close_sheet()
        self.answered.emit(why, self._stamp_ms)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if not event.isAutoRepeat() and len(text) == 1 and text in "12345678":
            event.accept()
            self._stamp_ms = event.timestamp()
            self._choose(self._reasons[int(text) - 1])
            return
        letters = _LETTERS[: len(self.forbidding)]
        if not event.isAutoRepeat() and len(text) == 1 and text.casefold() in letters:
            event.accept()
            self._stamp_ms = event.timestamp()
            self.forbidding[letters.index(text.casefold())].click()
            return
        if is_pad_point(event):
            # The number pad has no Esc; its point takes back, as it does in the exam.
            event.accept()
            self.close_sheet()
            return
        super().keyPressEvent(event)
