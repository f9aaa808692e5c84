"""One antispastic drug on the context page: its dose, and when the last one was."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from clonus_desktop.domain.context_form import OTHER_DRUG, Drug, DrugKind
from clonus_desktop.domain.drugs import (
    LONGEST_DOSE,
    LONGEST_NAME,
    DrugUse,
    LastDose,
    parse_last_dose,
)
from clonus_desktop.language import _, as_english, say
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import hour_and_minute, short_date
from clonus_desktop.ui.widgets.answer_choice import Answer, AnswerChoice
from clonus_desktop.ui.widgets.buttons import icon_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.typed_line import TypedLine

_LONGEST_TIME = 40


class DrugRow(Card):
    """Asks for dose and last dose.

    Signals:
        changed: The DrugUse as it is now, and what was changed, in a few words.
        removed: The drug goes from the list.
        finished: Enter was pressed in the last field: the next question can come.
    """

    changed = Signal(object, str)
    removed = Signal()
    finished = Signal()

    def __init__(self, drug: Drug, use: DrugUse, examined_at: datetime) -> None:
        super().__init__(look="sunken")
        self.drug, self.use, self._examined_at = drug, use, examined_at
        self.remove_button = icon_button(_("Remove {drug}").format(drug=drug.label), "x")
        self.name = TypedLine(longest=LONGEST_NAME)
        self.dose = TypedLine(longest=LONGEST_DOSE)
        self.time = TypedLine(longest=_LONGEST_TIME)
        self.without_time = AnswerChoice(_("{drug}, last dose").format(drug=drug.label))
        self.without_time.offer(_answers(drug.kind))
        self._build()
        self._connect()
        self.show_use(use)

    def _build(self) -> None:
        self.title.setText(self.drug.label)
        self.title.show()
        self.head.addStretch(1)
        self.head.addWidget(self.remove_button)
        is_injection = self.drug.kind is DrugKind.INJECTION
        when = _("Injected on") if is_injection else _("Last dose at")
        hint = _("A date, or 12 weeks.") if is_injection else _("7:40, 3 h, yesterday 22:00.")
        self.name_field = Field(_("Name of the drug"), self.name)
        self.dose_field = Field(_("Dose"), self.dose, hint=_("As it is taken."))
        self.time_field = Field(when, self.time, hint=hint)
        for field in (self.name_field, self.dose_field, self.time_field):
            words = _("{drug}, {field}").format(drug=self.drug.label, field=field.label.text())
            field.editor.setAccessibleName(words)
        self.said = plain_label("", "caption", wrap=True)
        last = QVBoxLayout()
        last.setSpacing(appearance().gap(8))
        last.addWidget(self.time_field)
        last.addWidget(self.without_time)
        last.addWidget(self.said)
        self._fields = QGridLayout()
        self._fields.addWidget(self.name_field, 0, 0, 1, 2)
        self._fields.addWidget(self.dose_field, 1, 0)
        self._fields.addLayout(last, 1, 1)
        self._last = last
        if self.drug.key != OTHER_DRUG:
            self.name_field.hide()
        self.body.addLayout(self._fields)

    def _connect(self) -> None:
        self.name.typed.connect(lambda text: self._change(name=text.strip()))
        self.dose.typed.connect(lambda text: self._change(dose=text.strip()))
        self.time.typed.connect(self._take_time)
        for line in (self.name, self.dose, self.time):
            line.left.connect(lambda: self.show_use(self.use))
        self.without_time.chosen.connect(self._take_word)
        self.name.returnPressed.connect(self.dose.setFocus)
        self.dose.returnPressed.connect(self.time.setFocus)
        self.time.returnPressed.connect(self._finish)
        self.remove_button.clicked.connect(lambda: self.removed.emit())

    def arrange(self, *, stacked: bool) -> None:
        """Dose and last dose beside each other, or under each other where it is narrow."""
        self._fields.removeItem(self._last)
        self._fields.addLayout(self._last, 2 if stacked else 1, 0 if stacked else 1)
        self._fields.setColumnStretch(0, 1)
        self._fields.setColumnStretch(1, 0 if stacked else 1)
        self._fields.setHorizontalSpacing(0 if stacked else appearance().gap(16))
        self._fields.setVerticalSpacing(appearance().gap(8))

    def show_use(self, use: DrugUse) -> None:
        """Show what is recorded."""
        self.use = use
        self.name.show_text(use.name)
        self.dose.show_text(use.dose)
        last = use.last_dose
        is_word = isinstance(last, LastDose)
        self.without_time.choose(_KEYS[last] if isinstance(last, LastDose) else None)
        if not self.time_field.problem:
            self.time.show_text("" if is_word else _typed(use, self._examined_at))
        self.said.setText(_in_words(use, self._examined_at))
        self.said.setVisible(not is_word)

    def flush(self) -> None:
        """Tell at once what was typed."""
        for line in (self.name, self.dose, self.time):
            line.flush()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        (self.name if self.drug.key == OTHER_DRUG else self.dose).setFocus()

    def _finish(self) -> None:
        # Not while a problem is shown: it is read where it stands.
        if not self.time_field.problem:
            self.finished.emit()

    def _take_time(self, text: str) -> None:
        last = parse_last_dose(as_english(text), before=self._examined_at)
        if last is None and text.strip():
            words = _("Enter a time, hours or a date, at or before the exam.")
            self.time_field.show_problem(words)
            return
        self.time_field.show_problem("")
        self._change(last_dose=LastDose.NOT_KNOWN if last is None else last)

    def _take_word(self, key: str) -> None:
        self.time_field.show_problem("")
        self.time.empty()
        self._change(last_dose=next(word for word, name in _KEYS.items() if name == key))

    def _change(self, **fields: object) -> None:
        self.use = replace(self.use, **fields)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.use, self.drug.label)


_KEYS = {
    LastDose.NOT_KNOWN: "not-known",
    LastDose.NOT_TAKEN: "not-taken",
    LastDose.CONTINUOUS: "continuous",
}


def _answers(kind: DrugKind) -> list[Answer]:
    not_taken = _("Not given") if kind is DrugKind.INJECTION else _("Not taken")
    answers = [
        Answer(_KEYS[LastDose.NOT_KNOWN], _("Not known")),
        Answer(_KEYS[LastDose.NOT_TAKEN], not_taken),
    ]
    if kind is DrugKind.PUMP:
        answers.insert(0, Answer(_KEYS[LastDose.CONTINUOUS], _("Continuous")))
    return answers


def _typed(use: DrugUse, examined_at: datetime) -> str:
    """The last dose as it can be typed again: ``07:40``, ``12/3/2025 22:00``, ``12/3/2025``."""
    last = use.last_dose
    if isinstance(last, LastDose):
        return ""
    if not isinstance(last, datetime):
        return f"{last.day}/{last.month}/{last.year}"
    local = last.astimezone(examined_at.tzinfo)
    time = hour_and_minute(local)
    if local.date() == examined_at.date():
        return time
    return f"{local.day}/{local.month}/{local.year} {time}"


def _in_words(use: DrugUse, examined_at: datetime) -> str:
    last, since = use.last_dose, use.since(examined_at)
    if isinstance(last, LastDose):
        return ""
    when = short_date(last)
    if isinstance(last, datetime):
        when += f" {hour_and_minute(last.astimezone(examined_at.tzinfo))}"
    if since is None:
        return when
    return _("{when}, {time} before the exam").format(when=when, time=say(since.short))
