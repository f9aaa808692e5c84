PRAGMA application_id = 1131171694;
PRAGMA user_version = 2;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO _sqlite_migrations VALUES (1, 'clonus_desktop', '0001_first', '2026-11-25 15:34:50.199030+00:00');
INSERT INTO _sqlite_migrations VALUES (2, 'clonus_desktop', '0002_trials_and_statements', '2026-11-25 15:34:50.208132+00:00');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE examiner (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    UNIQUE (name, role)
) STRICT;
INSERT INTO examiner VALUES (1, 'Dr P Okafor', 'Neurologist');
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
INSERT INTO patient VALUES (1, 'MacIlroy', '', '', '', '1968-01-11', 'unknown', '1', '', '', 'macilroy', 'macilroy', 'macilroy', '1', '2026-05-01T09:01:00.000000+00:00', '2026-05-01T09:01:00.000000+00:00', '2026-05-01T09:02:00.000000+00:00');
INSERT INTO patient VALUES (2, 'Okafor', '', '', '', NULL, 'unknown', '', '', '', 'okafor', 'okafor', 'okafor', '', '2026-05-01T09:11:00.000000+00:00', '2026-05-01T09:11:00.000000+00:00', NULL);
CREATE INDEX patient_by_name ON patient (name_key, born_on);
CREATE INDEX patient_by_given ON patient (given_key);
CREATE INDEX patient_by_family ON patient (family_key);
CREATE INDEX patient_by_birth ON patient (born_on, name_key);
CREATE UNIQUE INDEX patient_by_number ON patient (number_key) WHERE number_key <> '';
CREATE INDEX patient_by_examination ON patient (last_examined_at DESC)
    WHERE last_examined_at IS NOT NULL;
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
INSERT INTO examination VALUES (1, 1, '2026-05-01T09:02:00.000000+00:00', 'Europe/London', '2026-05-01T09:05:00.000000+00:00', '[["ankle","right"],["ankle","left"],["wrist","right"],["wrist","left"]]', '{}', 1, NULL, '', '2026-05-01T09:09:00.000000+00:00', 1, 'Right ankle: 3 beats.', 'ARTICLE_GT5', 1, NULL, NULL, NULL);
INSERT INTO examination VALUES (2, 2, '2026-05-01T09:12:00.000000+00:00', 'Europe/London', NULL, '[["ankle","right"],["ankle","left"],["wrist","right"],["wrist","left"]]', '{}', 1, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE INDEX examination_by_patient ON examination (patient_id, started_at DESC);
CREATE INDEX examination_by_start ON examination (started_at) WHERE struck_at IS NULL;
CREATE UNIQUE INDEX examination_one_draft ON examination (patient_id)
    WHERE signed_at IS NULL AND struck_at IS NULL;
CREATE UNIQUE INDEX examination_one_next ON examination (revises_id)
    WHERE revises_id IS NOT NULL AND struck_at IS NULL;
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
    beat_times BLOB NOT NULL CHECK (length(beat_times) % 8 = 0), raw_beat_times BLOB NOT NULL DEFAULT x''
    CHECK (length(raw_beat_times) % 8 = 0), recorded_at TEXT, struck_reason TEXT NOT NULL DEFAULT '',
    UNIQUE (clonus_test_id, ordinal)
) STRICT;
INSERT INTO trial VALUES (1, 1, 1, 3, 0, NULL, 0, NULL, 'number', x'', x'', NULL, '');
INSERT INTO trial VALUES (2, 2, 1, 4, 0, NULL, 0, NULL, 'number', x'', x'', NULL, '');
INSERT INTO trial VALUES (3, 3, 1, 6, 0, NULL, 0, NULL, 'number', x'', x'', NULL, '');
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
INSERT INTO letter VALUES (1, 1, '2026-05-01T09:10:00.000000+00:00', 1, 'Dr Ng', 'ARTICLE_GT5', 1, 'Dear Dr Ng');
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
INSERT INTO audit VALUES (1, '2026-05-01T09:01:00.000000+00:00', 1, 'add patient', 'patient', 1, NULL, '7561e0d90ffaf0182047bb71ebf0a29689dfad10a01509b76ff31a263d68428c', '', '02aef2402f238c20962fb7d99bee684583eddaeed6b3a46ddec491d31c69be0b');
INSERT INTO audit VALUES (2, '2026-05-01T09:03:00.000000+00:00', 1, 'start examination', 'examination', 1, NULL, 'fe606d5d3b7457d14accc835c9139e201243e825269ba9ccfaa27833c1a8e2f4', '02aef2402f238c20962fb7d99bee684583eddaeed6b3a46ddec491d31c69be0b', '1d407332492efa6f7926fbf65c20b43ba02314bd7647ab73181f2e53615d73d0');
INSERT INTO audit VALUES (3, '2026-05-01T09:04:00.000000+00:00', 1, 'record test', 'gesture', 1, NULL, '024bb7be521096aa0770325bf099261908af6f2c0fa0d12a62e871b3ad8d22d4', '1d407332492efa6f7926fbf65c20b43ba02314bd7647ab73181f2e53615d73d0', '288bc70b955808f5cf0a292050292199c56a40e0eefbf745c25ade40e0d7b3ae');
INSERT INTO audit VALUES (4, '2026-05-01T09:05:00.000000+00:00', 1, 'record test', 'gesture', 2, NULL, '8bb401cf9408f10fdef45bb2f9d6b981c1acf840234da74844844163bdd55dbb', '288bc70b955808f5cf0a292050292199c56a40e0eefbf745c25ade40e0d7b3ae', '57690d12a81acadec63bc4c7feba106950098062b1d96a355d0581ae7d43478a');
INSERT INTO audit VALUES (5, '2026-05-01T09:06:00.000000+00:00', 1, 'record note', 'gesture', 3, NULL, '81504fbf667b7265604cdd34d5af5a79e64977ddaa84954c75963f94345a24b1', '57690d12a81acadec63bc4c7feba106950098062b1d96a355d0581ae7d43478a', 'ab735d03fdf95753f943634747d5dfa439109f5216e9a5a47b4a83c671e80160');
INSERT INTO audit VALUES (6, '2026-05-01T09:07:00.000000+00:00', 1, 'record comment', 'gesture', 4, NULL, 'e51fe02390ca24d3cfcffeaa066ee01583517f224f6c7566a18c7f7339c0ced7', 'ab735d03fdf95753f943634747d5dfa439109f5216e9a5a47b4a83c671e80160', '5c85caa49e67f29bec7291c46ee17f4dc7a5216402ed736de91506dd3cc2717b');
INSERT INTO audit VALUES (7, '2026-05-01T09:08:00.000000+00:00', 1, 'undo', 'gesture', 4, 'e51fe02390ca24d3cfcffeaa066ee01583517f224f6c7566a18c7f7339c0ced7', '8f5c0292fbbaabe6a175f698cf0e2646074f6f2f6214e7146ce496ef494bb9cb', '5c85caa49e67f29bec7291c46ee17f4dc7a5216402ed736de91506dd3cc2717b', 'db86dc870ae1e97499a026ef84b8cad430db1545deb555fff6b10089a8de8074');
INSERT INTO audit VALUES (8, '2026-05-01T09:09:00.000000+00:00', 1, 'sign', 'examination', 1, 'fe606d5d3b7457d14accc835c9139e201243e825269ba9ccfaa27833c1a8e2f4', '2d67fc6b0e0be8408d8a6cc44da97d98ca85aeb709cb8bdc409325b7d59628d2', 'db86dc870ae1e97499a026ef84b8cad430db1545deb555fff6b10089a8de8074', '43a034b69b964601560cea1814444d5d6475c83798051424ec2d43b5a1aed577');
INSERT INTO audit VALUES (9, '2026-05-01T09:10:00.000000+00:00', 1, 'issue letter', 'letter', 1, NULL, 'c647f544e64b19aff3d4aaea2c5e09bfdf735d24623ea1d9ca4913a786e1a5c3', '43a034b69b964601560cea1814444d5d6475c83798051424ec2d43b5a1aed577', 'c84b82e9ec17ac35dd3da4757b13cf0df8c29fd552550dade600018cf4e40ef2');
INSERT INTO audit VALUES (10, '2026-05-01T09:11:00.000000+00:00', 1, 'add patient', 'patient', 2, NULL, '36e42136f02c449af6807750347cc9e72ead91a26f411a5c2147d52b0d75b7b1', 'c84b82e9ec17ac35dd3da4757b13cf0df8c29fd552550dade600018cf4e40ef2', '045fdc0a7fa7e7e919ae8262e877e52f01c5299d0f06843d721dfd0b029932d3');
INSERT INTO audit VALUES (11, '2026-05-01T09:13:00.000000+00:00', 1, 'start examination', 'examination', 2, NULL, '14efa4fd6d34080f71c4320a3097a138f7923beaddc6f4cad4fbc39bb1eda985', '045fdc0a7fa7e7e919ae8262e877e52f01c5299d0f06843d721dfd0b029932d3', '7a6c22223040b2a2a5c5716b1d285be3218beb30e90fe3e9ae49e4bef19a3776');
INSERT INTO audit VALUES (12, '2026-05-01T09:14:00.000000+00:00', 1, 'record test', 'gesture', 5, NULL, '3dc7514332ea4f6de757b033f6b315614dcf3b8aa125d0aa2e97e1cedcf8f9c0', '7a6c22223040b2a2a5c5716b1d285be3218beb30e90fe3e9ae49e4bef19a3776', 'aac43a1b775d1f2bcc1d0ba04cee63c7203cbe87afea0f35c413a60bbdb4979b');
INSERT INTO audit VALUES (13, '2026-05-01T09:15:00.000000+00:00', 1, 'record comment', 'gesture', 6, NULL, '7a004e7c1e797997019efb71a9e395741af767f1b3a222747dc1f1fb509051ac', 'aac43a1b775d1f2bcc1d0ba04cee63c7203cbe87afea0f35c413a60bbdb4979b', 'b1d5401e65912b3410e3df761cf627bf48a74bcd78ef19cbc98404bab88a77ed');
INSERT INTO audit VALUES (14, '2026-05-01T09:16:00.000000+00:00', 1, 'record technique', 'gesture', 7, NULL, '058c88bc3c94ac0e8fb8037c9df8c9da7bc5a9dd0ca70f9c6ad19eb2b10bc1d6', 'b1d5401e65912b3410e3df761cf627bf48a74bcd78ef19cbc98404bab88a77ed', '94743631debb339382f86bde478cfc480c5c04ee6a357b17ea6a872a630c8a47');
INSERT INTO audit VALUES (15, '2026-05-01T09:17:00.000000+00:00', 1, 'record context', 'gesture', 8, NULL, 'ffe07395bcc86170bbddc7522bdf670c9044fb1f7d461610d0452d5de9083241', '94743631debb339382f86bde478cfc480c5c04ee6a357b17ea6a872a630c8a47', 'b747538824809d204bd65d4f175885bee6f9b23cbf250551b6c4c8be4783c45f');
INSERT INTO audit VALUES (16, '2026-05-01T09:18:00.000000+00:00', 1, 'undo', 'gesture', 8, 'ffe07395bcc86170bbddc7522bdf670c9044fb1f7d461610d0452d5de9083241', 'b2ccad3f7061851526aac243269410cffdc005e9acbe5aa383f8a5687865984f', 'b747538824809d204bd65d4f175885bee6f9b23cbf250551b6c4c8be4783c45f', '1b66e9e14e6c2484a6516008fe85b23e3fa1d8e5d978bb2411dc0d6329d73e56');
CREATE INDEX audit_by_row ON audit (row_table, row_id, id);
CREATE TABLE "clonus_test" (
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
INSERT INTO clonus_test VALUES (1, 1, 'ankle', 'right', NULL, NULL, '2026-05-01T09:04:00.000000+00:00', 1, '2026-05-01T09:05:00.000000+00:00', 1);
INSERT INTO clonus_test VALUES (2, 1, 'ankle', 'right', NULL, NULL, '2026-05-01T09:05:00.000000+00:00', 1, NULL, NULL);
INSERT INTO clonus_test VALUES (3, 2, 'ankle', 'left', NULL, NULL, '2026-05-01T09:14:00.000000+00:00', 1, NULL, NULL);
CREATE UNIQUE INDEX clonus_test_standing ON clonus_test (examination_id, site, side)
    WHERE struck_at IS NULL;
CREATE TABLE "note" (
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
INSERT INTO note VALUES (1, 1, 'ankle', 'right', 'brisk', '2026-05-01T09:06:00.000000+00:00', 1, NULL, NULL);
INSERT INTO note VALUES (2, 1, NULL, NULL, 'calm', '2026-05-01T09:07:00.000000+00:00', 1, '2026-05-01T09:08:00.000000+00:00', 1);
INSERT INTO note VALUES (3, 2, NULL, NULL, 'warm room', '2026-05-01T09:15:00.000000+00:00', 1, NULL, NULL);
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
INSERT INTO statement VALUES (1, 2, 'technique', 'ankle', 'right', '{"position":"supine"}', 'position', '2026-05-01T09:16:00.000000+00:00', 1, NULL, NULL);
INSERT INTO statement VALUES (2, 2, 'context', NULL, NULL, '{"tone":"1"}', 'tone', '2026-05-01T09:17:00.000000+00:00', 1, '2026-05-01T09:18:00.000000+00:00', 1);
CREATE UNIQUE INDEX statement_standing
    ON statement (examination_id, topic, coalesce(site, ''), coalesce(side, ''))
    WHERE struck_at IS NULL;
CREATE TABLE "gesture" (
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
INSERT INTO gesture VALUES (1, 1, 'test', 'ankle', 'right', 1, NULL, NULL, NULL, '2026-05-01T09:04:00.000000+00:00', 1, NULL, '2026-05-01T09:09:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (2, 1, 'test', 'ankle', 'right', 2, 1, NULL, NULL, '2026-05-01T09:05:00.000000+00:00', 1, NULL, '2026-05-01T09:09:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (3, 1, 'note', 'ankle', 'right', NULL, NULL, 1, NULL, '2026-05-01T09:06:00.000000+00:00', 1, NULL, '2026-05-01T09:09:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (4, 1, 'comment', NULL, NULL, NULL, NULL, 2, NULL, '2026-05-01T09:07:00.000000+00:00', 1, '2026-05-01T09:08:00.000000+00:00', '2026-05-01T09:09:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (5, 2, 'test', 'ankle', 'left', 3, NULL, NULL, NULL, '2026-05-01T09:14:00.000000+00:00', 1, NULL, NULL, NULL, NULL);
INSERT INTO gesture VALUES (6, 2, 'comment', NULL, NULL, NULL, NULL, 3, NULL, '2026-05-01T09:15:00.000000+00:00', 1, NULL, NULL, NULL, NULL);
INSERT INTO gesture VALUES (7, 2, 'technique', 'ankle', 'right', NULL, NULL, NULL, NULL, '2026-05-01T09:16:00.000000+00:00', 1, NULL, NULL, 1, NULL);
INSERT INTO gesture VALUES (8, 2, 'context', NULL, NULL, NULL, NULL, NULL, NULL, '2026-05-01T09:17:00.000000+00:00', 1, '2026-05-01T09:18:00.000000+00:00', NULL, 2, NULL);
CREATE INDEX gesture_by_examination ON gesture (examination_id, id);
CREATE INDEX gesture_by_struck_test ON gesture (struck_test_id)
    WHERE struck_test_id IS NOT NULL;
CREATE INDEX gesture_by_struck_note ON gesture (struck_note_id)
    WHERE struck_note_id IS NOT NULL;
CREATE INDEX gesture_by_struck_statement ON gesture (struck_statement_id)
    WHERE struck_statement_id IS NOT NULL;
CREATE TABLE unsaved (
    form TEXT PRIMARY KEY,
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    kept_at TEXT NOT NULL
) STRICT;
INSERT INTO unsaved VALUES ('patient', '{"family_name":"Half"}', '2026-05-01T09:19:00.000000+00:00');
CREATE TABLE pad (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    site TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('right', 'left', 'midline')),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    kept_at TEXT NOT NULL,
    UNIQUE (examination_id, site, side)
) STRICT;
INSERT INTO pad VALUES (1, 2, 'ankle', 'right', '{"taps":[0.1,0.3]}', '2026-05-01T09:20:00.000000+00:00');
INSERT INTO patient_words (rowid, words) SELECT id, name_key || ' ' || lower(preferred_name) FROM patient;
CREATE TRIGGER examiner_kept BEFORE DELETE ON examiner BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER patient_kept BEFORE DELETE ON patient BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER examination_kept BEFORE DELETE ON examination BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER clonus_test_kept BEFORE DELETE ON clonus_test BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER trial_kept BEFORE DELETE ON trial BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER note_kept BEFORE DELETE ON note BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER gesture_kept BEFORE DELETE ON gesture BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER letter_kept BEFORE DELETE ON letter BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER practice_kept BEFORE DELETE ON practice BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER examiner_unchanged BEFORE UPDATE ON examiner BEGIN
    SELECT RAISE(ABORT, 'an examiner is not renamed');
END;
CREATE TRIGGER letter_unchanged BEFORE UPDATE ON letter BEGIN
    SELECT RAISE(ABORT, 'an issued letter stays as it is');
END;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;
CREATE TRIGGER trial_unchanged BEFORE UPDATE ON trial BEGIN
    SELECT RAISE(ABORT, 'a trial stays as it is');
END;
CREATE TRIGGER patient_identity BEFORE UPDATE OF id, created_at ON patient BEGIN
    SELECT RAISE(ABORT, 'a row keeps its number');
END;
CREATE TRIGGER examination_final BEFORE UPDATE ON examination
WHEN OLD.signed_at IS NOT NULL OR OLD.struck_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER examination_identity BEFORE UPDATE OF id, patient_id, started_at, zone, places,
    protocol_versions, revision, revises_id, revision_reason ON examination BEGIN
    SELECT RAISE(ABORT, 'an examination keeps what it began with');
END;
CREATE TRIGGER examination_begins BEFORE INSERT ON examination
WHEN NEW.signed_at IS NOT NULL OR NEW.struck_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'an examination begins as a draft');
END;
CREATE TRIGGER examination_revision BEFORE INSERT ON examination
WHEN NEW.revises_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM examination
    WHERE id = NEW.revises_id AND patient_id = NEW.patient_id
        AND signed_at IS NOT NULL AND revision = NEW.revision - 1
) BEGIN
    SELECT RAISE(ABORT, 'a revision follows the signed one before it');
END;
CREATE TRIGGER clonus_test_into_draft BEFORE INSERT ON clonus_test
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = NEW.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER clonus_test_in_draft BEFORE UPDATE ON clonus_test
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = OLD.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER clonus_test_unchanged BEFORE UPDATE OF id, examination_id, site, side,
    not_tested_reason, not_tested_explanation, recorded_at, recorded_by ON clonus_test BEGIN
    SELECT RAISE(ABORT, 'a test is struck, never changed');
END;
CREATE TRIGGER trial_into_draft BEFORE INSERT ON trial
WHEN NOT EXISTS (SELECT 1 FROM clonus_test JOIN examination
        ON examination.id = clonus_test.examination_id
    WHERE clonus_test.id = NEW.clonus_test_id
        AND signed_at IS NULL AND examination.struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER note_into_draft BEFORE INSERT ON note
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = NEW.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER note_in_draft BEFORE UPDATE ON note
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = OLD.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER note_unchanged BEFORE UPDATE OF id, examination_id, site, side, text,
    recorded_at, recorded_by ON note BEGIN
    SELECT RAISE(ABORT, 'a note is struck, never changed');
END;
CREATE TRIGGER gesture_into_draft BEFORE INSERT ON gesture
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = NEW.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER gesture_in_draft BEFORE UPDATE ON gesture
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = OLD.examination_id AND signed_at IS NULL AND struck_at IS NULL) BEGIN
    SELECT RAISE(ABORT, 'not a draft');
END;
CREATE TRIGGER gesture_unchanged BEFORE UPDATE OF id, examination_id, kind, site, side,
    added_test_id, struck_test_id, added_note_id, struck_note_id, done_at, done_by ON gesture
BEGIN
    SELECT RAISE(ABORT, 'a gesture is undone, never changed');
END;
CREATE TRIGGER letter_of_signed BEFORE INSERT ON letter
WHEN NOT EXISTS (SELECT 1 FROM examination
    WHERE id = NEW.examination_id AND signed_at IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'a letter needs a signed examination');
END;
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
