"""The backups over the open window."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook.backups import RestorePreview
from clonus_desktop.language import _
from clonus_desktop.ui.backup.backups_flow import BackupsFlow
from clonus_desktop.ui.backup.place import Place
from clonus_desktop.ui.people.pages_sheet import PagesSheet
from clonus_desktop.ui.session import Session


def show_backups(
    owner: QWidget,
    session: Session,
    *,
    then: Callable[[], object] | None = None,
) -> PagesSheet:
    """List the backups of the open casebook; a confirmed restore is asked for by the session.

    Args:
        owner: A widget of the window.
        then: Called when nothing was restored.
    """
    sheet = PagesSheet(owner, _("Backups"))
    book = session.book
    place = Place(
        path=book.path,
        key=book.file.key,
        second=session.keeping.second_place,
        now=book.now,
    )
    worker = session.keeping.worker
    flow = BackupsFlow(sheet, sheet, place, worker, can_restore=session.can_restore)

    def leave() -> None:
        sheet.close_sheet()
        if then is not None:
            then()

    def restore(preview: RestorePreview) -> None:
        sheet.close_sheet()
        session.restore_wanted.emit(preview)

    flow.left.connect(leave)
    flow.restore_wanted.connect(restore)
    flow.begin()
    return sheet
