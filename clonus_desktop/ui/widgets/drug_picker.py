"""Find a drug by typing, or by its class without typing, and add it to the list."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.agents import Agent, AgentTable
from clonus_desktop.domain.exposure import LONGEST_NAME, Exposure
from clonus_desktop.language import _, first_upper, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import Button, chip, quiet_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.search_field import SearchField

MOST_OFFERED = 9


class DrugPicker(QWidget):
    """The search line, and what it found as buttons; without words, the classes.

    Enter adds the marked drug, the arrows up and down mark another one.

    Signals:
        picked: An Exposure with nothing known of its times.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._table: AgentTable | None = None
        self._offers: list[tuple[Button, Callable[[], None]]] = []
        self._marked = 0
        self.field = SearchField(_("Find a drug by name or class"), _("Find a drug"))
        self.field.setMaxLength(LONGEST_NAME)
        self.found = plain_label(role="caption", wrap=True)
        self.offers = Flow()
        self.back = quiet_button(_("All classes"), "arrow-left")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance().gap(8))
        for part in (self.field, self.found, self.offers):
            column.addWidget(part)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.field.asked.connect(self._search)
        self.field.moved.connect(self._mark_next)
        self.field.entered.connect(self._add_marked)
        self.back.clicked.connect(self._show_classes)
        self._space()
        appearance().changed.connect(self._space)

    def show_table(self, table: AgentTable) -> None:
        """Offer the drugs of a table."""
        self._table = table
        self.field.clear()
        self._search()

    def stop_waiting(self) -> None:
        """Ask no more about what was typed: another screen is shown."""
        self.field.stop_waiting()

    @property
    def buttons(self) -> list[Button]:
        """What is offered now, in order."""
        return [button for button, _act in self._offers]

    def _show_classes(self) -> None:
        self.field.clear()
        self._search()
        self.field.setFocus()

    def _search(self) -> None:
        assert self._table is not None
        words = self.field.text().strip()
        self._clear()
        if words:
            self._offer_drugs(words, self._table)
        else:
            self._offer_classes(self._table)
        self.back.setVisible(bool(words))
        self._mark(0 if words else -1)

    def _offer_classes(self, table: AgentTable) -> None:
        for name in dict.fromkeys(agent.drug_class.name for agent in table.agents):
            shown = table.shown(name)
            self._offer(first_upper(shown), shown, partial(self._open_class, shown))
        self.found.setText(_dated(table))

    def _open_class(self, name: str) -> None:
        self.field.setText(name)
        self._search()
        self.field.setFocus()

    def _offer_drugs(self, words: str, table: AgentTable) -> None:
        agents = table.matching(words)
        for agent in agents[:MOST_OFFERED]:
            said = f"{table.shown(agent.name)} · {table.shown(agent.drug_class.name)}"
            self._offer(said, _("Add {drug}").format(drug=said), partial(self._pick, agent))
        if words.casefold() not in _known(agents, table):
            typed = _("Add “{drug}” as typed").format(drug=words)
            self._offer(typed, typed, lambda: self._take(Exposure(drug=words)))
        number = len(agents)
        said = ngettext("{n} drug found.", "{n} drugs found.", number).format(n=number)
        if number > MOST_OFFERED:
            said += " " + _("Type more to see the others.")
        self.found.setText(said)

    def _pick(self, agent: Agent) -> None:
        self._take(agent.exposure())

    def _take(self, exposure: Exposure) -> None:
        # First, so that the page can put the keyboard on the drug that was added.
        self._show_classes()
        self.picked.emit(exposure)

    # -- the marked one ---------------------------------------------------------------------

    def _offer(self, text: str, name: str, act: Callable[[], None]) -> None:
        button = chip(text)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _on=False: act())
        self.offers.add(button)
        self._offers.append((button, act))

    def _mark_next(self, by: int) -> None:
        if self._offers and self.field.text().strip():
            self._mark((self._marked + by) % len(self._offers))

    def _mark(self, index: int) -> None:
        self._marked = index
        for at, button in enumerate(self.buttons):
            button.setChecked(at == index)
        if 0 <= index < len(self._offers):
            self.field.setAccessibleDescription(self.buttons[index].accessibleName())

    def _add_marked(self) -> None:
        if 0 <= self._marked < len(self._offers):
            self._offers[self._marked][1]()

    def _clear(self) -> None:
        self.offers.clear()
        self._offers = []

    def _space(self) -> None:
        self.offers.set_gaps(appearance().gap(8), appearance().gap(8))


def _known(agents: Sequence[Agent], table: AgentTable) -> set[str]:
    """All that those drugs and their classes are called."""
    recorded = [name for one in agents for name in (one.name, one.drug_class.name)]
    others = [name for one in agents for name in one.synonyms]
    return {name.casefold() for name in (*recorded, *map(table.shown, recorded), *others)}


def _dated(table: AgentTable) -> str:
    number = len(table.agents)
    said = ngettext("{n} drug", "{n} drugs", number).format(n=number)
    words = _("{drugs}; table of {date}.").format(drugs=said, date=short_date(table.dated))
    if table.own_dated is None:
        return words
    own = _("With your own table of {date}.").format(date=short_date(table.own_dated))
    return f"{words} {own}"
