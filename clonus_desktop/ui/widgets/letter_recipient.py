"""To whom a letter goes: typed, or taken from the addressee book."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook.addressees import Addressee
from clonus_desktop.language import _
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.growing_lines import GrowingLines


class RecipientField(Field):
    """Name and address, one line per line of print.

    An addressee stays the addressee while the first line is the name; whoever writes to
    somebody else writes another name there.

    Attributes:
        lines: What is typed into.
        book_button: Opens the addressee book.

    Signals:
        changed: Another name, address or greeting.
    """

    changed = Signal()

    def __init__(self) -> None:
        self.lines = GrowingLines()
        super().__init__(_("To"), self.lines)
        self.book_button = quiet_button(_("Addressees…"), "users")
        self.add_below(self.book_button)
        self._column.setAlignment(self.book_button, Qt.AlignmentFlag.AlignLeading)
        self._name, self._salutation = "", ""
        self._addressee_id: int | None = None
        self.lines.textChanged.connect(self.changed)

    @property
    def text(self) -> str:
        """As it is typed."""
        return self.lines.toPlainText()

    @property
    def addressee_id(self) -> int | None:
        """Row of the addressee, or None for somebody who was typed."""
        return self._addressee_id if self._is_addressee else None

    @property
    def salutation(self) -> str:
        """How the addressee is greeted; empty for the usual greeting."""
        return self._salutation if self._is_addressee else ""

    @property
    def _is_addressee(self) -> bool:
        first = self.text.strip().split("\n", 1)[0].strip()
        return bool(self._name) and first == self._name

    def show_addressee(self, addressee: Addressee) -> None:
        """Write to an addressee."""
        self.show_lines(addressee.lines, salutation=addressee.salutation, addressee_id=addressee.id)

    def show_lines(self, lines: str, *, salutation: str, addressee_id: int | None) -> None:
        """Write to whoever is named in the first line."""
        self._name = lines.strip().split("\n", 1)[0].strip()
        self._salutation, self._addressee_id = salutation, addressee_id
        self.lines.setPlainText(lines)

    def arrange(self, *, lines: int) -> None:
        """Be at least that many lines tall."""
        self.lines.show_at_least(lines)

    def parts(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in order."""
        return (self.lines, self.book_button)
