"""Since when: a date as well as it is known."""

from datetime import date

from PySide6.QtCore import Signal

from clonus_desktop.domain.context_item import ContextItem
from clonus_desktop.domain.dates import ApproximateDate, parse_approximate_date
from clonus_desktop.language import _, as_english
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.typed_line import TypedLine

_LONGEST = 40


class SinceField(Field):
    """Asks for a year, a month or a day.

    Signals:
        typed: An ApproximateDate, or None when the field was emptied.
    """

    typed = Signal(object)

    def __init__(self, item: ContextItem) -> None:
        self.line = TypedLine(longest=_LONGEST)
        super().__init__(
            _("Since"), self.line, hint=_("A year, a month and year, or a date: 2019, March 2024.")
        )
        self.line.setAccessibleName(_("{question}, since").format(question=item.label))
        self.line.typed.connect(self._take)
        self.line.left.connect(self._show)
        self._day: ApproximateDate | None = None
        self.today = date.max

    def show_date(self, day: ApproximateDate | None, *, is_answered: bool) -> None:
        """Show the recorded date; without an answer there is nothing to date."""
        self.setVisible(is_answered)
        self._day = day
        self._show()

    def _show(self) -> None:
        if not self.problem:
            self.line.show_text(typed_date(self._day))

    def _take(self, text: str) -> None:
        day = parse_approximate_date(as_english(text), today=self.today)
        if text.strip() and day is None:
            self.show_problem(
                _("Enter a year, a month and year, or a date that is not after today.")
            )
            return
        self.show_problem("")
        self.typed.emit(day)


def typed_date(day: ApproximateDate | None) -> str:
    """The date as it can be typed: ``2019``, ``3/2019``, ``12/3/2019``; empty without one."""
    parts = () if day is None else (day.day, day.month, day.year)
    return "/".join(str(part) for part in parts if part is not None)
