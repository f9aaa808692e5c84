"""Who is at work in the casebook, and how they come back after a lock."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from clonus_desktop.casebook import clinicians
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.keys import STANDARD, Cost, Opened, WayIn
from clonus_desktop.casebook.pin import Pin
from clonus_desktop.ui.lock.clocks import computer_clocks


def _no_pin() -> Pin:
    """None yet; the hours of one that is set go on while the computer sleeps."""
    return Pin(computer_clocks().always_s)


@dataclass(slots=True)
class SignedIn:
    """The clinician who opened the casebook, or came in after a lock.

    Attributes:
        path: Of the casebook.
        way_in: Whose passphrase it was.
        opened: What it opened.
        pin: For quick unlocking, in memory only.
        cost: What one try of a passphrase costs at least.
    """

    path: Path
    way_in: WayIn
    opened: Opened = field(repr=False)
    pin: Pin = field(default_factory=_no_pin, repr=False)
    cost: Cost = STANDARD

    @property
    def name(self) -> str:
        """The clinician's name, as it is said on the screen."""
        return self.way_in.name

    def take(self, way_in: WayIn, opened: Opened) -> bool:
        """Somebody has unlocked; True when it is another clinician than before.

        The PIN of the one before is forgotten with them.
        """
        is_other = way_in.id != self.way_in.id
        if is_other:
            self.pin = _no_pin()
        self.way_in, self.opened = way_in, opened
        return is_other


def sign_in(book: Casebook, way_in: WayIn, opened: Opened, *, role: str = "") -> None:
    """Let whoever unlocked act and sign from now on.

    Args:
        role: What a newcomer typed as the own role; it goes into the profile.

    Raises:
        ClinicianRemoved: The clinician was removed from this casebook.
        StorageFault: It could not be written; whoever was signed in before still is.
    """
    assert opened.signing_seed is not None
    own = clinicians.sign_in(book, slot=way_in.id, name=way_in.name, seed=opened.signing_seed)
    if role:
        clinicians.change(book, replace(own, role=role))
