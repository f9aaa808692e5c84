"""What comes through the door: who it is, and the keys."""

from dataclasses import dataclass, field

from clonus_desktop.casebook.keys import Opened, WayIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An opened lock.

    Attributes:
        way_in: Whose passphrase it was.
        opened: The keys.
        newcomer_role: The role that was typed when the casebook was made, for the profile; None
            when it was there before.
    """

    way_in: WayIn
    opened: Opened = field(repr=False)
    newcomer_role: str | None = None
