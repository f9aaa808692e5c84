"""Version 1, the tables: patients, examinations with their gestures, letters, practice, audit."""

TABLES = """
CREATE TABLE examiner (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    UNIQUE (name, role)
) STRICT;

CREATE TABLE patient (
    id INTEGER PRIMARY KEY,
    family_name TEXT NOT NULL CHECK (length(trim(family_name)) > 0),
    given_name TEXT NOT NULL,
    title TEXT NOT NULL,
    preferred_name TEXT NOT NULL,
    born_on TEXT,
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
    number TEXT NOT NULL,
    alert TEXT NOT NULL,
    known_conditions TEXT NOT NULL,
    name_key TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    number_key TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    last_examined_at TEXT
) STRICT;

CREATE INDEX patient_by_name ON patient (name_key, born_on);
CREATE INDEX patient_by_given ON patient (given_key);
CREATE INDEX patient_by_family ON patient (family_key);
CREATE INDEX patient_by_birth ON patient (born_on, name_key);
CREATE UNIQUE INDEX patient_by_number ON patient (number_key) WHERE number_key <> '';
CREATE INDEX patient_by_examination ON patient (last_examined_at DESC)
    WHERE last_examined_at IS NOT NULL;

-- The words are folded before they come here (domain search_key): nothing but spaces part
-- them, and that is exactly what the ascii tokenizer sees. unicode61 would split at letters
-- that are younger than its tables.
CREATE VIRTUAL TABLE patient_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = 'ascii'
);

CREATE TABLE examination (
    id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patient (id),
    started_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    ended_at TEXT,
    places TEXT NOT NULL CHECK (json_valid(places)),
    protocol_versions TEXT NOT NULL CHECK (json_valid(protocol_versions)),
    revision INTEGER NOT NULL CHECK (revision > 0),
    revises_id INTEGER REFERENCES examination (id),
    revision_reason TEXT NOT NULL,
    signed_at TEXT,
    signed_by INTEGER REFERENCES examiner (id),
    signed_text TEXT,
    rule_id TEXT,
    rule_version INTEGER,
    struck_at TEXT,
    struck_by INTEGER REFERENCES examiner (id),
    struck_reason TEXT,
    CHECK ((revision = 1) = (revises_id IS NULL)),
    CHECK (revision = 1 OR coalesce(length(trim(revision_reason)), 0) > 0),
    CHECK ((signed_at IS NULL) = (signed_by IS NULL)),
    CHECK ((signed_at IS NULL) = (signed_text IS NULL)),
    CHECK ((signed_at IS NULL) = (rule_id IS NULL)),
    CHECK ((signed_at IS NULL) = (rule_version IS NULL)),
    CHECK (signed_at IS NULL OR struck_at IS NULL),
    CHECK ((struck_at IS NULL) = (struck_reason IS NULL))
) STRICT;

CREATE INDEX examination_by_patient ON examination (patient_id, started_at DESC);
CREATE INDEX examination_by_start ON examination (started_at) WHERE struck_at IS NULL;
CREATE UNIQUE INDEX examination_one_draft ON examination (patient_id)
    WHERE signed_at IS NULL AND struck_at IS NULL;
CREATE UNIQUE INDEX examination_one_next ON examination (revises_id)
    WHERE revises_id IS NOT NULL AND struck_at IS NULL;

CREATE TABLE clonus_test (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    site TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('right', 'left')),
    not_tested_reason TEXT,
    not_tested_explanation TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES examiner (id),
    struck_at TEXT,
    struck_by INTEGER REFERENCES examiner (id),
    CHECK ((not_tested_reason IS NULL) = (not_tested_explanation IS NULL))
) STRICT;

CREATE UNIQUE INDEX clonus_test_standing ON clonus_test (examination_id, site, side)
    WHERE struck_at IS NULL;

CREATE TABLE trial (
    id INTEGER PRIMARY KEY,
    clonus_test_id INTEGER NOT NULL REFERENCES clonus_test (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    beats INTEGER CHECK (beats >= 0),
    at_least INTEGER NOT NULL CHECK (at_least IN (0, 1)),
    duration_s REAL CHECK (duration_s >= 0),
    duration_is_minimum INTEGER NOT NULL CHECK (duration_is_minimum IN (0, 1)),
    ended_by TEXT,
    count_method TEXT NOT NULL,
    beat_times BLOB NOT NULL CHECK (length(beat_times) % 8 = 0),
    UNIQUE (clonus_test_id, ordinal)
) STRICT;

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    site TEXT,
    side TEXT CHECK (side IN ('right', 'left')),
    text TEXT NOT NULL CHECK (text <> ''),
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES examiner (id),
    struck_at TEXT,
    struck_by INTEGER REFERENCES examiner (id),
    CHECK ((site IS NULL) = (side IS NULL))
) STRICT;

-- Two NULLs are never equal to an index: the comment stands under an empty name.
CREATE UNIQUE INDEX note_standing
    ON note (examination_id, coalesce(site, ''), coalesce(side, '')) WHERE struck_at IS NULL;

CREATE TABLE gesture (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    kind TEXT NOT NULL CHECK (kind IN ('test', 'note', 'comment')),
    site TEXT,
    side TEXT CHECK (side IN ('right', 'left')),
    added_test_id INTEGER UNIQUE REFERENCES clonus_test (id),
    struck_test_id INTEGER REFERENCES clonus_test (id),
    added_note_id INTEGER UNIQUE REFERENCES note (id),
    struck_note_id INTEGER REFERENCES note (id),
    done_at TEXT NOT NULL,
    done_by INTEGER REFERENCES examiner (id),
    undone_at TEXT,
    abandoned_at TEXT,
    CHECK ((site IS NULL) = (kind = 'comment')),
    CHECK ((site IS NULL) = (side IS NULL)),
    CHECK ((kind = 'test') = (added_test_id IS NOT NULL)),
    CHECK (kind = 'test' OR added_note_id IS NOT NULL OR struck_note_id IS NOT NULL)
) STRICT;

CREATE INDEX gesture_by_examination ON gesture (examination_id, id);
CREATE INDEX gesture_by_struck_test ON gesture (struck_test_id)
    WHERE struck_test_id IS NOT NULL;
CREATE INDEX gesture_by_struck_note ON gesture (struck_note_id)
    WHERE struck_note_id IS NOT NULL;

CREATE TABLE letter (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    issued_at TEXT NOT NULL,
    issued_by INTEGER REFERENCES examiner (id),
    recipient TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX letter_by_examination ON letter (examination_id, id);

CREATE TABLE practice (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    examiner_name TEXT NOT NULL,
    examiner_role TEXT NOT NULL,
    clinic TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    site_order TEXT NOT NULL CHECK (json_valid(site_order)),
    first_side TEXT NOT NULL CHECK (first_side IN ('right', 'left'))
) STRICT;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who INTEGER REFERENCES examiner (id),
    what TEXT NOT NULL,
    row_table TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    old_digest TEXT,
    new_digest TEXT NOT NULL,
    previous_digest TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX audit_by_row ON audit (row_table, row_id, id);
"""
