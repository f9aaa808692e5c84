"""What the letter's page shows: options, ways out and paper, arranged for the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.widgets.empty_state import EmptyState
from clonus_desktop.ui.widgets.issued_notice import IssuedNotice
from clonus_desktop.ui.widgets.labels import heading, plain_label
from clonus_desktop.ui.widgets.letter_actions import LetterActions
from clonus_desktop.ui.widgets.letter_options import LetterOptionsForm
from clonus_desktop.ui.widgets.paper_view import PaperView
from clonus_desktop.ui.widgets.scrolled import scroll_area

OPTIONS_WIDTH = 340
WIDEST = 16_777_215
"""Qt's own limit: QWIDGETSIZE_MAX."""


class LetterView:
    """The widgets of the page, laid into it.

    Attributes:
        options: What goes into the letter.
        issued: In their place, what is said of a letter from the record.
        actions: The three ways out.
        paper: The letter as it will be printed.
        empty: What is said when there is no examination.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.options = LetterOptionsForm()
        self.issued = IssuedNotice()
        self.actions = LetterActions()
        self.paper = PaperView(_("Letter as it will be printed"))
        self.empty = EmptyState(
            "file-text", _("Sign the exam first."), _("Letters use signed exams only.")
        )
        self.draft = plain_label(
            _("This exam is not signed. The letter carries a draft mark."),
            "notice",
            wrap=True,
        )
        self._heading = heading(_("Letter"))
        self._side = QWidget()
        self._side.setProperty("role", "scrolled")
        self._column = QVBoxLayout(self._side)
        self._scroll = scroll_area(self._side)
        self._grid = QGridLayout(page)
        # In the page from the start: a label without a parent would be a window of its own.
        self.arrange(Arrangement.WIDE)

    def focus_first(self) -> None:
        """Put the keyboard on the recipient."""
        self.options.recipient.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_something(self, *, is_something: bool) -> None:
        """Show the letter, or say that there is nothing to write about."""
        self.empty.setVisible(not is_something)
        for widget in (self._scroll, self.actions, self.paper):
            widget.setVisible(is_something)
        if not is_something:
            self.draft.hide()
        self.show_issued(is_issued=False)

    def show_issued(self, *, is_issued: bool) -> None:
        """Show what is said of a letter from the record in the place of the choices."""
        self.issued.setVisible(is_issued)
        self.options.setVisible(not is_issued)
        if is_issued:
            self.draft.hide()

    def show_draft(self, *, is_draft: bool) -> None:
        """Say whether the letter is only a draft."""
        self.draft.setVisible(is_draft)

    # -- layout -----------------------------------------------------------------------------

    def arrange(self, arrangement: Arrangement) -> None:
        """Options beside the paper, or over it in an upright window."""
        wide = arrangement is Arrangement.WIDE
        margin, gap = appearance().gap(24 if wide else 16), appearance().gap(16)
        self._take_apart()
        self._grid.setContentsMargins(margin, margin, margin, margin)
        self._grid.setHorizontalSpacing(appearance().gap(16))
        self._grid.setVerticalSpacing(gap if wide else gap // 2)
        self._column.setSpacing(gap // 2)
        self.issued.arrange()
        if arrangement.is_upright:
            self._stack(arrangement)
        else:
            self._stand_side_by_side(is_wide=wide)
        self.paper.repaint_for_theme()

    def _take_apart(self) -> None:
        in_column = (self._heading, self.draft, self.options, self.issued)
        for widget in (*in_column, self._scroll, self.actions, self.paper, self.empty):
            # Not taken item by item: an item that lives on in Python keeps Qt from seeing
            # that its widget has grown.
            self._column.removeWidget(widget)
            self._grid.removeWidget(widget)
        while self._column.count():
            self._column.takeAt(0)
        for widget in in_column:
            self._column.addWidget(widget)
        self._grid.addWidget(self.empty, 0, 0, 2, 2)

    def _stand_side_by_side(self, *, is_wide: bool) -> None:
        beside_bar = appearance().gap(8)
        self._column.setContentsMargins(0, 0, beside_bar, 0)
        self._column.addStretch(1)
        width = appearance().px(OPTIONS_WIDTH) + beside_bar
        self._scroll.setFixedWidth(width)
        self.actions.setFixedWidth(width)
        self.options.arrange(columns=1, lines=2 if is_wide else 1)
        self.actions.arrange(in_a_row=False, right_margin=beside_bar)
        self.paper.show_whole(is_whole=False)
        self._grid.addWidget(self._scroll, 0, 0)
        self._grid.addWidget(self.actions, 1, 0)
        self._grid.addWidget(self.paper, 0, 1, 2, 1)
        self._grid.setColumnStretch(0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(0, 1)

    def _stack(self, arrangement: Arrangement) -> None:
        is_large = arrangement is Arrangement.LARGE_TEXT
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._scroll, self.actions):
            widget.setMinimumWidth(0)
            widget.setMaximumWidth(WIDEST)
        self.options.arrange(columns=1 if is_large else 2, lines=2)
        self.actions.arrange(in_a_row=not is_large)
        self._column.addSpacing(appearance().gap(8))
        self._column.addWidget(self.actions)
        self._column.addSpacing(appearance().gap(8))
        self._column.addWidget(self.paper, 1)
        self.paper.show_whole(is_whole=is_large)
        self._grid.addWidget(self._scroll, 0, 0, 1, 2)
        self._grid.setColumnStretch(1, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(0, 1)
