"""The screens: each reads the casebook, shows it, and turns gestures into verbs."""

from clonus_desktop.ui.background import Background
from clonus_desktop.ui.navigation import Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.session import Session


def page_for(screen: Screen, session: Session, background: Background) -> Page:
    """A new page for the screen. Imported when it is first shown: the start stays short."""
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
    if screen is Screen.LETTER:
        from clonus_desktop.ui.pages.letter import LetterPage

        return LetterPage(session, background)
    from clonus_desktop.ui.pages.settings import SettingsPage

    return SettingsPage(session)
