"""Why a signed exam is amended, or withdrawn: asked before anything is done to the record."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _, say
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.reason_field import ReasonField
from clonus_desktop.ui.widgets.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked.

    Attributes:
        title: The question.
        words: What will become of the exam.
        missing: What is said to somebody who gives no reason.
        button: What the button does.
        kind: primary, or danger.
        icon: Of the button.
    """

    title: str
    words: str
    missing: str
    button: str
    kind: str
    icon: str


def amend_question(visit: Examination) -> Question:
    """Whether a signed exam, in its last version, is to be amended."""
    return Question(
        title=_("Amend the exam of {date}?").format(date=short_date(visit.started_at)),
        words=_(
            "A copy becomes version {n}, a draft that you change and sign. Until then version "
            "{before} stands. Every version stays in the record and can be read."
        ).format(n=visit.revision + 1, before=visit.revision),
        missing=_("Say why the exam is amended."),
        button=_("Amend exam"),
        kind="primary",
        icon="pencil",
    )


def withdraw_question(visit: Examination) -> Question:
    """Whether a signed exam, in its last version, is to be withdrawn."""
    return Question(
        title=_("Withdraw the exam of {date}?").format(date=short_date(visit.started_at)),
        words=_(
            "For an exam of the wrong patient, or one that was entered twice. It stays in the "
            "record and can be read, is marked as withdrawn everywhere, and counts in no finding, "
            "course, comparison or letter. This cannot be taken back. To correct a finding, amend "
            "the exam instead."
        ),
        missing=_("Say why the exam is withdrawn."),
        button=_("Withdraw exam"),
        kind="danger",
        icon="ban",
    )


class RevisingSheet(Sheet):
    """Asks for the reason; what stands in the way is said instead.

    Args:
        owner: A widget of the window.
        patient: Whose exam it is.
        question: What is asked.
        obstacle: Why it cannot be done, or None.

    Signals:
        confirmed: The reason, when it is to be done.
    """

    confirmed = Signal(str)

    def __init__(
        self, owner: QWidget, patient: Patient, question: Question, obstacle: Message | None
    ) -> None:
        super().__init__(owner, question.title)
        name = plain_label(breakable(patient.formal_name), "h3", wrap=True)
        name.setAccessibleName(patient.formal_name)
        self.words = plain_label(question.words, wrap=True)
        self.field = ReasonField(question.missing)
        self.reason, self.problem = self.field.line, self.field.problem
        self.close_button = secondary_button(_("Cancel"), key_hint=_("Esc"))
        self.act_button = Button(question.button, question.kind, question.icon)
        for part in (name, self.words, self.field):
            self.body.addWidget(part)
        self.add_buttons(self.close_button, self.act_button, at_end=True)
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.act_button.clicked.connect(lambda: self.field.take())
        self.field.given.connect(self.confirmed)
        self.field.missed.connect(self.fit_again)
        if obstacle is not None:
            self.show_obstacle(obstacle)

    def show_obstacle(self, obstacle: Message) -> None:
        """Say what stands in the way; there is nothing left to do but to close."""
        self.words.setText(say(obstacle))
        self.setAccessibleDescription(self.words.text())
        self.field.hide()
        self.act_button.hide()
        self.close_button.say(_("Close"))
        if not self.isHidden():
            self.fit_again()
            self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        return self.close_button if self.field.isHidden() else self.reason
