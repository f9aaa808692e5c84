"""Reading the audit: the acts on one patient, or all of them, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.gesture import Gesture
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.families import FAMILY
from clonus_desktop.storage.gestures import Gestures
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import ids_text, time_from

_ACT = """
SELECT a.*, name, s.audit_id IS NOT NULL AS is_signed, x.patient_id AS erased_patient_id,
    CASE a.row_table
        WHEN 'patient' THEN a.row_id
        WHEN 'erasure' THEN (SELECT patient_id FROM erasure WHERE id = a.row_id)
        WHEN 'data_export' THEN (SELECT patient_id FROM data_export WHERE id = a.row_id)
        ELSE e.patient_id
    END AS patient_id, e.started_at, e.zone, e.revision
FROM {acts} LEFT JOIN examiner ON examiner.id = who LEFT JOIN signature s ON s.audit_id = a.id
LEFT JOIN erased_row r ON r.row_table = a.row_table AND r.row_id = a.row_id
LEFT JOIN erasure x ON x.id = r.erasure_id
LEFT JOIN examination e ON e.id = CASE a.row_table
    WHEN 'examination' THEN a.row_id
    WHEN 'gesture' THEN (SELECT examination_id FROM gesture WHERE id = a.row_id)
    WHEN 'letter' THEN (SELECT examination_id FROM letter WHERE id = a.row_id)
    WHEN 'withdrawal' THEN (SELECT examination_id FROM withdrawal WHERE id = a.row_id)
    WHEN 'shipment' THEN (SELECT examination_id FROM shipment WHERE id = a.row_id)
END
WHERE a.id < ? ORDER BY a.id DESC LIMIT ?
"""
# Every row of the patient, of those who were merged into them, and what was erased of them.
_OF_PATIENT = f"""(
    {FAMILY}, seen (id) AS (
        SELECT e.id FROM family CROSS JOIN examination e ON e.patient_id = family.id)
    SELECT 'patient' AS t, id AS r FROM family
    UNION ALL SELECT 'examination', id FROM seen
    UNION ALL SELECT 'gesture', g.id FROM seen CROSS JOIN gesture g ON examination_id = seen.id
    UNION ALL SELECT 'letter', l.id FROM seen CROSS JOIN letter l ON examination_id = seen.id
    UNION ALL SELECT 'withdrawal', w.id FROM seen CROSS JOIN withdrawal w
        ON examination_id = seen.id
    UNION ALL SELECT 'shipment', s.id FROM seen CROSS JOIN shipment s ON examination_id = seen.id
    UNION ALL SELECT 'data_export', x.id FROM family CROSS JOIN data_export x
        ON patient_id = family.id
    UNION ALL SELECT 'erasure', erasure.id FROM erasure JOIN family ON patient_id = family.id
    UNION ALL SELECT row_table, row_id FROM erased_row JOIN erasure ON erasure.id = erasure_id
        JOIN family ON patient_id = family.id WHERE row_table <> 'signature'
) CROSS JOIN audit a ON a.row_table = t AND a.row_id = r"""
_ALL = _ACT.format(acts="audit a")
_OF_ONE = _ACT.format(acts=_OF_PATIENT)

_BEYOND = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One entry of the audit, with what its row tells of it today.

    Attributes:
        number: Of the entry.
        at: In UTC.
        by: Name of who did it; empty for nobody.
        what: The word of the audit.
        seal: The entry's digest.
        is_signed: True when it bears a clinician's signature.
        is_erased: True when the row was erased on request.
        patient_id: Of whom it is, or None.
        examined_at: When the examination began that it is part of, in its zone; or None.
        revision: Of that examination, or None.
        gesture: What was recorded, undone or redone; else None.
        named: Who or what the row names: a clinician, or the recipient of a letter; or empty.
    """

    number: int
    at: datetime
    by: str
    what: str
    seal: str
    is_signed: bool
    is_erased: bool
    patient_id: int | None
    examined_at: datetime | None
    revision: int | None
    gesture: Gesture | None
    named: str


class Acts:
    """The audit of one casebook, to be read."""

    def __init__(self, store: Store, gestures: Gestures) -> None:
        self._store = store
        self._gestures = gestures

    def newest(
        self, *, patient_id: int | None = None, before: int | None = None, limit: int = 50
    ) -> tuple[Act, ...]:
        """The newest acts, newest first.

        Args:
            patient_id: Only those on this patient and all that belongs to them.
            before: Only those with a smaller number: the last one of the page before.
        """
        end = _BEYOND if before is None else before
        if patient_id is None:
            rows = self._store.rows(_ALL, (end, limit))
        else:
            rows = self._store.rows(_OF_ONE, (ids_text([patient_id]), end, limit))
        ids = [row["row_id"] for row in rows if row["row_table"] == "gesture"]
        gestures = self._gestures.with_ids(ids)
        return tuple(self._act(row, gestures.get(row["row_id"])) for row in rows)

    def _act(self, row: Row, gesture: Gesture | None) -> Act:
        erased, began = row["erased_patient_id"] is not None, row["started_at"]
        return Act(
            number=row["id"],
            at=time_from(row["at"]),
            by=row["name"] or "",
            what=row["what"],
            seal=row["digest"],
            is_signed=bool(row["is_signed"]),
            is_erased=erased,
            patient_id=row["erased_patient_id"] if erased else row["patient_id"],
            examined_at=None if began is None else time_from(began, row["zone"]),
            revision=row["revision"],
            gesture=gesture if row["row_table"] == "gesture" else None,
            named=self._named(row["row_table"], row["row_id"]),
        )

    def _named(self, table: str, row_id: int) -> str:
        sql = _NAMED.get(table)
        row = None if sql is None else self._store.row(sql, (row_id,))
        return "" if row is None else str(row[0])


_NAMED = {
    "clinician": "SELECT name FROM clinician WHERE id = ?",
    "signing_key": "SELECT name FROM signing_key k JOIN clinician c ON c.id = clinician_id "
    "WHERE k.id = ?",
    "examiner": "SELECT name FROM examiner WHERE id = ?",
    "letter": "SELECT recipient FROM letter WHERE id = ?",
    "addressee": "SELECT name FROM addressee WHERE id = ?",
    "stationery": "SELECT name FROM stationery WHERE id = ?",
    "shipment": "SELECT endpoint FROM shipment WHERE id = ?",
}
