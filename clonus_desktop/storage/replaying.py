"""What an examination must look like, worked out from the audit's entries alone.

Which tests stand, since when others are struck, what is undone and what lies beyond Undo are
columns that acts change after a row was added. No digest of the row vouches for them; the
order of the acts does.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from clonus_desktop.storage.breaks import AuditBreak, row_changed
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, ids_text

_ENTRIES = f"""
SELECT examination_id, a.id, at, who, what, row_table, row_id FROM gesture g
JOIN audit a ON a.row_table = 'gesture' AND a.row_id = g.id WHERE examination_id {AMONG}
UNION ALL SELECT row_id, id, at, who, what, row_table, row_id FROM audit
WHERE row_table = 'examination' AND row_id {AMONG}
ORDER BY 2
"""
_GESTURES = f"SELECT * FROM gesture WHERE examination_id {AMONG} ORDER BY id"
_TABLES = {"clonus_test": "test", "note": "note", "statement": "statement"}
_SETTLING = frozenset({"sign", "take over", "take in exam"})

Struck = tuple[str | None, int | None]
"""When and by whom; two None while it stands."""

_STANDS: Struck = (None, None)


def changed_in(store: Store, examination_ids: Collection[int]) -> Iterator[AuditBreak | None]:
    """For each examination, the first row that its acts do not account for, or None."""
    among = ids_text(examination_ids)
    gestures: defaultdict[int, dict[int, Row]] = defaultdict(dict)
    for row in store.rows(_GESTURES, (among,)):
        gestures[row["examination_id"]][row["id"]] = row
    replays = {one: _Replay(gestures[one]) for one in examination_ids}
    for entry in store.rows(_ENTRIES, (among, among)):
        replays[entry["examination_id"]].take(entry)
    tables = {table: _rows_by_examination(store, table, among) for table in _TABLES}
    for one, replay in replays.items():
        rows = {table: found[one] for table, found in tables.items()}
        yield replay.differing_gesture() or replay.differing_row(rows)


def _rows_by_examination(store: Store, table: str, among: str) -> Mapping[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in store.rows(
        f"SELECT examination_id, id, struck_at, struck_by FROM {table} "
        f"WHERE examination_id {AMONG} ORDER BY id",
        (among,),
    ):
        found[row["examination_id"]].append(row)
    return found


class _Replay:
    """The acts of one examination, done again in thought."""

    def __init__(self, gestures: dict[int, Row]) -> None:
        self.gestures = gestures
        self.struck: dict[tuple[str, int], Struck] = {}
        self.undone: dict[int, str | None] = {}
        self.abandoned: dict[int, str | None] = {}

    def take(self, entry: Row) -> None:
        """Do one entry of the audit."""
        at, what = entry["at"], entry["what"]
        if entry["row_table"] == "examination":
            if what in _SETTLING:
                self._settle(self.undone, at)
            return
        row, number = self.gestures[entry["row_id"]], entry["row_id"]
        by = (at, entry["who"])
        if what == "undo":
            self.undone[number] = at
            self._turn(row, revive="struck", strike="added", by=by)
            return
        if what != "redo":
            self._settle([one for one, when in self.undone.items() if when is not None], at)
            self.abandoned[number] = None
        self.undone[number] = None
        self._turn(row, revive="added", strike="struck", by=by)

    def _settle(self, numbers: Iterable[int], at: str) -> None:
        for number in numbers:
            if self.abandoned[number] is None:
                self.abandoned[number] = at

    def _turn(self, row: Row, *, revive: str, strike: str, by: Struck) -> None:
        for table, word in _TABLES.items():
            if row[f"{strike}_{word}_id"] is not None:
                self.struck[table, row[f"{strike}_{word}_id"]] = by
            if row[f"{revive}_{word}_id"] is not None:
                self.struck[table, row[f"{revive}_{word}_id"]] = _STANDS

    def differing_gesture(self) -> AuditBreak | None:
        """The first gesture that is not undone or settled as its acts say."""
        for number, row in self.gestures.items():
            said = (row["undone_at"], row["abandoned_at"])
            if said != (self.undone.get(number), self.abandoned.get(number)):
                return row_changed("gesture", number)
        return None

    def differing_row(self, tables: Mapping[str, Iterable[Row]]) -> AuditBreak | None:
        """The first test, note or statement that does not stand, or is not struck, as acts say."""
        for table, rows in tables.items():
            for row in rows:
                # A row that no gesture added is in no replay, and differs from everything.
                expected = self.struck.get((table, row["id"]))
                if expected != (row["struck_at"], row["struck_by"]):
                    return row_changed(table, row["id"])
        return None
