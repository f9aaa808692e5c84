"""Version 3: clinicians and their signatures, withdrawals, merged and erased patients.

``examiner`` is made again, because two clinicians may have the same name and role. A row that
must never go can go for one reason only: it is listed in ``erased_row``, as part of an erasure
that the audit tells of.
"""

from clonus_desktop.storage.migrations import third_guards

_ERASABLE = (
    "examination",
    "clonus_test",
    "trial",
    "note",
    "statement",
    "gesture",
    "letter",
    "withdrawal",
    "patient_merge",
)

_TABLES = """
CREATE TABLE casebook (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    casebook_id TEXT NOT NULL CHECK (length(casebook_id) = 32)
) STRICT;
INSERT INTO casebook VALUES (1, lower(hex(randomblob(16))));

CREATE TABLE clinician (
    id INTEGER PRIMARY KEY,
    slot TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    role TEXT NOT NULL,
    registration TEXT NOT NULL,
    signature_text TEXT NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;

CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY,
    clinician_id INTEGER NOT NULL REFERENCES clinician (id),
    public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
    added_at TEXT NOT NULL,
    retired_at TEXT
) STRICT;

CREATE TABLE examiner_3 (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    clinician_id INTEGER REFERENCES clinician (id)
) STRICT;
INSERT INTO examiner_3 SELECT id, name, role, NULL FROM examiner;
DROP TABLE examiner;
ALTER TABLE examiner_3 RENAME TO examiner;
CREATE UNIQUE INDEX examiner_once ON examiner (name, role, coalesce(clinician_id, 0));

-- What a clinician put a name to: the entry of the audit tells what that was.
CREATE TABLE signature (
    audit_id INTEGER PRIMARY KEY REFERENCES audit (id),
    signing_key_id INTEGER NOT NULL REFERENCES signing_key (id),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

CREATE TABLE withdrawal (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL UNIQUE REFERENCES examination (id),
    withdrawn_at TEXT NOT NULL,
    withdrawn_by INTEGER REFERENCES examiner (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0)
) STRICT;

ALTER TABLE patient ADD COLUMN number_scheme TEXT NOT NULL DEFAULT '';
ALTER TABLE patient ADD COLUMN merged_into_id INTEGER REFERENCES patient (id)
    CHECK (merged_into_id <> id);
ALTER TABLE patient ADD COLUMN erased_at TEXT;
CREATE INDEX patient_by_merge ON patient (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX patient_erased_rows ON patient (erased_at) WHERE erased_at IS NOT NULL;

-- Each time that two records were found to be of one person, and what the one that stays took
-- over from the other: what it said before is kept here, so that the two can be parted again.
CREATE TABLE patient_merge (
    id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patient (id),
    into_id INTEGER NOT NULL REFERENCES patient (id) CHECK (into_id <> patient_id),
    taken_over TEXT NOT NULL CHECK (json_type(taken_over) = 'object'),
    merged_at TEXT NOT NULL,
    merged_by INTEGER REFERENCES examiner (id),
    parted_at TEXT,
    parted_by INTEGER REFERENCES examiner (id)
) STRICT;
CREATE UNIQUE INDEX patient_merge_standing ON patient_merge (patient_id)
    WHERE parted_at IS NULL;
CREATE INDEX patient_merge_by_patient ON patient_merge (patient_id, id);

ALTER TABLE practice ADD COLUMN region TEXT NOT NULL DEFAULT '';

CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL UNIQUE REFERENCES patient (id),
    erased_at TEXT NOT NULL,
    erased_by INTEGER REFERENCES examiner (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0)
) STRICT;

CREATE TABLE erased_row (
    id INTEGER PRIMARY KEY,
    erasure_id INTEGER NOT NULL REFERENCES erasure (id),
    row_table TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    UNIQUE (row_table, row_id)
) STRICT;
CREATE INDEX erased_row_by_erasure ON erased_row (erasure_id, id);
"""

_KEPT = """
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
"""
_KEPT_UNLESS_ERASED = """
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = '{table}' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
"""

_GUARDS = """
CREATE TRIGGER signature_kept BEFORE DELETE ON signature
WHEN NOT EXISTS (SELECT 1 FROM erased_row
    WHERE row_table = 'signature' AND row_id = OLD.audit_id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER examiner_unchanged BEFORE UPDATE ON examiner BEGIN
    SELECT RAISE(ABORT, 'an examiner is not renamed');
END;
CREATE TRIGGER clinician_identity BEFORE UPDATE OF id, added_at ON clinician BEGIN
    SELECT RAISE(ABORT, 'a row keeps its number');
END;
CREATE TRIGGER signing_key_identity BEFORE UPDATE OF id, clinician_id, public_key, added_at
ON signing_key BEGIN
    SELECT RAISE(ABORT, 'a signing key is retired, never changed');
END;
CREATE TRIGGER signature_unchanged BEFORE UPDATE ON signature BEGIN
    SELECT RAISE(ABORT, 'a signature stays as it is');
END;
CREATE TRIGGER withdrawal_unchanged BEFORE UPDATE ON withdrawal BEGIN
    SELECT RAISE(ABORT, 'a withdrawal stays as it is');
END;
CREATE TRIGGER withdrawal_of_signed BEFORE INSERT ON withdrawal
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = NEW.examination_id AND signed_at IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'only a signed examination is withdrawn');
END;
CREATE TRIGGER withdrawal_of_the_last BEFORE INSERT ON withdrawal
WHEN EXISTS (SELECT 1 FROM examination
    WHERE revises_id = NEW.examination_id AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'the last revision is withdrawn');
END;
CREATE TRIGGER examination_revises_standing BEFORE INSERT ON examination
WHEN EXISTS (SELECT 1 FROM withdrawal WHERE examination_id = NEW.revises_id) BEGIN
    SELECT RAISE(ABORT, 'a withdrawn examination is not amended');
END;
CREATE TRIGGER erasure_unchanged BEFORE UPDATE ON erasure BEGIN
    SELECT RAISE(ABORT, 'an erasure stays as it is');
END;
CREATE TRIGGER erased_row_unchanged BEFORE UPDATE ON erased_row BEGIN
    SELECT RAISE(ABORT, 'an erasure stays as it is');
END;
CREATE TRIGGER patient_merge_unchanged BEFORE UPDATE OF id, patient_id, into_id, taken_over,
    merged_at, merged_by ON patient_merge BEGIN
    SELECT RAISE(ABORT, 'a merge is undone, never changed');
END;
CREATE TRIGGER examination_of_patient BEFORE INSERT ON examination
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient_id AND erased_at IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'an erased patient stays erased');
END;
CREATE TRIGGER patient_begins BEFORE INSERT ON patient
WHEN NEW.merged_into_id IS NOT NULL OR NEW.erased_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a patient begins alone');
END;
-- Only records that stand by themselves are merged: so that there never is a ring of them.
CREATE TRIGGER patient_merged BEFORE UPDATE OF merged_into_id ON patient
WHEN NEW.merged_into_id IS NOT NULL AND (
    OLD.merged_into_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM patient
        WHERE id = NEW.merged_into_id AND merged_into_id IS NULL AND erased_at IS NULL)
) BEGIN
    SELECT RAISE(ABORT, 'only two patients that stand are merged');
END;
CREATE TRIGGER patient_erased BEFORE UPDATE ON patient WHEN OLD.erased_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'an erased patient stays erased');
END;
"""

_ALWAYS_KEPT = ("examiner", "casebook", "clinician", "signing_key", "erasure", "erased_row")

_NEW = ("withdrawal", "patient_merge")
_LIFT = "".join(f"DROP TRIGGER {table}_kept;\n" for table in _ERASABLE if table not in _NEW)

SQL = (
    _LIFT
    + _TABLES
    + "".join(_KEPT.format(table=table) for table in _ALWAYS_KEPT)
    + "".join(_KEPT_UNLESS_ERASED.format(table=table) for table in _ERASABLE)
    + _GUARDS
    + third_guards.GUARDS
)
