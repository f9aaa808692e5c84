"""Sheets that ask before the wrong record is opened, doubled or lost."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
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
        self.add_buttons(self.back_button, self.save_button, at_end=True)
        # In the sheet first: a button without a parent would be a window of its own.
        self.save_button.setVisible(bool(save_words))

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
        self.add_buttons(self.leave_button, self.keep_button, at_end=True)

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
