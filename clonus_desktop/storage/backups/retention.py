"""Which backups are kept: many of the last days, fewer of the months before."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clonus_desktop.storage.backups import files, listing
from clonus_desktop.storage.backups.bundle import Backup, Identity, Kind

ALL_FOR = timedelta(days=2)
DAILY = 12
WEEKLY = 10
MONTHLY = 9

# What came before a migration or an encryption has nothing to replace it.
_NEVER = frozenset({Kind.PRE_MIGRATION, Kind.PRE_ENCRYPTION})

_Period = Callable[[datetime], object]

_TIERS: tuple[tuple[_Period, int], ...] = (
    (lambda at: at.date(), DAILY),
    (lambda at: at.isocalendar()[:2], WEEKLY),
    (lambda at: (at.year, at.month), MONTHLY),
)


def to_remove(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """The backups of one casebook that are not kept any longer, the newest first.

    All of the last two days are kept; of those before, the newest of each of 12 days, then of
    10 weeks, then of 9 months; days, weeks and months without one do not count. Never among
    them: the newest that is whole, and what was made before a migration.

    Times are those of UTC. A backup is never taken to be younger than one that was made after
    it: its place in the sequence tells which that is, also when the clock went back.
    """
    newest_first = sorted(backups, key=lambda one: (one.sequence, one.made_at), reverse=True)
    kept_whole = next((one.folder for one in newest_first if one.is_whole), None)
    tiers = _Tiers()
    removed = []
    at = now.astimezone(UTC)
    for one in newest_first:
        at = min(at, one.made_at)
        if now - at < ALL_FOR or one.kind in _NEVER or one.folder == kept_whole:
            continue
        if one.is_whole and tiers.takes(at):
            continue
        removed.append(one)
    return tuple(removed)


class _Tiers:
    """Days until there are enough of them, then weeks, then months; from new to old."""

    def __init__(self) -> None:
        self._left = list(_TIERS)
        self._taken: set[object] = set()

    def takes(self, at: datetime) -> bool:
        """True for the first of a day, week or month that is still wanted."""
        while self._left:
            period_of, most = self._left[0]
            period = period_of(at)
            if period in self._taken:
                return False
            if len(self._taken) < most:
                self._taken.add(period)
                return True
            self._left.pop(0)
            self._taken = set()
        return False


def rotate(folder: Path, now: datetime, *, only: Identity | None = None) -> tuple[Backup, ...]:
    """Removes what is not kept any longer; one that cannot be removed stays.

    Args:
        only: Leaves alone what is not surely of this casebook.
    """
    found = listing.listed(folder)
    mine = [one for one in found if only is None or only.is_same(one.content.identity)]
    removed = []
    for one in to_remove(mine, now):
        try:
            files.remove(one.folder)
        except OSError:
            continue
        removed.append(one)
    return tuple(removed)
