"""One drug that the patient took, with its last dose and, on demand, the rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.domain.exposure import LONGEST_DETAIL, Evidence, Exposure, InvalidExposure
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.exposure_entry import Unfit, day_typed
from clonus_desktop.ui.widgets.answer_row import AnswerRow
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.last_dose_field import LastDoseField


class DrugRow(Card):
    """A drug of the list.

    Args:
        exposure: The drug as it is stored.
        day: Of the examination.
        shown: Gives what a drug or a class of the record is called on the screen.

    Signals:
        changed: The Exposure as it was changed, and what was changed in words.
        removed: It is to be taken off the list.
        typed: Something was typed that is not stored yet.
    """

    changed = Signal(object, str)
    removed = Signal()
    typed = Signal()

    def __init__(self, exposure: Exposure, day: date, shown: Callable[[str], str] = str) -> None:
        super().__init__(look="sunken")
        self._exposure, self._day = exposure, day
        self._name, self._class = shown(exposure.drug), shown(exposure.drug_class)
        self.last = LastDoseField(self._name)
        self.window_words = plain_label(role="caption-strong", wrap=True)
        self.lines = {key: QLineEdit() for key in ("dose", "route", "source", "started_on")}
        self.overdose = AnswerRow(_("Overdose"))
        self.more = quiet_button(_("Details"), "chevron-down")
        self.more.setCheckable(True)
        self.remove = quiet_button(_("Remove"), "trash-2")
        self._name_buttons()
        self._lay_out()
        self._connect()
        self._shown: Exposure | None = None
        self.show_exposure(exposure)

    def _name_buttons(self) -> None:
        for button in (self.more, self.remove):
            button.setAccessibleName(f"{button.accessibleName()}: {self._name}")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(plain_label(self._name, role="strong", wrap=True))
        names.addWidget(plain_label(_under(self._exposure, self._class), role="caption", wrap=True))
        head.addLayout(names, 1)
        buttons = Flow()
        buttons.set_gaps(4, 4)
        buttons.add(self.more)
        buttons.add(self.remove)
        head.addWidget(buttons, 0)
        self.body.addLayout(head)
        self.body.addWidget(self.last)
        self.body.addWidget(self.window_words)
        self.details = QWidget()
        self._grid = QGridLayout(self.details)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._fields = {
            "dose": Field(_("Dose"), self.lines["dose"], hint=_("Such as 100 mg daily")),
            "route": Field(_("Route"), self.lines["route"], hint=_("Such as by mouth")),
            "started_on": Field(
                _("Started or increased"), self.lines["started_on"], hint=_("Such as 12 Nov 2026")
            ),
            "source": Field(_("Source"), self.lines["source"], hint=_("Such as medication chart")),
        }
        for index, (key, field) in enumerate(self._fields.items()):
            self.lines[key].setAccessibleName(f"{field.label.text()}: {self._name}")
            self.lines[key].setMaxLength(LONGEST_DETAIL)
            self._grid.addWidget(field, index // 2, index % 2)
        self._grid.addWidget(self.overdose, 2, 0, 1, 2)
        self.body.addWidget(self.details)
        self.details.hide()

    def _connect(self) -> None:
        self.last.settled.connect(self._settle_last)
        self.last.typed.connect(self.typed)
        self.more.toggled.connect(self.details.setVisible)
        self.remove.clicked.connect(lambda: self.removed.emit())
        self.overdose.answered.connect(lambda value: self._change(_("overdose"), overdose=value))
        for line in self.lines.values():
            line.textEdited.connect(lambda _text: self.typed.emit())
            line.editingFinished.connect(self._settle_details)

    def set_stacked(self, stacked: bool) -> None:
        """One detail in a row where it is narrow."""
        self.overdose.set_stacked(stacked)
        for index, field in enumerate(self._fields.values()):
            self._grid.removeWidget(field)
            at = (index, 0, 1, 2) if stacked else (index // 2, index % 2, 1, 1)
            self._grid.addWidget(field, *at)
        self._grid.removeWidget(self.overdose)
        self._grid.addWidget(self.overdose, len(self._fields), 0, 1, 2)

    # -- values -----------------------------------------------------------------------------

    @property
    def drug(self) -> str:
        """The name of the drug."""
        return self._exposure.drug

    @property
    def shown_problem(self) -> str:
        """What is wrong with the day it was started, in words; empty when it fits."""
        return self._fields["started_on"].problem

    def show_exposure(self, exposure: Exposure) -> None:
        """Show the drug as it is stored; what is being typed stays when it is stored so."""
        self._exposure = exposure
        if exposure == self._shown:
            return
        self._shown = exposure
        self.last.show_exposure(exposure, self._day)
        self.overdose.show_answer(exposure.overdose)
        started = "" if exposure.started_on is None else short_date(exposure.started_on)
        texts = {
            "dose": exposure.dose,
            "route": exposure.route,
            "source": exposure.source,
            "started_on": started,
        }
        for key, text in texts.items():
            if self.lines[key].text().strip() != text:
                self.lines[key].setText(text)
            self._fields[key].show_problem("")
        self.window_words.setText(_window_words(exposure, self._day))

    def settle(self) -> None:
        """Store what was typed and is not stored yet."""
        self._settle_last()
        self._settle_details()

    def _settle_last(self) -> None:
        found = self.last.read(self._day)
        if found is not None:
            taking, on, at = found
            self._change(_("last dose"), taking=taking, last_dose_on=on, last_dose_at=at)

    def _settle_details(self) -> None:
        field = self._fields["started_on"]
        field.show_problem("")
        texts = {key: self.lines[key].text().strip() for key in ("dose", "route", "source")}
        try:
            started = day_typed(self.lines["started_on"].text(), self._day)
        except Unfit as error:
            field.show_problem(str(error))
            started = self._exposure.started_on
        self._change(_("details"), started_on=started, **texts)

    def _change(self, what: str, **values: object) -> None:
        try:
            changed = replace(self._exposure, **values)  # type: ignore[arg-type]  # by name
        except InvalidExposure:
            self._fields["started_on"].show_problem(_("This day lies after the last dose."))
            self.more.setChecked(True)
            return
        if changed != self._exposure:
            # Shown as it stands: only another value from the record writes into the fields.
            self._exposure = self._shown = changed
            self.window_words.setText(_window_words(changed, self._day))
            self.changed.emit(changed, f"{self._name}, {what}")


def _under(exposure: Exposure, drug_class: str) -> str:
    """Class and how well it is established: ``opioid · weak evidence``."""
    evidence = {
        Evidence.CONFIRMED: _("evidence: confirmed"),
        Evidence.REPORTED: _("evidence: case reports or expert opinion"),
        Evidence.DEBATED: _("evidence: debated"),
        Evidence.WEAK: _("evidence: weak, in neither source table"),
        Evidence.NOT_LISTED: _("not in the drug table"),
    }[exposure.evidence]
    return " · ".join(filter(None, (drug_class, evidence)))


def _window_words(exposure: Exposure, day: date) -> str:
    if exposure.serotonergic is ThreeValued.NO:
        return _("Raises the level of others; does not count as a serotonergic drug.")
    if exposure.serotonergic is ThreeValued.UNKNOWN:
        return _("Not in the drug table: state below whether it counts.")
    return {
        ThreeValued.YES: _("Counts: taken within five weeks before the exam."),
        ThreeValued.NO: _("Does not count: taken earlier than five weeks before the exam."),
        ThreeValued.UNKNOWN: _("Open: it is not known whether it was taken within five weeks."),
    }[exposure.within_window(day)]
