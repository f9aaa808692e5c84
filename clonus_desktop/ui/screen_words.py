"""What each screen is called, for those who hear it."""

from clonus_desktop.language import _
from clonus_desktop.ui.navigation import Screen


def screen_words(screen: Screen) -> str:
    """The name of a screen; it tells of no patient."""
    return {
        Screen.PATIENTS: _("Patients"),
        Screen.PATIENT_FORM: _("Patient details"),
        Screen.CHART: _("Chart"),
        Screen.EXAM: _("Exam"),
        Screen.CONTEXT: _("Context"),
        Screen.REVIEW: _("Review and sign"),
        Screen.HUNTER: _("Serotonin features"),
        Screen.LETTER: _("Letter"),
        Screen.SETTINGS: _("Settings"),
        Screen.HELP: _("Help"),
    }[screen]
