"""The way between the screens: at the left, or at the bottom of an upright window."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QToolButton

from clonus_desktop.language import _
from clonus_desktop.ui import tokens
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import icon

_ICONS: Mapping[str, str] = {
    "patients": "users",
    "chart": "chart-line",
    "exam": "activity",
    "letter": "file-text",
    "help": "circle-help",
    "settings": "settings",
    "lock": "lock",
}
_OF_A_PATIENT = ("chart", "exam", "letter")
WIDTH, HEIGHT = 92, 80
_WORDS_PX, _LEAST_PX, _BESIDE_WORDS = 14, 12, 8


class Rail(QFrame):
    """Patients always; Chart, Exam and Letter with a patient; Help, Settings and Lock at the end.

    Signals:
        chosen: Name of the screen.
        lock_wanted: The window is to be locked.
    """

    spoken = Spoken(role=Role.ToolBar)

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(_("Screens"))
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._horizontal = False
        self.buttons = {name: self._button(name) for name in _ICONS}
        for name, button in self.buttons.items():
            if name == "help":
                self._layout.addStretch(1)
            self._layout.addWidget(button)
        self._draw()
        appearance().changed.connect(self._draw)

    def _button(self, name: str) -> QToolButton:
        words = {
            "patients": _("Patients"),
            "chart": _("Chart"),
            "exam": _("Exam"),
            "letter": _("Letter"),
            "help": _("Help"),
            "settings": _("Settings"),
            "lock": _("Lock"),
        }[name]
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(words)
        button.setCheckable(name != "lock")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.clicked.connect(lambda _checked, name=name: self._choose(name))
        return button

    def _choose(self, name: str) -> None:
        if name == "lock":
            self.lock_wanted.emit()
            return
        self.buttons[name].setChecked(self._shown == name)
        self.chosen.emit(name)

    def show_items(self, shown: str, *, has_patient: bool) -> None:
        """Mark the shown screen, and offer a patient's screens only with a patient."""
        self._shown = shown
        for name, button in self.buttons.items():
            button.setVisible(has_patient or name not in _OF_A_PATIENT)
            button.setChecked(name == shown)
        self._draw()

    def set_horizontal(self, horizontal: bool) -> None:
        """Lie at the bottom (True) or stand at the left."""
        self._horizontal = horizontal
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if horizontal else direction.TopToBottom)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._horizontal:
            self._draw()

    def _button_width(self, gap: int) -> int:
        """As wide as it stands at the left; narrower where the bottom has no room for all."""
        # At the left it is rather wider than too small to read.
        needed = math.ceil(self._longest * _LEAST_PX / _WORDS_PX) + _BESIDE_WORDS
        usual = max(appearance().px(WIDTH) - 2 * gap, 0 if self._horizontal else needed)
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        if not self._horizontal or not shown:
            return usual
        room = self.width() - 2 * gap - (len(shown) - 1) * (gap // 2)
        return max(1, min(usual, room // len(shown)))

    @property
    def _longest(self) -> int:
        """Pixels of the longest word in its usual size."""
        metrics = QFontMetrics(appearance().font_of(_WORDS_PX, tokens.SEMIBOLD))
        return max(metrics.horizontalAdvance(button.text()) for button in self.buttons.values())

    def _fit_words(self, width: int) -> None:
        """All words smaller where the longest is wider than its button, or Qt would shorten it."""
        look = appearance()
        share = min(1.0, (width - _BESIDE_WORDS) / max(1, self._longest))
        pixels = max(_LEAST_PX, int(share * look.px(_WORDS_PX)))
        style = "" if share >= 1 else f"#rail QToolButton {{ font-size: {pixels}px; }}"
        if style != self.styleSheet():
            self.setStyleSheet(style)

    def _draw(self) -> None:
        look = appearance()
        gap = look.gap(8)
        width = self._button_width(gap)
        self._fit_words(width)
        self._layout.setContentsMargins(gap, gap, gap, gap)
        self._layout.setSpacing(gap // 2)
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        if self._horizontal:
            self.setSizePolicy(wide, fixed)
            self.setMinimumSize(0, look.px(HEIGHT))
            self.setMaximumSize(16777215, look.px(HEIGHT))
        else:
            self.setSizePolicy(fixed, wide)
            self.setMinimumSize(width + 2 * gap, 0)
            self.setMaximumSize(width + 2 * gap, 16777215)
        for name, button in self.buttons.items():
            role = "on_primary" if button.isChecked() else "banner_label"
            button.setIcon(icon(_ICONS[name], role, 26))
            button.setIconSize(QSize(look.px(26), look.px(26)))
            button.setFixedSize(width, look.px(HEIGHT) - 2 * gap + 6)
