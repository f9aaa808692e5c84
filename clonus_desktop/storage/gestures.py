"""Recording in a draft, and taking it back: rows are added and struck, never changed or deleted.

The undo history is part of the record, so it outlives the window and the power.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.gesture import Gesture, GestureKind
from clonus_desktop.domain.statement import Statement, Topic
from clonus_desktop.storage.act_rows import (
    add_note,
    add_statement,
    add_test,
    columns_of,
    content_text,
)
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row, Values
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.reading import place_of, tests_in, tests_with_ids
from clonus_desktop.storage.refusals import NoSuchRow, not_a_draft
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, clean, ids_text, time_text

_HELD = "undone_at IS NULL AND abandoned_at IS NULL ORDER BY id DESC"
_TAKEN_BACK = "undone_at IS NOT NULL AND abandoned_at IS NULL ORDER BY id"

_GESTURE = (
    "INSERT INTO gesture (id, examination_id, kind, site, side, added_test_id, struck_test_id, "
    "added_note_id, struck_note_id, added_statement_id, struck_statement_id, done_at, done_by) "
    f"VALUES ({new_number('gesture')}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
# What an act adds and strikes, by the word of its columns.
_RECORDED_IN = {"clonus_test": "test", "note": "note", "statement": "statement"}


class Gestures:
    """The acts in the drafts of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def record_test(
        self, examination_id: int, test: ClonusTest, *, at: datetime, by: Examiner | None
    ) -> Gesture:
        """The act of recording what a place showed, in the place of what stood there."""
        require_draft(self._store, examination_id)
        who = examiner_id(self._store, by)
        struck = self._standing("clonus_test", examination_id, test.place)
        struck_id = None if struck is None else struck["id"]
        self._strike("clonus_test", struck_id, at, who)
        added_id = add_test(self._store, examination_id, test, at=at, who=who)
        ids = (added_id, struck_id, None, None, None, None)
        return self._enter(
            examination_id, GestureKind.TEST, test.place, ids, at=at, by=by, who=who, test=test
        )

    def test_at(self, examination_id: int, place: Place) -> ClonusTest | None:
        """What stands at a place; None when nothing was recorded there."""
        row = self._standing("clonus_test", examination_id, place)
        return None if row is None else tests_in(self._store, [row])[row["id"]]

    def write_note(
        self,
        examination_id: int,
        place: Place | None,
        text: str,
        *,
        at: datetime,
        by: Examiner | None,
    ) -> Gesture | None:
        """The act of writing about a place, or about the whole; None when nothing is new.

        Empty text takes the note away.
        """
        require_draft(self._store, examination_id)
        text = clean(text)
        struck = self._standing("note", examination_id, place)
        if text == ("" if struck is None else struck["text"]):
            return None
        who = examiner_id(self._store, by)
        struck_id = None if struck is None else struck["id"]
        self._strike("note", struck_id, at, who)
        added_id = None
        if text:
            added_id = add_note(self._store, examination_id, place, text, at=at, who=who)
        kind = GestureKind.COMMENT if place is None else GestureKind.NOTE
        ids = (None, None, added_id, struck_id, None, None)
        return self._enter(examination_id, kind, place, ids, at=at, by=by, who=who)

    def state(
        self, examination_id: int, statement: Statement, *, at: datetime, by: Examiner | None
    ) -> Gesture | None:
        """The act of stating something on a topic; None when that stands already.

        Empty content takes the statement away.
        """
        require_draft(self._store, examination_id)
        place, topic = statement.place, statement.topic
        content = content_text(statement)
        struck = self._standing("statement", examination_id, place, topic=topic)
        if content == ("{}" if struck is None else struck["content"]):
            return None
        who = examiner_id(self._store, by)
        struck_id = None if struck is None else struck["id"]
        self._strike("statement", struck_id, at, who)
        added_id = None
        if statement.content:
            added_id = add_statement(self._store, examination_id, statement, at=at, who=who)
        ids = (None, None, None, None, added_id, struck_id)
        kind = GestureKind(topic)
        return self._enter(examination_id, kind, place, ids, at=at, by=by, who=who)

    def undo(self, examination_id: int, *, at: datetime, by: Examiner | None) -> Gesture | None:
        """The newest act that held, now taken back; None when there is none."""
        require_draft(self._store, examination_id)
        row = self._first(examination_id, _HELD)
        if row is None:
            return None
        old = self._audit.digest_of("gesture", row["id"])
        self._turn(row, "struck", "added", at, by)
        self._set_undone(row["id"], time_text(at))
        self._audit.enter("undo", "gesture", row["id"], old=old, at=at, by=by)
        return self._gesture(row)

    def redo(self, examination_id: int, *, at: datetime, by: Examiner | None) -> Gesture | None:
        """The act that was taken back last, done again; None when there is none."""
        require_draft(self._store, examination_id)
        row = self._first(examination_id, _TAKEN_BACK)
        if row is None:
            return None
        old = self._audit.digest_of("gesture", row["id"])
        self._turn(row, "added", "struck", at, by)
        self._set_undone(row["id"], None)
        self._audit.enter("redo", "gesture", row["id"], old=old, at=at, by=by)
        return self._gesture(row)

    def undoable(self, examination_id: int) -> Gesture | None:
        """What Undo would take back."""
        row = self._first(examination_id, _HELD)
        return None if row is None else self._gesture(row)

    def redoable(self, examination_id: int) -> Gesture | None:
        """What Redo would do again."""
        row = self._first(examination_id, _TAKEN_BACK)
        return None if row is None else self._gesture(row)

    def with_ids(self, ids: Collection[int]) -> Mapping[int, Gesture]:
        """Gestures by id, with what they recorded and what stood there before."""
        rows = self._store.rows(f"SELECT * FROM gesture WHERE id {AMONG}", (ids_text(ids),))
        tests = self._tests_of(rows)
        return {row["id"]: self._gesture_with(row, tests) for row in rows}

    def settle(self, examination_id: int, *, at: datetime) -> None:
        """Puts everything done so far beyond Undo and Redo."""
        self._store.change(
            "UPDATE gesture SET abandoned_at = ? WHERE examination_id = ? AND abandoned_at IS NULL",
            (time_text(at), examination_id),
        )

    def _enter(
        self,
        examination_id: int,
        kind: GestureKind,
        place: Place | None,
        ids: tuple[int | None, ...],
        *,
        at: datetime,
        by: Examiner | None,
        who: int | None,
        test: ClonusTest | None = None,
    ) -> Gesture:
        self._store.change(
            "UPDATE gesture SET abandoned_at = ? WHERE examination_id = ? "
            "AND undone_at IS NOT NULL AND abandoned_at IS NULL",
            (time_text(at), examination_id),
        )
        values = (examination_id, kind, *columns_of(place), *ids)
        new_id = self._store.change(_GESTURE, (*values, time_text(at), who))
        self._audit.enter(f"record {kind}", "gesture", new_id, old=None, at=at, by=by)
        # Not read again: the views do that, after the commit.
        return Gesture(id=new_id, examination_id=examination_id, kind=kind, place=place, test=test)

    def _standing(
        self, table: str, examination_id: int, place: Place | None, *, topic: Topic | None = None
    ) -> Row | None:
        values: Values = (examination_id, *(column or "" for column in columns_of(place)))
        return self._store.row(
            f"SELECT * FROM {table} WHERE examination_id = ? AND coalesce(site, '') = ? "
            "AND coalesce(side, '') = ? AND struck_at IS NULL"
            + ("" if topic is None else " AND topic = ?"),
            values if topic is None else (*values, topic),
        )

    def _turn(self, row: Row, revive: str, strike: str, at: datetime, by: Examiner | None) -> None:
        who = examiner_id(self._store, by)
        for table, word in _RECORDED_IN.items():
            # Struck first: two may not stand at one place, not even in between.
            self._strike(table, row[f"{strike}_{word}_id"], at, who)
            self._store.change(
                f"UPDATE {table} SET struck_at = NULL, struck_by = NULL WHERE id = ?",
                (row[f"{revive}_{word}_id"],),
            )

    def _strike(self, table: str, row_id: int | None, at: datetime, who: int | None) -> None:
        if row_id is None:
            return
        self._store.change(
            f"UPDATE {table} SET struck_at = ?, struck_by = ? WHERE id = ?",
            (time_text(at), who, row_id),
        )

    def _set_undone(self, gesture_id: int, at: str | None) -> None:
        self._store.change("UPDATE gesture SET undone_at = ? WHERE id = ?", (at, gesture_id))

    def _first(self, examination_id: int, which: str) -> Row | None:
        return self._store.row(
            f"SELECT * FROM gesture WHERE examination_id = ? AND {which} LIMIT 1",
            (examination_id,),
        )

    def _gesture(self, row: Row) -> Gesture:
        return self._gesture_with(row, self._tests_of([row]))

    def _tests_of(self, rows: list[Row]) -> Mapping[int, ClonusTest]:
        columns = ("added_test_id", "struck_test_id")
        ids = [row[column] for row in rows for column in columns if row[column] is not None]
        return tests_with_ids(self._store, ids) if ids else {}

    def _gesture_with(self, row: Row, tests: Mapping[int, ClonusTest]) -> Gesture:
        return Gesture(
            id=row["id"],
            examination_id=row["examination_id"],
            kind=GestureKind(row["kind"]),
            place=place_of(row),
            test=tests.get(row["added_test_id"]),
            test_before=tests.get(row["struck_test_id"]),
            about=self._about(row),
        )

    def _about(self, row: Row) -> str:
        named = row["added_statement_id"] or row["struck_statement_id"]
        if named is None:
            return ""
        found = self._store.row("SELECT about FROM statement WHERE id = ?", (named,))
        return "" if found is None else str(found["about"])


def require_draft(store: Store, examination_id: int) -> None:
    """Returns when the examination can be changed.

    Raises:
        NoSuchRow: There is no such examination.
        NotADraft: It is signed, or was struck out.
    """
    row = store.row("SELECT signed_at, struck_at FROM examination WHERE id = ?", (examination_id,))
    if row is None:
        raise NoSuchRow("examination", examination_id)
    if row["signed_at"] is not None or row["struck_at"] is not None:
        raise not_a_draft()
