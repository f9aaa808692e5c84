"""Buttons and keys that choose how much of a long course is shown; nothing needs to be dragged."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.widgets.buttons import Button, icon_button, quiet_button
from clonus_desktop.ui.widgets.course_range import VISITS_SHOWN, CourseRange, Stretch
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label

Step = Callable[[CourseRange], CourseRange]


def _last_visits(shown: CourseRange) -> CourseRange:
    return shown.newest(Stretch.VISITS)


def _last_year(shown: CourseRange) -> CourseRange:
    return shown.newest(Stretch.YEAR)


def _all(shown: CourseRange) -> CourseRange:
    return shown.newest(Stretch.ALL)


class CourseZoom(QWidget):
    """What is shown, and the ways to show something else.

    Signals:
        wanted: A function that makes the range that is wanted from the one that is shown.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.extent = plain_label("", role="caption", wrap=True)
        self.earlier_button = icon_button(_("Earlier visits"), "arrow-left")
        self.later_button = icon_button(_("Later visits"), "arrow-right")
        self.closer_button = icon_button(_("Zoom in"), "plus")
        self.wider_button = icon_button(_("Zoom out"), "minus")
        self.last_button = quiet_button(
            ngettext("Last {n} visit", "Last {n} visits", VISITS_SHOWN).format(n=VISITS_SHOWN)
        )
        self.year_button = quiet_button(_("Last year"))
        self.all_button = quiet_button(_("All visits"))
        self._build()

    def _build(self) -> None:
        line = Flow()
        line.set_gaps(appearance().gap(4), appearance().gap(4))
        for button, step in self._steps():
            line.add(button)
            button.clicked.connect(self._wants(step))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance().gap(4))
        column.addWidget(self.extent)
        column.addWidget(line)

    def _steps(self) -> tuple[tuple[Button, Step], ...]:
        return (
            (self.earlier_button, CourseRange.earlier),
            (self.later_button, CourseRange.later),
            (self.closer_button, CourseRange.closer),
            (self.wider_button, CourseRange.wider),
            (self.last_button, _last_visits),
            (self.year_button, _last_year),
            (self.all_button, _all),
        )

    def show_range(self, shown: CourseRange, *, of: int) -> None:
        """Say how many of so many visits are shown, and from when to when."""
        first, last = (short_date(shown.times[index]) for index in (shown.first, shown.last))
        said = ngettext(
            "{n} of {all} visit, {first} to {last}", "{n} of {all} visits, {first} to {last}", of
        )
        if shown.shown == of:
            said = ngettext("{n} visit, {first} to {last}", "All {n} visits, {first} to {last}", of)
        self.extent.setText(said.format(n=shown.shown, all=of, first=first, last=last))
        self.last_button.setVisible(of > VISITS_SHOWN)

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys of the same."""
        if not self.isVisible():
            return ()
        acts: tuple[tuple[tuple[str, ...], str, Step], ...] = (
            (("Page Up",), _("Earlier visits"), CourseRange.earlier),
            (("Page Down",), _("Later visits"), CourseRange.later),
            (("+",), _("Zoom in"), CourseRange.closer),
            (("-",), _("Zoom out"), CourseRange.wider),
            (("1",), self.last_button.accessibleName(), _last_visits),
            (("2",), _("Last year"), _last_year),
            (("0",), _("All visits"), _all),
        )
        return tuple(
            PageKey(names=names, words=words, act=self._wants(step))
            for names, words, step in acts
            if step is not _last_visits or not self.last_button.isHidden()
        )

    def _wants(self, step: Step) -> Callable[[int], None]:
        return lambda _ms: self.wanted.emit(step)
