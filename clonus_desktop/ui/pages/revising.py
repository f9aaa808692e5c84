"""Amending and withdrawing from any page: ask, do, and go on."""

from collections.abc import Callable

from clonus_desktop.casebook import amendments
from clonus_desktop.casebook.amendments import NotPossible
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages.revising_sheet import (
    RevisingSheet,
    amend_question,
    withdraw_question,
)
from clonus_desktop.ui.widgets.sheet import Sheet

Verb = Callable[[Casebook, int, str], Change]


class Revising:
    """The ways from a signed exam: to its next version, or out of what counts.

    Args:
        page: Where it is asked.
        open_sheet: Shows a sheet over the page.
        done: Called with what was changed, when the page stays.
    """

    def __init__(
        self,
        page: Page,
        *,
        open_sheet: Callable[[Sheet], None],
        done: Callable[[Change], object],
    ) -> None:
        self._page = page
        self._open_sheet = open_sheet
        self._done = done

    def ask_to_amend(self, patient: Patient, visit: Examination) -> None:
        """Ask why, and open the review of the draft that comes of it."""
        obstacle = amendments.why_not_amended(self._page.session.book, visit.id)
        sheet = RevisingSheet(self._page, patient, amend_question(visit), obstacle)
        sheet.confirmed.connect(lambda reason: self._amend(sheet, visit, reason))
        self._open_sheet(sheet)

    def ask_to_withdraw(self, patient: Patient, visit: Examination) -> None:
        """Ask why, and mark the exam."""
        obstacle = amendments.why_not_withdrawn(self._page.session.book, visit.id)
        sheet = RevisingSheet(self._page, patient, withdraw_question(visit), obstacle)
        sheet.confirmed.connect(lambda reason: self._withdraw(sheet, visit, reason))
        self._open_sheet(sheet)

    def _amend(self, sheet: RevisingSheet, visit: Examination, reason: str) -> None:
        change = self._do(amendments.amend, sheet, visit, reason)
        if change is not None:
            self._page.session.go(
                Destination(
                    screen=Screen.REVIEW,
                    patient_id=change.patient_id,
                    examination_id=change.examination_id,
                )
            )

    def _withdraw(self, sheet: RevisingSheet, visit: Examination, reason: str) -> None:
        change = self._do(amendments.withdraw, sheet, visit, reason)
        if change is not None:
            said = _("The exam of {date} is withdrawn.").format(date=short_date(visit.started_at))
            self._page.session.announced.emit(said)
            self._done(change)

    def _do(
        self, verb: Verb, sheet: RevisingSheet, visit: Examination, reason: str
    ) -> Change | None:
        """The deed, with the sheet closed; what stands in the way is said on it instead."""

        def do(book: Casebook) -> Change | None:
            try:
                return verb(book, visit.id, reason)
            except NotPossible as refused:
                sheet.show_obstacle(refused.message)
                return None

        change = self._page.session.do(do)
        if change is not None:
            sheet.close_sheet()
        return change
