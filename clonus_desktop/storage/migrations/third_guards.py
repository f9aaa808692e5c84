"""Version 3, further triggers: no row takes the place of another one.

``INSERT OR REPLACE`` deletes whatever row is in its way. A connection that did not ask for
recursive triggers deletes it without asking the triggers on DELETE, so that the insertion itself
has to be refused. What is in the way may have the same number, or only the same unique value.
"""

_SAME = {
    "examiner": "id = NEW.id OR (name = NEW.name AND role = NEW.role "
    "AND coalesce(clinician_id, 0) = coalesce(NEW.clinician_id, 0))",
    "patient": "id = NEW.id",
    "examination": "id = NEW.id OR (revises_id = NEW.revises_id AND struck_at IS NULL)",
    "clonus_test": "id = NEW.id",
    "trial": "id = NEW.id",
    "note": "id = NEW.id",
    "statement": "id = NEW.id",
    "gesture": "id = NEW.id OR added_test_id = NEW.added_test_id "
    "OR added_note_id = NEW.added_note_id OR added_statement_id = NEW.added_statement_id",
    "letter": "id = NEW.id",
    "audit": "id = NEW.id OR digest = NEW.digest",
    "clinician": "id = NEW.id OR slot = NEW.slot",
    "signing_key": "id = NEW.id OR public_key = NEW.public_key",
    "signature": "audit_id = NEW.audit_id",
    "withdrawal": "id = NEW.id OR examination_id = NEW.examination_id",
    "erasure": "id = NEW.id OR patient_id = NEW.patient_id",
    "erased_row": "id = NEW.id OR (row_table = NEW.row_table AND row_id = NEW.row_id)",
}

_NOT_REPLACED = """
CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
"""

GUARDS = "".join(_NOT_REPLACED.format(table=table, same=same) for table, same in _SAME.items())
