"""One backup of the list: what it is, whether it is well, and what can be done with it."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from clonus_desktop.casebook.backups import Verified
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, first_upper, say
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.backup.backup_words import (
    content_words,
    day_and_time,
    kind_words,
    size_words,
    when,
)
from clonus_desktop.ui.backup.found import Found
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label, set_property

_LEAST_WIDTH_FOR_TWO = 600


class BackupRow(QFrame):
    """A backup with its buttons.

    Attributes:
        found: The backup.

    Signals:
        check_wanted: It is to be checked; or the check is to be stopped.
        restore_wanted: Its preview is wanted.
    """

    spoken = Spoken(role=Role.Grouping)

    check_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, found: Found, now: datetime, *, can_restore: bool) -> None:
        super().__init__()
        self.found = found
        self.setProperty("card", "sunken")
        backup = found.backup
        self._day = day_and_time(backup.made_at, now)
        self.setAccessibleName(_("Backup of {when}").format(when=self._day))
        self.title = plain_label(first_upper(when(backup.made_at, now)), role="strong", wrap=True)
        facts = f"{content_words(backup)} · {size_words(backup.size)}"
        self.facts = plain_label(facts, wrap=True)
        origin = f"{first_upper(kind_words(backup.kind))} · {_places(found)}"
        self.origin = plain_label(origin, role="caption", wrap=True)
        self.state = plain_label("", role="caption", wrap=True)
        self.check = secondary_button(_("Check"), "check")
        self.restore = secondary_button(_("Restore…"), "history")
        self.check.clicked.connect(lambda: self.check_wanted.emit())
        self.restore.clicked.connect(lambda: self.restore_wanted.emit())
        self._name_buttons()
        self._lay_out()
        # In the row first: a button without a parent would be a window of its own.
        self.restore.setVisible(can_restore and found.is_whole)
        self._show_first_state()

    def _name_buttons(self) -> None:
        for button, words in (
            (self.check, _("Check the backup of {when}")),
            (self.restore, _("Restore the backup of {when}")),
        ):
            button.setAccessibleName(words.format(when=self._day))

    def _lay_out(self) -> None:
        self._buttons = Flow()
        self._buttons.add(self.check)
        self._buttons.add(self.restore)
        self._words = QVBoxLayout()
        for part in (self.title, self.facts, self.origin, self.state):
            self._words.addWidget(part)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addLayout(self._words, 1)
        self._line.addWidget(self._buttons)
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = appearance()
        gap = look.gap(12)
        self._line.setContentsMargins(gap, gap // 2, gap, gap // 2 + 2)
        self._line.setSpacing(look.gap(8))
        self._words.setSpacing(look.gap(2))
        self._buttons.set_gaps(look.gap(12), look.gap(8))
        # Beside the words where there is room for both.
        is_wide = self.width() >= look.px(_LEAST_WIDTH_FOR_TWO)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        wanted = self._buttons.sizeHint().width() if is_wide else 0
        self._buttons.setMinimumWidth(wanted)

    def _show_first_state(self) -> None:
        if not self.found.is_whole:
            self._say(_("A file of it is missing or cut off: it cannot be restored."), "error")
            self.check.hide()
            return
        self._say(_("Checked when it was made"), "caption")

    def show_working(self, share: float) -> None:
        """Say how far the check is; the button stops it."""
        self._say(_("Checking: {percent} %").format(percent=round(share * 100)), "caption")
        self.check.say(_("Stop the check"))

    def show_verified(self, verified: Verified) -> None:
        """Say that nothing is amiss."""
        self._end()
        words = _("Checked now: every file is as it was stored.")
        if verified.was_opened:
            words = _("Checked now: every file is as it was stored, and the casebook opens.")
        self._say(words, "saved")

    def show_fault(self, fault: StorageFault) -> None:
        """Say what is amiss."""
        self._end()
        self._say(say(fault.message), "error")

    def show_stopped(self) -> None:
        """Say that it was not checked to the end."""
        self._end()
        self._show_first_state()

    def _end(self) -> None:
        self.check.say(_("Check"))
        self._name_buttons()

    def _say(self, words: str, role: str) -> None:
        set_property(self.state, "role", role)
        self.state.setText(words)


def _places(found: Found) -> str:
    names = [breakable(folder.name or str(folder)) for folder in found.elsewhere]
    here = [_("on this computer")] if found.is_here else []
    return ", ".join((*here, *(_("in {folder}").format(folder=name) for name in names)))
