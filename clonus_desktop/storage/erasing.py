"""Erasing a person on request: the one way in which something leaves the record.

Every row that goes is listed, so that the chain of the audit stays whole and nothing else can go
under its cover. What stays is a stub without a name. The audit keeps the digests of what was
entered: nothing can be read out of them, but who already knows an entry word for word could
recognise it.
"""

from collections.abc import Iterator
from datetime import datetime

from clonus_desktop.domain.erased_content import ErasedContent
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.families import family_ids, roots_of
from clonus_desktop.storage.patient_rows import COLUMNS, values_of
from clonus_desktop.storage.refusals import NoSuchRow
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, clean, ids_text, time_text

_OF_EXAMINATION = "examination_id IN (SELECT id FROM examination WHERE patient_id = :patient)"
_TESTS = f"SELECT id FROM clonus_test WHERE {_OF_EXAMINATION}"

# By table, in the order in which they can go, the column that numbers its rows and which of them
# are a patient's.
_ROWS = (
    (
        "signature",
        "audit_id",
        "audit_id IN (SELECT id FROM audit WHERE (row_table = 'examination' AND row_id IN "
        "(SELECT id FROM examination WHERE patient_id = :patient)) OR (row_table = 'letter' "
        f"AND row_id IN (SELECT id FROM letter WHERE {_OF_EXAMINATION})) "
        "OR (row_table = 'withdrawal' AND row_id IN "
        f"(SELECT id FROM withdrawal WHERE {_OF_EXAMINATION})))",
    ),
    ("letter", "id", _OF_EXAMINATION),
    ("shipment", "id", _OF_EXAMINATION),
    (
        "imported_row",
        "id",
        "(row_table = 'patient' AND row_id = :patient) OR (row_table = 'examination' "
        "AND row_id IN (SELECT id FROM examination WHERE patient_id = :patient))",
    ),
    ("withdrawal", "id", _OF_EXAMINATION),
    ("gesture", "id", _OF_EXAMINATION),
    ("trial", "id", f"clonus_test_id IN ({_TESTS})"),
    ("clonus_test", "id", _OF_EXAMINATION),
    ("note", "id", _OF_EXAMINATION),
    ("statement", "id", _OF_EXAMINATION),
    ("pad", "id", _OF_EXAMINATION),
    ("examination", "id", "patient_id = :patient"),
    # A merge tells what was taken over, and so of both who took part in it.
    ("patient_merge", "id", "patient_id = :patient OR into_id = :patient"),
)
_ONCE_MERGED = (
    "SELECT DISTINCT patient_id FROM patient_merge WHERE into_id IN "
    "(SELECT value FROM json_each(?1)) AND patient_id NOT IN (SELECT value FROM json_each(?1))"
)
_UNSAVED = (
    "DELETE FROM unsaved WHERE form IN ('letter ' || ?1, 'patient ' || ?1) "
    "OR (form = 'patient new' AND json_extract(content, '$.family_name') = ?2 "
    "AND json_extract(content, '$.given_name') = ?3)"
)
_STUB = "Erased patient {id}"


class Erasing:
    """What was erased from one casebook, and how."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def rows_of(self, patient_id: int) -> ErasedContent:
        """What would go; of a record that is merged, all of the person's.

        Raises:
            NoSuchRow: There is no such patient, or it was erased already.
        """
        ids = self._person(patient_id)
        counts = dict.fromkeys((table for table, _key, _which in _ROWS), 0)
        for table, _row_id in self._listed(ids):
            counts[table] += 1
        signed = self._store.rows(
            f"SELECT count(*) FROM examination WHERE signed_at IS NOT NULL AND patient_id {AMONG}",
            (ids_text(ids),),
        )[0][0]
        return ErasedContent(
            records=len(ids),
            signed=signed,
            unsigned=counts["examination"] - signed,
            letters=counts["letter"],
            signatures=counts["signature"],
            rows=sum(counts.values()),
        )

    def erase(
        self, patient_id: int, *, reason: str, at: datetime, by: Examiner | None
    ) -> ErasedContent:
        """What has gone: everything of the person, under all records that were merged.

        The rows are overwritten in the file, not just let go of; ``wipe`` on the store then
        leaves nothing of them beside the file either.

        Raises:
            NoSuchRow: There is no such patient, or it was erased already.
        """
        gone = self.rows_of(patient_id)
        ids = self._person(patient_id)
        outside = self._store.rows(_ONCE_MERGED, (ids_text(ids),))
        before = {
            row["patient_id"]: self._audit.digest_of("patient", row["patient_id"])
            for row in outside
        }
        self._store.rows("PRAGMA secure_delete = ON")
        # Before the first of them goes: a link from one to the other is part of what each said.
        olds = {one: self._audit.digest_of("patient", one) for one in ids}
        for one in ids:
            self._erase_one(one, olds[one], reason=reason, at=at, by=by)
        for other, old in before.items():
            # The same person for a while, by mistake: that, too, told of the one who is erased.
            self._audit.enter("forget merge", "patient", other, old=old, at=at, by=by)
        # Words that were taken out wait in the index until its parts are put together anew.
        self._store.change("INSERT INTO patient_words (patient_words) VALUES ('optimize')")
        return gone

    def _erase_one(
        self,
        patient_id: int,
        old: str | None,
        *,
        reason: str,
        at: datetime,
        by: Examiner | None,
    ) -> None:
        listed = list(self._listed((patient_id,)))
        erasure_id = self._store.change(
            "INSERT INTO erasure (patient_id, erased_at, erased_by, reason) VALUES (?, ?, ?, ?)",
            (patient_id, time_text(at), examiner_id(self._store, by), clean(reason)),
        )
        for table, row_id in listed:
            self._store.change(
                "INSERT INTO erased_row (erasure_id, row_table, row_id) VALUES (?, ?, ?)",
                (erasure_id, table, row_id),
            )
        for table, key, _which in _ROWS:
            self._store.change(
                f"DELETE FROM {table} WHERE {key} IN (SELECT row_id FROM erased_row "
                "WHERE erasure_id = ? AND row_table = ?)",
                (erasure_id, table),
            )
        self._forget_words(patient_id)
        self._blank(patient_id, at=at)
        self._audit.enter("erase", "erasure", erasure_id, old=None, at=at, by=by)
        self._audit.enter("erase patient", "patient", patient_id, old=old, at=at, by=by)

    def _forget_words(self, patient_id: int) -> None:
        row = self._store.rows(
            "SELECT family_name, given_name FROM patient WHERE id = ?", (patient_id,)
        )[0]
        self._store.change(_UNSAVED, (patient_id, row["family_name"], row["given_name"]))
        self._store.change("DELETE FROM patient_words WHERE rowid = ?", (patient_id,))

    def _blank(self, patient_id: int, *, at: datetime) -> None:
        stub = Patient(family_name=_STUB.format(id=patient_id))
        values = dict(zip(COLUMNS.split(", "), values_of(stub), strict=True))
        values |= {"name_key": "", "given_key": "", "family_key": "", "merged_into_id": None}
        values |= {
            "last_examined_at": None,
            "changed_at": time_text(at),
            "erased_at": time_text(at),
        }
        named = ", ".join(f"{name} = ?" for name in values)
        self._store.change(
            f"UPDATE patient SET {named} WHERE id = ?", (*values.values(), patient_id)
        )

    def _listed(self, ids: tuple[int, ...]) -> Iterator[tuple[str, int]]:
        """Table and number of every row of these patients; each row once."""
        seen: set[tuple[str, int]] = set()
        for table, key, which in _ROWS:
            for one in ids:
                sql = f"SELECT {key} AS row_id FROM {table} WHERE {which.replace(':patient', '?1')}"
                for row in self._store.rows(f"{sql} ORDER BY 1", (one,)):
                    if (table, row["row_id"]) not in seen:
                        seen.add((table, row["row_id"]))
                        yield table, row["row_id"]

    def _person(self, patient_id: int) -> tuple[int, ...]:
        found = self._store.row(
            "SELECT 1 FROM patient WHERE id = ? AND erased_at IS NULL", (patient_id,)
        )
        if found is None:
            raise NoSuchRow("patient", patient_id)
        root = roots_of(self._store, (patient_id,))[patient_id]
        return family_ids(self._store, root)
