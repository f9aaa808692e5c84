"""Pages of the door in one place: one is shown, those before it are forgotten."""

from collections.abc import Iterator

from PySide6.QtWidgets import QStackedWidget

from clonus_desktop.ui.door.door_page import DoorPage


class DoorPages(QStackedWidget):
    """The pages that are held; mostly the one that is shown."""

    @property
    def page(self) -> DoorPage:
        """The page that is shown."""
        page = self.currentWidget()
        assert isinstance(page, DoorPage)
        return page

    def show_page(self, page: DoorPage, *, keeps: DoorPage | None = None) -> None:
        """Show a page; those before it are forgotten with all that was typed into them.

        Args:
            keeps: A page to come back to.
        """
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        for other in tuple(self._held()):
            if other is not page and other is not keeps:
                other.forget()
                self.removeWidget(other)
                other.deleteLater()

    def forget(self) -> None:
        """Forget all that was typed into any of them."""
        for page in self._held():
            page.forget()

    def _held(self) -> Iterator[DoorPage]:
        for index in range(self.count()):
            page = self.widget(index)
            if isinstance(page, DoorPage):
                yield page
