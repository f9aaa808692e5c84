"""What a row says, as a digest: the columns that an entry of the audit vouches for.

The columns are named here and not taken from the file, so that a column added later does not
break the digests of earlier entries. What other acts set is left out, because they have
entries of their own: ``struck_at`` of a test, ``last_examined_at`` of a patient.
"""

import hashlib
from collections.abc import Mapping

from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import compact

_EXAMINATION = (
    "id, patient_id, started_at, zone, ended_at, places, protocol_versions, revision, "
    "revises_id, revision_reason, signed_at, signed_by, signed_text, rule_id, rule_version, "
    "struck_at, struck_by, struck_reason"
)

# By table: the queries, each with the row's id as its one value, whose answers make up a row.
_CONTENT: Mapping[str, tuple[str, ...]] = {
    "patient": (
        "SELECT id, family_name, given_name, title, preferred_name, born_on, sex, number, "
        "alert, known_conditions, name_key, given_key, family_key, number_key, created_at, "
        "changed_at FROM patient WHERE id = ?",
    ),
    "examination": (f"SELECT {_EXAMINATION} FROM examination WHERE id = ?",),
    "gesture": (
        "SELECT id, examination_id, kind, site, side, added_test_id, struck_test_id, "
        "added_note_id, struck_note_id, done_at, done_by, undone_at FROM gesture WHERE id = ?",
        "SELECT t.id, t.examination_id, t.site, t.side, not_tested_reason, "
        "not_tested_explanation, recorded_at, recorded_by "
        "FROM clonus_test t JOIN gesture g ON g.added_test_id = t.id WHERE g.id = ?",
        "SELECT trial.id, clonus_test_id, ordinal, beats, at_least, duration_s, "
        "duration_is_minimum, ended_by, count_method, hex(beat_times) "
        "FROM trial JOIN gesture g ON g.added_test_id = clonus_test_id WHERE g.id = ? "
        "ORDER BY trial.id",
        "SELECT n.id, n.examination_id, n.site, n.side, n.text, n.recorded_at, n.recorded_by "
        "FROM note n JOIN gesture g ON g.added_note_id = n.id WHERE g.id = ?",
    ),
    "letter": (
        "SELECT id, examination_id, issued_at, issued_by, recipient, rule_id, rule_version, "
        "text FROM letter WHERE id = ?",
    ),
    "practice": (
        "SELECT id, examiner_name, examiner_role, clinic, rule_id, site_order, first_side "
        "FROM practice WHERE id = ?",
    ),
}

AUDITED_TABLES = tuple(_CONTENT)


def digest_of(store: Store, table: str, row_id: int) -> str | None:
    """SHA-256 over what the row and the rows that came with it say; None when it is not there.

    Raises:
        KeyError: The table is not one that the audit vouches for.
    """
    answers = [[tuple(row) for row in store.rows(query, (row_id,))] for query in _CONTENT[table]]
    if not answers[0]:
        return None
    return hashlib.sha256(compact(answers).encode()).hexdigest()
