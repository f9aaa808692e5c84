"""The audit: one entry for each act, each sealing the one before it.

Tamper-evident, not tamper-proof: whoever may write the file can also recompute the chain. The
signatures of clinicians and the mark beside the file are what such a hand cannot make.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.digests import digest_of
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.signatures import SIGNED_ACTS, Signatures
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, compact, digest, time_from, time_text


class Entry(NamedTuple):
    """What the mark says of an entry: its number, its digest, and when, as a column has it."""

    number: int
    digest: str
    at: str


NO_ENTRY = Entry(0, "", "")
"""Before the first."""


class Audit:
    """The entries of one casebook.

    Attributes:
        signatures: By whom acts are signed that are put a name to.
        entered: The last act that was entered since the casebook was opened, whether or not
            its transaction was completed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.signatures = Signatures(store)
        self.entered = NO_ENTRY

    def digest_of(self, table: str, row_id: int) -> str | None:
        """What the row says now: taken before a change, for ``enter``."""
        return digest_of(self._store, table, row_id)

    def enter(
        self,
        what: str,
        table: str,
        row_id: int,
        *,
        old: str | None,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        """Adds the entry of an act that has just been done, in its transaction.

        An act that a clinician puts a name to is signed as well.
        """
        last_id, previous = self.head()
        who = examiner_id(self._store, by)
        entry = (last_id + 1, time_text(at), who, what, table, row_id, old)
        new = self.digest_of(table, row_id)
        seal = _seal(previous, [*entry[:2], _name_of(by), *entry[3:], new])
        self._store.change(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*entry, new, previous, seal),
        )
        self.entered = Entry(last_id + 1, seal, entry[1])
        if what in SIGNED_ACTS:
            self.signatures.seal(last_id + 1)

    def head(self) -> tuple[int, str]:
        """Number and digest of the newest entry; 0 and "" before the first."""
        row = self._store.row("SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1")
        return (0, "") if row is None else (row["id"], row["digest"])

    def digest_at(self, number: int) -> str:
        """The digest of one entry; "" where there is none."""
        row = self._store.row("SELECT digest FROM audit WHERE id = ?", (number,))
        return "" if row is None else str(row["digest"])

    def birth_of(self, table: str, row_id: int) -> str:
        """The digest of the first entry on a row; "" without one.

        Unlike its number it is never given again: not even after a backup was restored, when the
        rows that were lost are numbered anew.
        """
        row = self._store.row(
            "SELECT digest FROM audit WHERE row_table = ? AND row_id = ? ORDER BY id LIMIT 1",
            (table, row_id),
        )
        return "" if row is None else str(row["digest"])

    def last_at(self) -> datetime | None:
        """When the newest act was entered, in UTC; None before the first."""
        row = self._store.row("SELECT at FROM audit ORDER BY id DESC LIMIT 1")
        return None if row is None else time_from(row["at"])


def seal_of(entry: Row) -> str:
    """The digest that an entry must have, given what it says.

    Args:
        entry: All columns of the audit, with name, role and clinician_id of the examiner.
    """
    name: list[object] | None = None
    if entry["who"] is not None:
        name = [entry["name"], entry["role"]]
        if entry["clinician_id"] is not None:
            name.append(entry["clinician_id"])
    parts = [entry["id"], entry["at"], name, entry["what"], entry["row_table"], entry["row_id"]]
    return _seal(entry["previous_digest"], [*parts, entry["old_digest"], entry["new_digest"]])


def _name_of(by: Examiner | None) -> list[object] | None:
    if by is None:
        return None
    name: list[object] = [clean(by.name), clean(by.role)]
    # A name without a clinician is sealed as it was before there were any.
    return name if by.clinician_id is None else [*name, by.clinician_id]


def _seal(previous: str, entry: Sequence[object]) -> str:
    return digest(previous + compact(entry))
