"""Buttons. They take the keyboard by Tab only: a press must not steal Space from the pad."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy

from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import icon, icon_pixmap
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import tell_tip

# A push button keeps a gap of 4 px beside its icon that no style sheet changes.
_BESIDE_ICON = "\u2002"

_ICON = 22

_ICON_ROLE = {"primary": "on_primary", "quiet": "primary", "danger": "error"}


class Button(QPushButton):
    """A push button of a kind of the style sheet, with an icon in the colour of its text.

    Args:
        text: What it does; also its accessible name.
        kind: primary, secondary, quiet, danger, chip, link, bar or reason.
        icon_name: A file of resources/icons, or none.
        key_hint: A key that does the same, shown behind the text.
    """

    def __init__(
        self, text: str = "", kind: str = "secondary", icon_name: str = "", key_hint: str = ""
    ) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._kind = kind
        self._key_hint = key_hint
        self._whole = ""
        self._one_line: QSize | None = None
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text)
        self._draw_icon()
        appearance().changed.connect(self._draw_icon)

    def say(self, text: str, key_hint: str | None = None) -> None:
        """Show another text (and key), which is its accessible name as well."""
        if key_hint is not None:
            self._key_hint = key_hint
        shown = text.replace("&", "&&")
        if self._key_hint:
            shown += f"  ({self._key_hint})"
        self.setText(_BESIDE_ICON + shown if self._icon_name and text else shown)
        self.setAccessibleName(text)

    # -- words that are broken where there is no room for one line ----------------------------

    def setText(self, text: str) -> None:
        """Show another text, broken where there is no room for one line."""
        self._whole = text
        self._break_anew()

    def sizeHint(self) -> QSize:
        """The size in one line; its text is broken only where it gets less."""
        return super().sizeHint() if self._one_line is None else self._one_line

    def minimumSizeHint(self) -> QSize:
        whole, metrics = self.sizeHint(), self.fontMetrics()
        words = self._whole.split()
        if len(words) < 2:
            return whole
        beside = whole.width() - metrics.horizontalAdvance(self._whole)
        return QSize(beside + max(map(metrics.horizontalAdvance, words)), whole.height())

    def height_at(self, width: int) -> int:
        """Pixels that the words need where the button is so wide."""
        lines = len(self._lines(width))
        return self.sizeHint().height() + (lines - 1) * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Before it is shown it has not got its letters yet, and would be measured with others.
        if self.isVisible():
            self._break()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._break()

    def _lines(self, width: int) -> list[str]:
        whole, metrics = self.sizeHint(), self.fontMetrics()
        if whole.width() <= width:
            return [self._whole]
        room = width - (whole.width() - metrics.horizontalAdvance(self._whole))
        lines = [""]
        for word in self._whole.split(" "):
            longer = f"{lines[-1]} {word}".removeprefix(" ")
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _break(self) -> None:
        """Break the words into the width that the button has got."""
        one_line = self.sizeHint()
        text = "\n".join(self._lines(self.width()))
        if text != self.text():
            self._one_line = None if text == self._whole else one_line
            super().setText(text)

    def _break_anew(self) -> None:
        """In one line again, to be measured with the letters and words of now."""
        self._one_line = None
        super().setText(self._whole)
        if self.isVisible():
            self._break()

    def draw(self, icon_name: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whether Enter presses a button is the desktop's choice in Qt; here it always does.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._draw_icon()
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._break_anew()

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        drawn = icon(self._icon_name, _ICON_ROLE.get(self._kind, "ink"), _ICON)
        if not self.isEnabled():
            # Qt would make its own from it, which is nearly as bright in the dark themes.
            drawn.addPixmap(icon_pixmap(self._icon_name, "disabled", _ICON), QIcon.Mode.Disabled)
        self.setIcon(drawn)
        side = appearance().px(_ICON)
        self.setIconSize(QSize(side, side))


def primary_button(text: str, icon_name: str = "", key_hint: str = "") -> Button:
    """The one button that a page is for."""
    return Button(text, "primary", icon_name, key_hint)


def secondary_button(text: str, icon_name: str = "", key_hint: str = "") -> Button:
    """A button beside the primary one."""
    return Button(text, "secondary", icon_name, key_hint)


def quiet_button(text: str, icon_name: str = "", key_hint: str = "") -> Button:
    """A button that reads as a link."""
    return Button(text, "quiet", icon_name, key_hint)


def icon_button(name: str, icon_name: str) -> Button:
    """A square button with an icon alone; the name is for screen readers and its tool tip."""
    button = Button("", "icon", icon_name)
    button.setAccessibleName(name)
    tell_tip(button, name)
    button.setIcon(QIcon(button.icon()))
    return button


def chip(text: str) -> Button:
    """A round button that stays pressed: one of several filters."""
    button = Button(text, "chip")
    button.setCheckable(True)
    return button


class ChoiceChip(Button):
    """A chip that is one of a few choices, and told as such."""

    spoken = Spoken(role=Role.RadioButton, press=lambda button: button.click())

    def __init__(self, text: str) -> None:
        super().__init__(text, "chip")
        self.setCheckable(True)


class SegmentedChoice(Flow):
    """One of a few choices, side by side, in more lines where there is no room for one.

    Args:
        choices: Key and text of each, in order.
        name: Accessible name of the whole.

    Signals:
        chosen: Key of the choice, when a person makes it.
    """

    spoken = Spoken(role=Role.Grouping)

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self._space()
        appearance().changed.connect(self._space)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        for key, text in choices:
            button = self.buttons[key] = ChoiceChip(text)
            self._group.addButton(button)
            self.add(button)
            button.clicked.connect(lambda _checked, key=key: self.chosen.emit(key))
        self.choose(choices[0][0])

    def _space(self) -> None:
        self.set_gaps(appearance().gap(8), appearance().gap(8))

    def choose(self, key: str) -> None:
        """Show that choice, without a signal."""
        self.buttons[key].setChecked(True)

    @property
    def choice(self) -> str:
        """Key of the choice that is shown."""
        return next(key for key, button in self.buttons.items() if button.isChecked())
