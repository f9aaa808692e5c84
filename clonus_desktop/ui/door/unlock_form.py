"""Who it is, their passphrase, and the wait after wrong ones: at the door and after a lock."""

import math
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from clonus_desktop.casebook import keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.door.passphrase_field import PassphraseField
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label

_LOOK_EVERY_MS = 250


class UnlockForm(QWidget):
    """Asks for a passphrase and tries it in the worker; the window stays alive meanwhile.

    Args:
        path: Of the casebook.
        background: The worker.
        cost: What one try costs at least.

    Signals:
        unlocked: The WayIn and what it Opened.
        refused: A StorageFault that is no matter of the passphrase, such as a damaged vault.
    """

    unlocked = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self, path: Path, background: Callable[[], Background], *, cost: keys.Cost = keys.STANDARD
    ) -> None:
        super().__init__()
        self._path, self._background, self._cost = path, background, cost
        self._ways: tuple[keys.WayIn, ...] = ()
        self._cancel: Callable[[], None] | None = None
        self._until_s = 0.0
        self.who = QComboBox()
        self.who_field = Field(_("Who are you?"), self.who)
        self.passphrase = PassphraseField(_("Passphrase"))
        self.wait_words = plain_label("", role="notice", wrap=True)
        self.status = plain_label("", role="muted", wrap=True)
        self.unlock_button = primary_button(_("Unlock"), "lock-open")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        parts = (self.who_field, self.passphrase, self.wait_words, self.status, self.unlock_button)
        for part in parts:
            self._column.addWidget(part)
        for part in (self.wait_words, self.status):
            part.hide()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY_MS)
        self._clock.timeout.connect(self._count_down)
        self.unlock_button.clicked.connect(self.try_it)
        self.passphrase.edit.entered.connect(self.try_it)
        self.passphrase.edit.edited.connect(self._take_edit)
        self.who.currentIndexChanged.connect(self._take_who)
        self._space()
        appearance().changed.connect(self._space)

    def _space(self) -> None:
        self._column.setSpacing(appearance().gap(12))

    @property
    def is_working(self) -> bool:
        """True while a passphrase is tried."""
        return self._cancel is not None

    @property
    def way_in(self) -> keys.WayIn:
        """Who is chosen."""
        return self._ways[max(0, self.who.currentIndex())]

    @property
    def seconds_to_wait(self) -> int:
        """Whole seconds until the next passphrase is tried; 0 when at once."""
        return max(0, math.ceil(self._until_s - time.monotonic()))

    def show_ways(self, ways: Sequence[keys.WayIn], chosen: keys.WayIn | None = None) -> None:
        """Offer those clinicians; one alone is not asked who it is."""
        # Nobody is chosen while the list is filled: each choice asks the disk for its wait.
        self._ways = ()
        self.who.clear()
        self.who.addItems([way.name for way in ways])
        if chosen in ways:
            self.who.setCurrentIndex(ways.index(chosen))
        self._ways = tuple(ways)
        self.who_field.setVisible(len(self._ways) > 1)
        self._take_who()

    def begin(self) -> None:
        """Empty, with the keyboard in it, and the wait of before where there is one."""
        self.forget()
        self._ask_wait()
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Nothing typed, nothing tried, nothing said."""
        if self._cancel is not None:
            self._cancel()
        self._end_work()
        self.passphrase.edit.forget()
        self.passphrase.show_problem("")

    # --- trying -------------------------------------------------------------------------------

    def try_it(self) -> None:
        """Try what is typed, unless something is tried already or the wait is not over."""
        if self.is_working:
            return
        if not self.passphrase.text:
            self._say_problem(_("Enter the passphrase."))
            return
        self._ask_wait()
        if self.seconds_to_wait:
            announce(self, self.wait_words.text(), is_urgent=True)
            return
        way, passphrase = self.way_in, self.passphrase.text
        self.passphrase.show_problem("")
        self._begin_work()
        self._cancel = self._background().run(
            partial(keys.unlock, self._path, way.id, passphrase, cost=self._cost),
            done=lambda opened: self._take_opened(way, opened),
            failed=self._take_refusal,
        )

    def _begin_work(self) -> None:
        self.passphrase.line.setReadOnly(True)
        self.who.setEnabled(False)
        self.status.setText(_("Checking the passphrase…"))
        self.status.show()

    def _end_work(self) -> None:
        self._cancel = None
        self.passphrase.line.setReadOnly(False)
        self.who.setEnabled(True)
        self.status.hide()

    def _take_opened(self, way: keys.WayIn, opened: keys.Opened) -> None:
        self.forget()
        self.unlocked.emit(way, opened)

    def _take_refusal(self, error: BaseException) -> None:
        self._end_work()
        if isinstance(error, keys.WrongPassphrase | keys.TooEarly):
            self._say_problem(say(error.message))
            self._ask_wait()
        elif isinstance(error, StorageFault):
            self.refused.emit(error)
        elif isinstance(error, keys.NoSuchWayIn):
            self._say_problem(_("This clinician was removed from the casebook meanwhile."))
        else:
            raise error

    def _say_problem(self, words: str) -> None:
        self.passphrase.show_problem(words)
        self.passphrase.line.selectAll()
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words, is_urgent=True)

    def _take_edit(self) -> None:
        if self.passphrase.problem:
            self.passphrase.show_problem("")

    # --- waiting ------------------------------------------------------------------------------

    def _take_who(self) -> None:
        self.passphrase.show_problem("")
        if self._ways:
            self.passphrase.show_label(_("Passphrase of {name}").format(name=self.way_in.name))
            self._ask_wait()

    def _ask_wait(self) -> None:
        """How long it is still to wait; the vault's folder remembers it over a restart."""
        try:
            wait_s = keys.wait_s(self._path, self.way_in.id)
        except StorageFault as fault:
            self.refused.emit(fault)
            return
        self.wait_for(wait_s)

    def wait_for(self, wait_s: float) -> None:
        """Count down from so many seconds; none are left at 0."""
        self._until_s = time.monotonic() + wait_s
        if wait_s > 0:
            self._clock.start()
        self._count_down()

    def _count_down(self) -> None:
        seconds = self.seconds_to_wait
        words = ngettext(
            "Too many wrong passphrases. The next one can be tried in {count} second.",
            "Too many wrong passphrases. The next one can be tried in {count} seconds.",
            seconds,
        )
        if seconds:
            self.wait_words.setText(words.format(count=seconds))
        elif self._clock.isActive():
            self._clock.stop()
            announce(self, _("The passphrase can be tried again."))
        self.wait_words.setVisible(seconds > 0)
