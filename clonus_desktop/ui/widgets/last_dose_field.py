"""When a drug was last taken: one press for the usual answers, a number or a day for the rest."""

from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.domain.exposure import Exposure, Taking
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.exposure_entry import Last, LastDose, Unfit, last_dose, typed_of
from clonus_desktop.ui.widgets.choice_flow import ChoiceFlow
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.number_stepper import NumberStepper

_LINE_WIDTH = 200


class LastDoseField(QWidget):
    """Asks for the last dose of one drug, counted from the day of the examination.

    Args:
        drug: Named to screen readers with every choice.

    Signals:
        typed: Something was typed that is not stored yet.
        settled: The fields may hold another answer.
    """

    typed = Signal()
    settled = Signal()

    def __init__(self, drug: str) -> None:
        super().__init__()
        name = _("Last dose of {drug}").format(drug=drug)
        self.choice = ChoiceFlow(
            [
                (Last.CURRENT, _("Still taking")),
                (Last.SAME_DAY, _("Same day")),
                (Last.DAYS, _("Days before")),
                (Last.DATE, _("Date")),
                (Last.NOT_KNOWN, _("Not known")),
            ],
            name,
        )
        self.at, self.on = QLineEdit(), QLineEdit()
        self.days = NumberStepper(name, _("days before"), step=1, start=1, decimals=0)
        self._fields = {
            "at": Field(_("Time that day (optional)"), self.at, hint=_("Such as 05:30")),
            "days": Field(_("Days before the exam"), self.days),
            "on": Field(_("Day of the last dose"), self.on, hint=_("Such as 12 Nov 2026")),
        }
        for line, words in ((self.at, _("time")), (self.on, _("day"))):
            line.setAccessibleName(f"{name}, {words}")
        self._lay_out(name)
        self._connect()

    def _lay_out(self, name: str) -> None:
        question = Field(_("Last dose"), self.choice, hint=_("Keys 1 to 5 choose."))
        self.choice.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance().gap(8))
        column.addWidget(question)
        for field in self._fields.values():
            column.addWidget(field)
        self._fit()
        appearance().changed.connect(self._fit)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._choose)
        for line in (self.at, self.on):
            line.textEdited.connect(lambda _text: self.typed.emit())
            line.editingFinished.connect(self.settled)
        self.days.typed.connect(self.typed)
        self.days.settled.connect(self.settled)

    def _choose(self, key: str) -> None:
        if key == Last.DAYS and not self.days.text:
            self.days.show_text("1")
        self._show_fields()
        self.settled.emit()

    def take_focus(self) -> None:
        """Put the keyboard on the answer that is shown."""
        self.choice.focus_here()

    # -- values -----------------------------------------------------------------------------

    def show_exposure(self, exposure: Exposure, day: date) -> None:
        """Show when the drug was last taken."""
        typed = typed_of(exposure, day)
        self.choice.choose(typed.last)
        self.at.setText(typed.at)
        self.days.show_text(typed.days)
        self.on.setText(typed.on)
        self._show_fields()

    def read(self, day: date) -> tuple[Taking, date | None, time | None] | None:
        """The answer, or None when it does not fit; then its field says why."""
        for field in self._fields.values():
            field.show_problem("")
        typed = LastDose(
            last=Last(self.choice.choice),
            at=self.at.text(),
            days=self.days.text,
            on=self.on.text(),
        )
        try:
            return last_dose(typed, day)
        except Unfit as error:
            self._shown[0].show_problem(str(error))
            return None

    @property
    def shown_problem(self) -> str:
        """What is wrong with the answer in words; empty when it fits."""
        return " ".join(field.problem for field in self._shown)

    @property
    def _shown(self) -> list[Field]:
        """The field that goes with the choice; none for Not known."""
        wanted = {
            Last.CURRENT: "at",
            Last.SAME_DAY: "at",
            Last.DAYS: "days",
            Last.DATE: "on",
        }.get(Last(self.choice.choice))
        return [] if wanted is None else [self._fields[wanted]]

    def _show_fields(self) -> None:
        shown = self._shown
        for field in self._fields.values():
            field.show_problem("")
            field.setVisible(field in shown)

    def _fit(self) -> None:
        for line in (self.at, self.on):
            line.setMaximumWidth(appearance().px(_LINE_WIDTH))
