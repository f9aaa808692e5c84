"""Two records of one person: linked to one, and parted again.

No row of an examination is touched: a merge is a link from a patient to the one that stays, and
every reader follows it. What the patient that stays took over from the other one is kept with
what stood there before.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.families import AMONG_FAMILY
from clonus_desktop.storage.patient_rows import COLUMNS, values_of
from clonus_desktop.storage.refusals import NoSuchRow, not_mergeable
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import compact, ids_text, time_text

TAKEN_OVER = ("born_on", "sex", "alert", "known_conditions")
"""What the patient that stays may take over from the other one."""

_DRAFTS = (
    f"SELECT id FROM examination WHERE patient_id {AMONG_FAMILY} "
    "AND signed_at IS NULL AND struck_at IS NULL"
)


class Merging:
    """Which patients of one casebook are the same person."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def merge(self, patient_id: int, into: Patient, *, at: datetime, by: Examiner | None) -> None:
        """Links a record to the one that stays.

        Args:
            patient_id: The record that is found under the other one from now on.
            into: The one that stays, with what it takes over: date of birth, sex, alert and
                known conditions. Nothing else of it is changed.

        Raises:
            NoSuchRow: One of the two is not there, or was erased.
            NotMergeable: They are the same, one of them is merged already, or the record has
                an unfinished examination.
        """
        one, other = self._row(patient_id), self._row(into.id)
        is_merged = any(row["merged_into_id"] is not None for row in (one, other))
        has_draft = self._store.rows(_DRAFTS, (ids_text([patient_id]),))
        if is_merged or has_draft or patient_id == into.id:
            raise not_mergeable()
        taken_over = self._take_over(other, into, at=at, by=by)
        old = self._audit.digest_of("patient", patient_id)
        self._store.change(
            "UPDATE patient SET merged_into_id = ? WHERE id = ?", (into.id, patient_id)
        )
        self._store.change(
            "INSERT INTO patient_merge (id, patient_id, into_id, taken_over, merged_at, "
            f"merged_by) VALUES ({new_number('patient_merge')}, ?, ?, ?, ?, ?)",
            (
                patient_id,
                into.id,
                compact(taken_over),
                time_text(at),
                examiner_id(self._store, by),
            ),
        )
        self._audit.enter("merge patient", "patient", patient_id, old=old, at=at, by=by)

    def part(self, patient_id: int, *, at: datetime, by: Examiner | None) -> int:
        """Takes the link away again; gives the id of the record that it led to.

        What that record took over goes back to what it was, unless it was changed since.

        Raises:
            NoSuchRow: There is no such record, or it was erased.
            NotMergeable: It is not merged into another one.
        """
        self._row(patient_id)
        merge = self._store.row(
            "SELECT * FROM patient_merge WHERE patient_id = ? AND parted_at IS NULL", (patient_id,)
        )
        if merge is None:
            raise not_mergeable()
        old = self._audit.digest_of("patient", patient_id)
        self._store.change("UPDATE patient SET merged_into_id = NULL WHERE id = ?", (patient_id,))
        self._store.change(
            "UPDATE patient_merge SET parted_at = ?, parted_by = ? WHERE id = ?",
            (time_text(at), examiner_id(self._store, by), merge["id"]),
        )
        self._audit.enter("part patient", "patient", patient_id, old=old, at=at, by=by)
        into_id = int(merge["into_id"])
        self._give_back(into_id, json.loads(merge["taken_over"]), at=at, by=by)
        return into_id

    def _take_over(
        self, row: Row, into: Patient, *, at: datetime, by: Examiner | None
    ) -> dict[str, list[str | None]]:
        """By column what stood there and what stands there now; empty when nothing changes."""
        now = dict(zip(COLUMNS.split(", "), values_of(into), strict=True))
        taken = {name: [row[name], now[name]] for name in TAKEN_OVER if now[name] != row[name]}
        if taken:
            taken["changed_at"] = [row["changed_at"], time_text(at)]
            self._set(into.id, {name: value for name, (_was, value) in taken.items()}, at=at, by=by)
        return taken

    def _give_back(
        self,
        into_id: int,
        taken: Mapping[str, list[str | None]],
        *,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        row = self._row(into_id)
        back = {name: was for name, (was, value) in taken.items() if row[name] == value}
        if back:
            # Untouched since the merge, the row becomes again what it was, its time included.
            self._set(into_id, {"changed_at": time_text(at)} | back, at=at, by=by)

    def _set(
        self,
        patient_id: int,
        values: Mapping[str, str | None],
        *,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        old = self._audit.digest_of("patient", patient_id)
        named = ", ".join(f"{name} = ?" for name in values)
        self._store.change(
            f"UPDATE patient SET {named} WHERE id = ?", (*values.values(), patient_id)
        )
        self._audit.enter("change patient", "patient", patient_id, old=old, at=at, by=by)

    def _row(self, patient_id: int) -> Row:
        row = self._store.row(
            "SELECT * FROM patient WHERE id = ? AND erased_at IS NULL", (patient_id,)
        )
        if row is None:
            raise NoSuchRow("patient", patient_id)
        return row
