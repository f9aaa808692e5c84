"""What the context page shows: a card for each section of the form, and the bar below."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.context import Context
from clonus_desktop.domain.context_form import ContextForm, SectionKind
from clonus_desktop.domain.context_item import Spot
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, margin_beside
from clonus_desktop.ui.widgets.answer_choice import AnswerChoice, AnswerList
from clonus_desktop.ui.widgets.answers_card import AnswersCard
from clonus_desktop.ui.widgets.antispastic_drugs_card import DrugsCard
from clonus_desktop.ui.widgets.bottom_bar import BottomBar
from clonus_desktop.ui.widgets.buttons import (
    icon_button,
    primary_button,
    quiet_button,
    secondary_button,
)
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.conditions_card import ConditionsCard
from clonus_desktop.ui.widgets.labels import OneLine, heading, plain_label, tell_tip
from clonus_desktop.ui.widgets.scrolled import Content, scroll_area

Question = AnswerChoice | AnswerList | DrugsCard


class ContextView(QWidget):
    """The parts of the page; the page listens to their signals.

    Signals:
        answered, same_wanted, scale_wanted, since_typed: As of the cards.
        drugs_changed: The drugs, and what was changed.
    """

    answered = Signal(object, str)
    same_wanted = Signal(object, object)
    scale_wanted = Signal(str)
    since_typed = Signal(str, object)
    drugs_changed = Signal(object, str)

    def __init__(self, form: ContextForm) -> None:
        super().__init__()
        self._arrangement = Arrangement.WIDE
        self._typed_last: Question | None = None
        self._came_to: Question | None = None
        self._undo = _("Undo")
        self.back = quiet_button(_("Back to review"), "arrow-left")
        self.saved = OneLine("", role="saved")
        self.undo = secondary_button(_("Undo"), "undo-2")
        self.redo = icon_button(_("Redo"), "redo-2")
        self.done = primary_button(_("Done"), "check")
        self.conditions = ConditionsCard()
        self.cards: dict[str, Card] = {}
        for section in form.sections:
            if section.kind is SectionKind.ITEMS:
                self.cards[section.key] = self._answers(AnswersCard(section, form))
            elif section.kind is SectionKind.DRUGS:
                self.drugs = DrugsCard(section, form)
                self.drugs.changed.connect(self.drugs_changed)
                self.drugs.finished.connect(lambda: self._go_on(self.drugs))
                self.cards[section.key] = self.drugs
            else:
                self.conditions.show_section(section)
                self.cards[section.key] = self.conditions
        self._build()

    def _answers(self, card: AnswersCard) -> AnswersCard:
        card.answered.connect(self.answered)
        card.same_wanted.connect(self.same_wanted)
        card.scale_wanted.connect(self.scale_wanted)
        card.since_typed.connect(self.since_typed)
        card.typed.connect(self._go_on)
        card.amended.connect(self._amend)
        return card

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.saved)
        room = Content()
        self._column = QVBoxLayout(room)
        self._column.addLayout(head)
        self._column.addWidget(heading(_("Context")))
        about = _(
            "Optional. Press an answer, or type its grade or its number: the next question comes "
            "by itself. An arrow copies the right side to the left."
        )
        self._column.addWidget(plain_label(about, "muted", wrap=True))
        for card in self.cards.values():
            self._column.addWidget(card)
        self._column.addStretch(1)
        self._scroll = scroll_area(room)
        self.bar = BottomBar()
        for button in (self.undo, self.redo):
            self.bar.add(button)
        self.bar.add_gap()
        self.bar.add(self.done)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.bar)

    # -- showing ----------------------------------------------------------------------------------

    @property
    def answer_cards(self) -> tuple[AnswersCard, ...]:
        """The cards of questions."""
        return tuple(card for card in self.cards.values() if isinstance(card, AnswersCard))

    @property
    def questions(self) -> Mapping[Spot, AnswerChoice | AnswerList]:
        """What is asked, in the order of the page."""
        return {spot: asked for card in self.answer_cards for spot, asked in card.answers.items()}

    def show_context(self, context: Context, *, scale: str, examined_at: datetime) -> None:
        """Show what is recorded."""
        for card in self.answer_cards:
            card.show_context(context, scale)
            for field in card.since.values():
                field.today = examined_at.date()
        self.drugs.show_drugs(context.drugs, examined_at)

    def show_acts(self, *, undo: str | None, redo: str | None) -> None:
        """Name what Undo and Redo would do; None where there is nothing."""
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        self._undo = _("Undo {act}").format(act=undo) if undo else _("Undo")
        named = _("Redo {act}").format(act=redo) if redo else _("Redo")
        self.redo.setAccessibleName(named)
        tell_tip(self.redo, named)
        self._name_undo()

    def _name_undo(self) -> None:
        """By name as far as the bar has room."""
        named = self._undo
        self.undo.say(named)
        spare = self.bar.width() - self.bar.needed_width
        if self.bar.width() and spare < 0:
            self.undo.say(_("Undo"))
        self.undo.setAccessibleName(named)
        tell_tip(self.undo, named)

    # -- the keyboard -----------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard to the first question."""
        next(iter(self.questions.values())).focus_here()

    def _stops(self) -> list[Question]:
        stops: list[Question] = []
        for card in self.cards.values():
            if isinstance(card, DrugsCard):
                stops.append(card)
            elif isinstance(card, AnswersCard):
                stops += [] if card.scale is None else [card.scale]
                stops += card.answers.values()
        return [stop for stop in stops if stop.isVisible()]

    def _go_on(self, typed: Question) -> None:
        """To the next question, once the answer is shown."""
        self._typed_last = typed

        def go() -> None:
            stops = self._stops()
            at = stops.index(typed) + 1 if typed in stops else len(stops)
            if at < len(stops):
                stops[at].focus_here()
                self._came_to = stops[at]

        QTimer.singleShot(0, self, go)

    def _amend(self, asked: Question, sign: str) -> None:
        """Plus and minus belong to the grade that was just typed: 1 and + is 1+."""
        before = self._typed_last
        if isinstance(before, AnswerChoice) and asked is self._came_to:
            before.amend(sign)
        elif isinstance(asked, AnswerChoice):
            asked.amend(sign)

    def flush(self) -> None:
        """Tell at once what was typed or chosen and still waits."""
        for asked in self.questions.values():
            if isinstance(asked, AnswerList):
                asked.flush()
        for card in self.answer_cards:
            for field in card.since.values():
                field.line.flush()
        self.drugs.flush()
        self.conditions.flush()

    # -- laying out -----------------------------------------------------------------------------

    def arrange(self, arrangement: Arrangement) -> None:
        """Columns Right and Left where there is room, else under each other."""
        self._arrangement = arrangement
        stacked = arrangement.is_upright
        for card in self.answer_cards:
            card.arrange(stacked=stacked)
        self.drugs.arrange(stacked=stacked)
        self.conditions.arrange()
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()
        self._name_undo()

    def _space(self) -> None:
        look = appearance()
        margin = look.gap(16 if self._arrangement is not Arrangement.WIDE else 32)
        margin += margin_beside(self.width(), look.scale)
        self._column.setContentsMargins(margin, look.gap(16), margin, look.gap(16))
        self._column.setSpacing(look.gap(12))
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignTop)
