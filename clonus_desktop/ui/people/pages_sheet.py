"""Pages of the door over the open window: they cover all of it, one after the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.door_pages import DoorPages
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.widgets.reading_order import next_stop
from clonus_desktop.ui.widgets.sheet import Sheet


class PagesSheet(Sheet):
    """Shows one page at a time.

    Attributes:
        must_stay: True while it cannot be closed.
    """

    def __init__(self, owner: QWidget, title: str) -> None:
        super().__init__(owner, title)
        self.must_stay = False
        self.frame.hide()
        self._pages = DoorPages(self)
        self._pages.setObjectName("page")
        self._pages.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def page(self) -> DoorPage:
        """The page that is shown."""
        return self._pages.page

    def show_page(self, page: DoorPage, *, keeps: DoorPage | None = None) -> None:
        """Show a page; those before it are forgotten with all that was typed into them.

        Args:
            keeps: A page to come back to.
        """
        self._pages.show_page(page, keeps=keeps)
        self.setAccessibleName(page.accessibleName())
        if self.isHidden():
            self.open()
        else:
            announce(self, page.accessibleName())
        page.focus_first()

    def close_sheet(self) -> None:
        if self.must_stay:
            return
        self._pages.forget()
        super().close_sheet()

    def _cover(self) -> None:
        super()._cover()
        self.frame.hide()
        self._pages.setGeometry(self.rect())

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = next_stop(self._pages, self.window().focusWidget(), forward=forward)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def key_table(self) -> tuple[PageKey, ...]:
        return (PageKey(names=("Esc",), words=_("Back"), act=lambda _ms: self.page.go_back()),)
