"""One page of the door: a card in the middle of the window, scrolled where it is too tall."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken, announce
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import icon_pixmap
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import Button, quiet_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.scrolled import Scrolled

_ICON = 44
_AROUND = 16


class DoorPage(QWidget):
    """A heading, some words, what is asked, and what can be done.

    Args:
        icon_name: A file of resources/icons.
        title: The heading.
        words: Sentences under it.
        width: Widest card, in pixels at 100 %.

    Attributes:
        body: Where the page puts what it asks.
        back: Leads to the page before; hidden where there is none.

    Signals:
        back_wanted: The page before is wanted.
    """

    spoken = Spoken(role=Role.Pane)

    back_wanted = Signal()

    def __init__(self, icon_name: str, title: str, *words: str, width: int = 520) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._icon_name, self._width = icon_name, width
        self._fields: Mapping[str, Field] = {}
        self.card = Card()
        self.card.set_margin(32)
        self.icon = plain_label()
        self.back = quiet_button(_("Back"), "arrow-left", _("Esc"))
        self.back.clicked.connect(lambda: self.back_wanted.emit())
        self.back.hide()
        self.title = plain_label(title, role="h1", wrap=True)
        self.words = [plain_label(line, role="muted", wrap=True) for line in words]
        self.summary = ErrorSummary()
        self.summary.followed.connect(self.go_to)
        self.body = QVBoxLayout()
        self._lay_out()
        self._draw()
        appearance().changed.connect(self._draw)

    def _lay_out(self) -> None:
        self.scroller = Scrolled()
        self.card.add(self.back)
        self.card.body.setAlignment(self.back, Qt.AlignmentFlag.AlignLeft)
        for part in (self.icon, self.title, *self.words, self.summary):
            self.card.add(part)
        self.card.body.addLayout(self.body)
        column = self.scroller.column
        column.addStretch(1)
        column.addWidget(self.card)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroller)

    # --- what is asked ------------------------------------------------------------------------

    def ask(self, fields: Mapping[str, Field]) -> None:
        """Put fields under one another; problems are said at them by their names."""
        self._fields = fields
        for field in fields.values():
            self.body.addWidget(field)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong, at the top with links and at each field; nothing when empty.

        Of one field alone it is said at the field, where the keyboard stays.
        """
        for name, field in self._fields.items():
            field.show_problem(problems.get(name, ""))
        if not problems:
            self.summary.clear()
        elif len(self._fields) > 1:
            self.summary.show_problems(list(problems.items()))
        else:
            for name, words in problems.items():
                self.go_to(name)
                announce(self, words, is_urgent=True)

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field."""
        self._fields[name].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def add_buttons(self, *buttons: Button) -> None:
        """What can be done, in a line that wraps; the first is the primary one."""
        line = Flow()
        line.set_gaps(appearance().gap(12), appearance().gap(8))
        for button in buttons:
            line.add(button)
        self.body.addWidget(line)

    def focus_first(self) -> None:
        """Put the keyboard where the page is begun."""
        if self._fields:
            next(iter(self._fields.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """As Esc does: to the page before, where there is one."""
        if not self.back.isHidden():
            self.back_wanted.emit()

    def offer_back(self) -> None:
        """There is a page before this one."""
        self.back.show()

    def forget(self) -> None:
        """Forget the secrets that were typed or shown; called when the page is left for good."""

    # --- how it looks -------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_margins()

    def _give_margins(self) -> None:
        look = appearance()
        spare = (self.width() - look.px(self._width)) // 2
        side = max(look.gap(_AROUND), spare)
        self.scroller.column.setContentsMargins(side, look.gap(_AROUND), side, look.gap(_AROUND))

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self.icon.setPixmap(icon_pixmap(self._icon_name, "primary", _ICON, ratio))
        self.body.setSpacing(appearance().gap(16))
        self.body.setContentsMargins(0, appearance().gap(8), 0, 0)
        self._give_margins()


def path_label(path: Path) -> QLabel:
    """Where it lies, to be copied by mouse or keys."""
    label = plain_label(breakable(str(path)), role="strong", wrap=True)
    by = Qt.TextInteractionFlag
    label.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
    label.setAccessibleName(_("Folder: {path}").format(path=path))
    return label
