"""The sheets over the exam page: note, exact number, how-to, keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import TextLines
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.step_card import Picture

NOTE_PAUSE_MS = 1000

MOST_EXACT = 99


def _close_button(sheet: Sheet, text: str) -> None:
    button = primary_button(text, key_hint=_("Esc"))
    button.clicked.connect(sheet.close_sheet)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button)
    sheet.foot.addLayout(row)


class NoteSheet(Sheet):
    """A note that saves itself after a pause, and when the sheet closes."""

    def __init__(
        self, owner: QWidget, place_words: str, text: str, save: Callable[[str], None]
    ) -> None:
        super().__init__(owner, _("Note on the {place}").format(place=place_words))
        self._save = save
        self.editor = TextLines()
        self.editor.setAccessibleName(_("Note on the {place}").format(place=place_words))
        self.editor.setPlainText(text)
        self.editor.show_lines(5)
        self.body.addWidget(self.editor)
        self.body.addWidget(plain_label(_("The note saves itself."), role="caption"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(NOTE_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.editor.textChanged.connect(self._pause.start)
        _close_button(self, _("Done"))

    def first_focus(self) -> QWidget:
        return self.editor

    def _keep(self) -> None:
        self._save(self.editor.toPlainText())

    def close_sheet(self) -> None:
        if not self.isHidden():
            self._pause.stop()
            self._keep()
        super().close_sheet()


class ExactSheet(Sheet):
    """A number of 0 to 99, for a count obtained elsewhere."""

    def __init__(self, owner: QWidget, place_words: str, use: Callable[[int], None]) -> None:
        title = _("How many beats at the {place}?").format(place=place_words)
        super().__init__(owner, title, width=480)
        self._use = use
        self.number = QLineEdit()
        self.number.setAccessibleName(title)
        self.number.setValidator(QIntValidator(0, MOST_EXACT, self.number))
        self.number.setMaxLength(2)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.number.returnPressed.connect(self._try)
        self.problem = plain_label(_("Enter a number from 0 to 99."), role="error")
        self.problem.hide()
        self.body.addWidget(self.number)
        self.body.addWidget(self.problem)
        row = QHBoxLayout()
        cancel = secondary_button(_("Cancel"), key_hint=_("Esc"))
        cancel.clicked.connect(self.close_sheet)
        use_button = primary_button(_("Use this number"), "check")
        use_button.clicked.connect(self._try)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(use_button)
        self.foot.addLayout(row)

    def first_focus(self) -> QWidget:
        return self.number

    def _try(self) -> None:
        text = self.number.text()
        if not text.isdigit():
            self.problem.show()
            self._cover()
            return
        self.close_sheet()
        self._use(int(text))


class HowToSheet(Sheet):
    """Picture, steps and cautions of a place, larger."""

    def __init__(self, owner: QWidget, protocol: Protocol, side: Side, title: str) -> None:
        super().__init__(owner, title, width=860)
        picture = Picture(width=520)
        picture.setMinimumHeight(appearance().px(300))
        picture.show_protocol(protocol, side, title)
        self.body.addWidget(picture)
        for number, step in enumerate(protocol.steps, 1):
            self.body.addWidget(plain_label(f"{number}  {step.text}", role="value", wrap=True))
        self.body.addWidget(plain_label(protocol.beat, wrap=True))
        self.body.addWidget(plain_label(_("Take care"), role="h3"))
        for caution in protocol.cautions:
            self.body.addWidget(plain_label(f"•  {caution.text}", wrap=True))
        _close_button(self, _("Back to the exam"))


class KeysSheet(Sheet):
    """What each key does during an examination."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Keys during the exam"), width=760)
        grid = QGridLayout()
        grid.setHorizontalSpacing(appearance().gap(24))
        grid.setVerticalSpacing(appearance().gap(8))
        top = Qt.AlignmentFlag.AlignTop
        for row, (key, words) in enumerate(key_words()):
            grid.addWidget(plain_label(key, role="strong", wrap=True), row, 0, top)
            grid.addWidget(plain_label(words, wrap=True), row, 1, top)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.body.addLayout(grid)
        _close_button(self, _("Back to the exam"))


def key_words() -> tuple[tuple[str, str], ...]:
    """Each key and what it does."""
    return (
        ("0 – 9", _("Record that many beats and go on")),
        ("+", _("10 or more beats, then stopped")),
        (_("S or *"), _("Sustained over 10 s")),
        (_("N or -"), _("Not tested, then 1 to 8 or a letter for the reason")),
        (_("Space"), _("One beat, or hold down to time it")),
        (_("Enter"), _("Use the tapped count or the time")),
        ("X", _("An exact number from 0 to 99")),
        (_("Backspace, Ctrl+Z or ."), _("Undo")),
        (_("Ctrl+Y or Ctrl+Shift+Z"), _("Redo")),
        (_("Left and Right, Page Up and Page Down"), _("The place before, the next place")),
        ("F1 – F6", _("Go to a place")),
        ("O", _("Note on this place")),
        ("K", _("Checks and position of this place")),
        ("H", _("How the test is done, larger")),
        ("F10", _("Review and sign")),
        (_("Esc"), _("Leave the exam; the draft is kept")),
    )
