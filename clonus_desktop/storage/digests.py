"""What a row says, as a digest: the columns that an entry of the audit vouches for.

The columns are named here and not taken from the file, so that a column added later does not
break the digests of earlier entries. What other acts set is left out, because they have
entries of their own: ``struck_at`` of a test, ``last_examined_at`` of a patient.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, compact, digest, ids_text

Rows = list[tuple[object, ...]]


class _Part(NamedTuple):
    """Rows that belong to a row, and are vouched for with it.

    Attributes:
        named_by: The column of the row whose value leads to them; NULL leads to none.
        one: Those of one row, with that value.
        many: Those of several rows, each behind the value that led to it.
        is_later: True for columns that came later: they speak only where they say something,
            so that the digest of a row from before stays what it was.
    """

    named_by: str
    one: str
    many: str
    is_later: bool


def _part(
    named_by: str, key: str, columns: str, source: str, *, only: str = "", is_later: bool = False
) -> _Part:
    also = f" AND ({only})" if only else ""
    return _Part(
        named_by,
        f"SELECT {columns} FROM {source} WHERE {key} = ?{also} ORDER BY 1",
        f"SELECT {key}, {columns} FROM {source} WHERE {key} {AMONG}{also} ORDER BY 2",
        is_later,
    )


def _came_from(table: str) -> _Part:
    """Where a row was before it was taken in."""
    columns, only = "id, import_id, row_table, row_id, source_key", f"row_table = '{table}'"
    return _part("id", "row_id", columns, "imported_row", only=only, is_later=True)


_EXAMINATION = (
    "id, patient_id, started_at, zone, ended_at, places, protocol_versions, revision, "
    "revises_id, revision_reason, signed_at, signed_by, signed_text, rule_id, rule_version, "
    "struck_at, struck_by, struck_reason"
)

# By table: what the row itself says.
_COLUMNS: Mapping[str, str] = {
    "patient": "id, family_name, given_name, title, preferred_name, born_on, sex, number, "
    "alert, known_conditions, name_key, given_key, family_key, number_key, created_at, changed_at",
    "examination": _EXAMINATION,
    "gesture": "id, examination_id, kind, site, side, added_test_id, struck_test_id, "
    "added_note_id, struck_note_id, done_at, done_by, undone_at",
    "letter": "id, examination_id, issued_at, issued_by, recipient, rule_id, rule_version, text",
    "casebook": "id, casebook_id",
    "clinician": "id, slot, name, role, registration, signature_text, added_at, removed_at",
    "signing_key": "id, clinician_id, hex(public_key), added_at, retired_at",
    "withdrawal": "id, examination_id, withdrawn_at, withdrawn_by, reason",
    "erasure": "id, patient_id, erased_at, erased_by, reason",
    "examiner": "id, name, role, clinician_id",
    "practice": "id, examiner_name, examiner_role, clinic, rule_id, site_order, first_side",
    "addressee": "id, name, address, salutation, language, added_at, removed_at",
    "stationery": "id, kind, name, media_type, hex(content), added_at, removed_at",
    "shipment": "id, examination_id, kind, endpoint, queued_at, queued_by, state, answered_at, "
    "answer",
    "data_export": "id, exported_at, exported_by, patient_id, scope, mode, counts, manifest_digest",
    "export_secret": "id, hex(secret), made_at",
    "data_import": "id, imported_at, imported_by, kind, counts, source_digest",
}
_ONE = {table: f"SELECT {said} FROM {table} WHERE id = ?" for table, said in _COLUMNS.items()}
_MANY = {table: f"SELECT {said} FROM {table} WHERE id {AMONG}" for table, said in _COLUMNS.items()}

# By table: the rows that came with it.
_PARTS: Mapping[str, tuple[_Part, ...]] = {
    "patient": (
        _part(
            "id",
            "id",
            "number_scheme, merged_into_id, erased_at",
            "patient",
            only="number_scheme <> '' OR merged_into_id IS NOT NULL OR erased_at IS NOT NULL",
            is_later=True,
        ),
        _part(
            "id",
            "patient_id",
            "id, patient_id, into_id, taken_over, merged_at, merged_by, parted_at, parted_by",
            "patient_merge",
            is_later=True,
        ),
        _came_from("patient"),
    ),
    "examination": (_came_from("examination"),),
    "letter": (
        _part(
            "id",
            "id",
            "addressee_id, copies, language, structure, program_version, content",
            "letter",
            only="addressee_id IS NOT NULL OR copies <> '' OR language <> '' OR structure <> '' "
            "OR program_version <> '' OR content IS NOT NULL",
            is_later=True,
        ),
    ),
    "practice": (
        _part("id", "id", "region", "practice", only="region <> ''", is_later=True),
        _part(
            "id",
            "id",
            "letter_language, letter_structure, letter_without",
            "practice",
            only="letter_language <> '' OR letter_structure <> '' OR letter_without <> '[]'",
            is_later=True,
        ),
    ),
    "erasure": (_part("id", "erasure_id", "id, row_table, row_id", "erased_row"),),
    "gesture": (
        _part(
            "added_test_id",
            "id",
            "id, examination_id, site, side, not_tested_reason, not_tested_explanation, "
            "recorded_at, recorded_by",
            "clonus_test",
        ),
        _part(
            "added_test_id",
            "clonus_test_id",
            "id, clonus_test_id, ordinal, beats, at_least, duration_s, duration_is_minimum, "
            "ended_by, count_method, hex(beat_times)",
            "trial",
        ),
        _part(
            "added_note_id",
            "id",
            "id, examination_id, site, side, text, recorded_at, recorded_by",
            "note",
        ),
        _part(
            "added_test_id",
            "clonus_test_id",
            "id, hex(raw_beat_times), recorded_at, struck_reason",
            "trial",
            only="length(raw_beat_times) > 0 OR recorded_at IS NOT NULL OR struck_reason <> ''",
            is_later=True,
        ),
        _part(
            "id",
            "id",
            "added_statement_id, struck_statement_id",
            "gesture",
            only="added_statement_id IS NOT NULL OR struck_statement_id IS NOT NULL",
            is_later=True,
        ),
        _part(
            "id",
            "g.id",
            "s.id, s.examination_id, topic, s.site, s.side, content, about, recorded_at, "
            "recorded_by",
            "gesture g JOIN statement s ON s.id = g.added_statement_id",
            is_later=True,
        ),
    ),
}

KNOWN_TABLES = tuple(_COLUMNS)
"""Tables of which entries of the audit tell."""

AUDITED_TABLES = tuple(table for table in _COLUMNS if table not in {"casebook", "examiner"})
"""Those whose every row has an entry. The casebook's own row came before the audit, and a name
that acted is in the seal of each of its acts."""


def digest_of(store: Store, table: str, row_id: int) -> str | None:
    """SHA-256 over what the row and the rows that came with it say; None when it is not there.

    Raises:
        KeyError: The table is not one that the audit vouches for.
    """
    row = store.row(_ONE[table], (row_id,))
    if row is None:
        return None
    answers: list[Rows] = []
    for part in _PARTS.get(table, ()):
        # Without a question that the row itself answers: there is none.
        named = row[part.named_by]
        rows = [] if named is None else store.rows(part.one, (named,))
        answers.append([tuple(one) for one in rows])
    return _digest(table, row, answers)


def digests_of(store: Store, table: str, row_ids: Collection[int]) -> Mapping[int, str]:
    """The same for many rows at once, by their ids; without those that are not there.

    Raises:
        KeyError: The table is not one that the audit vouches for.
    """
    rows = store.rows(_MANY[table], (ids_text(row_ids),))
    parts = [_by_name(store, part, rows) for part in _PARTS.get(table, ())]
    names = [part.named_by for part in _PARTS.get(table, ())]
    return {
        row["id"]: _digest(
            table, row, [part.get(row[name], []) for part, name in zip(parts, names, strict=True)]
        )
        for row in rows
    }


def _by_name(store: Store, part: _Part, rows: Sequence[Row]) -> Mapping[object, Rows]:
    named = [row[part.named_by] for row in rows if row[part.named_by] is not None]
    found: defaultdict[object, Rows] = defaultdict(list)
    for name, *said in store.rows(part.many, (ids_text(named),)) if named else ():
        found[name].append(tuple(said))
    return found


def _digest(table: str, row: Row, answers: Sequence[Rows]) -> str:
    said: list[Rows] = [[tuple(row)]]
    for part, rows in zip(_PARTS.get(table, ()), answers, strict=True):
        if rows or not part.is_later:
            said.append(rows)
    return digest(compact(said))
