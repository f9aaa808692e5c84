"""The screens: each reads the casebook, shows it, and turns gestures into verbs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from clonus_desktop.ui.navigation import Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.session import Session

if TYPE_CHECKING:
    from clonus_desktop.ui.background import Background


def page_for(screen: Screen, session: Session, worker: "Callable[[], Background]") -> Page:
    """A new page for the screen. Imported when it is first shown: the start stays short.

    Args:
        worker: Gives the window's background worker to a page that has slow things to do.
    """
    if screen is Screen.PATIENTS:
        from clonus_desktop.ui.pages.patients import PatientsPage

        return PatientsPage(session)
    if screen is Screen.PATIENT_FORM:
        from clonus_desktop.ui.pages.patient_form import PatientFormPage

        return PatientFormPage(session)
    if screen is Screen.CHART:
        from clonus_desktop.ui.pages.chart import ChartPage

        return ChartPage(session)
    if screen is Screen.EXAM:
        from clonus_desktop.ui.pages.exam import ExamPage

        return ExamPage(session)
    if screen is Screen.REVIEW:
        from clonus_desktop.ui.pages.review import ReviewPage

        return ReviewPage(session)
    if screen is Screen.CONTEXT:
        from clonus_desktop.ui.pages.context import ContextPage

        return ContextPage(session)
    if screen is Screen.LETTER:
        from clonus_desktop.ui.pages.letter import LetterPage

        return LetterPage(session, worker())
    from clonus_desktop.ui.pages.settings import SettingsPage

    return SettingsPage(session)
