"""The look of the program: theme and text size, put on the application at once."""

import re
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from clonus_desktop import resources
from clonus_desktop.ui import tokens as sizes
from clonus_desktop.ui.tokens import TOKENS, Theme, Tokens, scaled

SYSTEM = "system"
FAMILY = "IBM Plex Sans"
FONT_FILES = ("Regular", "Medium", "SemiBold", "Bold")

_IS_FUSION = "is_fusion"

_PLACEHOLDER = re.compile(r"@([a-z_0-9]+)(?:\(([\d.]+)\))?")


class Appearance(QObject):
    """Theme and text size as they are now.

    Signals:
        changed: Colours or sizes are others than before; painted widgets paint again.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = Theme.LIGHT
        self.scale = 1.0
        self._follows_system = False
        self._listens = False
        self._app: QApplication | None = None
        self._drawn: QTemporaryDir | None = None

    @property
    def tokens(self) -> Tokens:
        """The colours of the theme."""
        return TOKENS[self.theme]

    def color(self, role: str) -> QColor:
        """The colour of a role, such as ``line_strong``."""
        return QColor(getattr(self.tokens, role))

    def px(self, pixels: float) -> int:
        """Pixels of type or of a control at the present text size."""
        return scaled(pixels, self.scale)

    def gap(self, pixels: float) -> int:
        """Pixels of spacing at the present text size: at most 1.25 times as many."""
        return scaled(pixels, self.scale, is_spacing=True)

    def font(self, role: str = "body") -> QFont:
        """The letters of a role of TYPE, such as ``caption``."""
        return self.font_of(*sizes.TYPE[role])

    def font_of(self, size: float, weight: int = sizes.REGULAR) -> QFont:
        """The letters of the program at a size in pixels at 100 % and a weight of 400-700."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def apply(self, app: QApplication, theme: Theme | str, text_scale: float) -> None:
        """Dress the application; "system" follows the desktop from now on.

        Raises:
            ValueError: There is no such theme.
        """
        self._follows_system = theme == SYSTEM
        self._app = app
        self.scale = text_scale
        self._tell_desktop(None if self._follows_system else Theme(theme))
        self.theme = system_theme() if self._follows_system else Theme(theme)
        load_fonts()
        self._listen()
        self._dress(app)

    def _dress(self, app: QApplication) -> None:
        # Once only: Qt destroys the style before, while PySide6 keeps what Python once saw of
        # it (widget.style()) and crashes on that sooner or later.
        if not app.property(_IS_FUSION):
            app.setStyle("Fusion")
            app.setProperty(_IS_FUSION, True)
        # Each of these polishes every widget anew, so none is set again without need.
        if app.palette() != (colours := palette(self.tokens)):
            app.setPalette(colours)
        if app.font() != (letters := self.font("body")):
            app.setFont(letters)
        if app.styleSheet() != (sheet := self.style_sheet()):
            app.setStyleSheet(sheet)
        self.changed.emit()

    def style_sheet(self) -> str:
        """The template of the theme, filled with colours and sizes."""
        return _PLACEHOLDER.sub(self._fill, resources.read_text("theme", "theme.qss"))

    def _fill(self, found: re.Match[str]) -> str:
        name, number = found[1], found[2]
        if number is None:
            return FAMILY if name == "family" else self._drawing(name) or getattr(self.tokens, name)
        measures: dict[str, Callable[[float], int]] = {
            "px": self.px,
            "gap": self.gap,
            # A radius over half the height is dropped: half of it, and the border of 2.
            "circle": lambda pixels: self.px(pixels) // 2 + 2,
        }
        return f"{measures[name](float(number))}px"

    def _drawing(self, name: str) -> str | None:
        """Path of a drawing in the colours of the theme: a style sheet takes files only."""
        drawings = {
            "arrow_down": ("chevron-down", "ink"),
            "arrow_up": ("chevron-up", "ink"),
            "tick": ("check", "on_primary"),
        }
        if name not in drawings:
            return None
        if self._drawn is None:
            self._drawn = QTemporaryDir()
        icon_name, role = drawings[name]
        path = self._drawn.filePath(f"{icon_name}-{self.theme}.svg")
        svg = resources.read_text("icons", f"{icon_name}.svg")
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - Qt gives a string
            file.write(svg.replace("currentColor", getattr(self.tokens, role)))
        return path

    def _tell_desktop(self, theme: Theme | None) -> None:
        # So that title bar and native dialogs go with the window.
        hints = QGuiApplication.styleHints()
        if theme is None:
            hints.unsetColorScheme()
        else:
            is_light = theme is Theme.LIGHT
            hints.setColorScheme(Qt.ColorScheme.Light if is_light else Qt.ColorScheme.Dark)

    def _listen(self) -> None:
        if self._listens:
            return
        self._listens = True
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        accessibility = hints.accessibility()
        accessibility.contrastPreferenceChanged.connect(self._follow)

    def _follow(self) -> None:
        if not self._follows_system or self._app is None:
            return
        theme = system_theme()
        if theme is not self.theme:
            self.theme = theme
            self._dress(self._app)


@cache
def appearance() -> Appearance:
    """The look of this process."""
    return Appearance()


def system_theme() -> Theme:
    """The theme that the desktop asks for."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Theme.HIGH_CONTRAST
    return Theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.LIGHT


@cache
def load_fonts() -> tuple[int, ...]:
    """Qt's numbers of the bundled fonts, loaded once."""
    files = [resources.path("fonts", f"IBMPlexSans-{name}.ttf") for name in FONT_FILES]
    return tuple(QFontDatabase.addApplicationFont(str(file)) for file in files)


def palette(tokens: Tokens) -> QPalette:
    """The colours for what no style sheet reaches."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for name, value in {
        role.Window: tokens.canvas,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.ink,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.error,
        role.ToolTipBase: tokens.ink,
        role.ToolTipText: tokens.surface,
        role.PlaceholderText: tokens.ink3,
        role.Highlight: tokens.primary,
        role.HighlightedText: tokens.on_primary,
        role.Link: tokens.primary,
        role.LinkVisited: tokens.primary,
        role.Accent: tokens.primary,
        role.Light: tokens.line,
        role.Midlight: tokens.line,
        role.Mid: tokens.line_strong,
        role.Dark: tokens.line_strong,
        role.Shadow: tokens.line_strong,
    }.items():
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, name, QColor(tokens.ink3))
    return made
