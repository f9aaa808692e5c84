"""Patients: entering, changing, and finding one among a million within a frame."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.likeness import possible_births
from clonus_desktop.domain.patient import Patient, number_key, search_key
from clonus_desktop.domain.record_number import nearly_the_same
from clonus_desktop.storage import families
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.patient_rows import COLUMNS, patient_from, values_of
from clonus_desktop.storage.refusals import NoSuchRow
from clonus_desktop.storage.standing import stands
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, compact, ids_text, time_text

_COLUMNS = f"{COLUMNS}, changed_at"
_PLACEHOLDERS = ", ".join("?" * 15)

# Behind every text that begins with a prefix. A range, not LIKE: LIKE does not use the index.
_LAST = "\U0010ffff"

_EXAMINED_SINCE = f"""
SELECT {families.root_of("patient_id")} AS root FROM examination one
WHERE struck_at IS NULL AND started_at >= ? AND {stands("one")}
GROUP BY root ORDER BY max(started_at) DESC, root
"""
_BY_NUMBER = "number_key >= ? AND number_key < ? AND number_key <> '' ORDER BY number_key"
_BY_NAME = "name_key >= ? AND name_key < ? ORDER BY name_key, born_on, id"
_BY_GIVEN = "given_key >= ? AND given_key < ? ORDER BY given_key, id"

# One index for each way in which two rows can turn out to be of one person.
_RESEMBLING = f"""
SELECT * FROM patient WHERE erased_at IS NULL AND id IN (
    SELECT id FROM patient WHERE family_key = ?
    UNION SELECT id FROM patient WHERE name_key = ?
    UNION SELECT id FROM patient WHERE born_on {AMONG}
    UNION SELECT id FROM patient WHERE number_key {AMONG}
        AND number_key <> ''
) ORDER BY name_key, id
"""
_COUNT = """
SELECT (SELECT count(*) FROM patient)
    - (SELECT count(*) FROM patient WHERE merged_into_id IS NOT NULL)
    - (SELECT count(*) FROM patient WHERE erased_at IS NOT NULL)
"""
_STANDS = "merged_into_id IS NULL AND erased_at IS NULL"


@dataclass(frozen=True, slots=True)
class Found:
    """A patient that a search found.

    Attributes:
        patient: Who.
        by: The record, merged into the patient's, that fits what was searched; None when the
            patient's own does.
    """

    patient: Patient
    by: Patient | None = None


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
        new_id = self.insert(patient, at=at)
        self._audit.enter("add patient", "patient", new_id, old=None, at=at, by=by)
        return replace(patient, id=new_id)

    def insert(self, patient: Patient, *, at: datetime) -> int:
        """The id of the new row; whoever asks for it enters the act in the audit.

        Raises:
            NumberTaken: Another patient has the record number.
        """
        new_id = self._store.change(
            f"INSERT INTO patient ({_COLUMNS}, created_at) VALUES ({_PLACEHOLDERS}, ?)",
            (*values_of(patient), time_text(at), time_text(at)),
        )
        self._index_words(new_id, patient)
        return new_id

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
            (*values_of(patient), time_text(at), patient.id),
        )
        self._index_words(patient.id, patient)
        self._audit.enter("change patient", "patient", patient.id, old=old, at=at, by=by)
        return patient

    def get(self, patient_id: int) -> Patient:
        """The patient of an id, as its own row says, merged or not.

        Raises:
            NoSuchRow: There is none, or it was erased.
        """
        row = self._store.row(
            "SELECT * FROM patient WHERE id = ? AND erased_at IS NULL", (patient_id,)
        )
        if row is None:
            raise NoSuchRow("patient", patient_id)
        return patient_from(row)

    def kept_id(self, patient_id: int) -> int:
        """The id of the record that stands for a patient: its own, unless it was merged."""
        return families.roots_of(self._store, (patient_id,)).get(patient_id, patient_id)

    def merged_into(self, ids: Iterable[int]) -> Mapping[int, tuple[Patient, ...]]:
        """By id, the records that were merged into it; nothing for an id without any."""
        return families.merged_into(self._store, ids)

    def search(
        self, text: str, *, born_on: date | None = None, limit: int = 50
    ) -> tuple[Patient, ...]:
        """Patients whose number, name or words begin with the text, the closest kind first.

        The order: record number, "family given", "given family", then words in any order.
        Empty text lists by name. A date of birth must fit exactly.
        """
        return tuple(one.patient for one in self.find(text, born_on=born_on, limit=limit))

    def find(self, text: str, *, born_on: date | None = None, limit: int = 50) -> tuple[Found, ...]:
        """The same with the reason: names and numbers of merged records find their person."""
        asked = limit
        while True:
            rows = self._fitting(text, born_on, asked)
            found = self.resolved(rows.values())
            if len(found) >= limit or len(rows) < asked:
                return found[:limit]
            # One person fitted by several records: behind the limit there may be others.
            asked *= 2

    def _fitting(self, text: str, born_on: date | None, limit: int) -> dict[int, Row]:
        """The rows that fit, merged ones too, by id; more than the limit is not looked for."""
        rows: dict[int, Row] = {}
        for some in self._arms(text, born_on, limit):
            for row in some:
                rows.setdefault(row["id"], row)
            if len(rows) >= limit:
                break
        return rows

    def resolved(self, rows: Iterable[Row]) -> tuple[Found, ...]:
        """The rows with each merged one given as the person whom it belongs to."""
        ordered = tuple(rows)
        merged = [row["id"] for row in ordered if row["merged_into_id"] is not None]
        found = {row["id"]: Found(patient_from(row)) for row in ordered}
        if not merged:
            return tuple(found.values())
        roots = families.roots_of(self._store, merged)
        kept = {patient.id: patient for patient in self.with_ids(roots.values())}
        resolved: dict[int, Found] = {}
        for one in found.values():
            root = roots.get(one.patient.id)
            if root is None:
                # By its own row: better than by one that was merged into it.
                resolved[one.patient.id] = one
            else:
                resolved.setdefault(root, Found(kept[root], by=one.patient))
        return tuple(resolved.values())

    def with_ids(self, ids: Iterable[int]) -> tuple[Patient, ...]:
        """The patients of these ids, in their order; an id without a patient is left out."""
        wanted = list(dict.fromkeys(ids))
        rows = self._store.rows(
            f"SELECT * FROM patient WHERE id {AMONG} AND erased_at IS NULL",
            (ids_text(wanted),),
        )
        found = {row["id"]: patient_from(row) for row in rows}
        return tuple(found[one] for one in wanted if one in found)

    def same_family(self, patient: Patient) -> tuple[Patient, ...]:
        """All others whose family name is searched by the same letters, by name."""
        rows = self._store.rows(
            f"SELECT * FROM patient WHERE family_key = ? AND id <> ? AND {_STANDS} "
            "ORDER BY name_key, id",
            (search_key(patient.family_name), patient.id),
        )
        return tuple(patient_from(row) for row in rows)

    def resembling(self, patient: Patient) -> tuple[Found, ...]:
        """All others that have something in common with the patient, by name.

        The family name, the names the other way round, the day of birth (also with day and month
        swapped), or a record number that differs by one slip. Those merged into the patient are
        left out.
        """
        born = possible_births(patient.born_on)
        numbers = (patient.number_key, *nearly_the_same(patient.number))
        rows = self._store.rows(
            _RESEMBLING,
            (
                search_key(patient.family_name),
                patient.given_key,
                compact([day.isoformat() for day in born]),
                compact(numbers),
            ),
        )
        found = self.resolved(row for row in rows if row["id"] != patient.id)
        return tuple(one for one in found if one.patient.id != patient.id)

    def owner_of_number(self, number: str) -> int | None:
        """The id of the row that has the record number, merged or not; None when nobody has."""
        key = number_key(number)
        row = self._store.row(
            "SELECT id FROM patient WHERE number_key = ? AND number_key <> ''", (key,)
        )
        return None if row is None else int(row["id"])

    def count(self) -> int:
        """How many people there are: merged records count once, erased ones not at all."""
        return int(self._store.rows(_COUNT)[0][0])

    def ids_examined_since(self, at: datetime) -> tuple[int, ...]:
        """Patients with an examination, signed or draft, begun since then; latest first.

        One that was withdrawn does not count, nor do its revisions before.
        """
        rows = self._store.rows(_EXAMINED_SINCE, (time_text(at),))
        return tuple(row["root"] for row in rows)

    def ids_with_draft(self) -> tuple[int, ...]:
        """Patients with an unfinished examination; latest first."""
        rows = self._store.rows(
            f"SELECT {families.root_of('patient_id')} AS root FROM examination "
            # The plus: not by the index on the start, which holds every examination.
            "WHERE signed_at IS NULL AND struck_at IS NULL "
            "ORDER BY +started_at DESC, patient_id"
        )
        return tuple(dict.fromkeys(row["root"] for row in rows))

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
        # Who lists everybody sees each person once; a search also finds merged rows.
        arm = f"erased_at IS NULL AND {arm}" if prefix else f"{_STANDS} AND {arm}"
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
