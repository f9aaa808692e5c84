"""What is amiss when a casebook is opened: acts that are gone, a clock that is behind."""

from datetime import timedelta

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.message import Message

_TOLERATED = timedelta(minutes=2)
"""Clocks are set by the network now and then, and jump a little."""


def missing_acts(book: Casebook) -> Message | None:
    """What the mark beside the casebook knows that the file does not hold; None when nothing."""
    trouble = book.file.trouble
    return None if trouble is None else trouble.message


def go_on(book: Casebook) -> Change:
    """Work with what is there: entered in the audit, and the mark begins anew."""
    book.file.go_on_despite_trouble(at=book.now(), by=book.examiner)
    return Change(deed=Deed.PRACTICE)


def clock_behind(book: Casebook) -> Message | None:
    """That the clock stands before the last act of the record; None when it does not."""
    last, now = book.file.audit.last_at(), book.now()
    if last is None or now >= last - _TOLERATED:
        return None
    return Message(
        "The clock of this computer says {now:%d-%b-%Y %H:%M}, but the last act in the record was "
        "on {last:%d-%b-%Y %H:%M}. "
        "What you record now would be dated before it; the order of the acts is kept all the same. "
        "Set the clock of the computer, then go on.",
        {"now": now, "last": last.astimezone(now.tzinfo)},
    )
