"""A verified backup of a large casebook, over a bare copy of it by the driver."""

import itertools
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from timing import resident_mb, timed

KEY = bytes(range(32))
_ROW_BYTES = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BackingUp:
    """How a backup went.

    Attributes:
        ratio: Backup over bare copy, the median of the rounds.
        longest_still_s: The longest that the progress stood still.
        grown_mb: Memory after the backups less that before.
    """

    ratio: float
    longest_still_s: float
    grown_mb: float


def backing_up(folder: Path, megabytes: int, rounds: int) -> BackingUp:
    """Backups of an encrypted casebook of that size, each beside a bare ``connection.backup()``."""
    from clonus_desktop.storage import backups

    path = folder / "large" / "casebook.sqlite"
    _fill(path, megabytes)
    ratios, still, before = [], 0.0, resident_mb()
    for number in range(rounds):
        told = [0.0]
        times: list[float] = []

        def tell(share: float, told: list[float] = told, times: list[float] = times) -> None:
            told.append(share)
            times.append(time.perf_counter())

        at = datetime.now(UTC)
        work = backups.Work(tell)
        made = timed(lambda: backups.make(path, "close", key=KEY, at=at, work=work))  # noqa: B023
        target = folder / f"bare-{number}.sqlite"
        ratios.append(made / timed(lambda: _bare(path, target)))  # noqa: B023
        target.unlink()
        assert told == sorted(told)
        still = max(still, *(later - one for one, later in itertools.pairwise(times)))
    return BackingUp(
        ratio=statistics.median(ratios),
        longest_still_s=still,
        grown_mb=resident_mb() - before,
    )


def _fill(path: Path, megabytes: int) -> None:
    """A casebook of that size: what is large are the words of forms that wait."""
    from clonus_desktop.storage import driver, open_casebook

    open_casebook(path, key=KEY).close()
    connection = driver.connect(path, driver.Access.READ_AND_WRITE, key=KEY)
    connection.execute("BEGIN")
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "INSERT INTO unsaved SELECT 'form ' || i, "
        "json_object('text', hex(randomblob(?))), '2026-05-01T10:00:00.000000+00:00' FROM n",
        (megabytes * 1_000_000 // _ROW_BYTES, _ROW_BYTES // 2),
    )
    connection.execute("COMMIT")
    connection.close()


def _bare(path: Path, target: Path) -> None:
    from clonus_desktop.storage import driver

    target.touch()
    source = driver.connect(path, driver.Access.READ_AND_WRITE, key=KEY)
    copy = driver.connect(target, driver.Access.READ_AND_WRITE, key=KEY)
    source.backup(copy, pages=-1, progress=None)
    copy.close()
    source.close()
