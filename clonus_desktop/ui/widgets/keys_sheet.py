"""The key sheet: what each key does, here and everywhere."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import KeyGroup
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button
from clonus_desktop.ui.widgets.key_caps import KeyRows
from clonus_desktop.ui.widgets.sheet import Sheet

_TWO_COLUMNS_FROM = 760
"""Width inside the sheet, in pixels at 100 %."""


class KeysSheet(Sheet):
    """Groups of keys in two columns where there is room, else in one.

    Args:
        groups: The keys of the page first, then those of every page.
        open_manual: Called when the manual is wanted.
    """

    def __init__(
        self, owner: QWidget, groups: Sequence[KeyGroup], open_manual: Callable[[], None]
    ) -> None:
        super().__init__(owner, _("Keys"), width=1120)
        self._open_manual = open_manual
        self.groups = [KeyRows(group) for group in groups]
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._row = QHBoxLayout()
        self._row.setSpacing(appearance().gap(40))
        for column in self._columns:
            column.setSpacing(appearance().gap(20))
            self._row.addLayout(column, 1)
        self.body.addLayout(self._row)
        self._lay_out(1)
        self._add_foot()

    def _add_foot(self) -> None:
        manual = quiet_button(_("Open the manual"), "circle-help")
        manual.clicked.connect(lambda: self._go_to_manual())
        close = primary_button(_("Close"), key_hint=_("Esc"))
        close.clicked.connect(lambda: self.close_sheet())
        self.add_buttons(manual, close)

    def _go_to_manual(self) -> None:
        self.close_sheet()
        self._open_manual()

    def fit(self, width: int) -> None:
        self._lay_out(2 if width >= appearance().px(_TWO_COLUMNS_FROM) else 1)

    def _lay_out(self, columns: int) -> None:
        """The groups in their order; the second column begins after half of the rows."""
        for column in self._columns:
            while column.takeAt(0) is not None:
                pass
        rows = [len(rows.group.keys) + 2 for rows in self.groups]
        for index, group in enumerate(self.groups):
            is_past_half = sum(rows[: index + 1]) - rows[index] / 2 > sum(rows) / 2
            self._columns[1 if columns == 2 and is_past_half else 0].addWidget(group)
        for column in self._columns:
            column.addStretch(1)
        self._row.setStretch(1, 1 if columns == 2 else 0)
        self._row.setSpacing(appearance().gap(40) if columns == 2 else 0)
        self._row.setAlignment(Qt.AlignmentFlag.AlignTop)
