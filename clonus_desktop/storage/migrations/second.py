"""Version 2: repeat trials and their corrections, statements, and what waits to be used or saved.

``clonus_test``, ``note`` and ``gesture`` are made again: they take a place without a side, and
gestures of more kinds. A table that is made again keeps its rows and their numbers. The guards
are lifted for that and put back at the end.
"""

from clonus_desktop.storage.migrations import first_guards

_LIFTED = (
    "examiner_kept",
    "patient_kept",
    "examination_kept",
    "clonus_test_kept",
    "trial_kept",
    "note_kept",
    "gesture_kept",
    "letter_kept",
    "practice_kept",
    "audit_kept",
    "examiner_unchanged",
    "letter_unchanged",
    "audit_unchanged",
    "trial_unchanged",
    "patient_identity",
    "examination_final",
    "examination_identity",
    "examination_begins",
    "examination_revision",
    "clonus_test_into_draft",
    "clonus_test_in_draft",
    "clonus_test_unchanged",
    "trial_into_draft",
    "note_into_draft",
    "note_in_draft",
    "note_unchanged",
    "gesture_into_draft",
    "gesture_in_draft",
    "gesture_unchanged",
    "letter_of_signed",
)

_LIFT = "".join(f"DROP TRIGGER {name};\n" for name in _LIFTED)

_TABLES = """
ALTER TABLE trial ADD COLUMN raw_beat_times BLOB NOT NULL DEFAULT x''
    CHECK (length(raw_beat_times) % 8 = 0);
ALTER TABLE trial ADD COLUMN recorded_at TEXT;
ALTER TABLE trial ADD COLUMN struck_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE clonus_test_2 (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    site TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('right', 'left', 'midline')),
    not_tested_reason TEXT,
    not_tested_explanation TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES examiner (id),
    struck_at TEXT,
    struck_by INTEGER REFERENCES examiner (id),
    CHECK ((not_tested_reason IS NULL) = (not_tested_explanation IS NULL))
) STRICT;
INSERT INTO clonus_test_2 SELECT * FROM clonus_test;
DROP TABLE clonus_test;
ALTER TABLE clonus_test_2 RENAME TO clonus_test;
CREATE UNIQUE INDEX clonus_test_standing ON clonus_test (examination_id, site, side)
    WHERE struck_at IS NULL;

CREATE TABLE note_2 (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    site TEXT,
    side TEXT CHECK (side IN ('right', 'left', 'midline')),
    text TEXT NOT NULL CHECK (text <> ''),
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES examiner (id),
    struck_at TEXT,
    struck_by INTEGER REFERENCES examiner (id),
    CHECK ((site IS NULL) = (side IS NULL))
) STRICT;
INSERT INTO note_2 SELECT * FROM note;
DROP TABLE note;
ALTER TABLE note_2 RENAME TO note;
CREATE UNIQUE INDEX note_standing
    ON note (examination_id, coalesce(site, ''), coalesce(side, '')) WHERE struck_at IS NULL;

CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    topic TEXT NOT NULL CHECK (topic IN ('technique', 'context', 'hunter')),
    site TEXT,
    side TEXT CHECK (side IN ('right', 'left', 'midline')),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    about TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES examiner (id),
    struck_at TEXT,
    struck_by INTEGER REFERENCES examiner (id),
    CHECK ((site IS NULL) = (side IS NULL)),
    CHECK ((site IS NULL) = (topic <> 'technique'))
) STRICT;
CREATE UNIQUE INDEX statement_standing
    ON statement (examination_id, topic, coalesce(site, ''), coalesce(side, ''))
    WHERE struck_at IS NULL;

CREATE TABLE gesture_2 (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('test', 'note', 'comment', 'technique', 'context', 'hunter')),
    site TEXT,
    side TEXT CHECK (side IN ('right', 'left', 'midline')),
    added_test_id INTEGER UNIQUE REFERENCES clonus_test (id),
    struck_test_id INTEGER REFERENCES clonus_test (id),
    added_note_id INTEGER UNIQUE REFERENCES note (id),
    struck_note_id INTEGER REFERENCES note (id),
    done_at TEXT NOT NULL,
    done_by INTEGER REFERENCES examiner (id),
    undone_at TEXT,
    abandoned_at TEXT,
    added_statement_id INTEGER UNIQUE REFERENCES statement (id),
    struck_statement_id INTEGER REFERENCES statement (id),
    CHECK ((site IS NULL) = (kind IN ('comment', 'context', 'hunter'))),
    CHECK ((site IS NULL) = (side IS NULL)),
    CHECK ((kind = 'test') = (added_test_id IS NOT NULL)),
    CHECK ((kind IN ('note', 'comment'))
        = (added_note_id IS NOT NULL OR struck_note_id IS NOT NULL)),
    CHECK ((kind IN ('technique', 'context', 'hunter'))
        = (added_statement_id IS NOT NULL OR struck_statement_id IS NOT NULL))
) STRICT;
INSERT INTO gesture_2 SELECT *, NULL, NULL FROM gesture;
DROP TABLE gesture;
ALTER TABLE gesture_2 RENAME TO gesture;
CREATE INDEX gesture_by_examination ON gesture (examination_id, id);
CREATE INDEX gesture_by_struck_test ON gesture (struck_test_id)
    WHERE struck_test_id IS NOT NULL;
CREATE INDEX gesture_by_struck_note ON gesture (struck_note_id)
    WHERE struck_note_id IS NOT NULL;
CREATE INDEX gesture_by_struck_statement ON gesture (struck_statement_id)
    WHERE struck_statement_id IS NOT NULL;

-- What was typed into a form and not saved yet: no part of the record either.
CREATE TABLE unsaved (
    form TEXT PRIMARY KEY,
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    kept_at TEXT NOT NULL
) STRICT;

-- What waits on the pad of a draft: no finding yet, and so neither a gesture nor in the audit.
CREATE TABLE pad (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    site TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('right', 'left', 'midline')),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    kept_at TEXT NOT NULL,
    UNIQUE (examination_id, site, side)
) STRICT;
"""

_GUARDS = """
CREATE TRIGGER statement_kept BEFORE DELETE ON statement BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER statement_into_draft BEFORE INSERT ON statement
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = NEW.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER statement_in_draft BEFORE UPDATE ON statement
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = OLD.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER statement_unchanged BEFORE UPDATE OF id, examination_id, topic, site, side,
    content, about, recorded_at, recorded_by ON statement BEGIN
    SELECT RAISE(ABORT, 'a statement is struck, never changed');
END;
CREATE TRIGGER gesture_statement_unchanged
BEFORE UPDATE OF added_statement_id, struck_statement_id ON gesture BEGIN
    SELECT RAISE(ABORT, 'a gesture is undone, never changed');
END;
"""

SQL = _LIFT + _TABLES + first_guards.GUARDS + _GUARDS
