"""Offering to finish a removal that a failure or a kill interrupted."""

from typing import TYPE_CHECKING

from clonus_desktop.language import _
from clonus_desktop.ui.people.consequences_sheet import unfinished
from clonus_desktop.ui.people.key_work import KeyWork
from clonus_desktop.ui.people.renewing import Renewing

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow


def offer_to_finish(window: "MainWindow") -> None:
    """Ask whether to finish it now; nothing when every removal is finished."""
    renewing = Renewing(window.page, KeyWork(window.session, lambda: window.background))
    if not renewing.is_due:
        renewing.deleteLater()
        return
    sheet = unfinished(window)
    sheet.confirmed.connect(lambda: renewing.begin(_("The casebook has a new key.")))
    sheet.open()
