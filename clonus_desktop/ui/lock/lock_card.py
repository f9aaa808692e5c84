"""The card of the settings for the lock: after how many minutes, and the PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.settings import LOCK_AFTER_MIN, Choices
from clonus_desktop.ui.widgets.buttons import SegmentedChoice, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import Field, FieldsCard
from clonus_desktop.ui.widgets.labels import plain_label


class LockCard(FieldsCard):
    """When the window locks by itself, and how it is unlocked quickly.

    Signals:
        changed: Name of a choice of this computer and its new value.
        lock_wanted: Lock now.
        pin_wanted: A PIN is to be set, or another one.
        pin_forgotten: The PIN is to be forgotten.
    """

    changed = Signal(str, object)
    lock_wanted = Signal()
    pin_wanted = Signal()
    pin_forgotten = Signal()

    def __init__(self) -> None:
        super().__init__(_("Lock"))
        self.minutes = SegmentedChoice([(str(n), _minutes(n)) for n in LOCK_AFTER_MIN])
        hint = _("Also when the computer sleeps. Not while the pad is held down.")
        self.fields.addWidget(Field(_("Lock without use after"), self.minutes, hint=hint))
        self.pin_status = plain_label("", wrap=True)
        self.pin_words = plain_label(
            _(
                "Four to eight digits that unlock quickly. They are kept in memory only: after "
                "five wrong tries, eight hours or the end of the program, the passphrase is asked."
            ),
            role="caption",
            wrap=True,
        )
        about = QVBoxLayout()
        about.setSpacing(4)
        for part in (plain_label(_("PIN"), role="field"), self.pin_words, self.pin_status):
            about.addWidget(part)
        self.fields.addLayout(about)
        self.set_pin = secondary_button(_("Set a PIN"))
        self.forget_pin = secondary_button(_("Forget the PIN"))
        self.lock_now = secondary_button(_("Lock now"), "lock", _("Ctrl+L"))
        self._row = Flow()
        self._row.set_gaps(12, 8)
        for button in (self.set_pin, self.forget_pin, self.lock_now):
            self._row.add(button)
        self.fields.addWidget(self._row)
        self.minutes.chosen.connect(lambda n: self.changed.emit("lock_after_min", int(n)))
        self.set_pin.clicked.connect(lambda: self.pin_wanted.emit())
        self.forget_pin.clicked.connect(lambda: self.pin_forgotten.emit())
        self.lock_now.clicked.connect(lambda: self.lock_wanted.emit())

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen on this computer."""
        self.minutes.choose(str(choices.lock_after_min))

    def show_pin(self, *, has_passphrase: bool, is_set: bool) -> None:
        """Offer what can be done with a PIN; without a passphrase there is nothing to spare."""
        without = _("This casebook has no passphrase, so there is no PIN either.")
        if has_passphrase:
            self.pin_status.setText(_("A PIN is set.") if is_set else _("No PIN is set."))
        else:
            self.pin_status.setText(without)
        self.pin_words.setVisible(has_passphrase)
        self.set_pin.setVisible(has_passphrase)
        self.set_pin.say(_("Change the PIN") if is_set else _("Set a PIN"))
        self.forget_pin.setVisible(has_passphrase and is_set)


def _minutes(count: int) -> str:
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)
