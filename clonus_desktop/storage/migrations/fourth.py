"""Version 4: addressees and kept letters, stationery, what was sent, exported and imported.

The three kinds of rows that lead to a patient can go, as an erasure that the audit tells of;
nothing else ever goes.
"""

_TABLES = """
CREATE TABLE addressee (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    address TEXT NOT NULL,
    salutation TEXT NOT NULL,
    language TEXT NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;

-- What a letter was in whole, and how it was made; a letter from before has only its text.
ALTER TABLE letter ADD COLUMN addressee_id INTEGER REFERENCES addressee (id);
ALTER TABLE letter ADD COLUMN copies TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN structure TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN program_version TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN content TEXT
    CHECK (content IS NULL OR json_type(content) = 'object');

ALTER TABLE practice ADD COLUMN letter_language TEXT NOT NULL DEFAULT '';
ALTER TABLE practice ADD COLUMN letter_structure TEXT NOT NULL DEFAULT '';
ALTER TABLE practice ADD COLUMN letter_without TEXT NOT NULL DEFAULT '[]'
    CHECK (json_type(letter_without) = 'array');

CREATE TABLE stationery (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('letterhead', 'word template')),
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    media_type TEXT NOT NULL,
    content BLOB NOT NULL CHECK (length(content) > 0),
    added_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX stationery_in_use ON stationery (kind) WHERE removed_at IS NULL;

-- What is to be told to a record system, once, and what that answered.
CREATE TABLE shipment (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    kind TEXT NOT NULL CHECK (kind IN ('examination', 'withdrawal')),
    endpoint TEXT NOT NULL CHECK (length(trim(endpoint)) > 0),
    queued_at TEXT NOT NULL,
    queued_by INTEGER REFERENCES examiner (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'given up')),
    answered_at TEXT,
    answer TEXT NOT NULL DEFAULT '{}' CHECK (json_type(answer) = 'object'),
    UNIQUE (examination_id, kind, endpoint)
) STRICT;
CREATE INDEX shipment_waiting ON shipment (id) WHERE state = 'waiting';

-- Attempts come and go with the network: they are no part of the record.
CREATE TABLE shipment_attempt (
    shipment_id INTEGER PRIMARY KEY REFERENCES shipment (id) ON DELETE CASCADE,
    attempts INTEGER NOT NULL CHECK (attempts > 0),
    tried_at TEXT NOT NULL,
    problem TEXT NOT NULL
) STRICT;

CREATE TABLE data_export (
    id INTEGER PRIMARY KEY,
    exported_at TEXT NOT NULL,
    exported_by INTEGER REFERENCES examiner (id),
    patient_id INTEGER REFERENCES patient (id),
    scope TEXT NOT NULL CHECK (json_type(scope) = 'object'),
    mode TEXT NOT NULL,
    counts TEXT NOT NULL CHECK (json_type(counts) = 'object'),
    manifest_digest TEXT NOT NULL CHECK (length(manifest_digest) = 64)
) STRICT;
CREATE INDEX data_export_by_patient ON data_export (patient_id) WHERE patient_id IS NOT NULL;

-- Codes and shifted dates of exports without names are reckoned from it; it never leaves.
CREATE TABLE export_secret (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32),
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE data_import (
    id INTEGER PRIMARY KEY,
    imported_at TEXT NOT NULL,
    imported_by INTEGER REFERENCES examiner (id),
    kind TEXT NOT NULL,
    counts TEXT NOT NULL CHECK (json_type(counts) = 'object'),
    source_digest TEXT NOT NULL CHECK (length(source_digest) = 64)
) STRICT;

-- Where a row was before: nothing is taken in twice.
CREATE TABLE imported_row (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES data_import (id),
    row_table TEXT NOT NULL CHECK (row_table IN ('patient', 'examination')),
    row_id INTEGER NOT NULL,
    source_key TEXT NOT NULL CHECK (length(trim(source_key)) > 0),
    UNIQUE (row_table, row_id, source_key)
) STRICT;
CREATE INDEX imported_row_by_source ON imported_row (source_key, row_table);
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
_NOT_REPLACED = """
CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
"""

_GUARDS = """
CREATE TRIGGER addressee_identity BEFORE UPDATE OF id, added_at ON addressee BEGIN
    SELECT RAISE(ABORT, 'a row keeps its number');
END;
CREATE TRIGGER stationery_unchanged BEFORE UPDATE OF id, kind, name, media_type, content, added_at
ON stationery BEGIN
    SELECT RAISE(ABORT, 'stationery is put away, never changed');
END;
CREATE TRIGGER shipment_identity BEFORE UPDATE OF id, examination_id, kind, endpoint, queued_at,
    queued_by ON shipment BEGIN
    SELECT RAISE(ABORT, 'a row keeps its number');
END;
CREATE TRIGGER shipment_of_signed BEFORE INSERT ON shipment
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = NEW.examination_id AND signed_at IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'only a signed examination is sent');
END;
CREATE TRIGGER shipment_begins BEFORE INSERT ON shipment WHEN NEW.state <> 'waiting' BEGIN
    SELECT RAISE(ABORT, 'what is to be sent waits first');
END;
CREATE TRIGGER shipment_accepted BEFORE UPDATE ON shipment WHEN OLD.state = 'accepted' BEGIN
    SELECT RAISE(ABORT, 'what was accepted stays so');
END;
CREATE TRIGGER data_export_unchanged BEFORE UPDATE ON data_export BEGIN
    SELECT RAISE(ABORT, 'an export stays as it is');
END;
CREATE TRIGGER export_secret_unchanged BEFORE UPDATE ON export_secret BEGIN
    SELECT RAISE(ABORT, 'the secret stays as it is');
END;
CREATE TRIGGER data_import_unchanged BEFORE UPDATE ON data_import BEGIN
    SELECT RAISE(ABORT, 'an import stays as it is');
END;
CREATE TRIGGER imported_row_unchanged BEFORE UPDATE ON imported_row BEGIN
    SELECT RAISE(ABORT, 'an import stays as it is');
END;
"""

_SAME = {
    "addressee": "id = NEW.id",
    "stationery": "id = NEW.id OR (kind = NEW.kind AND removed_at IS NULL "
    "AND NEW.removed_at IS NULL)",
    "shipment": "id = NEW.id OR (examination_id = NEW.examination_id AND kind = NEW.kind "
    "AND endpoint = NEW.endpoint)",
    "data_export": "id = NEW.id",
    "export_secret": "id = NEW.id",
    "data_import": "id = NEW.id",
    "imported_row": "id = NEW.id OR (row_table = NEW.row_table AND row_id = NEW.row_id "
    "AND source_key = NEW.source_key)",
}
_ERASABLE = ("shipment", "imported_row")
_ALWAYS_KEPT = tuple(table for table in _SAME if table not in _ERASABLE)

SQL = (
    _TABLES
    + "".join(_KEPT.format(table=table) for table in _ALWAYS_KEPT)
    + "".join(_KEPT_UNLESS_ERASED.format(table=table) for table in _ERASABLE)
    + _GUARDS
    + "".join(_NOT_REPLACED.format(table=table, same=same) for table, same in _SAME.items())
)
