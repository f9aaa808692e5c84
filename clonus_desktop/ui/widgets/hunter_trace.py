"""What the Hunter rule says, and why: five branches, each with its parts and its state."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.hunter import (
    BRANCHES,
    INPUT_WORDS,
    NOT_SATISFIED,
    SATISFIED,
    BranchReading,
    HunterReading,
)
from clonus_desktop.domain.rule_answers import CANNOT_BE_DETERMINED, NOT_APPLICABLE
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import _, first_upper, pgettext, say
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import icon_pixmap
from clonus_desktop.ui.widgets.answer_row import answer_words
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import plain_label

_ICON = 22
_ICONS = {
    ThreeValued.YES: ("check", "ok"),
    ThreeValued.NO: ("minus", "ink2"),
    ThreeValued.UNKNOWN: ("circle-help", "warn"),
}


class HunterTrace(Card):
    """The outcome in words over the five branches of the rule."""

    def __init__(self) -> None:
        super().__init__(_("Hunter criteria"))
        self.outcome = plain_label(role="strong", wrap=True)
        self.branches = [_BranchLine() for _branch in BRANCHES]
        self.source = plain_label(role="caption", wrap=True)
        self.caveat = plain_label(role="caption", wrap=True)
        self.add(self.outcome)
        for line in self.branches:
            self.add(line)
        self.add(self.source)
        self.add(self.caveat)
        self.body.addStretch(1)
        self._reading: HunterReading | None = None
        appearance().changed.connect(self._draw)

    def show_reading(self, reading: HunterReading, words: str, source: tuple[str, str]) -> None:
        """Show the outcome in words, the state of each branch, and the source."""
        self._reading = reading
        self.outcome.setText(words)
        for label, text in zip((self.source, self.caveat), source, strict=True):
            label.setText(text)
        self._draw()

    def _draw(self) -> None:
        if self._reading is not None:
            for line, branch in zip(self.branches, self._reading.trace, strict=True):
                line.show_branch(branch)


class _BranchLine(QWidget):
    """A branch: its state as a mark and a word, what it asks for, and what was answered."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = plain_label()
        self.title = plain_label(role="field", wrap=True)
        self.state = plain_label(role="caption", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance().gap(8))
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.state)
        texts.addStretch(1)
        row.addLayout(texts, 1)

    def show_branch(self, reading: BranchReading) -> None:
        """Show one branch."""
        name, role = _ICONS[reading.state]
        self.mark.setPixmap(icon_pixmap(name, role, _ICON))
        self.title.setText(branch_words(reading))
        state = {
            ThreeValued.YES: _("Fulfilled"),
            ThreeValued.NO: _("Not fulfilled"),
            ThreeValued.UNKNOWN: pgettext("branch of the Hunter rule", "Open"),
        }[reading.state]
        self.state.setText(f"{state} – {_answers(reading)}")
        self.setAccessibleName(f"{self.title.text()}: {self.state.text()}")


def outcome_words(reading: HunterReading) -> str:
    """The outcome in a few words: ``Hunter rule: satisfied``."""
    outcome = {
        SATISFIED: _("satisfied"),
        NOT_SATISFIED: _("not satisfied"),
        CANNOT_BE_DETERMINED: _("cannot be determined"),
        NOT_APPLICABLE: _("not applicable"),
    }[reading.outcome]
    return _("Hunter rule: {outcome}").format(outcome=outcome)


def branch_words(reading: BranchReading) -> str:
    """What a branch asks for: ``Ocular clonus plus agitation or diaphoresis``."""
    parts = (
        _(" or ").join(say(INPUT_WORDS[item]) for item in part) for part in reading.branch.parts
    )
    return first_upper(_(" plus ").join(parts))


def _answers(reading: BranchReading) -> str:
    """``ocular clonus: no · agitation: not assessed``."""
    answers = answer_words()
    return " · ".join(
        f"{say(INPUT_WORDS[item])}: {answers[reading.inputs.state_of(item)].lower()}"
        for part in reading.branch.parts
        for item in part
    )
