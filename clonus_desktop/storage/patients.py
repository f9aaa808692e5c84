"""Patients: entering, changing, and finding one among a million within a frame."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient, Sex, number_key, search_key
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.faults import NoSuchRow
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import ids_text, time_text

_COLUMNS = (
    "family_name, given_name, title, preferred_name, born_on, sex, number, alert, "
    "known_conditions, name_key, given_key, family_key, number_key, changed_at"
)
_PLACEHOLDERS = ", ".join("?" * 14)

# Behind every text that begins with a prefix. A range, not LIKE: LIKE does not use the index.
_LAST = "\U0010ffff"

_EXAMINED_SINCE = """
SELECT patient_id FROM examination one WHERE struck_at IS NULL AND started_at >= ?
    AND NOT EXISTS (SELECT 1 FROM examination later
        WHERE later.revises_id = one.id AND later.signed_at IS NOT NULL AND later.struck_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE examination_id = one.id)
GROUP BY patient_id ORDER BY max(started_at) DESC, patient_id
"""
_BY_NUMBER = "number_key >= ? AND number_key < ? AND number_key <> '' ORDER BY number_key"
_BY_NAME = "name_key >= ? AND name_key < ? ORDER BY name_key, born_on, id"
_BY_GIVEN = "given_key >= ? AND given_key < ? ORDER BY given_key, id"


class Patients:
    """The patients of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def add(self, patient: Patient, *, at: datetime, by: Examiner | None) -> Patient:
        """The patient with its new id.

        Raises:
            NumberTaken: Another patient has the record number.
        """
        new_id = self._store.change(
            f"INSERT INTO patient ({_COLUMNS}, created_at) VALUES ({_PLACEHOLDERS}, ?)",
            (*_values(patient), time_text(at), time_text(at)),
        )
        self._index_words(new_id, patient)
        self._audit.enter("add patient", "patient", new_id, old=None, at=at, by=by)
        return replace(patient, id=new_id)

    def change(self, patient: Patient, *, at: datetime, by: Examiner | None) -> Patient:
        """The patient as it now stands in the record.

        Raises:
            NoSuchRow: The record has no patient with this id.
            NumberTaken: Another patient has the record number.
        """
        old = self._audit.digest_of("patient", patient.id)
        if old is None:
            raise NoSuchRow("patient", patient.id)
        self._store.change(
            f"UPDATE patient SET ({_COLUMNS}) = ({_PLACEHOLDERS}) WHERE id = ?",
            (*_values(patient), time_text(at), patient.id),
        )
        self._index_words(patient.id, patient)
        self._audit.enter("change patient", "patient", patient.id, old=old, at=at, by=by)
        return patient

    def get(self, patient_id: int) -> Patient:
        """The patient of an id.

        Raises:
            NoSuchRow: There is none.
        """
        row = self._store.row("SELECT * FROM patient WHERE id = ?", (patient_id,))
        if row is None:
            raise NoSuchRow("patient", patient_id)
        return _patient(row)

    def search(
        self, text: str, *, born_on: date | None = None, limit: int = 50
    ) -> tuple[Patient, ...]:
        """Patients whose number, name or words begin with the text, the closest kind first.

        The order: record number, "family given", "given family", then words in any order.
        Empty text lists by name. A date of birth must fit exactly.
        """
        found: dict[int, Patient] = {}
        for rows in self._arms(text, born_on, limit):
            for row in rows:
                found.setdefault(row["id"], _patient(row))
            if len(found) >= limit:
                break
        return tuple(found.values())[:limit]

    def with_ids(self, ids: Iterable[int]) -> tuple[Patient, ...]:
        """The patients of these ids, in their order; an id without a patient is left out."""
        wanted = list(dict.fromkeys(ids))
        rows = self._store.rows(
            "SELECT * FROM patient WHERE id IN (SELECT value FROM json_each(?))",
            (ids_text(wanted),),
        )
        found = {row["id"]: _patient(row) for row in rows}
        return tuple(found[one] for one in wanted if one in found)

    def same_family(self, patient: Patient) -> tuple[Patient, ...]:
        """All others whose family name is searched by the same letters, by name."""
        rows = self._store.rows(
            "SELECT * FROM patient WHERE family_key = ? AND id <> ? ORDER BY name_key, id",
            (search_key(patient.family_name), patient.id),
        )
        return tuple(_patient(row) for row in rows)

    def count(self) -> int:
        """How many there are."""
        return int(self._store.rows("SELECT count(*) FROM patient")[0][0])

    def ids_examined_since(self, at: datetime) -> tuple[int, ...]:
        """Patients with an examination, signed or draft, begun since then; latest first.

        One that was withdrawn does not count, nor do its revisions before.
        """
        rows = self._store.rows(_EXAMINED_SINCE, (time_text(at),))
        return tuple(row["patient_id"] for row in rows)

    def ids_with_draft(self) -> tuple[int, ...]:
        """Patients with an unfinished examination; latest first."""
        rows = self._store.rows(
            "SELECT patient_id FROM examination WHERE signed_at IS NULL AND struck_at IS NULL "
            "ORDER BY started_at DESC, patient_id"
        )
        return tuple(row["patient_id"] for row in rows)

    def _arms(self, text: str, born_on: date | None, limit: int) -> Iterator[list[Row]]:
        """The ways of searching, one after the other; each is limited by itself."""
        name, number = search_key(text), number_key(text)
        if number:
            yield self._in_range(_BY_NUMBER, number, born_on, limit)
        # Text without a letter or digit searches for nothing, and lists everybody.
        yield self._in_range(_BY_NAME, name, born_on, limit)
        if name:
            yield self._in_range(_BY_GIVEN, name, born_on, limit)
            yield self._with_words(name, born_on, limit)

    def _in_range(self, arm: str, prefix: str, born_on: date | None, limit: int) -> list[Row]:
        if born_on is None:
            sql, values = f"SELECT * FROM patient WHERE {arm} LIMIT ?", [prefix, prefix + _LAST]
        else:
            sql = f"SELECT * FROM patient WHERE born_on = ? AND {arm} LIMIT ?"
            values = [born_on.isoformat(), prefix, prefix + _LAST]
        return self._store.rows(sql, (*values, limit))

    def _with_words(self, name: str, born_on: date | None, limit: int) -> list[Row]:
        # Each word is quoted, and holds letters and digits only: FTS5 has nothing to misread.
        match = " ".join(f'"{word}"*' for word in name.split())
        if born_on is None:
            return self._store.rows(
                "SELECT patient.* FROM (SELECT rowid AS found FROM patient_words "
                "WHERE patient_words MATCH ? LIMIT ?) JOIN patient ON patient.id = found "
                "ORDER BY name_key, id",
                (match, limit),
            )
        return self._store.rows(
            # CROSS: first the few who were born that day, then whether each has the words.
            "SELECT patient.* FROM patient CROSS JOIN patient_words "
            "ON patient_words.rowid = patient.id "
            "WHERE born_on = ? AND patient_words MATCH ? ORDER BY name_key, id LIMIT ?",
            (born_on.isoformat(), match, limit),
        )

    def _index_words(self, patient_id: int, patient: Patient) -> None:
        self._store.change("DELETE FROM patient_words WHERE rowid = ?", (patient_id,))
        words = f"{patient.name_key} {search_key(patient.preferred_name)}"
        self._store.change(
            "INSERT INTO patient_words (rowid, words) VALUES (?, ?)", (patient_id, words)
        )


def _values(patient: Patient) -> tuple[str | None, ...]:
    return (
        patient.family_name,
        patient.given_name,
        patient.title,
        patient.preferred_name,
        None if patient.born_on is None else patient.born_on.isoformat(),
        patient.sex,
        patient.number,
        patient.alert,
        patient.known_conditions,
        patient.name_key,
        patient.given_key,
        search_key(patient.family_name),
        patient.number_key,
    )


def _patient(row: Row) -> Patient:
    born_on = row["born_on"]
    return Patient(
        id=row["id"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        title=row["title"],
        preferred_name=row["preferred_name"],
        born_on=None if born_on is None else date.fromisoformat(born_on),
        sex=Sex(row["sex"]),
        number=row["number"],
        alert=row["alert"],
        known_conditions=row["known_conditions"],
    )
