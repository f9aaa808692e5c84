"""The card of the backups in the settings."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, pgettext, say
from clonus_desktop.ui import chosen_file
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.backup.backup_words import when
from clonus_desktop.ui.backup.keeping import Keeping
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import Button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import FieldsCard
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.share_bar import ShareBar


class BackupsCard(FieldsCard):
    """When the last backup was made, its copy in a second place, and what can be done.

    Args:
        session: The open casebook; of a demo there are none, and the card is hidden.

    Attributes:
        choose_folder: Asks for the second place.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(_("Backups"))
        self._session = session
        self._follows = False
        # A backup that somebody asked for here says how it ended.
        self._is_awaited = False
        self.choose_folder: Callable[[QWidget, str, str], str] = chosen_file.choose_folder
        self.last = plain_label("", role="strong", wrap=True)
        self.trouble = plain_label("", role="notice", wrap=True)
        self.bar = ShareBar(_("Backup"))
        self.now = secondary_button(_("Back up now"), "save")
        self.cancel = secondary_button(_("Cancel"))
        self.again = secondary_button(_("Try again"), "rotate-ccw")
        self.list_button = secondary_button(_("Backups…"), "history")
        self.second = plain_label("", role="strong", wrap=True)
        self.second_age = plain_label("", role="caption", wrap=True)
        self.second_trouble = plain_label("", role="notice", wrap=True)
        self.copy = secondary_button(_("Copy there now"), "copy")
        self.choose = secondary_button(_("Choose folder…"))
        self.forget = quiet_button(_("Use no second place"))
        self._pressed = self.now
        self._lay_out()
        self._connect()
        if session.is_demo:
            # Never shown here: without a parent it would be a window of its own.
            self.hide()

    def _lay_out(self) -> None:
        about = _(
            "Made by themselves on locking, on closing, and after half an hour of changes. Each "
            "is read back before it counts, and encrypted like the record."
        )
        self.fields.addWidget(plain_label(about, role="muted", wrap=True))
        for part in (self.last, self.bar, self.trouble):
            self.fields.addWidget(part)
        self.fields.addWidget(_line(self.now, self.cancel, self.again, self.list_button))
        self.fields.addWidget(plain_label(_("Second place"), role="field"))
        for part in (self.second, self.second_age, self.second_trouble):
            self.fields.addWidget(part)
        self.fields.addWidget(_line(self.copy, self.choose, self.forget))

    def _connect(self) -> None:
        self.now.clicked.connect(self._make)
        self.copy.clicked.connect(self._copy)
        self.again.clicked.connect(self._make)
        self.cancel.clicked.connect(lambda: self._keeping.cancel())
        self.list_button.clicked.connect(self._list)
        self.choose.clicked.connect(self._choose)
        self.forget.clicked.connect(self._choose_none)

    @property
    def _keeping(self) -> Keeping:
        return self._session.keeping

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._follows:
            self._follows = True
            self._keeping.changed.connect(self.show_state)
            self._keeping.progressed.connect(self.bar.show_share)
            self._keeping.ended.connect(self._say_end)
        self.show_state()

    # --- reading ------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show how it stands."""
        keeping = self._keeping
        is_running = keeping.is_running
        self.bar.setVisible(is_running)
        self._show_buttons(is_running=is_running, has_failed=keeping.fault is not None)
        if is_running:
            self.bar.show_share(keeping.share)
            set_property(self.last, "role", "strong")
            self.last.setText(_("Backing up…"))
        else:
            self._show_last()
        _show(self.trouble, keeping.fault)
        self._show_second()

    def _show_buttons(self, *, is_running: bool, has_failed: bool) -> None:
        acts = (self.now, self.again, self.list_button, self.copy, self.choose, self.forget)
        pressed = next((button for button in acts if button.hasFocus()), None)
        if is_running:
            self.cancel.show()
        # Before they are greyed: they would give the keyboard to what comes after the card.
        if is_running and pressed is not None:
            self._pressed = pressed
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in acts:
            button.setEnabled(not is_running)
        # One of the two: they do the same.
        self.again.setVisible(has_failed and not is_running)
        self.now.setVisible(not has_failed or is_running)
        if not is_running:
            if self.cancel.hasFocus():
                self._give_back_keyboard()
            self.cancel.hide()

    def _give_back_keyboard(self) -> None:
        found = (self._pressed, self.again, self.now)
        first = next(button for button in found if not button.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_last(self) -> None:
        latest, now = self._keeping.latest, self._session.book.now()
        set_property(self.last, "role", "strong" if latest is None else "saved")
        if latest is None:
            self.last.setText(_("There is no backup yet."))
            return
        said = _("Last backup: {when}, checked.")
        self.last.setText(said.format(when=when(latest.made_at, now)))

    def _show_second(self) -> None:
        keeping, folder = self._keeping, self._keeping.second_place
        for part in (self.second_age, self.copy, self.forget):
            part.setVisible(folder is not None)
        _show(self.second_trouble, keeping.copy_fault)
        if folder is None:
            self.second.setText(pgettext("second place for backups", "None"))
            self.second_age.setText(
                _(
                    "Backups beside the record help against mistakes, not against a lost computer. "
                    "Choose a folder on a memory stick or a share."
                )
            )
            self.second_age.show()
            self.choose.say(_("Choose folder…"))
            return
        self.second.setText(breakable(str(folder)))
        self.second.setAccessibleName(str(folder))
        self.choose.say(_("Choose another folder…"))
        self.second_age.setText(self._age_words())
        set_property(self.second_age, "role", "warn" if keeping.is_copy_old else "caption")

    def _age_words(self) -> str:
        copied_at, now = self._keeping.copied_at, self._session.book.now()
        if copied_at is None:
            return _("No backup was copied there yet.")
        words = _("Newest copy there: the backup of {when}, compared.")
        if self._keeping.is_copy_old:
            words = _("Newest copy there: the backup of {when}. It is older than a week.")
        return words.format(when=when(copied_at, now))

    # --- acting -------------------------------------------------------------------------------

    def _make(self) -> None:
        self._is_awaited = True
        self._keeping.make()

    def _copy(self) -> None:
        self._is_awaited = True
        self._keeping.copy()

    def _say_end(self) -> None:
        if not self._is_awaited:
            return
        self._is_awaited = False
        self._session.announced.emit(self._end_words())

    def _end_words(self) -> str:
        keeping, done = self._keeping, self._keeping.done
        if done is not None and done.copy is not None:
            return _("Backed up, checked, and copied to the second place.")
        fault = keeping.fault or keeping.copy_fault
        if fault is not None:
            return say(fault.message)
        if done is None:
            return _("Stopped. There is no new backup.")
        if done.copy_fault is not None:
            return _("Backed up and checked. The copy was stopped.")
        if keeping.second_place is not None:
            return _("Backed up and checked. The second place is not connected.")
        return _("Backed up and checked.")

    def _list(self) -> None:
        from clonus_desktop.ui.backup.backups_sheet import show_backups

        show_backups(self, self._session)

    def _choose(self) -> None:
        first = self._keeping.second_place or chosen_file.documents_folder()
        chosen = self.choose_folder(self, _("Second place for backups"), str(first))
        if chosen:
            self._keeping.choose_second(Path(chosen))
            self._copy()

    def _choose_none(self) -> None:
        self._keeping.choose_second(None)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)


def _show(label: QLabel, fault: StorageFault | None) -> None:
    label.setVisible(fault is not None)
    if fault is not None:
        label.setText(say(fault.message))


def _line(*buttons: Button) -> Flow:
    line = Flow()
    line.set_gaps(appearance().gap(12), appearance().gap(8))
    for button in buttons:
        line.add(button)
    return line
