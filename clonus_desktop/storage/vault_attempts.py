"""Wrong passphrases, counted beside the vault, so that each further one has to wait longer.

It slows down whoever sits at this laptop, also across restarts. It does not protect a copy of
the files: there only the cost of each guess does. So a file that cannot be read counts as a few
failures and never locks anybody out.
"""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clonus_desktop.storage import faults, private_file

NAME = "vault-attempts.json"
FREE = 5
"""Wrong ones after which the next does not wait yet are fewer than this."""
FIRST_WAIT_S = 30.0
LONGEST_WAIT_S = 3600.0
WHEN_UNKNOWN = 3
"""Failures that count when the file is missing or damaged: somebody may have taken it away."""

_LARGEST_BYTES = 64 * 1024
_MOST_FAILURES = 1000
_BLOCK_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """The wrong passphrases of one slot since the last right one.

    Attributes:
        count: How many.
        last_s: When the last was, in seconds since 1970 of this computer's clock.
    """

    count: int
    last_s: float

    @property
    def wait_s(self) -> float:
        """Seconds after the last one until the next is tried."""
        if self.count < FREE:
            return 0.0
        return min(FIRST_WAIT_S * 2.0 ** (self.count - FREE), LONGEST_WAIT_S)


class Attempts:
    """The failures of one casebook's ways in.

    Args:
        casebook: The path of the database.
        now_s: Seconds since 1970; the clock of this computer when it is None.
    """

    def __init__(self, casebook: Path, now_s: float | None = None) -> None:
        self._path = casebook.with_name(NAME)
        self._now_s = time.time() if now_s is None else now_s

    def begin(self) -> None:
        """Says that there was no failure yet.

        Raises:
            StorageFault: It could not be written.
        """
        self._write({})

    def wait_s(self, slot_id: str) -> float:
        """Seconds until the next passphrase of a slot is tried; 0 when at once.

        When the clock was set back, the whole delay begins again, now: it never ends early, and
        never lasts longer than an hour from here.

        Raises:
            StorageFault: The new beginning could not be written.
        """
        found = self._read()
        failures = self._of(found, slot_id)
        if not failures.wait_s:
            return 0.0
        if failures.last_s > self._now_s:
            failures = replace(failures, last_s=self._now_s)
            self._write({**found, slot_id: failures})
        return max(0.0, failures.last_s + failures.wait_s - self._now_s)

    def count(self, slot_id: str) -> float:
        """Counts a failure: before it is one, so that ending the program saves no guess.

        Returns:
            Seconds until the next passphrase is tried.

        Raises:
            StorageFault: It could not be written; no passphrase may be tried then.
        """
        found = self._read()
        count = min(self._of(found, slot_id).count + 1, _MOST_FAILURES)
        failures = Failures(count=count, last_s=self._now_s)
        self._write({**found, slot_id: failures})
        return failures.wait_s

    def forget(self, slot_id: str) -> None:
        """The passphrase was right.

        Raises:
            StorageFault: It could not be written.
        """
        self._write({one: kept for one, kept in self._read().items() if one != slot_id})

    def _of(self, found: Mapping[str, Failures], slot_id: str) -> Failures:
        return found.get(slot_id) or found.get("") or Failures(count=0, last_s=self._now_s)

    def _read(self) -> Mapping[str, Failures]:
        """Failures by slot; under "" those that count for every other one."""
        try:
            return _parsed(private_file.read(self._path, largest=_LARGEST_BYTES))
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return {"": Failures(count=WHEN_UNKNOWN, last_s=self._now_s)}

    def _write(self, found: Mapping[str, Failures]) -> None:
        table = {one: {"count": kept.count, "last_s": kept.last_s} for one, kept in found.items()}
        # As long as any: on a full disk it is written where it is, and needs no further block.
        content = json.dumps(table, indent=1).encode("ascii").ljust(_BLOCK_BYTES)
        try:
            private_file.write(self._path, content)
        except OSError as error:
            self._write_in_place(content, error)

    def _write_in_place(self, content: bytes, why: OSError) -> None:
        """The record can be read on a full disk too. A write cut off here counts as unknown."""
        if why.errno not in faults.NO_ROOM:
            raise faults.fault_of_file(why, self._path) from why
        try:
            with self._path.open("rb+") as file:
                file.write(content)
                file.truncate()
                os.fsync(file.fileno())
        except OSError:
            raise faults.fault_of_file(why, self._path) from why


def _parsed(content: bytes) -> Mapping[str, Failures]:
    table = json.loads(content)
    if not isinstance(table, dict):
        raise TypeError
    return {slot_id: _failures(one) for slot_id, one in table.items()}


def _failures(table: Mapping[str, Any]) -> Failures:
    count, last_s = table["count"], table["last_s"]
    # A time is a number that can be reckoned with, not NaN and not the end of all days.
    if type(count) is not int or not 0 <= count <= _MOST_FAILURES or not abs(last_s) < 1e12:
        raise ValueError
    return Failures(count=count, last_s=float(last_s))
