"""The screens: each reads the casebook, shows it, and turns gestures into verbs."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from clonus_desktop.ui.navigation import Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.session import Session

if TYPE_CHECKING:
    from clonus_desktop.ui.background import Background

_PAGES = {
    Screen.PATIENTS: ("patients", "PatientsPage"),
    Screen.PATIENT_FORM: ("patient_form", "PatientFormPage"),
    Screen.CHART: ("chart", "ChartPage"),
    Screen.EXAM: ("exam", "ExamPage"),
    Screen.REVIEW: ("review", "ReviewPage"),
    Screen.CONTEXT: ("context", "ContextPage"),
    Screen.HUNTER: ("hunter", "HunterPage"),
    Screen.LETTER: ("letter", "LetterPage"),
    Screen.SETTINGS: ("settings", "SettingsPage"),
    Screen.HELP: ("help", "HelpPage"),
}
"""Module and class of each page."""


def page_for(screen: Screen, session: Session, worker: "Callable[[], Background]") -> Page:
    """A new page for the screen. Imported when it is first shown: the start stays short.

    Args:
        worker: Gives the window's background worker to a page that has slow things to do.
    """
    module, name = _PAGES[screen]
    make: Callable[..., Page] = getattr(import_module(f"{__name__}.{module}"), name)
    if screen is Screen.SETTINGS:
        return make(session, worker)
    return make(session, worker()) if screen is Screen.LETTER else make(session)
