"""What came from elsewhere: taken in with where it was before, so that nothing comes twice.

An examination comes as it stands: each of its tests, notes and statements is one act, beyond
Undo, entered by whoever takes it in and when. It keeps the times and the name it was signed
with there, and no key of this casebook signs for it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination, Examiner, Withdrawal
from clonus_desktop.domain.gesture import GestureKind
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Statement
from clonus_desktop.storage.act_rows import add_note, add_statement, add_test, columns_of
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.examination_rows import (
    BEGUN,
    add_withdrawal,
    begun_values,
    signed_values,
)
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.letters import Letters, WholeLetter
from clonus_desktop.storage.likely import Likely
from clonus_desktop.storage.names_there import NamesThere
from clonus_desktop.storage.patients import Patients
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, clean, compact, time_text

# The plus: by the index on the keys, not by the one that holds every row of the table.
_KNOWN = (
    f"SELECT source_key, row_id FROM imported_row WHERE source_key {AMONG} AND +row_table = ? "
    "ORDER BY id"
)
_DRAFT = (
    f"INSERT INTO examination (id, patient_id, {BEGUN}) "
    f"VALUES ({new_number('examination')}, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_GESTURE = (
    "INSERT INTO gesture (id, examination_id, kind, site, side, {added}, done_at, abandoned_at) "
    f"VALUES ({new_number('gesture')}, ?, ?, ?, ?, ?, ?, ?)"
)
_SIGN = (
    "UPDATE examination SET signed_at = ?, signed_by = ?, signed_text = ?, rule_id = ?, "
    "rule_version = ?, ended_at = ? WHERE id = ?"
)
_EXAMINED = (
    "UPDATE patient SET last_examined_at = max(coalesce(last_examined_at, ''), ?) WHERE id = ?"
)
_UNTOUCHED_DRAFT = """
SELECT 1 FROM examination e WHERE id = ? AND signed_at IS NULL AND struck_at IS NULL
AND NOT EXISTS (SELECT 1 FROM gesture g
    CROSS JOIN audit a ON a.row_table = 'gesture' AND a.row_id = g.id
    WHERE examination_id = e.id AND a.what <> 'take in findings')
"""


class Imports:
    """What was taken into one casebook.

    Attributes:
        likely: Whom somebody who comes may be.
    """

    def __init__(self, store: Store, audit: Audit, patients: Patients) -> None:
        self._store = store
        self._audit = audit
        self._patients = patients
        self.likely = Likely(store, patients)
        self._names = NamesThere(store, audit)
        self._letters = Letters(store, audit)

    # --- looking ------------------------------------------------------------------------------

    def known(self, table: str, source_keys: Iterable[str]) -> Mapping[str, int]:
        """The row that was taken in under each key, the newest; without those never taken in.

        Args:
            table: ``patient`` or ``examination``.
        """
        wanted = json.dumps([clean(key) for key in source_keys])
        rows = self._store.rows(_KNOWN, (wanted, table))
        return {row["source_key"]: row["row_id"] for row in rows}

    def has_any(self) -> bool:
        """True when something ever came from elsewhere."""
        return self._store.row("SELECT 1 FROM imported_row LIMIT 1") is not None

    def is_untouched_draft(self, examination_id: int) -> bool:
        """True for an unfinished examination in which nothing was done since it was taken in."""
        return self._store.row(_UNTOUCHED_DRAFT, (examination_id,)) is not None

    # --- taking in ----------------------------------------------------------------------------

    def begin(
        self,
        kind: str,
        *,
        counts: Mapping[str, int],
        source_digest: str,
        at: datetime,
        by: Examiner | None,
    ) -> int:
        """The number of the import that what follows belongs to.

        Args:
            counts: How many of what come.
            source_digest: SHA-256 of the file, in hexadecimal.
        """
        import_id = self._store.change(
            "INSERT INTO data_import (imported_at, imported_by, kind, counts, source_digest) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                time_text(at),
                examiner_id(self._store, by),
                kind,
                compact(dict(counts)),
                source_digest,
            ),
        )
        self._audit.enter("import", "data_import", import_id, old=None, at=at, by=by)
        return import_id

    def take_in_patient(
        self,
        import_id: int,
        source_key: str,
        patient: Patient,
        *,
        at: datetime,
        by: Examiner | None,
    ) -> int:
        """The id of the new patient.

        Raises:
            NumberTaken: Another patient has the record number.
        """
        new_id = self._patients.insert(patient, at=at)
        self._came_from(import_id, "patient", new_id, source_key)
        self._audit.enter("take in patient", "patient", new_id, old=None, at=at, by=by)
        return new_id

    def is_the_same(
        self, import_id: int, source_key: str, patient_id: int, *, at: datetime, by: Examiner | None
    ) -> None:
        """Enters that a patient of this casebook is known elsewhere under the key."""
        old = self._audit.digest_of("patient", patient_id)
        self._came_from(import_id, "patient", patient_id, source_key)
        self._audit.enter("take in patient", "patient", patient_id, old=old, at=at, by=by)

    def merge(
        self,
        patient_id: int,
        into_id: int,
        *,
        taken_over: Mapping[str, object],
        merged_at: datetime,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        """Links a patient to another as it was linked elsewhere; neither is changed otherwise."""
        old = self._audit.digest_of("patient", patient_id)
        self._store.change(
            "UPDATE patient SET merged_into_id = ? WHERE id = ?", (into_id, patient_id)
        )
        self._store.change(
            "INSERT INTO patient_merge (id, patient_id, into_id, taken_over, merged_at) "
            f"VALUES ({new_number('patient_merge')}, ?, ?, ?, ?)",
            (patient_id, into_id, clean(compact(dict(taken_over))), time_text(merged_at)),
        )
        self._audit.enter("merge patient", "patient", patient_id, old=old, at=at, by=by)

    def take_in_exam(
        self,
        import_id: int,
        source_key: str,
        examination: Examination,
        *,
        at: datetime,
        by: Examiner | None,
    ) -> int:
        """The id of the new examination, with all that stands in it.

        Args:
            examination: With the ids of this casebook: of the patient's own row, and of the
                revision before. Its withdrawal is left aside.
        """
        values = (examination.patient_id, *begun_values(examination))
        new_id = self._store.change(_DRAFT, values)
        recorded_at = examination.ended_at or examination.started_at
        for kind, place, column, row_id in self._recorded(new_id, examination, recorded_at):
            self._act(new_id, kind, place, column, row_id, recorded_at, at=at, by=by)
        self._came_from(import_id, "examination", new_id, source_key)
        if examination.signature is not None:
            self._sign(new_id, examination, at=at, by=by)
        self._audit.enter("take in exam", "examination", new_id, old=None, at=at, by=by)
        return new_id

    def withdraw(
        self, examination_id: int, withdrawal: Withdrawal, *, at: datetime, by: Examiner | None
    ) -> None:
        """Enters that a signed examination was withdrawn elsewhere."""
        who = self._names.row_of(withdrawal.by, at=at, by=by)
        new_id = add_withdrawal(
            self._store, examination_id, withdrawal.reason, at=withdrawal.at, who=who
        )
        self._audit.enter("take in withdrawal", "withdrawal", new_id, old=None, at=at, by=by)

    def take_in_letter(self, whole: WholeLetter, *, at: datetime, by: Examiner | None) -> int:
        """The id of a letter that was issued elsewhere, on a signed examination of this casebook.

        It keeps its words, its time and its signer; its addressee is the one of that name here.
        """
        who = self._names.row_of(whole.letter.issued_by, at=at, by=by)
        new_id = self._letters.insert(whole, who)
        self._audit.enter("take in letter", "letter", new_id, old=None, at=at, by=by)
        return new_id

    # --- rows ---------------------------------------------------------------------------------

    def _recorded(
        self, examination_id: int, examination: Examination, at: datetime
    ) -> Iterator[tuple[GestureKind, Place | None, str, int]]:
        """Kind and place of each act, with the column and the number of what it added."""
        store = self._store
        for place, test in examination.tests.items():
            added = add_test(store, examination_id, test, at=at, who=None)
            yield GestureKind.TEST, place, "added_test_id", added
        for where, text in (*examination.notes.items(), (None, examination.comment)):
            if text:
                kind = GestureKind.COMMENT if where is None else GestureKind.NOTE
                added = add_note(store, examination_id, where, clean(text), at=at, who=None)
                yield kind, where, "added_note_id", added
        for (topic, where), content in examination.statements.items():
            if content:
                stated = Statement(topic=topic, place=where, content=content)
                added = add_statement(store, examination_id, stated, at=at, who=None)
                yield GestureKind(topic), where, "added_statement_id", added

    def _act(
        self,
        examination_id: int,
        kind: GestureKind,
        place: Place | None,
        column: str,
        row_id: int,
        recorded_at: datetime,
        *,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        # Beyond Undo since the examination came in: that act settles it.
        values = (examination_id, kind, *columns_of(place), row_id)
        gesture_id = self._store.change(
            _GESTURE.format(added=column), (*values, time_text(recorded_at), time_text(at))
        )
        self._audit.enter("take in findings", "gesture", gesture_id, old=None, at=at, by=by)

    def _sign(
        self, examination_id: int, examination: Examination, *, at: datetime, by: Examiner | None
    ) -> None:
        signature, ended_at = examination.signature, examination.ended_at
        assert signature is not None
        who = self._names.row_of(signature.examiner, at=at, by=by)
        ended = None if ended_at is None else time_text(ended_at)
        self._store.change(_SIGN, (*signed_values(signature, who), ended, examination_id))
        began = time_text(examination.started_at)
        self._store.change(_EXAMINED, (began, examination.patient_id))

    def _came_from(self, import_id: int, table: str, row_id: int, source_key: str) -> None:
        self._store.change(
            "INSERT INTO imported_row (id, import_id, row_table, row_id, source_key) "
            f"VALUES ({new_number('imported_row')}, ?, ?, ?, ?)",
            (import_id, table, row_id, clean(source_key)),
        )
