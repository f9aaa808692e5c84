"""Version 1, the triggers: nothing is deleted, and what is final stays as it is."""

GUARDS = """
-- Nothing is ever deleted. ------------------------------------------------------------------

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

-- What was issued or entered in the audit stays as it is. -----------------------------------

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

-- Signed or struck: final, with everything that belongs to it. ------------------------------

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
"""
