"""Stationery: the letterhead and the Word template of the practice. Put away, never deleted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, time_from, time_text

# Of two that were taken into use at one moment, the later row.
_IN_USE_AT = """SELECT * FROM stationery WHERE kind = ? AND added_at <= ?
AND (removed_at IS NULL OR removed_at > ?) ORDER BY id DESC LIMIT 1"""


class StationeryKind(StrEnum):
    """What a letter can be made with; at most one of each kind is in use."""

    LETTERHEAD = "letterhead"
    WORD_TEMPLATE = "word template"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """A file that letters are made with.

    Attributes:
        kind: What it is for.
        name: Of the file that was chosen.
        media_type: Such as ``image/png``.
        content: The file as it was checked.
        added_at: In UTC.
    """

    kind: StationeryKind
    name: str
    media_type: str
    content: bytes
    added_at: datetime


class Stationeries:
    """The stationery of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def in_use(self, kind: StationeryKind) -> Stationery | None:
        """What letters are made with now; None for what comes with the program."""
        row = self._store.row(
            "SELECT * FROM stationery WHERE kind = ? AND removed_at IS NULL", (kind,)
        )
        return None if row is None else _stationery(row)

    def in_use_at(self, kind: StationeryKind, at: datetime) -> Stationery | None:
        """What letters were made with then; None for what comes with the program."""
        then = time_text(at)
        row = self._store.row(_IN_USE_AT, (kind, then, then))
        return None if row is None else _stationery(row)

    def keep(
        self,
        kind: StationeryKind,
        *,
        name: str,
        media_type: str,
        content: bytes,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        """Takes a file into use, and puts the one away that was before."""
        self.put_away(kind, at=at, by=by)
        new_id = self._store.change(
            "INSERT INTO stationery (kind, name, media_type, content, added_at) "
            "VALUES (?, ?, ?, ?, ?)",
            (kind, clean(name), media_type, content, time_text(at)),
        )
        self._audit.enter("keep stationery", "stationery", new_id, old=None, at=at, by=by)

    def put_away(self, kind: StationeryKind, *, at: datetime, by: Examiner | None) -> None:
        """Marks what is in use as put away; nothing happens when there is none."""
        row = self._store.row(
            "SELECT id FROM stationery WHERE kind = ? AND removed_at IS NULL", (kind,)
        )
        if row is None:
            return
        old = self._audit.digest_of("stationery", row["id"])
        self._store.change(
            "UPDATE stationery SET removed_at = ? WHERE id = ?", (time_text(at), row["id"])
        )
        self._audit.enter("put stationery away", "stationery", row["id"], old=old, at=at, by=by)


def _stationery(row: Row) -> Stationery:
    return Stationery(
        kind=StationeryKind(row["kind"]),
        name=row["name"],
        media_type=row["media_type"],
        content=row["content"],
        added_at=time_from(row["added_at"]),
    )
