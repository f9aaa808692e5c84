"""A section of the context: its questions in rows, the patient's right before the left."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context import Context
from clonus_desktop.domain.context_form import ContextForm, ContextSection
from clonus_desktop.domain.context_item import ContextItem, Limb, Per, Spot
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.context_words import limb_inside, limb_words, question_words
from clonus_desktop.ui.widgets.answer_choice import (
    Answer,
    AnswerChoice,
    AnswerList,
    answer_widget,
    not_assessed,
)
from clonus_desktop.ui.widgets.buttons import Button, icon_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import let_go
from clonus_desktop.ui.widgets.side_badge import SideBadge, side_words
from clonus_desktop.ui.widgets.since_field import SinceField

_LABEL_WIDTH = 132


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One line of a section.

    Attributes:
        item: What is asked.
        limb: Of which limb, or None.
        label: Its heading.
        answers: By question: one, or right and left.
        same: Copies right to left; None where there are no sides.
    """

    item: ContextItem
    limb: Limb | None
    label: QLabel
    answers: dict[Spot, AnswerChoice | AnswerList]
    same: Button | None


class AnswersCard(Card):
    """The questions of one section.

    Signals:
        answered: The question and the key of its answer.
        same_wanted: The item and the limb whose right is to be copied to the left.
        scale_wanted: Key of a scale.
        since_typed: Key of the item and an ApproximateDate, or None.
        typed: The answer that was typed; the next one can come.
        amended: The answer at which plus or minus was typed, and the sign.
    """

    answered = Signal(object, str)
    same_wanted = Signal(object, object)
    scale_wanted = Signal(str)
    since_typed = Signal(str, object)
    typed = Signal(object)
    amended = Signal(object, str)

    def __init__(self, section: ContextSection, form: ContextForm) -> None:
        super().__init__(section.title)
        self._section, self._form = section, form
        self._stacked: bool | None = None
        self._room = QWidget()
        self._grid = QGridLayout(self._room)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.hint = plain_label(section.hint, "caption", wrap=True)
        self.scale = self._scale() if section.scales else None
        self.rows = tuple(self._rows())
        self.since = {i.key: SinceField(i) for i in section.items if i.dated}
        self._heads = {side: _head(side) for side in (Side.RIGHT, Side.LEFT)}
        self._badges = {
            spot: SideBadge(spot.side) for spot in self.answers if spot.side is not None
        }
        for widget in (*self._heads.values(), *self._badges.values()):
            # Also while they stand nowhere: they go with the card.
            widget.setParent(self._room)
        self.body.addWidget(self.hint)
        self.hint.setVisible(bool(section.hint))
        if self.scale is not None:
            self.body.addWidget(self.scale)
        self._ungraded = plain_label(_("Choose the scale to enter grades."), "muted", wrap=True)
        self.body.addWidget(self._ungraded)
        self._ungraded.hide()
        self.body.addWidget(self._room)
        for key, field in self.since.items():
            self.body.addWidget(field)
            field.typed.connect(lambda day, key=key: self.since_typed.emit(key, day))
        self.arrange(stacked=False)

    @property
    def answers(self) -> dict[Spot, AnswerChoice | AnswerList]:
        """What is asked, in the order of the page."""
        return {spot: answer for row in self.rows for spot, answer in row.answers.items()}

    # -- building -------------------------------------------------------------------------------

    def _scale(self) -> AnswerChoice:
        choice = AnswerChoice(_("Scale of reflexes"))
        choice.offer([Answer(scale.key, scale.label) for scale in self._section.scales])
        choice.chosen.connect(self.scale_wanted)
        choice.typed.connect(lambda: self.typed.emit(choice))
        return choice

    def _rows(self) -> Iterator[AnswerRow]:
        for item in self._section.items:
            limbs: tuple[Limb | None, ...] = tuple(Limb) if item.per is Per.LIMB else (None,)
            for limb in limbs:
                yield self._row(item, limb)

    def _row(self, item: ContextItem, limb: Limb | None) -> AnswerRow:
        answers = {spot: self._answer(item, spot) for spot in item.spots if spot.limb is limb}
        label = plain_label(item.label if limb is None else limb_words(limb), "strong", wrap=True)
        same = None
        if item.per is not Per.NONE:
            what = item.label if limb is None else f"{item.label}, {limb_inside(limb)}"
            same = icon_button(
                _("{question}: same on the left").format(question=what), "arrow-right"
            )
            same.clicked.connect(lambda _on: self.same_wanted.emit(item, limb))
        return AnswerRow(item=item, limb=limb, label=label, answers=answers, same=same)

    def _answer(self, item: ContextItem, spot: Spot) -> AnswerChoice | AnswerList:
        made = answer_widget(question_words(item, spot), len(item.options))
        made.chosen.connect(lambda key: self.answered.emit(spot, key))
        if isinstance(made, AnswerChoice):
            made.typed.connect(lambda: self.typed.emit(made))
            made.amended.connect(lambda sign: self.amended.emit(made, sign))
        return made

    # -- showing ----------------------------------------------------------------------------------

    def show_context(self, context: Context, scale: str) -> None:
        """Show what is recorded.

        Args:
            context: The answers.
            scale: On which reflexes are graded, or would be; empty while none is chosen.
        """
        if self.scale is not None:
            self.scale.choose(scale or None)
            self._room.setVisible(bool(scale))
            self._ungraded.setVisible(not scale)
            self._say_meanings(scale)
        for row in self.rows:
            options = self._form.options(row.item, scale)
            offered = [Answer(option.key, option.label, option.meaning) for option in options]
            for spot, answer in row.answers.items():
                is_list = isinstance(answer, AnswerList)
                answer.offer([not_assessed(), *offered] if is_list else [*offered, not_assessed()])
                answer.choose(context.answer(spot))
            if row.same is not None:
                right, left = row.answers
                row.same.setEnabled(context.answer(right) != context.answer(left))
        for key, field in self.since.items():
            is_answered = context.is_assessed(Spot(key))
            field.show_date(context.dates.get(key), is_answered=is_answered)

    def _say_meanings(self, scale: str) -> None:
        """The steps of the scale in its own words: 4 is not the same on each."""
        found = self._form.scale(scale)
        meant = [f"{o.label}: {o.meaning}" for o in (found.options if found else ()) if o.meaning]
        self.hint.setText("; ".join(meant) + "." if meant else self._section.hint)

    # -- laying out ---------------------------------------------------------------------------

    def arrange(self, *, stacked: bool) -> None:
        """Right and left beside each other, or under each other where it is narrow."""
        look = appearance()
        self._grid.setHorizontalSpacing(look.gap(12))
        self._grid.setVerticalSpacing(look.gap(8))
        self._grid.setColumnMinimumWidth(0, 0 if stacked else look.px(_LABEL_WIDTH))
        if stacked == self._stacked:
            return
        self._stacked = stacked
        let_go(self._grid)
        for column in range(4):
            self._grid.setColumnStretch(column, 0)
        (self._stack if stacked else self._set_beside)()

    def _set_beside(self) -> None:
        has_sides = any(row.same for row in self.rows)
        for column, side in ((1, Side.RIGHT), (3, Side.LEFT)):
            self._grid.setColumnStretch(column, 1)
            if has_sides:
                self._grid.addWidget(self._heads[side], 0, column)
                self._heads[side].show()
            else:
                self._heads[side].hide()
        for line, row in enumerate(self.rows, 1):
            self._grid.addWidget(row.label, line, 0, Qt.AlignmentFlag.AlignVCenter)
            if row.same is None:
                for answer in row.answers.values():
                    self._grid.addWidget(answer, line, 1, 1, 3, Qt.AlignmentFlag.AlignVCenter)
                continue
            for column, answer in zip((1, 3), row.answers.values(), strict=True):
                self._grid.addWidget(answer, line, column, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(row.same, line, 2, Qt.AlignmentFlag.AlignVCenter)
        for badge in self._badges.values():
            badge.hide()

    def _stack(self) -> None:
        self._grid.setColumnStretch(1, 1)
        for head in self._heads.values():
            head.hide()
        line = 0
        for row in self.rows:
            self._grid.addWidget(row.label, line, 0, 1, 3)
            for spot, answer in row.answers.items():
                line += 1
                if spot in self._badges:
                    self._grid.addWidget(self._badges[spot], line, 0)
                    self._badges[spot].show()
                self._grid.addWidget(answer, line, 1, 1, 1 if row.same else 2)
            if row.same is not None:
                self._grid.addWidget(row.same, line - 1, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            line += 1


def _head(side: Side) -> QWidget:
    head = QWidget()
    layout = QHBoxLayout(head)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(appearance().gap(8))
    layout.addWidget(SideBadge(side))
    layout.addWidget(plain_label(side_words(side), role="strong"), 1)
    return head
