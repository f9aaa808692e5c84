"""The audit: one entry for each act, each sealing the one before it.

Tamper-evident, not tamper-proof: whoever may write the file can also recompute the chain.
"""

from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.message import Message
from clonus_desktop.storage.digests import AUDITED_TABLES, digest_of
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, compact, digest, time_text

_ENTRIES = """
SELECT audit.id, at, who, name, role, what, row_table, row_id, old_digest, new_digest,
    previous_digest, digest
FROM audit LEFT JOIN examiner ON examiner.id = who
"""

# A test or note stands while the gesture that added it is not undone, and no gesture that
# still holds has struck it. Whatever stands otherwise was changed past the program.
_WRONGLY_STRUCK = """
SELECT g.id AS gesture_id FROM gesture g JOIN {table} t ON t.id = g.added_{word}_id
WHERE (t.struck_at IS NULL) <> (g.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM gesture s WHERE s.struck_{word}_id = t.id AND s.undone_at IS NULL))
LIMIT 1
"""
_WITHOUT_GESTURE = """
SELECT t.id FROM {table} t
WHERE NOT EXISTS (SELECT 1 FROM gesture g WHERE g.added_{word}_id = t.id) LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditBreak:
    """The first place where the record does not say what was entered.

    Attributes:
        at_row: Entry of the audit; 0 when no entry speaks of it.
        message: What was found, what it means, what to do.
    """

    at_row: int
    message: Message


class Audit:
    """The entries of one casebook."""

    def __init__(self, store: Store) -> None:
        self._store = store

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
        """Adds the entry of an act that has just been done, in its transaction."""
        last_id, previous = self.head()
        who = examiner_id(self._store, by)
        name = None if by is None else [clean(by.name), clean(by.role)]
        entry = (last_id + 1, time_text(at), who, what, table, row_id, old)
        new = self.digest_of(table, row_id)
        self._store.change(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*entry, new, previous, _seal(previous, [*entry[:2], name, *entry[3:], new])),
        )

    def head(self) -> tuple[int, str]:
        """Number and digest of the newest entry; 0 and "" before the first."""
        row = self._store.row("SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1")
        return (0, "") if row is None else (row["id"], row["digest"])

    def verify(self) -> AuditBreak | None:
        """The first break of the chain, or of the rows that it vouches for; None if there is none.

        What this cannot see is a tail that was cut off together with its rows.
        """
        return self._broken_chain() or self._changed_row() or self._row_without_entry()

    def _broken_chain(self) -> AuditBreak | None:
        last_id, previous = 0, ""
        for row in self._store.rows(f"{_ENTRIES} ORDER BY audit.id"):
            name = None if row["who"] is None else [row["name"], row["role"]]
            parts = [row["id"], row["at"], name, row["what"], row["row_table"], row["row_id"]]
            seal = _seal(previous, [*parts, row["old_digest"], row["new_digest"]])
            follows = row["id"] == last_id + 1 and row["previous_digest"] == previous
            if not follows or row["digest"] != seal:
                return AuditBreak(at_row=row["id"], message=_entry_changed(row["id"]))
            last_id, previous = row["id"], seal
        return None

    def _changed_row(self) -> AuditBreak | None:
        # SQLite gives the other columns of the row that has the max().
        newest = self._store.rows(
            "SELECT max(id) AS id, row_table, row_id, new_digest FROM audit "
            "GROUP BY row_table, row_id ORDER BY 1"
        )
        for row in newest:
            if self.digest_of(row["row_table"], row["row_id"]) != row["new_digest"]:
                return AuditBreak(at_row=row["id"], message=_row_changed(row["row_table"]))
        return None

    def _row_without_entry(self) -> AuditBreak | None:
        for table in AUDITED_TABLES:
            row = self._store.row(
                f"SELECT id FROM {table} t WHERE NOT EXISTS "
                "(SELECT 1 FROM audit WHERE row_table = ? AND row_id = t.id) LIMIT 1",
                (table,),
            )
            if row is not None:
                return AuditBreak(at_row=0, message=_row_changed(table))
        for table, word in (("clonus_test", "test"), ("note", "note"), ("statement", "statement")):
            for query in (_WRONGLY_STRUCK, _WITHOUT_GESTURE):
                if self._store.row(query.format(table=table, word=word)) is not None:
                    return AuditBreak(at_row=0, message=_row_changed(table))
        return None


def _seal(previous: str, entry: list[object]) -> str:
    return digest(previous + compact(entry))


def _entry_changed(row_id: int) -> Message:
    return Message(
        "Entry {number} of the audit does not follow from the one before it. "
        "Something in the record was changed, added or removed outside Clonus Desktop. "
        "Keep this file as it is, and compare it with a backup.",
        {"number": row_id},
    )


def _row_changed(table: str) -> Message:
    return Message(
        "A row of the table {table} does not say what was entered. "
        "It was changed, added or removed outside Clonus Desktop. "
        "Keep this file as it is, and compare it with a backup.",
        {"table": table},
    )
