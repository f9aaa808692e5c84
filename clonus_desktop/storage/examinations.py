"""Examinations: begun, recorded in, signed or struck out; read back as they stand."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.examination import Examination, Examiner, Signature
from clonus_desktop.domain.gesture import Gesture
from clonus_desktop.domain.statement import Statement
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.examination_rows import (
    BEGUN,
    add_withdrawal,
    begun_values,
    signed_values,
)
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.families import AMONG_FAMILY, root_of
from clonus_desktop.storage.gestures import Gestures, require_draft
from clonus_desktop.storage.latest_rows import COUNT, LATEST_SIGNED, WITHDRAWN_LAST
from clonus_desktop.storage.reading import examinations_where
from clonus_desktop.storage.refusals import NoSuchRow, draft_exists, not_withdrawable
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, ids_text, time_from, time_text

# A later version is of the same record as the one before, wherever that was merged to since.
_START = (
    f"INSERT INTO examination (id, patient_id, {BEGUN}) VALUES ({new_number('examination')}, "
    "coalesce((SELECT patient_id FROM examination r "
    f"WHERE r.id = ? AND {root_of('r.patient_id')} = ?), ?), ?, ?, ?, ?, ?, ?, ?)"
)
_SIGN = (
    "UPDATE examination SET signed_at = ?, signed_by = ?, signed_text = ?, rule_id = ?, "
    "rule_version = ?, ended_at = (SELECT max(recorded_at) FROM clonus_test "
    "WHERE examination_id = examination.id AND struck_at IS NULL) WHERE id = ?"
)
_EXAMINED = (
    "UPDATE patient SET last_examined_at = "
    "max(coalesce(last_examined_at, ''), examination.started_at) "
    "FROM examination WHERE examination.id = ? AND patient.id = examination.patient_id"
)
_DRAFT = "e.signed_at IS NULL AND e.struck_at IS NULL"


class Examinations:
    """The examinations of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit
        self._gestures = Gestures(store, audit)

    def start(self, examination: Examination, *, at: datetime, by: Examiner | None) -> Examination:
        """The draft with its new id.

        Tests, notes and statements that it already holds (an amendment takes over those before
        it) are stored as recorded now, beyond Undo.

        Raises:
            DraftExists: The patient has a draft.
        """
        self._require_no_draft(examination.patient_id)
        whose = (examination.revises_id, examination.patient_id, examination.patient_id)
        new_id = self._store.change(_START, (*whose, *begun_values(examination)))
        self._audit.enter("start examination", "examination", new_id, old=None, at=at, by=by)
        for test in examination.tests.values():
            self._gestures.record_test(new_id, test, at=at, by=by)
        for place, text in examination.notes.items():
            self._gestures.write_note(new_id, place, text, at=at, by=by)
        self._gestures.write_note(new_id, None, examination.comment, at=at, by=by)
        for (topic, where), content in examination.statements.items():
            statement = Statement(topic=topic, place=where, content=content)
            self._gestures.state(new_id, statement, at=at, by=by)
        if self._gestures.undoable(new_id) is not None:
            # Told in the audit, because it puts what was taken over beyond Undo.
            self._gestures.settle(new_id, at=at)
            self._audit.enter("take over", "examination", new_id, old=None, at=at, by=by)
        return self.get(new_id)

    def _require_no_draft(self, patient_id: int) -> None:
        # Of any of the records that are merged: the schema sees each for itself.
        if self.draft_of(patient_id) is not None:
            raise draft_exists()

    def get(self, examination_id: int) -> Examination:
        """The examination of an id, with what stands in it; a struck one too.

        Raises:
            NoSuchRow: There is none.
        """
        for examination in examinations_where(self._store, "e.id = ?", (examination_id,)):
            return examination
        raise NoSuchRow("examination", examination_id)

    def draft_of(self, patient_id: int) -> Examination | None:
        """The patient's unfinished examination, or None."""
        return next(iter(self.drafts_for((patient_id,)).values()), None)

    def newest_draft(self) -> Examination | None:
        """The unfinished examination that was begun last, of all patients; or None."""
        # The plus: not by the index on the start, which holds every examination.
        where = f"{_DRAFT} ORDER BY +e.started_at DESC, e.id DESC LIMIT 1"
        drafts = examinations_where(self._store, where)
        return drafts[0] if drafts else None

    def of_patient(self, patient_id: int, *, newest: int = -1) -> tuple[Examination, ...]:
        """All that were not struck out, newest first, drafts and superseded ones included.

        Args:
            newest: No more than so many; below zero for all.
        """
        return examinations_where(
            self._store,
            f"e.patient_id {AMONG_FAMILY} AND e.struck_at IS NULL "
            "ORDER BY e.started_at DESC, e.revision DESC, e.id DESC LIMIT ?",
            (ids_text([patient_id]), newest),
        )

    def signed_count(self, patient_id: int) -> tuple[int, int]:
        """How many signed examinations a patient has by their last revision; how many stand."""
        row = self._store.row(COUNT, (ids_text([patient_id]),))
        assert row is not None
        return row["signed"], row["standing"]

    def latest_signed_for(self, patient_ids: Iterable[int]) -> Mapping[int, Examination]:
        """The last signed examination of each patient that stands, in its last signed revision."""
        found = examinations_where(self._store, LATEST_SIGNED, (ids_text(patient_ids),))
        return {examination.patient_id: examination for examination in found}

    def withdrawn_last_for(self, patient_ids: Iterable[int]) -> Mapping[int, datetime]:
        """When the last examination began, of each patient whose last one was withdrawn."""
        rows = self._store.rows(WITHDRAWN_LAST, (ids_text(patient_ids),))
        return {row["patient_id"]: time_from(row["started_at"], row["zone"]) for row in rows}

    def drafts_for(self, patient_ids: Iterable[int]) -> Mapping[int, Examination]:
        """The unfinished examination of each patient who has one."""
        where = f"{_DRAFT} AND e.patient_id {AMONG_FAMILY}"
        found = examinations_where(self._store, where, (ids_text(patient_ids),))
        return {examination.patient_id: examination for examination in found}

    def test_at(self, examination_id: int, place: Place) -> ClonusTest | None:
        """What stands at a place; None when nothing was recorded there."""
        return self._gestures.test_at(examination_id, place)

    def record_test(
        self, examination_id: int, test: ClonusTest, *, at: datetime, by: Examiner | None
    ) -> Gesture:
        """The act of recording what a place showed, in the place of what stood there.

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed, or was struck out.
        """
        return self._gestures.record_test(examination_id, test, at=at, by=by)

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

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed, or was struck out.
        """
        return self._gestures.write_note(examination_id, place, text, at=at, by=by)

    def state(
        self, examination_id: int, statement: Statement, *, at: datetime, by: Examiner | None
    ) -> Gesture | None:
        """The act of stating something on a topic; None when that stands already.

        Empty content takes the statement away.

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed, or was struck out.
        """
        return self._gestures.state(examination_id, statement, at=at, by=by)

    def undo(self, examination_id: int, *, at: datetime, by: Examiner | None) -> Gesture | None:
        """The newest act that held, now taken back; None when there is none.

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed, or was struck out.
        """
        return self._gestures.undo(examination_id, at=at, by=by)

    def redo(self, examination_id: int, *, at: datetime, by: Examiner | None) -> Gesture | None:
        """The act that was taken back last, done again; None when there is none.

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed, or was struck out.
        """
        return self._gestures.redo(examination_id, at=at, by=by)

    def undoable(self, examination_id: int) -> Gesture | None:
        """What Undo would take back, or None."""
        return self._gestures.undoable(examination_id)

    def redoable(self, examination_id: int) -> Gesture | None:
        """What Redo would do again, or None."""
        return self._gestures.redoable(examination_id)

    def sign(
        self,
        examination_id: int,
        signature: Signature,
        *,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        """Makes the examination final.

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed already, or was struck out.
        """
        require_draft(self._store, examination_id)
        old = self._audit.digest_of("examination", examination_id)
        # Before the signature: what is signed takes no change, not even this one.
        self._gestures.settle(examination_id, at=at)
        who = examiner_id(self._store, signature.examiner)
        self._store.change(_SIGN, (*signed_values(signature, who), examination_id))
        self._store.change(_EXAMINED, (examination_id,))
        self._audit.enter("sign", "examination", examination_id, old=old, at=at, by=by)

    def strike(
        self, examination_id: int, *, reason: str, at: datetime, by: Examiner | None
    ) -> None:
        """Takes a draft out of every list; it stays in the record.

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed, or was struck out already.
        """
        require_draft(self._store, examination_id)
        old = self._audit.digest_of("examination", examination_id)
        who = examiner_id(self._store, by)
        self._store.change(
            "UPDATE examination SET struck_at = ?, struck_by = ?, struck_reason = ? WHERE id = ?",
            (time_text(at), who, clean(reason), examination_id),
        )
        self._audit.enter("strike", "examination", examination_id, old=old, at=at, by=by)

    def withdraw(
        self, examination_id: int, *, reason: str, at: datetime, by: Examiner | None
    ) -> None:
        """Marks a signed examination as one that does not count; it stays readable.

        Raises:
            NoSuchRow: There is no such examination.
            NotWithdrawable: It is not signed, is withdrawn already, or has a later revision.
        """
        examination = self.get(examination_id)
        later = self._store.row(
            "SELECT 1 FROM examination WHERE revises_id = ? AND struck_at IS NULL",
            (examination_id,),
        )
        if examination.signature is None or examination.withdrawal is not None or later:
            raise not_withdrawable()
        who = examiner_id(self._store, by)
        new_id = add_withdrawal(self._store, examination_id, reason, at=at, who=who)
        self._audit.enter("withdraw", "withdrawal", new_id, old=None, at=at, by=by)
