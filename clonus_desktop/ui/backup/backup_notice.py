"""A quiet line over the patients: a backup failed, or the second place was not reached for long."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from clonus_desktop.language import _, say
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import quiet_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class BackupNotice(QFrame):
    """Shows itself when there is something to say, and goes when it is settled.

    Args:
        session: The open casebook; of a demo nothing is ever said.
    """

    spoken = Spoken(role=Role.Note)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("card", "warn")
        self.words = plain_label("", wrap=True)
        self.again = secondary_button(_("Try again"), "rotate-ccw")
        self.copy = secondary_button(_("Copy now"), "copy")
        self.later = quiet_button(_("Later"))
        self._buttons = Flow()
        for button in (self.again, self.copy, self.later):
            self._buttons.add(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words)
        self._column.addWidget(self._buttons)
        self._draw()
        self.hide()
        appearance().changed.connect(self._draw)
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
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

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

    def _draw(self) -> None:
        look = appearance()
        self._column.setContentsMargins(look.gap(16), look.gap(8), look.gap(16), look.gap(8))
        self._column.setSpacing(look.gap(8))
        self._buttons.set_gaps(look.gap(12), look.gap(8))
