"""A page over which one sheet at a time may lie."""

from clonus_desktop.ui.page import Page
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.sheet import Sheet


class PageWithSheet(Page):
    """Closes the sheet when another one is opened or the page is left."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sheet: Sheet | None = None

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that lies over the page, or None."""
        return self._sheet

    def leave(self) -> None:
        self._close_sheet()
        super().leave()

    def _open_sheet(self, sheet: Sheet) -> None:
        self._close_sheet()
        self._sheet = sheet
        sheet.closed.connect(self._forget_sheet)
        sheet.open()

    def _close_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _forget_sheet(self) -> None:
        self._sheet = None
