PRAGMA application_id = 1131171694;
PRAGMA user_version = 3;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO _sqlite_migrations VALUES (1, 'clonus_desktop', '0001_first', '2026-11-25 19:14:14.291684+00:00');
INSERT INTO _sqlite_migrations VALUES (2, 'clonus_desktop', '0002_trials_and_statements', '2026-11-25 19:14:14.305749+00:00');
INSERT INTO _sqlite_migrations VALUES (3, 'clonus_desktop', '0003_clinicians_and_signatures', '2026-11-25 19:14:14.316602+00:00');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
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
, number_scheme TEXT NOT NULL DEFAULT '', merged_into_id INTEGER REFERENCES patient (id)
    CHECK (merged_into_id <> id), erased_at TEXT) STRICT;
INSERT INTO patient VALUES (1, 'MacIlroy', '', '', '', '1968-01-11', 'unknown', '1', '', '', 'macilroy', 'macilroy', 'macilroy', '1', '2026-05-01T09:01:00.000000+00:00', '2026-05-01T09:01:00.000000+00:00', '2026-05-01T09:02:00.000000+00:00', '', NULL, NULL);
INSERT INTO patient VALUES (2, 'Okafor', '', '', '', NULL, 'unknown', '', '', '', 'okafor', 'okafor', 'okafor', '', '2026-05-01T09:11:00.000000+00:00', '2026-05-01T09:11:00.000000+00:00', NULL, '', NULL, NULL);
INSERT INTO patient VALUES (3, 'Carlin', 'Ann', '', '', NULL, 'unknown', '33', 'latex', '', 'carlin ann', 'ann carlin', 'carlin', '33', '2026-05-01T09:17:00.000000+00:00', '2026-05-01T09:17:00.000000+00:00', '2026-05-01T09:18:00.000000+00:00', '', NULL, NULL);
INSERT INTO patient VALUES (4, 'Erased patient 4', '', '', '', NULL, 'unknown', '', '', '', '', '', '', '', '2026-05-01T09:34:00.000000+00:00', '2026-05-01T09:39:00.000000+00:00', NULL, '', NULL, '2026-05-01T09:39:00.000000+00:00');
INSERT INTO patient VALUES (5, 'Twin', '', '', '', NULL, 'unknown', '7001', '', '', 'twin', 'twin', 'twin', '7001', '2026-05-01T09:40:00.000000+00:00', '2026-05-01T09:40:00.000000+00:00', NULL, '', 7, NULL);
INSERT INTO patient VALUES (6, 'Other', '', '', '', NULL, 'unknown', '', 'latex', '', 'other', 'other', 'other', '', '2026-05-01T09:41:00.000000+00:00', '2026-05-01T09:41:00.000000+00:00', NULL, '', NULL, NULL);
INSERT INTO patient VALUES (7, 'Stays', '', '', '', NULL, 'unknown', '7002', '', '', 'stays', 'stays', 'stays', '7002', '2026-05-01T09:42:00.000000+00:00', '2026-05-01T09:42:00.000000+00:00', NULL, '', NULL, NULL);
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
INSERT INTO examination VALUES (3, 3, '2026-05-01T09:18:00.000000+00:00', 'Europe/London', '2026-05-01T09:26:00.000000+00:00', '[["ankle","right"],["ankle","left"],["wrist","right"],["wrist","left"]]', '{}', 1, NULL, '', '2026-05-01T09:27:00.000000+00:00', 2, 'Right ankle: 3 beats.', 'ARTICLE_GT5', 1, NULL, NULL, NULL);
INSERT INTO examination VALUES (4, 3, '2026-05-01T09:18:00.000000+00:00', 'Europe/London', '2026-05-01T09:30:00.000000+00:00', '[["ankle","right"],["ankle","left"],["wrist","right"],["wrist","left"]]', '{}', 2, 3, 'a count was wrong', '2026-05-01T09:31:00.000000+00:00', 2, 'Right ankle: 3 beats.', 'ARTICLE_GT5', 1, NULL, NULL, NULL);
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
INSERT INTO trial VALUES (4, 4, 1, 2, 0, NULL, 0, NULL, 'number', x'', x'', NULL, '');
INSERT INTO trial VALUES (5, 5, 1, 3, 0, NULL, 0, 'self-extinguished', 'tapped', x'9a9999999999b93f000000000000d03f000000000000e03f', x'9a9999999999b93f000000000000d03f000000000000e03f52b81e85eb51e03f', '2026-05-01T09:20:00.000000+00:00', '');
INSERT INTO trial VALUES (6, 5, 2, 9, 0, NULL, 0, NULL, 'number', x'', x'', '2026-05-01T09:21:00.000000+00:00', 'the knee moved');
INSERT INTO trial VALUES (7, 6, 1, NULL, 0, 4.5, 0, NULL, 'timed', x'', x'', NULL, '');
INSERT INTO trial VALUES (8, 8, 1, 0, 0, NULL, 0, NULL, 'number', x'', x'', NULL, '');
INSERT INTO trial VALUES (9, 9, 1, 3, 0, NULL, 0, 'self-extinguished', 'tapped', x'9a9999999999b93f000000000000d03f000000000000e03f', x'9a9999999999b93f000000000000d03f000000000000e03f52b81e85eb51e03f', '2026-05-01T09:20:00.000000+00:00', '');
INSERT INTO trial VALUES (10, 9, 2, 9, 0, NULL, 0, NULL, 'number', x'', x'', '2026-05-01T09:21:00.000000+00:00', 'the knee moved');
INSERT INTO trial VALUES (11, 10, 1, NULL, 0, 4.5, 0, NULL, 'timed', x'', x'', NULL, '');
INSERT INTO trial VALUES (12, 12, 1, 0, 0, NULL, 0, NULL, 'number', x'', x'', NULL, '');
INSERT INTO trial VALUES (13, 13, 1, 5, 0, NULL, 0, NULL, 'number', x'', x'', NULL, '');
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
INSERT INTO letter VALUES (2, 3, '2026-05-01T09:28:00.000000+00:00', 2, 'Dr Ng', 'ARTICLE_GT5', 1, 'Dear Dr Ng');
CREATE INDEX letter_by_examination ON letter (examination_id, id);
CREATE TABLE practice (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    examiner_name TEXT NOT NULL,
    examiner_role TEXT NOT NULL,
    clinic TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    site_order TEXT NOT NULL CHECK (json_valid(site_order)),
    first_side TEXT NOT NULL CHECK (first_side IN ('right', 'left'))
, region TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO practice VALUES (1, '', '', 'The Clinic', 'ARTICLE_GT5', '[]', 'right', 'nhs');
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
INSERT INTO audit VALUES (14, '2026-05-01T09:16:00.000000+00:00', 2, 'add clinician', 'clinician', 1, NULL, '4a84f60db775fff79546910d3b87363785c583e62d378d3c2aca1487fa36c5ad', 'b1d5401e65912b3410e3df761cf627bf48a74bcd78ef19cbc98404bab88a77ed', '2cbfe007a077355f905559bcde57afed5096cf2b78caf207d5264e69cb85d2b8');
INSERT INTO audit VALUES (15, '2026-05-01T09:16:00.000000+00:00', 2, 'add signing key', 'signing_key', 1, NULL, '529e81d2f5a4a26799ce540aaefdc6a9a3c73b971375afd10011c41ff9cb6044', '2cbfe007a077355f905559bcde57afed5096cf2b78caf207d5264e69cb85d2b8', 'd1ceeb6b10a31d87a5356806cd46348e86fa0695eead8dc71d12b9f785b975d1');
INSERT INTO audit VALUES (16, '2026-05-01T09:17:00.000000+00:00', 2, 'add patient', 'patient', 3, NULL, '53e43f5346500fa2976033327fa3d5d5d4ded8a66d64f37d2211fdaf8783a5c4', 'd1ceeb6b10a31d87a5356806cd46348e86fa0695eead8dc71d12b9f785b975d1', '3a5c61c1bf0e0867441d01dbfe279282d5a5649fe55ad11f4fb98b610566ee08');
INSERT INTO audit VALUES (17, '2026-05-01T09:19:00.000000+00:00', 2, 'start examination', 'examination', 3, NULL, '9d6357371954171d9e5f0212ad2fb74ff6b8ed0a2b20c6d34fcd97c1b113b0e2', '3a5c61c1bf0e0867441d01dbfe279282d5a5649fe55ad11f4fb98b610566ee08', 'f645741d8cd5bbfae904d84ad46a1373ccea5a1ee1997d8caeedfe5e6e7351e7');
INSERT INTO audit VALUES (18, '2026-05-01T09:22:00.000000+00:00', 2, 'record test', 'gesture', 7, NULL, '3a26f5e930da553ecdfcf556ae101193676787b7fac0eefa2db037e758e36c99', 'f645741d8cd5bbfae904d84ad46a1373ccea5a1ee1997d8caeedfe5e6e7351e7', 'a75360810102cc3394700fa671041f6caabc40ddf070794c39a01b6993fc32d4');
INSERT INTO audit VALUES (19, '2026-05-01T09:23:00.000000+00:00', 2, 'record test', 'gesture', 8, NULL, 'da16e3dd03be57c32a958270616af017a4a0d61e201e7f5985b4436c951733b5', 'a75360810102cc3394700fa671041f6caabc40ddf070794c39a01b6993fc32d4', '88083c14b9d4b5600a58bfa1d1465e0c4f164d2cce74e02a346fb9280fc96d01');
INSERT INTO audit VALUES (20, '2026-05-01T09:24:00.000000+00:00', 2, 'record test', 'gesture', 9, NULL, '2e1d4ccc2e505caac4ca6f80ae358e6b8eeea5fe4a24f6a627d8b171dbeaf0c3', '88083c14b9d4b5600a58bfa1d1465e0c4f164d2cce74e02a346fb9280fc96d01', '311c5c6aa4753655443931cd12ee3c1e06c5c3da8969d68eb8b771fc711c1cbf');
INSERT INTO audit VALUES (21, '2026-05-01T09:25:00.000000+00:00', 2, 'record test', 'gesture', 10, NULL, 'd5cd0a5284ce963d8d9c134c6e5970793dacbd7ebc0d04573a2276ce20baeee3', '311c5c6aa4753655443931cd12ee3c1e06c5c3da8969d68eb8b771fc711c1cbf', '0b2343b1583db123fd9b84c4c56182cfdc6acf0753935e07e1e7ff0552a4eee5');
INSERT INTO audit VALUES (22, '2026-05-01T09:26:00.000000+00:00', 2, 'record test', 'gesture', 11, NULL, '5a47eae7f0faca47ca392fca6e31fc21e675f7562cdb4ac07266f76af728a8d7', '0b2343b1583db123fd9b84c4c56182cfdc6acf0753935e07e1e7ff0552a4eee5', '16be80fa453159e72377419db5feae8856c70e0df809168f5cf29438a854fb0f');
INSERT INTO audit VALUES (23, '2026-05-01T09:27:00.000000+00:00', 2, 'sign', 'examination', 3, '9d6357371954171d9e5f0212ad2fb74ff6b8ed0a2b20c6d34fcd97c1b113b0e2', 'f7d38b5564326f79143137ece64644b70ee50d8d8bbc70629fb263cb6b510764', '16be80fa453159e72377419db5feae8856c70e0df809168f5cf29438a854fb0f', '6be6f8da0fb3738aa457eb3b7f407b9183078127f39f03e3c958fec15a2b64ca');
INSERT INTO audit VALUES (24, '2026-05-01T09:28:00.000000+00:00', 2, 'issue letter', 'letter', 2, NULL, '9fe8c7b5041c04e5162e06e69353dcfe7c251f87397e6d73ac53190787bffe12', '6be6f8da0fb3738aa457eb3b7f407b9183078127f39f03e3c958fec15a2b64ca', '61efc7728f3e8b7b0b925cae08c87ec22a185b7ab0bd206ec055a8a670035d6c');
INSERT INTO audit VALUES (25, '2026-05-01T09:29:00.000000+00:00', 2, 'start examination', 'examination', 4, NULL, 'b72de8fed7713d2faf6f40f414f1f653e731a23042f8a2eba8a3b6862fb81244', '61efc7728f3e8b7b0b925cae08c87ec22a185b7ab0bd206ec055a8a670035d6c', '0c6b5ad4d92dd681732f71a4e490c7189b3516b246ea688d72da10e0ffae4da7');
INSERT INTO audit VALUES (26, '2026-05-01T09:29:00.000000+00:00', 2, 'record test', 'gesture', 12, NULL, 'cfff680ca68bb5e34b57716443985d749ff1168cabdf5a87c77519cfca3e4fe8', '0c6b5ad4d92dd681732f71a4e490c7189b3516b246ea688d72da10e0ffae4da7', '7e8fd7cae4913067556dbb9dfac46574c8326bdd09f8342c271f70aaeb4974b6');
INSERT INTO audit VALUES (27, '2026-05-01T09:29:00.000000+00:00', 2, 'record test', 'gesture', 13, NULL, 'b65964be82e758b0dee1bed06f7eba84a8a24723a91603fc9b68e98c725edc24', '7e8fd7cae4913067556dbb9dfac46574c8326bdd09f8342c271f70aaeb4974b6', '577a33b5431f69cfdbdfe182d1d412b8d6ecb340ed79a8f5add95ceda8bfab60');
INSERT INTO audit VALUES (28, '2026-05-01T09:29:00.000000+00:00', 2, 'record test', 'gesture', 14, NULL, 'ae606f65b0b704e4be54bfddbb49a4506bfe776dadb4677be3b334156fd00de0', '577a33b5431f69cfdbdfe182d1d412b8d6ecb340ed79a8f5add95ceda8bfab60', 'f1649f2d351c9410f1453a3469fe7517a41cba7bdba7e1cbd0548c59a7948241');
INSERT INTO audit VALUES (29, '2026-05-01T09:29:00.000000+00:00', 2, 'record test', 'gesture', 15, NULL, 'e097b2c5568aaa07d8084327779b6e9841547b33a23b65d530efe6d75b889420', 'f1649f2d351c9410f1453a3469fe7517a41cba7bdba7e1cbd0548c59a7948241', 'a697966f0615f4aa5e032aad6140e322727450a3e597de76226b576ece4c2af8');
INSERT INTO audit VALUES (30, '2026-05-01T09:29:00.000000+00:00', 2, 'take over', 'examination', 4, NULL, 'b72de8fed7713d2faf6f40f414f1f653e731a23042f8a2eba8a3b6862fb81244', 'a697966f0615f4aa5e032aad6140e322727450a3e597de76226b576ece4c2af8', '97e05cd9b1bc1c28bfbc397aacd667586198af5d3cbed5235630f6a96dd3324b');
INSERT INTO audit VALUES (31, '2026-05-01T09:30:00.000000+00:00', 2, 'record test', 'gesture', 16, NULL, '6e67617f5a8255e470a17a5750c859014c0d1ffa0751004937c794beb3b3a08b', '97e05cd9b1bc1c28bfbc397aacd667586198af5d3cbed5235630f6a96dd3324b', 'a3fc0b96584b41b7b0fcdb1e22c42f35077a0242f299d1ea5aeebf91ce5a1de9');
INSERT INTO audit VALUES (32, '2026-05-01T09:31:00.000000+00:00', 2, 'sign', 'examination', 4, 'b72de8fed7713d2faf6f40f414f1f653e731a23042f8a2eba8a3b6862fb81244', '8e6d5a8baa10e6d8777302eae72dd5ce246516009c7954cc020338cbe4c458cc', 'a3fc0b96584b41b7b0fcdb1e22c42f35077a0242f299d1ea5aeebf91ce5a1de9', '94852ed0d37fde35c2ac0a1c4764c908dbc8d4c4cc938e948ca5dccc25e6ab3a');
INSERT INTO audit VALUES (33, '2026-05-01T09:32:00.000000+00:00', 2, 'withdraw', 'withdrawal', 1, NULL, '8dad49063f0e8f5734f5fb31e5737ee96e6ff5be3dc3835d12d609ee195f5614', '94852ed0d37fde35c2ac0a1c4764c908dbc8d4c4cc938e948ca5dccc25e6ab3a', '5d217abc59bf68fc33639f1d6de658534aab316e734d258b7f80a954a2afe1c1');
INSERT INTO audit VALUES (34, '2026-05-01T09:33:00.000000+00:00', 2, 'change practice', 'practice', 1, NULL, '653d42c5697ed830c485fd23465d7bc4cccc91b9809ec685c3f61c99b5366960', '5d217abc59bf68fc33639f1d6de658534aab316e734d258b7f80a954a2afe1c1', '4d53a9b8345d3bac481fd7fe751147b04b6a01c0a263e460926368e49426a673');
INSERT INTO audit VALUES (35, '2026-05-01T09:34:00.000000+00:00', 2, 'add patient', 'patient', 4, NULL, '8da0e991115bbe0123f081f4b1d15ec2b271d17534917590ae8fc2e80c4cb128', '4d53a9b8345d3bac481fd7fe751147b04b6a01c0a263e460926368e49426a673', '7a23a27255721d7ed0a679ff3bf0867cc0467087bef4d3749b9bba58936f84ba');
INSERT INTO audit VALUES (36, '2026-05-01T09:36:00.000000+00:00', 2, 'start examination', 'examination', 5, NULL, '380cabdd0b6e192337fd34446179af733dacd78d285179b2167b84fdb3e11bcc', '7a23a27255721d7ed0a679ff3bf0867cc0467087bef4d3749b9bba58936f84ba', 'aedf3b7fa3c5d70b6b5931bbfb0122805eb10afde26ef2dcc916cc01ab54f98f');
INSERT INTO audit VALUES (37, '2026-05-01T09:37:00.000000+00:00', 2, 'record test', 'gesture', 17, NULL, 'f4e29b545e82da8125c9d84ec7600a30fa67eb3919464fa9c006de6dbaf347c8', 'aedf3b7fa3c5d70b6b5931bbfb0122805eb10afde26ef2dcc916cc01ab54f98f', '7ce6412f779cf100f57c8d7590eed39b73b9bc44dfc920821d10b5928247a015');
INSERT INTO audit VALUES (38, '2026-05-01T09:38:00.000000+00:00', 2, 'sign', 'examination', 5, '380cabdd0b6e192337fd34446179af733dacd78d285179b2167b84fdb3e11bcc', '5dc598c24cde22cac03fe71977651b1626a38a032796f71a25d6338ef7b4068c', '7ce6412f779cf100f57c8d7590eed39b73b9bc44dfc920821d10b5928247a015', 'e7f5a26a16fbd95ce4b766d4e8a95ccaf1841faf3f6e7179a9840bf919ca74b0');
INSERT INTO audit VALUES (39, '2026-05-01T09:39:00.000000+00:00', 2, 'erase', 'erasure', 1, NULL, 'e905e2000fc5473f018d2780a7cf3c6724c7ce9f14bd98399f79012c3a6ca0c8', 'e7f5a26a16fbd95ce4b766d4e8a95ccaf1841faf3f6e7179a9840bf919ca74b0', 'ad885625c0182932681347cb03d754678e937328d1220fee7b39d21fdac58e1b');
INSERT INTO audit VALUES (40, '2026-05-01T09:39:00.000000+00:00', 2, 'erase patient', 'patient', 4, '8da0e991115bbe0123f081f4b1d15ec2b271d17534917590ae8fc2e80c4cb128', '141c898ec7c1d5712be9659ab0527f7e1ef55c0cce04122fc4a17bc298b23325', 'ad885625c0182932681347cb03d754678e937328d1220fee7b39d21fdac58e1b', 'ea2101aca9464a31882f431ae89b1cef1f18da10e3061d47d90716057fb026c9');
INSERT INTO audit VALUES (41, '2026-05-01T09:40:00.000000+00:00', 2, 'add patient', 'patient', 5, NULL, '19f5125fa1c704c27f9cc2dc3fac11479d5d824f41fe9d35a8309c89e4320530', 'ea2101aca9464a31882f431ae89b1cef1f18da10e3061d47d90716057fb026c9', '99c0e32f52dfbc7948466dee835e48f59eeef6d5ac95b0dd6516cc3dd0381026');
INSERT INTO audit VALUES (42, '2026-05-01T09:41:00.000000+00:00', 2, 'add patient', 'patient', 6, NULL, '23971be8010e4c424882e540b74e2a4fa02b6a96a91df9795fd5bfad2c068dce', '99c0e32f52dfbc7948466dee835e48f59eeef6d5ac95b0dd6516cc3dd0381026', 'a129b0e272014054b4a5ae0ab8fcf7150107e540824307bb1d33138f111f4174');
INSERT INTO audit VALUES (43, '2026-05-01T09:42:00.000000+00:00', 2, 'add patient', 'patient', 7, NULL, 'dc37e52ab8a7ad2321547e98dde7ed07a64baa6025fb4c2c5a441b47378fcb71', 'a129b0e272014054b4a5ae0ab8fcf7150107e540824307bb1d33138f111f4174', 'd7b5261b96687eb7b9b803a51fee04e374f39b8f400c22e590d21de752a79800');
INSERT INTO audit VALUES (44, '2026-05-01T09:43:00.000000+00:00', 2, 'change patient', 'patient', 7, 'dc37e52ab8a7ad2321547e98dde7ed07a64baa6025fb4c2c5a441b47378fcb71', '422484458f2bf254166a562770c8d153ef8cb24e3ad086edb1a4ccf73bfb5418', 'd7b5261b96687eb7b9b803a51fee04e374f39b8f400c22e590d21de752a79800', '6159174cd5c9819def80936ae4d41c9190250dabf90e30f56d22cb59af09f45b');
INSERT INTO audit VALUES (45, '2026-05-01T09:43:00.000000+00:00', 2, 'merge patient', 'patient', 6, '23971be8010e4c424882e540b74e2a4fa02b6a96a91df9795fd5bfad2c068dce', '9f8493195c061bc2488be2be5bb796a9576a3b282b8cf9b220bdf52b889fffef', '6159174cd5c9819def80936ae4d41c9190250dabf90e30f56d22cb59af09f45b', 'cc373e0eb7bf8a87346b6c7757984b88626ea2a08be8f1f5a9b6980ab5580c68');
INSERT INTO audit VALUES (46, '2026-05-01T09:44:00.000000+00:00', 2, 'merge patient', 'patient', 5, '19f5125fa1c704c27f9cc2dc3fac11479d5d824f41fe9d35a8309c89e4320530', 'e503229306b9dfcc12fd45fcdb075d986810cc89af189f2a5a5bf5e5cc49c3e3', 'cc373e0eb7bf8a87346b6c7757984b88626ea2a08be8f1f5a9b6980ab5580c68', '2e0b4bd4c3dd7c2f89886108839bbf2fedea19fb1babc0578ad4596ef951ee9f');
INSERT INTO audit VALUES (47, '2026-05-01T09:45:00.000000+00:00', 2, 'part patient', 'patient', 6, '9f8493195c061bc2488be2be5bb796a9576a3b282b8cf9b220bdf52b889fffef', '3327adab6e68f9256e923865b19fc4057fbadb3e6f583182a0bfa1a4c517bbe4', '2e0b4bd4c3dd7c2f89886108839bbf2fedea19fb1babc0578ad4596ef951ee9f', '70a3dbd1139ed7244b6e635e9290ebce06a338797db64daed4e9d045448a4ef8');
INSERT INTO audit VALUES (48, '2026-05-01T09:45:00.000000+00:00', 2, 'change patient', 'patient', 7, '422484458f2bf254166a562770c8d153ef8cb24e3ad086edb1a4ccf73bfb5418', 'dc37e52ab8a7ad2321547e98dde7ed07a64baa6025fb4c2c5a441b47378fcb71', '70a3dbd1139ed7244b6e635e9290ebce06a338797db64daed4e9d045448a4ef8', '7de202dc4486f8a5a6681699439b4178a2cdd646487c8e579a7897350cfd967c');
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
INSERT INTO clonus_test VALUES (4, 3, 'ankle', 'right', NULL, NULL, '2026-05-01T09:22:00.000000+00:00', 2, '2026-05-01T09:23:00.000000+00:00', 2);
INSERT INTO clonus_test VALUES (5, 3, 'ankle', 'right', NULL, NULL, '2026-05-01T09:23:00.000000+00:00', 2, NULL, NULL);
INSERT INTO clonus_test VALUES (6, 3, 'ankle', 'left', NULL, NULL, '2026-05-01T09:24:00.000000+00:00', 2, NULL, NULL);
INSERT INTO clonus_test VALUES (7, 3, 'wrist', 'right', 'other', 'in plaster', '2026-05-01T09:25:00.000000+00:00', 2, NULL, NULL);
INSERT INTO clonus_test VALUES (8, 3, 'wrist', 'left', NULL, NULL, '2026-05-01T09:26:00.000000+00:00', 2, NULL, NULL);
INSERT INTO clonus_test VALUES (9, 4, 'ankle', 'right', NULL, NULL, '2026-05-01T09:29:00.000000+00:00', 2, '2026-05-01T09:30:00.000000+00:00', 2);
INSERT INTO clonus_test VALUES (10, 4, 'ankle', 'left', NULL, NULL, '2026-05-01T09:29:00.000000+00:00', 2, NULL, NULL);
INSERT INTO clonus_test VALUES (11, 4, 'wrist', 'right', 'other', 'in plaster', '2026-05-01T09:29:00.000000+00:00', 2, NULL, NULL);
INSERT INTO clonus_test VALUES (12, 4, 'wrist', 'left', NULL, NULL, '2026-05-01T09:29:00.000000+00:00', 2, NULL, NULL);
INSERT INTO clonus_test VALUES (13, 4, 'ankle', 'right', NULL, NULL, '2026-05-01T09:30:00.000000+00:00', 2, NULL, NULL);
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
INSERT INTO gesture VALUES (7, 3, 'test', 'ankle', 'right', 4, NULL, NULL, NULL, '2026-05-01T09:22:00.000000+00:00', 2, NULL, '2026-05-01T09:27:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (8, 3, 'test', 'ankle', 'right', 5, 4, NULL, NULL, '2026-05-01T09:23:00.000000+00:00', 2, NULL, '2026-05-01T09:27:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (9, 3, 'test', 'ankle', 'left', 6, NULL, NULL, NULL, '2026-05-01T09:24:00.000000+00:00', 2, NULL, '2026-05-01T09:27:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (10, 3, 'test', 'wrist', 'right', 7, NULL, NULL, NULL, '2026-05-01T09:25:00.000000+00:00', 2, NULL, '2026-05-01T09:27:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (11, 3, 'test', 'wrist', 'left', 8, NULL, NULL, NULL, '2026-05-01T09:26:00.000000+00:00', 2, NULL, '2026-05-01T09:27:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (12, 4, 'test', 'ankle', 'right', 9, NULL, NULL, NULL, '2026-05-01T09:29:00.000000+00:00', 2, NULL, '2026-05-01T09:29:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (13, 4, 'test', 'ankle', 'left', 10, NULL, NULL, NULL, '2026-05-01T09:29:00.000000+00:00', 2, NULL, '2026-05-01T09:29:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (14, 4, 'test', 'wrist', 'right', 11, NULL, NULL, NULL, '2026-05-01T09:29:00.000000+00:00', 2, NULL, '2026-05-01T09:29:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (15, 4, 'test', 'wrist', 'left', 12, NULL, NULL, NULL, '2026-05-01T09:29:00.000000+00:00', 2, NULL, '2026-05-01T09:29:00.000000+00:00', NULL, NULL);
INSERT INTO gesture VALUES (16, 4, 'test', 'ankle', 'right', 13, 9, NULL, NULL, '2026-05-01T09:30:00.000000+00:00', 2, NULL, '2026-05-01T09:31:00.000000+00:00', NULL, NULL);
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
CREATE TABLE pad (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examination (id),
    site TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('right', 'left', 'midline')),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    kept_at TEXT NOT NULL,
    UNIQUE (examination_id, site, side)
) STRICT;
CREATE TABLE casebook (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    casebook_id TEXT NOT NULL CHECK (length(casebook_id) = 32)
) STRICT;
INSERT INTO casebook VALUES (1, 'b6b164d1996b7dbaadbe945b62c4a76f');
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
INSERT INTO clinician VALUES (1, 'slot of Dr A Lund', 'Dr A Lund', 'Neurologist', '7654321', '', '2026-05-01T09:16:00.000000+00:00', NULL);
CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY,
    clinician_id INTEGER NOT NULL REFERENCES clinician (id),
    public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
    added_at TEXT NOT NULL,
    retired_at TEXT
) STRICT;
INSERT INTO signing_key VALUES (1, 1, x'52d4572b5eec7a140a09deccfe3d1e5a21d32e717973aa7ee153234548e5aba8', '2026-05-01T09:16:00.000000+00:00', NULL);
CREATE TABLE "examiner" (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    clinician_id INTEGER REFERENCES clinician (id)
) STRICT;
INSERT INTO examiner VALUES (1, 'Dr P Okafor', 'Neurologist', NULL);
INSERT INTO examiner VALUES (2, 'Dr A Lund', 'Neurologist', 1);
CREATE UNIQUE INDEX examiner_once ON examiner (name, role, coalesce(clinician_id, 0));
CREATE TABLE signature (
    audit_id INTEGER PRIMARY KEY REFERENCES audit (id),
    signing_key_id INTEGER NOT NULL REFERENCES signing_key (id),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
INSERT INTO signature VALUES (23, 1, x'f61f73efe9ce3e41ca88400a443a936ec31e1cb9958751710fd7c545307a940656c20337661cd81af345e81e59fc56c12b61b0f7d80fd31dae0fd2f37205ef02');
INSERT INTO signature VALUES (24, 1, x'2d52469cc6c22c7c1101b2480fba00754f9cdb361d807df96b8c815a4ba7a87e79bcf0c5b5593f48c39f2b05322b89c2854a9e18e13d2ee523c1c08b51393e01');
INSERT INTO signature VALUES (32, 1, x'8604c6f0236e1283221ebeb8d55c7fdd5e2189e4b129aa5437f1530a3176b66d837e109f01078bcff54fa1dd3d32f7312b2e1470fddaf225a1bc1d0a5b355203');
INSERT INTO signature VALUES (33, 1, x'6c50d3200679cd2dfa2cd6e698a3f8c2b3dac19a4bfa04fa8d062bd940c84b48cbe287b2627fcd980e9328192fa485e546f2a9faa18188afc88685e07b192a0f');
CREATE TABLE withdrawal (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL UNIQUE REFERENCES examination (id),
    withdrawn_at TEXT NOT NULL,
    withdrawn_by INTEGER REFERENCES examiner (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0)
) STRICT;
INSERT INTO withdrawal VALUES (1, 4, '2026-05-01T09:32:00.000000+00:00', 2, 'wrong patient');
CREATE INDEX patient_by_merge ON patient (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX patient_erased_rows ON patient (erased_at) WHERE erased_at IS NOT NULL;
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
INSERT INTO patient_merge VALUES (1, 6, 7, '{"alert":["","pacemaker"],"changed_at":["2026-05-01T09:42:00.000000+00:00","2026-05-01T09:43:00.000000+00:00"]}', '2026-05-01T09:43:00.000000+00:00', 2, '2026-05-01T09:45:00.000000+00:00', 2);
INSERT INTO patient_merge VALUES (2, 5, 7, '{}', '2026-05-01T09:44:00.000000+00:00', 2, NULL, NULL);
CREATE UNIQUE INDEX patient_merge_standing ON patient_merge (patient_id)
    WHERE parted_at IS NULL;
CREATE INDEX patient_merge_by_patient ON patient_merge (patient_id, id);
CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL UNIQUE REFERENCES patient (id),
    erased_at TEXT NOT NULL,
    erased_by INTEGER REFERENCES examiner (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0)
) STRICT;
INSERT INTO erasure VALUES (1, 4, '2026-05-01T09:39:00.000000+00:00', 2, 'on request');
CREATE TABLE erased_row (
    id INTEGER PRIMARY KEY,
    erasure_id INTEGER NOT NULL REFERENCES erasure (id),
    row_table TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    UNIQUE (row_table, row_id)
) STRICT;
INSERT INTO erased_row VALUES (1, 1, 'signature', 38);
INSERT INTO erased_row VALUES (2, 1, 'gesture', 17);
INSERT INTO erased_row VALUES (3, 1, 'trial', 14);
INSERT INTO erased_row VALUES (4, 1, 'clonus_test', 14);
INSERT INTO erased_row VALUES (5, 1, 'examination', 5);
CREATE INDEX erased_row_by_erasure ON erased_row (erasure_id, id);
INSERT INTO patient_words (rowid, words) SELECT id, name_key || ' ' || lower(preferred_name) FROM patient;
CREATE TRIGGER patient_kept BEFORE DELETE ON patient BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER practice_kept BEFORE DELETE ON practice BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
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
CREATE TRIGGER examiner_kept BEFORE DELETE ON examiner BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER casebook_kept BEFORE DELETE ON casebook BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER clinician_kept BEFORE DELETE ON clinician BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER signing_key_kept BEFORE DELETE ON signing_key BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER erasure_kept BEFORE DELETE ON erasure BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER erased_row_kept BEFORE DELETE ON erased_row BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER examination_kept BEFORE DELETE ON examination
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'examination' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER clonus_test_kept BEFORE DELETE ON clonus_test
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'clonus_test' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER trial_kept BEFORE DELETE ON trial
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'trial' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER note_kept BEFORE DELETE ON note
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'note' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER statement_kept BEFORE DELETE ON statement
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'statement' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER gesture_kept BEFORE DELETE ON gesture
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'gesture' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER letter_kept BEFORE DELETE ON letter
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'letter' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER withdrawal_kept BEFORE DELETE ON withdrawal
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'withdrawal' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
CREATE TRIGGER patient_merge_kept BEFORE DELETE ON patient_merge
WHEN NOT EXISTS (SELECT 1 FROM erased_row WHERE row_table = 'patient_merge' AND row_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is deleted');
END;
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
CREATE TRIGGER examiner_not_replaced BEFORE INSERT ON examiner
WHEN EXISTS (SELECT 1 FROM examiner WHERE id = NEW.id OR (name = NEW.name AND role = NEW.role AND coalesce(clinician_id, 0) = coalesce(NEW.clinician_id, 0))) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER patient_not_replaced BEFORE INSERT ON patient
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER examination_not_replaced BEFORE INSERT ON examination
WHEN EXISTS (SELECT 1 FROM examination WHERE id = NEW.id OR (revises_id = NEW.revises_id AND struck_at IS NULL)) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER clonus_test_not_replaced BEFORE INSERT ON clonus_test
WHEN EXISTS (SELECT 1 FROM clonus_test WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER trial_not_replaced BEFORE INSERT ON trial
WHEN EXISTS (SELECT 1 FROM trial WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER note_not_replaced BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM note WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER statement_not_replaced BEFORE INSERT ON statement
WHEN EXISTS (SELECT 1 FROM statement WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER gesture_not_replaced BEFORE INSERT ON gesture
WHEN EXISTS (SELECT 1 FROM gesture WHERE id = NEW.id OR added_test_id = NEW.added_test_id OR added_note_id = NEW.added_note_id OR added_statement_id = NEW.added_statement_id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER letter_not_replaced BEFORE INSERT ON letter
WHEN EXISTS (SELECT 1 FROM letter WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER audit_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR digest = NEW.digest) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER clinician_not_replaced BEFORE INSERT ON clinician
WHEN EXISTS (SELECT 1 FROM clinician WHERE id = NEW.id OR slot = NEW.slot) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER signing_key_not_replaced BEFORE INSERT ON signing_key
WHEN EXISTS (SELECT 1 FROM signing_key WHERE id = NEW.id OR public_key = NEW.public_key) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER signature_not_replaced BEFORE INSERT ON signature
WHEN EXISTS (SELECT 1 FROM signature WHERE audit_id = NEW.audit_id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER withdrawal_not_replaced BEFORE INSERT ON withdrawal
WHEN EXISTS (SELECT 1 FROM withdrawal WHERE id = NEW.id OR examination_id = NEW.examination_id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER erasure_not_replaced BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE id = NEW.id OR patient_id = NEW.patient_id) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
CREATE TRIGGER erased_row_not_replaced BEFORE INSERT ON erased_row
WHEN EXISTS (SELECT 1 FROM erased_row WHERE id = NEW.id OR (row_table = NEW.row_table AND row_id = NEW.row_id)) BEGIN
    SELECT RAISE(ABORT, 'nothing is replaced');
END;
