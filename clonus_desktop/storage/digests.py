"""What a row says, as a digest: the columns that an entry of the audit vouches for.

The columns are named here and not taken from the file, so that a column added later does not
break the digests of earlier entries. What other acts set is left out, because they have
entries of their own: ``struck_at`` of a test, ``last_examined_at`` of a patient.
"""

from collections.abc import Mapping

from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import compact, digest

# A column that came later speaks only where it says something: a row from before has none of
# it, and its digest stays what it was.
_LATER_OF_GESTURE = (
    "SELECT added_statement_id, struck_statement_id FROM gesture WHERE id = ? "
    "AND (added_statement_id IS NOT NULL OR struck_statement_id IS NOT NULL)"
)
_LATER_OF_TRIAL = (
    "SELECT id, hex(raw_beat_times), recorded_at, struck_reason FROM trial "
    "WHERE clonus_test_id = ? "
    "AND (length(raw_beat_times) > 0 OR recorded_at IS NOT NULL OR struck_reason <> '') "
    "ORDER BY id"
)

_LATER_OF_PATIENT = (
    "SELECT number_scheme, merged_into_id, erased_at FROM patient WHERE id = ? "
    "AND (number_scheme <> '' OR merged_into_id IS NOT NULL OR erased_at IS NOT NULL)"
)
_MERGES_OF_PATIENT = (
    "SELECT id, patient_id, into_id, taken_over, merged_at, merged_by, parted_at, parted_by "
    "FROM patient_merge WHERE patient_id = ? ORDER BY id"
)
_LATER_OF_PRACTICE = "SELECT region FROM practice WHERE id = ? AND region <> ''"

_EXAMINATION = (
    "id, patient_id, started_at, zone, ended_at, places, protocol_versions, revision, "
    "revises_id, revision_reason, signed_at, signed_by, signed_text, rule_id, rule_version, "
    "struck_at, struck_by, struck_reason"
)

# By table: the query, with the row's id as its one value, for the row itself.
_ROWS: Mapping[str, str] = {
    "patient": "SELECT id, family_name, given_name, title, preferred_name, born_on, sex, number, "
    "alert, known_conditions, name_key, given_key, family_key, number_key, created_at, "
    "changed_at FROM patient WHERE id = ?",
    "examination": f"SELECT {_EXAMINATION} FROM examination WHERE id = ?",
    "gesture": "SELECT id, examination_id, kind, site, side, added_test_id, struck_test_id, "
    "added_note_id, struck_note_id, done_at, done_by, undone_at FROM gesture WHERE id = ?",
    "letter": "SELECT id, examination_id, issued_at, issued_by, recipient, rule_id, rule_version, "
    "text FROM letter WHERE id = ?",
    "casebook": "SELECT id, casebook_id FROM casebook WHERE id = ?",
    "clinician": "SELECT id, slot, name, role, registration, signature_text, added_at, removed_at "
    "FROM clinician WHERE id = ?",
    "signing_key": "SELECT id, clinician_id, hex(public_key), added_at, retired_at "
    "FROM signing_key WHERE id = ?",
    "withdrawal": "SELECT id, examination_id, withdrawn_at, withdrawn_by, reason "
    "FROM withdrawal WHERE id = ?",
    "erasure": "SELECT id, patient_id, erased_at, erased_by, reason FROM erasure WHERE id = ?",
    "practice": "SELECT id, examiner_name, examiner_role, clinic, rule_id, site_order, first_side "
    "FROM practice WHERE id = ?",
}

# By table: the rows that came with it, each by the column of the row that names them.
_WITH_IT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "gesture": (
        (
            "added_test_id",
            "SELECT id, examination_id, site, side, not_tested_reason, not_tested_explanation, "
            "recorded_at, recorded_by FROM clonus_test WHERE id = ?",
        ),
        (
            "added_test_id",
            "SELECT id, clonus_test_id, ordinal, beats, at_least, duration_s, "
            "duration_is_minimum, ended_by, count_method, hex(beat_times) "
            "FROM trial WHERE clonus_test_id = ? ORDER BY id",
        ),
        (
            "added_note_id",
            "SELECT id, examination_id, site, side, text, recorded_at, recorded_by "
            "FROM note WHERE id = ?",
        ),
    ),
    "erasure": (
        (
            "id",
            "SELECT id, row_table, row_id FROM erased_row WHERE erasure_id = ? ORDER BY id",
        ),
    ),
}

# The same for what came later: only what has something to say counts.
_LATER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "patient": (("id", _LATER_OF_PATIENT), ("id", _MERGES_OF_PATIENT)),
    "practice": (("id", _LATER_OF_PRACTICE),),
    "gesture": (
        ("added_test_id", _LATER_OF_TRIAL),
        ("id", _LATER_OF_GESTURE),
        (
            "id",
            "SELECT s.id, s.examination_id, topic, s.site, s.side, content, about, recorded_at, "
            "recorded_by FROM gesture g JOIN statement s ON s.id = g.added_statement_id "
            "WHERE g.id = ?",
        ),
    ),
}

AUDITED_TABLES = tuple(table for table in _ROWS if table != "casebook")
"""Tables whose every row has an entry in the audit. The casebook's own row came before it."""


def digest_of(store: Store, table: str, row_id: int) -> str | None:
    """SHA-256 over what the row and the rows that came with it say; None when it is not there.

    Raises:
        KeyError: The table is not one that the audit vouches for.
    """
    row = store.row(_ROWS[table], (row_id,))
    if row is None:
        return None
    answers = [[tuple(row)]]
    for column, query in _WITH_IT.get(table, ()):
        # Without a question that the row itself answers: there is none.
        named = row[column]
        rows = [] if named is None else store.rows(query, (named,))
        answers.append([tuple(one) for one in rows])
    for column, query in _LATER.get(table, ()):
        named = row[column]
        later = [] if named is None else store.rows(query, (named,))
        if later:
            answers.append([tuple(one) for one in later])
    return digest(compact(answers))
