"""The window in another language, at once and at the very place where it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from clonus_desktop.language import LANGUAGES, of_screen
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.speaking import language_of, speak
from clonus_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow

_AGAIN_MS = 50


class Retelling(QObject):
    """Makes all that the window says anew when another language was chosen.

    What was typed is kept first. An entry that waits to be saved stays where it is, and the
    language follows when it is saved; so does whatever the worker of the window is about to end.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        window.session.recovered.connect(self.begin)

    def take_choices(self) -> None:
        """Show the theme, the text size and the language that were chosen."""
        app, choices = QApplication.instance(), self._window.session.settings.choices
        if isinstance(app, QApplication):
            appearance().apply(app, choices.theme, choices.text_scale)
        self.begin()

    def begin(self) -> None:
        """Speak the chosen language as soon as that is safe; nothing where it is spoken."""
        # Not at once: whoever calls may be a button of a page that is then gone.
        self._timer.start(0)

    @property
    def _is_spoken(self) -> bool:
        return language_of(self._window.session.settings.choices.language) == of_screen().language

    def _tell(self) -> None:
        window, app = self._window, QCoreApplication.instance()
        if self._is_spoken or app is None or not window.keep() or window.session.has_failed:
            return
        if self._is_at_work():
            self._timer.start(_AGAIN_MS)
            return
        code = speak(app, window.session.settings.choices.language)
        window.session.book.language = code
        window.tell_again()
        self._stay_at_the_choice()
        window.announce(LANGUAGES[code])

    def _is_at_work(self) -> bool:
        window = self._window
        has_sheet = any(not sheet.isHidden() for sheet in window.findChildren(Sheet))
        return has_sheet or window.locking.is_locked or not window.background.is_idle

    def _stay_at_the_choice(self) -> None:
        from clonus_desktop.ui.pages.settings import SettingsPage

        page = self._window.page
        if isinstance(page, SettingsPage):
            page.focus_language()
