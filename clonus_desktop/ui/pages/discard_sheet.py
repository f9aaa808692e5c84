"""Why an unfinished exam goes: asked before it is struck."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from clonus_desktop.domain.examination import Examination
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.sheet import Sheet

_LONGEST_REASON = 500


class DiscardSheet(Sheet):
    """Asks for a reason; without one nothing is discarded.

    Args:
        owner: A widget of the window.
        draft: The unfinished examination.

    Signals:
        confirmed: The reason, when the draft is to go.
    """

    confirmed = Signal(str)

    def __init__(self, owner: QWidget, draft: Examination) -> None:
        super().__init__(owner, _("Discard the unfinished exam?"))
        done = len(draft.places) - len(draft.missing_places)
        words = _(
            "The exam from {date} {time} has {done} of {all} places. It leaves the chart; "
            "the record keeps it as discarded, with your reason."
        )
        label = plain_label(_("Reason"), "strong")
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setAccessibleName(_("Reason"))
        self.problem = plain_label(_("Say why the exam is discarded."), "error", wrap=True)
        self.keep_button = secondary_button(_("Keep draft"))
        self.discard_button = Button(_("Discard draft"), "danger")
        label.setBuddy(self.reason)
        self.body.addWidget(
            plain_label(
                words.format(
                    date=short_date(draft.started_at),
                    time=f"{draft.started_at:%H:%M}",
                    done=done,
                    all=len(draft.places),
                ),
                wrap=True,
            )
        )
        for part in (label, self.problem, self.reason):
            self.body.addWidget(part)
        self.problem.hide()
        self._build_foot()

    def _build_foot(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep_button)
        row.addWidget(self.discard_button)
        self.foot.addLayout(row)
        self.keep_button.clicked.connect(lambda: self.close_sheet())
        self.discard_button.clicked.connect(lambda: self._confirm())
        self.reason.returnPressed.connect(self._confirm)

    def first_focus(self) -> QWidget:
        return self.reason

    def _confirm(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.confirmed.emit(reason)
            return
        self.problem.show()
        set_property(self.reason, "state", "error")
        self.reason.setAccessibleDescription(self.problem.text())
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
