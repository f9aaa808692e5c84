"""Setting the mark with each act, and what the mark says when a casebook is opened."""

from datetime import datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage import breaks
from clonus_desktop.storage.audit import NO_ENTRY, Audit, Entry
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.mark import Mark, MarkFile, MarkUnreadable
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import time_from

_ROW = 1


class Marking:
    """The mark of an open casebook.

    It is looked at once: before the first act, or when somebody asks. Reckoning its code loads
    OpenSSL, for which the first screen does not wait.
    """

    def __init__(self, store: Store, audit: Audit, file: MarkFile) -> None:
        self._store = store
        self._audit = audit
        self._file = file
        self._id = casebook_id_of(store)
        self._trouble: AuditBreak | None = None
        self._was_looked_at = False

    @property
    def trouble(self) -> AuditBreak | None:
        """What the mark found amiss; None when nothing was, or once it was accepted."""
        self.look()
        return self._trouble

    def begin(self, *, is_new: bool) -> None:
        """A new casebook, or one of a version without marks, gets its first."""
        is_missing = not self._file.path.exists()
        if is_missing and (is_new or self._audit.head() == (0, "")):
            self._was_looked_at = True
            self._file.begin_anew(self._newest())

    def look(self) -> None:
        """Hold the mark against the record, once; acts of this program must not come before."""
        if self._was_looked_at:
            return
        self._was_looked_at = True
        # Without one somebody took it away: each casebook of today was given one.
        found = found_mark(self._file) or breaks.mark_unreadable()
        self._trouble = break_by(self._store, found)

    def set(self) -> None:
        """Mark how far the record has come; called after each commit of an act."""
        # What is not accepted keeps its evidence.
        if self._trouble is None:
            self._file.write(self._mark_of(self._audit.entered))

    def accept(self, what: str, *, at: datetime, by: Examiner | None) -> None:
        """Enter in the audit why what is there counts all the same, inside a transaction."""
        self._audit.enter(what, "casebook", _ROW, old=None, at=at, by=by)
        self._trouble = None

    def begin_anew(self) -> None:
        """Set the mark to what the record holds now."""
        self._file.begin_anew(self._newest())

    def _newest(self) -> Mark:
        row = self._store.row("SELECT id, digest, at FROM audit ORDER BY id DESC LIMIT 1")
        return self._mark_of(NO_ENTRY if row is None else Entry(*row))

    def _mark_of(self, entry: Entry) -> Mark:
        return Mark(casebook_id=self._id, sequence=entry.number, digest=entry.digest, at=entry.at)


def casebook_id_of(store: Store) -> str:
    """The name that a casebook has for machines: 32 hexadecimal digits; "" if it was removed."""
    row = store.row("SELECT casebook_id FROM casebook")
    return "" if row is None else str(row["casebook_id"])


FoundMark = Mark | AuditBreak | None
"""The mark, or what is wrong with it, or None when there is none."""


def found_mark(file: MarkFile) -> FoundMark:
    """What lies beside a casebook."""
    try:
        return file.read()
    except (MarkUnreadable, OSError):
        return breaks.mark_unreadable()


def break_by(store: Store, mark: FoundMark) -> AuditBreak | None:
    """What the mark says against the rows; None when they agree, or when there is no mark."""
    if not isinstance(mark, Mark):
        return mark
    if mark.casebook_id != casebook_id_of(store):
        return breaks.mark_unreadable()
    row = store.row("SELECT id, at FROM audit ORDER BY id DESC LIMIT 1")
    last = 0 if row is None else row["id"]
    if last < mark.sequence:
        since = _time_of(mark.at if row is None else row["at"], instead=mark.at)
        return breaks.acts_missing(mark.sequence - last, last, since)
    entry = store.row("SELECT digest FROM audit WHERE id = ?", (mark.sequence,))
    digest = "" if entry is None else entry["digest"]
    return None if digest == mark.digest else breaks.other_than_marked(mark.sequence)


def _time_of(text: str, *, instead: str) -> datetime:
    try:
        return time_from(text).astimezone()
    except ValueError:
        # Somebody wrote something else there: that is told by a verification.
        return time_from(instead).astimezone()
