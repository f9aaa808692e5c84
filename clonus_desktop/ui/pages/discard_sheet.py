"""Why an unfinished exam goes: asked before it is struck."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.domain.examination import Examination
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.reason_field import ReasonField
from clonus_desktop.ui.widgets.sheet import Sheet


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
        is_amendment = draft.revision > 1
        title = _("Discard the amendment?") if is_amendment else _("Discard the unfinished exam?")
        super().__init__(owner, title)
        field = ReasonField(_("Say why the exam is discarded."))
        self.reason, self.problem = field.line, field.problem
        self.keep_button = secondary_button(_("Keep draft"))
        self.discard_button = Button(_("Discard draft"), "danger")
        said = _amendment_words(draft) if is_amendment else _draft_words(draft)
        self.body.addWidget(plain_label(said, wrap=True))
        self.body.addWidget(field)
        self.add_buttons(self.keep_button, self.discard_button, at_end=True)
        self.keep_button.clicked.connect(lambda: self.close_sheet())
        self.discard_button.clicked.connect(lambda: field.take())
        field.given.connect(self.confirmed)
        field.missed.connect(self.fit_again)

    def first_focus(self) -> QWidget:
        return self.reason


def _draft_words(draft: Examination) -> str:
    return _(
        "The exam from {date} {time} has {done} of {all} places. It leaves the chart; "
        "the record keeps it as discarded, with your reason."
    ).format(
        date=short_date(draft.started_at),
        time=f"{draft.started_at:%H:%M}",
        done=len(draft.places) - len(draft.missing_places),
        all=len(draft.places),
    )


def _amendment_words(draft: Examination) -> str:
    return _(
        "What was changed for version {n} of the exam of {date} leaves the chart; the record "
        "keeps it as discarded, with your reason. Version {before} stands as it was signed."
    ).format(n=draft.revision, date=short_date(draft.started_at), before=draft.revision - 1)
