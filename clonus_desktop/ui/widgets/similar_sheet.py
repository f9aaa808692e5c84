"""Sheets that ask before the wrong record is opened, doubled or lost."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.widgets.buttons import Button, primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.similar_records import SimilarRecords

_WIDTH_OF_RECORD = 280


class SimilarSheet(Sheet):
    """Records side by side; one of them is opened, or what was typed is saved all the same.

    Args:
        owner: A widget of the window over which it lies.
        records: Stored records, in the order shown.
        typed: What stands in the form, shown before them.
        most_beside: More records than this stand below each other.
        open_words: What the button of each stored record says.
        save_words: What the button says that saves all the same; empty for none.
        back_words: What the button says that changes nothing.

    Signals:
        picked: The id of the patient to open.
        saved: Save what was typed all the same.
    """

    picked = Signal(int)
    saved = Signal()

    def __init__(
        self,
        owner: QWidget,
        *,
        title: str,
        words: str,
        records: Sequence[Patient],
        typed: Patient | None = None,
        today: date,
        most_beside: int,
        open_words: str,
        back_words: str,
        save_words: str = "",
    ) -> None:
        count = len(records) + (typed is not None)
        stacked = count > most_beside
        beside = 1 if stacked else count
        super().__init__(owner, title, width=200 + _WIDTH_OF_RECORD * beside)
        self.body.addWidget(plain_label(words, role="muted", wrap=True))
        self.records = SimilarRecords(
            records, typed=typed, today=today, stacked=stacked, open_words=open_words
        )
        self.records.picked.connect(self._pick)
        self.body.addWidget(self.records)
        if stacked:
            # Beside the scroll bar, not under it.
            self.body.setContentsMargins(0, 0, 16, 0)
        _let_shrink(self)
        self.back_button = secondary_button(back_words)
        self.back_button.clicked.connect(lambda: self.close_sheet())
        self.save_button = secondary_button(save_words)
        self.save_button.clicked.connect(self._save)
        self.save_button.setVisible(bool(save_words))
        foot = [self.back_button, self.save_button] if save_words else [self.back_button]
        self.foot.addLayout(_foot(foot))

    def _pick(self, patient_id: int) -> None:
        self.close_sheet()
        self.picked.emit(patient_id)

    def _save(self) -> None:
        self.close_sheet()
        self.saved.emit()


class LeaveSheet(Sheet):
    """Something was typed and not saved: keep editing, or leave without saving.

    Signals:
        left: Leave; what was typed is given up.
    """

    left = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Leave without saving?"), width=520)
        words = _("What you typed on this page is in no record yet.")
        self.body.addWidget(plain_label(words, role="muted", wrap=True))
        self.keep_button = primary_button(_("Keep editing"))
        self.leave_button = secondary_button(_("Leave without saving"))
        self.keep_button.clicked.connect(lambda: self.close_sheet())
        self.leave_button.clicked.connect(self._leave)
        self.foot.addLayout(_foot([self.leave_button, self.keep_button]))

    def first_focus(self) -> QWidget:
        return self.keep_button

    def _leave(self) -> None:
        self.close_sheet()
        self.left.emit()


def _let_shrink(sheet: Sheet) -> None:
    """Wrapped words take the height of the width they have, not that of a narrow column.

    Else the sheet scrolls although the window has room for all of it.
    """
    for label in sheet.findChildren(QLabel):
        if label.wordWrap():
            policy = label.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            label.setSizePolicy(policy)


def most_beside(arrangement: Arrangement) -> int:
    """How many records fit side by side."""
    fits = {Arrangement.PORTRAIT: 2, Arrangement.LARGE_TEXT: 1}
    return fits.get(arrangement, 3)


def _foot(buttons: Sequence[Button]) -> QBoxLayout:
    """The buttons from the middle to the end of the line, or below each other."""
    is_large = appearance().scale >= 1.5
    direction = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
    row = QBoxLayout(direction)
    row.setSpacing(appearance().gap(12))
    if not is_large:
        row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
