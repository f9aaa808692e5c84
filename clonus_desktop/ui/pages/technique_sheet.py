"""How the place was tested: a tick for each thing that makes a count reliable, and the position."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from clonus_desktop.casebook import examinations, techniques, words
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.technique import CheckAnswer, Technique
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import Button, primary_button
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.sheet import Sheet

_LETTERS = "abcdefgh"


def show_checks_of(
    owner: QWidget, session: Session, examination: Examination, place: Place
) -> None:
    """Open the checks of a place; nothing where its protocol asks for none."""
    book = session.book
    protocol = book.protocol_of(place.site.key)
    if protocol is None or not (protocol.checks or protocol.positions):
        session.announced.emit(_("There are no checks for this place."))
        return

    def keep(technique: Technique, about: str) -> Technique:
        session.do(techniques.state, examination, place, technique, about=about, entry=about)
        stored = examinations.get(book, examination.id)
        return techniques.technique_at(stored, place)

    standing = techniques.technique_at(examination, place)
    TechniqueSheet(owner, words.the_place(book, place), protocol, standing, keep).open()


Keep = Callable[[Technique, str], Technique]
"""Stores a technique and what was answered; gives the one that now stands in the record."""


class TechniqueSheet(Sheet):
    """One press or digit turns a check from not stated to yes to no; a letter picks a position.

    Each press is stored at once, so nothing has to be confirmed.

    Args:
        owner: A widget of the window.
        the_place: "the left ankle".
        protocol: What can be ticked and chosen.
        technique: What stands in the record.
        keep: Stores an answer.
    """

    def __init__(
        self,
        owner: QWidget,
        the_place: str,
        protocol: Protocol,
        technique: Technique,
        keep: Keep,
    ) -> None:
        title = _("How was {the_place} tested?").format(the_place=the_place)
        super().__init__(owner, title, width=720)
        self._protocol, self._technique, self._keep = protocol, technique, keep
        self.checks: dict[str, Button] = {}
        self.positions: dict[str, Button] = {}
        self._longest: dict[Button, str] = {}
        self._grids: list[tuple[QGridLayout, dict[str, Button]]] = []
        if protocol.checks:
            hint = _("Once for yes, twice for no, three times for not stated.")
            self._add(_("Checks"), hint, self.checks, [c.key for c in protocol.checks], self._turn)
        if protocol.positions:
            keys = [choice.key for choice in protocol.positions]
            self._add(_("Position"), "", self.positions, keys, self._place)
        self._add_foot()
        self._show()

    def _add(
        self,
        title: str,
        hint: str,
        buttons: dict[str, Button],
        keys: list[str],
        press: Callable[[str], None],
    ) -> None:
        self.body.addWidget(plain_label(title, role="h3"))
        if hint:
            self.body.addWidget(plain_label(hint, role="caption", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(appearance().gap(8))
        for key in keys:
            button = buttons[key] = Button("", "reason")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, key=key: press(key))
        self._grids.append((grid, buttons))
        self.body.addLayout(grid)

    def _add_foot(self) -> None:
        note = _("Kept at once. What is not stated is not in the letter.")
        done = primary_button(_("Done"), key_hint=_("Esc"))
        done.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.addWidget(plain_label(note, role="caption", wrap=True), 1)
        row.addWidget(done)
        self.foot.addLayout(row)

    def fit(self, width: int) -> None:
        """Two columns, or one where two are too wide beside the bar of a sheet that scrolls."""
        bar = appearance().px(12)
        for grid, buttons in self._grids:
            # Measured with the longest answer, so that nothing moves when one is given.
            widest = max(_width_with(button, self._longest[button]) for button in buttons.values())
            columns = 2 if 2 * widest + grid.spacing() <= width - bar else 1
            for index, button in enumerate(buttons.values()):
                grid.addWidget(button, *divmod(index, columns))

    # -- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        for number, check in enumerate(self._protocol.checks, 1):
            said = _answered(check.text, CheckAnswer.YES)
            self._longest[self.checks[check.key]] = f"{number}  {said}"
            answer = self._technique.checks.get(check.key)
            said = _answered(check.text, answer)
            shown = check.text if answer is None else said
            self._show_button(self.checks[check.key], f"{number}  {shown}", said, answer)
        for letter, choice in zip(_LETTERS, self._protocol.positions, strict=False):
            chosen = CheckAnswer.YES if choice.key == self._technique.position else None
            text = choice.text[:1].upper() + choice.text[1:]
            longest = _("{position}: chosen").format(position=text)
            self._longest[self.positions[choice.key]] = f"{letter.upper()}  {longest}"
            said = longest if chosen else text
            self._show_button(self.positions[choice.key], f"{letter.upper()}  {said}", said, chosen)

    def _show_button(
        self, button: Button, text: str, said: str, answer: CheckAnswer | None
    ) -> None:
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(said)
        button.setChecked(answer is CheckAnswer.YES)
        set_property(button, "answer", "" if answer is None else answer.value)

    # -- answering --------------------------------------------------------------------------

    def _turn(self, key: str) -> None:
        technique = self._technique.turned(key)
        check = self._protocol.check_of(key)
        assert check is not None
        self._store(technique, _answered(check.text, technique.checks.get(key)))

    def _place(self, key: str) -> None:
        technique = self._technique.placed(key)
        position = self._protocol.position_of(technique.position)
        self._store(technique, position or _("position not stated"))

    def _store(self, technique: Technique, about: str) -> None:
        self._technique = self._keep(technique, about)
        self._show()
        self._cover()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self._asked_by(event.text().casefold())
        if button is None or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        event.accept()
        button.click()

    def _asked_by(self, text: str) -> Button | None:
        for signs, buttons in (("123456789", self.checks), (_LETTERS, self.positions)):
            if len(text) == 1 and text in signs[: len(buttons)]:
                return list(buttons.values())[signs.index(text)]
        return None


def _width_with(button: Button, text: str) -> int:
    """The width that a button needs when it shows another text."""
    advance = button.fontMetrics().horizontalAdvance
    return button.sizeHint().width() + advance(text) - advance(button.text().replace("\n", " "))


def _answered(check: str, answer: CheckAnswer | None) -> str:
    return {
        CheckAnswer.YES: _("{check}: yes"),
        CheckAnswer.NO: _("{check}: no"),
        None: _("{check}: not stated"),
    }[answer].format(check=check)
