"""The offers to go on with what was left unfinished, made once at the start."""

from typing import TYPE_CHECKING

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.patients import Among
from clonus_desktop.ui.navigation import Screen
from clonus_desktop.ui.pages.patients import PatientsPage
from clonus_desktop.ui.window_sheets import ResumeSheet

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow


def begin_work(window: "MainWindow") -> None:
    """Say what a restore did and what is amiss with the record, then offer what was unfinished."""
    if window.session.signed_in is None:
        offer_what_waits(window)
        return
    from clonus_desktop.ui.backup.beginning import begin_with_the_record

    begin_with_the_record(window, then=lambda: offer_what_waits(window))


def offer_what_waits(window: "MainWindow") -> None:
    """Offer an unfinished examination, and to finish the removal of a clinician."""
    offer_draft(window)
    if window.session.signed_in is not None:
        from clonus_desktop.ui.people.finish_offer import offer_to_finish

        offer_to_finish(window)


def offer_draft(window: "MainWindow") -> None:
    """Offer the newest unfinished examination, and the way to the others."""
    # Who has already gone on to another screen is at work, and is not asked.
    if window.destination.screen is not Screen.PATIENTS:
        return
    draft = examinations.newest_draft(window.session.book)
    if draft is None:
        return
    sheet = ResumeSheet(window, window.session, draft)
    sheet.list_wanted.connect(lambda: _list_unfinished(window))
    sheet.open()


def _list_unfinished(window: "MainWindow") -> None:
    page = window.page
    if isinstance(page, PatientsPage):
        page.look_among(Among.UNFINISHED)
        page.focus_first()
