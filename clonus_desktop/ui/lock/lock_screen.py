"""What a locked window shows: nothing about any patient, and the way back in."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui.accessible import Role, Spoken, announce
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.unlock_form import UnlockForm
from clonus_desktop.ui.lock.pin_form import PinForm
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button
from clonus_desktop.ui.widgets.labels import plain_label


class LockScreen(DoorPage):
    """Covers the window. Whoever was at work unlocks by PIN or passphrase, others by passphrase.

    Args:
        window: Is covered.
        signed_in: Who is at work; None in a casebook without passphrases.
        background: The worker of the window.

    Signals:
        unlocked: The WayIn and what it Opened; None twice when nothing was asked, or the PIN.
    """

    spoken = Spoken(role=Role.Dialog, is_modal=True)

    unlocked = Signal(object, object)

    def __init__(
        self, window: QWidget, signed_in: SignedIn | None, background: Callable[[], Background]
    ) -> None:
        super().__init__("lock", _("Locked"), "", width=440)
        self.setParent(window)
        self.setObjectName("lock")
        self.setAutoFillBackground(True)
        self._signed_in = signed_in
        self.pin = PinForm()
        self.form: UnlockForm | None = None
        self.open_button = primary_button(_("Unlock"), "lock-open")
        self.switch = quiet_button(_("Switch user"), "user")
        self.forgotten = plain_label(
            _(
                "Forgotten? Close the window and open the casebook again: the recovery code can "
                "be used there. Nothing is lost."
            ),
            role="caption",
            wrap=True,
        )
        self.body.addWidget(self.open_button)
        self.body.addWidget(self.pin)
        if signed_in is not None:
            self.form = UnlockForm(signed_in.path, background, cost=signed_in.cost)
            self.form.hide()
            self.body.addWidget(self.form)
            self.form.unlocked.connect(self.unlocked)
            self.form.refused.connect(self.say_refused)
        self.body.addWidget(self.forgotten)
        self.body.addWidget(self.switch)
        self.body.setAlignment(self.switch, Qt.AlignmentFlag.AlignLeft)
        for part in (self.open_button, self.pin, self.forgotten, self.switch):
            part.hide()
        self.open_button.clicked.connect(lambda: self.unlocked.emit(None, None))
        self.pin.entered.connect(self._try_pin)
        self.switch.clicked.connect(self._ask_passphrase)

    # --- what is asked ------------------------------------------------------------------------

    def begin(self, *words: str) -> None:
        """Say those sentences, and ask for what is asked of whoever was at work.

        Called once, when it covers the window: what is asked for has the keyboard.
        """
        self.words[0].setText(" ".join(words))
        if self._signed_in is None:
            self.open_button.show()
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._signed_in.pin.is_set:
            self.pin.show()
            self.switch.show()
            self.pin.begin(self._signed_in.name)
        else:
            self._ask_passphrase()

    def _ask_passphrase(self) -> None:
        signed_in, form = self._signed_in, self.form
        assert signed_in is not None
        assert form is not None
        self.pin.hide()
        self.switch.hide()
        form.show()
        self.forgotten.show()
        try:
            ways = keys.ways_in(signed_in.path, cost=signed_in.cost)
        except StorageFault as fault:
            # The vault cannot be read now, such as on a stick that was pulled out.
            form.show_ways([signed_in.way_in])
            form.begin()
            self.say_refused(fault)
        else:
            form.show_ways(ways, signed_in.way_in)
            form.begin()

    def forget(self) -> None:
        """Nothing typed is left in it."""
        self.pin.line.clear()
        if self.form is not None:
            self.form.forget()

    # --- what is answered ---------------------------------------------------------------------

    def _try_pin(self, digits: str) -> None:
        assert self._signed_in is not None
        pin = self._signed_in.pin
        was_set = pin.is_set
        if pin.check(digits):
            self.unlocked.emit(None, None)
        elif pin.is_set:
            left = pin.tries_left
            words = ngettext(
                "This is not the PIN. {count} try is left.",
                "This is not the PIN. {count} tries are left.",
                left,
            )
            self.pin.refuse(words.format(count=left))
        else:
            self._ask_passphrase()
            assert self.form is not None
            five = _("Five wrong PINs. The PIN is forgotten: enter the passphrase.")
            late = _("The PIN was set more than eight hours ago: enter the passphrase.")
            self.form.passphrase.show_problem(five if was_set else late)

    def say_refused(self, fault: StorageFault) -> None:
        """Say why nobody is let in although the passphrase may be right."""
        if self.form is not None:
            self.form.passphrase.show_problem(say(fault.message))
            announce(self, say(fault.message), is_urgent=True)
