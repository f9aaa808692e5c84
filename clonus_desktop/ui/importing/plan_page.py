"""What an import would do, who is asked about, and what is wrong with the file."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from clonus_desktop.casebook.importing import Decision, Item, Kind, Plan, Verdict
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.importing.import_words import (
    decision_words,
    like_lines,
    note_lines,
    patient_line,
    plan_lines,
    problem_lines,
    where_words,
)
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.choice_flow import ChoiceFlow
from clonus_desktop.ui.widgets.labels import plain_label

SHOWN_FIRST = 30
"""More come on asking, or with a copy: the page would get longer than anybody scrolls."""


class AskedRow(QWidget):
    """Somebody who may be in the record, beside whom it may be, and what becomes of it.

    Attributes:
        choice: What is decided.
    """

    def __init__(self, kind: Kind, item: Item, today: date) -> None:
        super().__init__()
        self.item = item
        assert item.patient is not None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        said = f"{where_words(kind, item.where)}: {patient_line(item.patient, today)}"
        column.addWidget(plain_label(said, role="strong", wrap=True))
        for line in like_lines(item, today):
            column.addWidget(plain_label(line, wrap=True))
        choices = [(choice.value, decision_words(choice)) for choice in item.choices]
        self.choice = ChoiceFlow(choices, said)
        column.addWidget(self.choice)
        if len(choices) == 1:
            words = _("It cannot be added: the record takes no number twice.")
            column.addWidget(plain_label(words, role="caption", wrap=True))

    @property
    def decision(self) -> Decision:
        """What was decided."""
        return Decision(self.choice.choice)


class PlanPage(DoorPage):
    """Shows a plan, takes decisions, and lets the wrong lines be left out or not.

    Args:
        plan: What would happen.
        today: For the ages.

    Signals:
        confirmed: Take it in.
    """

    confirmed = Signal()

    def __init__(self, plan: Plan, *, today: date) -> None:
        super().__init__(
            "clipboard-check",
            _("What will happen"),
            breakable(plan.source.name),
            width=760,
        )
        self.plan, self._today = plan, today
        self.rows: list[AskedRow] = []
        self._asked = plan.of(Verdict.ASK)
        self._wrong = plan.of(Verdict.WRONG)
        self._asked_column = QVBoxLayout()
        self._asked_column.setSpacing(16)
        self.more = quiet_button("")
        self.leave_out = QCheckBox()
        self.copy = secondary_button(_("Copy this list"), "copy")
        self.problem = plain_label("", role="error", wrap=True)
        self.act = primary_button(_("Take in"), "check")
        self.cancel = secondary_button(_("Take in nothing"), key_hint=_("Esc"))
        self._fill()
        self._connect()
        self.offer_back()

    def _fill(self) -> None:
        for line in plan_lines(self.plan):
            self.body.addWidget(plain_label(line, wrap=True))
        if self._asked:
            self._show_asked()
        if self._wrong:
            self._show_wrong()
        kind = self.plan.kind
        left = [f"{where_words(kind, where)}. {say(why)}" for where, why in self.plan.left_out]
        self._list(_("Exams that stay out"), left)
        self._list(_("What is left aside"), note_lines(kind, self.plan.items))
        self.body.addWidget(self.problem)
        self.problem.hide()
        nothing = not self._asked and not self.plan.would_change({})
        if nothing:
            words = _("There is nothing to take in.")
            self.body.addWidget(plain_label(words, role="strong", wrap=True))
            self.cancel.say(_("Close"))
            self.act.setParent(self)
            self.act.hide()
            self.add_buttons(self.cancel)
        else:
            self.add_buttons(self.act, self.cancel)

    def _connect(self) -> None:
        self.act.clicked.connect(self._confirm)
        self.cancel.clicked.connect(lambda: self.back_wanted.emit())
        self.more.clicked.connect(self._show_more)
        self.copy.clicked.connect(self._copy)

    # --- who is asked about -------------------------------------------------------------------

    def _show_asked(self) -> None:
        count = len(self._asked)
        words = ngettext(
            "{n} patient may be in the record already. Decide; otherwise it stays out.",
            "{n} patients may be in the record already. Decide; otherwise they stay out.",
            count,
        )
        self.body.addWidget(plain_label(words.format(n=count), role="field", wrap=True))
        self.body.addLayout(self._asked_column)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_rows(self._asked[:SHOWN_FIRST])

    def _add_rows(self, items: Sequence[Item]) -> None:
        for item in items:
            row = AskedRow(self.plan.kind, item, self._today)
            self.rows.append(row)
            self._asked_column.addWidget(row)
        left = len(self._asked) - len(self.rows)
        self.more.setVisible(left > 0)
        said = ngettext("Show {n} more", "Show {n} more", min(left, SHOWN_FIRST))
        self.more.say(said.format(n=min(left, SHOWN_FIRST)))

    def _show_more(self) -> None:
        first = len(self.rows)
        self._add_rows(self._asked[first : first + SHOWN_FIRST])
        self.rows[first].choice.focus_here()

    @property
    def decisions(self) -> dict[int, Decision]:
        """What was decided, by line."""
        return {row.item.where: row.decision for row in self.rows}

    # --- what is wrong ------------------------------------------------------------------------

    def _show_wrong(self) -> None:
        count = len(self._wrong)
        words = ngettext("{n} line is wrong", "{n} lines are wrong", count)
        self._list(words.format(n=count), problem_lines(self.plan.kind, self._wrong), "error")
        self.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        said = ngettext("Leave this line out", "Leave these {n} lines out", count)
        self.leave_out.setText(said.format(n=count))
        self.body.addWidget(self.leave_out)

    def _list(self, title: str, lines: Sequence[str], role: str = "body") -> None:
        if not lines:
            return
        self.body.addWidget(plain_label(title, role="field", wrap=True))
        for line in lines[:SHOWN_FIRST]:
            self.body.addWidget(plain_label(line, role=role, wrap=True))
        left = len(lines) - SHOWN_FIRST
        if left > 0:
            words = ngettext("and {n} more", "and {n} more", left).format(n=left)
            self.body.addWidget(plain_label(words, role="muted"))

    def _copy(self) -> None:
        clipboard.put(text="\n".join(problem_lines(self.plan.kind, self._wrong)))
        announce(self, _("Copied"))

    # --- going on -----------------------------------------------------------------------------

    def _confirm(self) -> None:
        words = ""
        if self._wrong and not self.leave_out.isChecked():
            words = _("Say that the wrong lines may be left out, or correct the file first.")
            self.leave_out.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.plan.would_change(self.decisions):
            words = _("Everybody stays out: there is nothing to take in.")
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words:
            announce(self, words, is_urgent=True)
        else:
            self.confirmed.emit()

    def focus_first(self) -> None:
        first = self.rows[0].choice if self.rows else None
        if first is not None:
            first.focus_here()
        elif self._wrong:
            self.leave_out.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            # Not on the button that changes the record.
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
