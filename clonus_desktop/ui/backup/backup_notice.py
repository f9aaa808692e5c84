"""A quiet line over the patients: a backup failed, or the second place was not reached for long."""

from clonus_desktop.language import _, say
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import quiet_button, secondary_button
from clonus_desktop.ui.widgets.quiet_notice import QuietNotice


class BackupNotice(QuietNotice):
    """Shows itself when there is something to say, and goes when it is settled.

    Args:
        session: The open casebook; of a demo nothing is ever said.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.again = secondary_button(_("Try again"), "rotate-ccw")
        self.copy = secondary_button(_("Copy now"), "copy")
        self.later = quiet_button(_("Later"))
        super().__init__(self.again, self.copy, self.later)
        if session.signed_in is not None:
            session.keeping.changed.connect(self.show_state)
            self.again.clicked.connect(session.keeping.make)
            self.copy.clicked.connect(session.keeping.copy)
            self.later.clicked.connect(session.keeping.put_off)

    def show_state(self) -> None:
        """Show what there is to say now."""
        if self._session.signed_in is None:
            return
        keeping = self._session.keeping
        words = ""
        if keeping.fault is not None:
            words = say(keeping.fault.message)
        elif keeping.reminds:
            words = self._reminder()
        self.again.setVisible(keeping.fault is not None)
        for button in (self.copy, self.later):
            button.setVisible(keeping.fault is None)
        self.say(words)

    def _reminder(self) -> str:
        # Late: the list of patients needs nothing of backups.
        from clonus_desktop.ui.backup.backup_words import when

        keeping = self._session.keeping
        if keeping.copy_fault is not None:
            return say(keeping.copy_fault.message)
        if keeping.copied_at is None:
            return _(
                "No backup was copied to the second place yet. The records are on this computer "
                "alone. Connect the stick or the share, then copy."
            )
        return _(
            "The newest backup in the second place is of {when}, more than a week ago. What was "
            "recorded since is on this computer alone. Connect the stick or the share, then copy."
        ).format(when=when(keeping.copied_at, self._session.book.now()))
