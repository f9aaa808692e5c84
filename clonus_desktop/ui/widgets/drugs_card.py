"""The card of serotonergic drugs: find one, the list of those taken, and what it comes to."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.agents import AgentTable
from clonus_desktop.domain.exposure import Exposure
from clonus_desktop.domain.hunter_record import HunterRecord
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.widgets.answer_row import answer_words
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.choice_flow import ChoiceFlow
from clonus_desktop.ui.widgets.drug_picker import DrugPicker
from clonus_desktop.ui.widgets.drug_row import DrugRow
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label

AS_LISTED = "as-listed"


class DrugsCard(Card):
    """Asks which serotonergic drugs were taken.

    Signals:
        picked: An Exposure to add.
        changed: An Exposure that was changed, and what was changed in words.
        removed: Name of a drug to take off the list.
        agent_stated: A ThreeValued, or None to go by the list.
        typed: Something was typed that is not stored yet.
    """

    picked = Signal(object)
    changed = Signal(object, str)
    removed = Signal(str)
    agent_stated = Signal(object)
    typed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Serotonergic drugs"))
        self._stacked = False
        self._shown: Callable[[str], str] = str
        self.problem = plain_label(role="notice", wrap=True)
        self.problem.hide()
        self.picker = DrugPicker()
        self.rows: dict[str, DrugRow] = {}
        self._list = QVBoxLayout()
        question = _("Serotonergic drug within five weeks")
        choices = [(AS_LISTED, _("As listed"))]
        choices += [(str(value), text) for value, text in answer_words().items()]
        self.agent = ChoiceFlow(choices, question)
        self.agent_field = Field(question, self.agent)
        self.add(self.problem)
        self.add(self.picker)
        self.body.addLayout(self._list)
        self.add(self.agent_field)
        self.picker.picked.connect(self.picked)
        self.agent.chosen.connect(
            lambda key: self.agent_stated.emit(None if key == AS_LISTED else ThreeValued(key))
        )

    def show_table(self, table: AgentTable) -> None:
        """Offer a table of drugs; say why the practice's own one is not used."""
        self.problem.setVisible(bool(table.problem))
        if table.problem:
            said = _(
                "Your own drug table could not be used: {problem} The table that comes with the "
                "program is offered instead, and nothing in the record has changed. Correct the "
                "file and open this page again."
            )
            self.problem.setText(said.format(problem=table.problem))
        self.picker.show_table(table)
        self._shown = table.shown

    def show_record(self, record: HunterRecord, day: date) -> None:
        """Show the drugs of a record and what they come to on that day."""
        wanted = {exposure.drug: exposure for exposure in record.exposures}
        gone = [drug for drug in self.rows if drug not in wanted]
        for drug in gone:
            row = self.rows.pop(drug)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        new = [exposure for drug, exposure in wanted.items() if drug not in self.rows]
        for drug, row in self.rows.items():
            row.show_exposure(wanted[drug])
        for exposure in new:
            self._add_row(exposure, day)
        self.agent.choose(AS_LISTED if record.stated_agent is None else str(record.stated_agent))
        self.agent_field.show_hint(_listed_words(record, day))

    def forget_rows(self) -> None:
        """Another examination is shown."""
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}

    def set_stacked(self, stacked: bool) -> None:
        """One detail in a row where it is narrow."""
        self._stacked = stacked
        for row in self.rows.values():
            row.set_stacked(stacked)

    def settle(self) -> None:
        """Store what was typed."""
        for row in tuple(self.rows.values()):
            row.settle()

    def _add_row(self, exposure: Exposure, day: date) -> None:
        row = self.rows[exposure.drug] = DrugRow(exposure, day, self._shown)
        row.set_stacked(self._stacked)
        row.changed.connect(self.changed)
        row.typed.connect(self.typed)
        row.removed.connect(lambda: self.removed.emit(row.drug))
        self._list.addWidget(row)


def _listed_words(record: HunterRecord, day: date) -> str:
    """What the list comes to; it can say yes and never no."""
    if not record.exposures:
        return _("No drug is listed. If there was none, choose No.")
    number = len(record.classes_within_window(day))
    if record.listed_agent(day) is ThreeValued.YES:
        said = ngettext(
            "The list says yes: {n} serotonergic class within five weeks.",
            "The list says yes: {n} serotonergic classes within five weeks.",
            number,
        )
        return said.format(n=number)
    return _("The list does not say yes, and it can miss a drug. If there was none, choose No.")
