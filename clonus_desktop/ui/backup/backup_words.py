"""A backup in words: when and why it was made, what is in it, where it lies."""

from datetime import datetime, timedelta

from clonus_desktop.casebook.backups import Backup, Kind
from clonus_desktop.language import _, ngettext, number
from clonus_desktop.ui import dates

_STEP = 1000
_UNITS = ("kB", "MB", "GB")


def when(at: datetime, now: datetime) -> str:
    """``today 10:42``, ``yesterday 10:42`` or ``14-Nov-2025 10:42``, in the zone of now."""
    local = at.astimezone(now.tzinfo)
    time = dates.hour_and_minute(local)
    if local.date() == now.date():
        return _("today {time}").format(time=time)
    if local.date() == now.date() - timedelta(days=1):
        return _("yesterday {time}").format(time=time)
    return dates.day_and_time(local)


def day_and_time(at: datetime, now: datetime) -> str:
    """``14-Nov-2025 10:42`` in the zone of now, also for today."""
    return dates.day_and_time(at.astimezone(now.tzinfo))


def kind_words(kind: Kind) -> str:
    """Why it was made."""
    return {
        Kind.DAILY: _("made during work"),
        Kind.CLOSE: _("made on locking or closing"),
        Kind.ON_DEMAND: _("made on demand"),
        Kind.PRE_MIGRATION: _("made before a new version of the program"),
        Kind.PRE_RESTORE: _("made before a restore"),
        Kind.PRE_IMPORT: _("made before an import"),
        Kind.PRE_ENCRYPTION: _("made when the casebook was encrypted"),
    }[kind]


def size_words(size: int) -> str:
    """A number of bytes as ``4.2 MB``."""
    value = float(size)
    for unit in _UNITS[:-1]:
        value /= _STEP
        if value < _STEP:
            return f"{number(value):.1f} {unit}"
    return f"{number(value / _STEP):.1f} {_UNITS[-1]}"


def content_words(backup: Backup) -> str:
    """How much is in it: patients, exams, drafts, letters."""
    counts = backup.content.counts
    parts = [
        ngettext("{n} patient", "{n} patients", counts.patients).format(n=counts.patients),
        ngettext("{n} signed exam", "{n} signed exams", counts.signed).format(n=counts.signed),
    ]
    if counts.drafts:
        parts.append(
            ngettext("{n} unfinished exam", "{n} unfinished exams", counts.drafts).format(
                n=counts.drafts
            )
        )
    if counts.letters:
        parts.append(ngettext("{n} letter", "{n} letters", counts.letters).format(n=counts.letters))
    return ", ".join(parts)
