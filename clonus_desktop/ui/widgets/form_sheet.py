"""A sheet with fields, which stays while the worker does what they are for."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet


class FormSheet(Sheet):
    """Fields, their problems at the top and at each, and what is done now.

    Args:
        owner: A widget of the window.
        title: What is done.
        words: Sentences over the fields.
        go_on: The primary button.
        width: Widest, in pixels at 100 %.

    Signals:
        submitted: All is well in the fields.
    """

    submitted = Signal()

    def __init__(
        self, owner: QWidget, title: str, *words: str, go_on: Button, width: int = 600
    ) -> None:
        super().__init__(owner, title, width=width)
        self.asked: dict[str, Field] = {}
        self.is_working = False
        self.summary = ErrorSummary()
        self.summary.followed.connect(self.go_to)
        for line in words:
            self.body.addWidget(plain_label(line, role="muted", wrap=True))
        self.body.addWidget(self.summary)
        self.status = plain_label("", role="muted", wrap=True)
        self.go_on = go_on
        self.cancel = secondary_button(_("Cancel"), key_hint=_("Esc"))
        self.foot.addWidget(self.status)
        self.status.hide()
        self.add_buttons(self.go_on, self.cancel)
        self.go_on.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.close_sheet)

    def ask(self, fields: Mapping[str, Field]) -> None:
        """Put fields under one another; problems are said at them by their names."""
        self.asked = dict(fields)
        for field in fields.values():
            self.body.addWidget(field)

    def first_focus(self) -> QWidget:
        return next(iter(self.asked.values())).editor

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field."""
        self.asked[name].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when it can be submitted."""
        return {}

    def submit(self) -> None:
        """Check, and go on when nothing is wrong; nothing while something is done already."""
        if self.is_working:
            return
        problems = self.problems()
        self.show_problems(problems)
        if not problems:
            self.submitted.emit()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong, at the top with links and at each field; nothing when empty."""
        for name, field in self.asked.items():
            field.show_problem(problems.get(name, ""))
        if problems:
            self.summary.show_problems(list(problems.items()))
        else:
            self.summary.clear()
        self._cover()

    def begin_work(self, words: str) -> None:
        """Say what is done now; the sheet stays until ``end_work``."""
        self.is_working = True
        self.status.setText(words)
        self.status.show()
        self._cover()
        announce(self, words)

    def end_work(self) -> None:
        """It is done, or it failed: the sheet can be closed or submitted again."""
        self.is_working = False
        self.status.hide()
        self._cover()

    def finish(self) -> None:
        """What it is for is done: go."""
        self.end_work()
        self.close_sheet()

    def close_sheet(self) -> None:
        if self.is_working:
            return
        self.forget()
        super().close_sheet()

    def forget(self) -> None:
        """Forget the secrets that were typed."""
