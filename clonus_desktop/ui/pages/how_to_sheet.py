"""How a place is tested, larger: picture, steps, what a beat is, and when to stop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.protocol import CautionKind, Protocol
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.widgets.buttons import icon_button, primary_button, quiet_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.step_card import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class HowTo:
    """One place and how it is tested.

    Attributes:
        words: The place inside a sentence, such as "the left ankle".
    """

    place: Place
    words: str
    protocol: Protocol


class HowToSheet(Sheet):
    """One place at a time; Left and Right turn to the others and leave the exam where it is.

    Args:
        places: Every place of the exam that has a protocol, in order.
        first: Index of the one to begin with.
        open_manual: Called when the manual is wanted.
    """

    def __init__(
        self,
        owner: QWidget,
        places: Sequence[HowTo],
        first: int,
        open_manual: Callable[[], None],
    ) -> None:
        super().__init__(owner, "", width=860)
        self._places, self._index = tuple(places), first
        self._open_manual = open_manual
        self.picture = Picture(width=520)
        self.body.addWidget(self.picture)
        self._words = QVBoxLayout()
        self._words.setSpacing(appearance().gap(8))
        self.body.addLayout(self._words)
        self._add_foot()
        self._show()

    def _add_foot(self) -> None:
        self.before = icon_button(_("The place before (Left)"), "arrow-left")
        self.after = icon_button(_("The next place (Right)"), "arrow-right")
        manual = quiet_button(_("Open the manual"), "circle-help")
        close = primary_button(_("Back to the exam"), key_hint=_("Esc"))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        manual.clicked.connect(lambda: self._go_to_manual())
        close.clicked.connect(lambda: self.close_sheet())
        buttons = (self.before, self.after, manual, close)
        for button in buttons:
            # An arrow turns the page also when a button has the keyboard.
            button.installEventFilter(self)
        self.add_buttons(*buttons)

    def _go_to_manual(self) -> None:
        self.close_sheet()
        self._open_manual()

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self._places[self._index].place

    def _turn(self, by: int) -> None:
        self._index = (self._index + by) % len(self._places)
        self._show()
        self._cover()

    # -- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        shown = self._places[self._index]
        protocol = shown.protocol
        title = _("How {the_place} is tested").format(the_place=shown.words)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.picture.show_protocol(protocol, shown.place.side, title)
        remove_all(self._words)
        position = _("Position: {position}").format(position=protocol.position)
        self._say(plain_label(position, role="strong", wrap=True))
        self._say(_steps(protocol))
        self._say(plain_label(_("What one beat is"), role="h3"))
        self._say(plain_label(protocol.beat, wrap=True))
        for heading, texts in cautions_by_kind(protocol):
            self._say(plain_label(heading, role="h3"))
            for text in texts:
                self._say(plain_label(f"•  {text}", wrap=True))

    def _say(self, part: QWidget) -> None:
        self._words.addWidget(part)
        # Qt would show it a moment later, and the sheet is measured before.
        part.show()

    def fit(self, width: int) -> None:
        # As large as the window allows, with the first step still in sight.
        tallest = min(appearance().px(340), self.window().height() // 2)
        self.picture.setFixedHeight(min(tallest, round(width * 340 / 480)))

    # -- keys -------------------------------------------------------------------------------

    def key_table(self) -> tuple[PageKey, ...]:
        return (
            PageKey(names=("Left",), words=_("The place before"), act=lambda _ms: self._turn(-1)),
            PageKey(names=("Right",), words=_("The next place"), act=lambda _ms: self._turn(1)),
            PageKey(names=("H",), words=_("Back to the exam"), act=lambda _ms: self.close_sheet()),
            *super().key_table(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            arrows = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
            return event.key() in arrows and answer(event, self.key_table())
        return super().eventFilter(watched, event)


def _steps(protocol: Protocol) -> QWidget:
    steps = QWidget()
    grid = QGridLayout(steps)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(appearance().gap(12))
    grid.setVerticalSpacing(appearance().gap(8))
    top = Qt.AlignmentFlag.AlignTop
    for row, step in enumerate(protocol.steps):
        grid.addWidget(plain_label(str(row + 1), role="step-number"), row, 0, top)
        grid.addWidget(plain_label(step.text, role="body-large", wrap=True), row, 1, top)
    grid.setColumnStretch(1, 1)
    return steps


def cautions_by_kind(protocol: Protocol) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The cautions under their headings; a heading without any is left out."""
    headings = {
        CautionKind.DO_NOT_TEST: _("Do not test"),
        CautionKind.TAKE_CARE: _("Take care"),
        CautionKind.STOP: _("Stop"),
    }
    said: dict[str, list[str]] = {heading: [] for heading in headings.values()}
    for caution in protocol.cautions:
        # Where the file of a place does not say how strict it is.
        said[headings[caution.kind or CautionKind.TAKE_CARE]].append(caution.text)
    said[_("What goes wrong")] = [pitfall.text for pitfall in protocol.pitfalls]
    return tuple((heading, tuple(texts)) for heading, texts in said.items() if texts)
