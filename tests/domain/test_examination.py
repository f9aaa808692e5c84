from datetime import UTC, datetime

import pytest

from clonus_desktop.domain.anatomy import ANKLE, WRIST, Place, Side, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import (
    Examination,
    ExaminationState,
    Examiner,
    InvalidExamination,
    Signature,
    Withdrawal,
)
from clonus_desktop.domain.trial import Trial

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
PLACES = places_in_order((ANKLE, WRIST))
RIGHT_ANKLE, LEFT_ANKLE, RIGHT_WRIST, LEFT_WRIST = PLACES
SIGNATURE = Signature(
    examiner=Examiner(name="Dr P Okafor", role="Neurologist"),
    signed_at=NOON,
    text="No clonus elicited.",
    rule_id="ARTICLE_GT5",
    rule_version=1,
)


def examination(**fields):
    return Examination(patient_id=1, started_at=NOON, places=PLACES, **fields)


def counted(place, beats):
    return ClonusTest(place=place, trials=(Trial(beats=beats),))


def not_tested(place):
    return ClonusTest(place=place, not_tested=NotTested(reason=NotTestedReason.AMPUTATION))


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(InvalidExamination, match="time zone"):
        Examination(patient_id=1, started_at=NOON.replace(tzinfo=None), places=PLACES)


def test_a_test_of_the_left_that_stands_at_the_right_is_refused():
    with pytest.raises(InvalidExamination, match="left ankle stands at the right ankle"):
        examination(tests={RIGHT_ANKLE: counted(LEFT_ANKLE, 6)})


def test_it_is_a_draft_until_it_is_signed():
    assert examination().state is ExaminationState.DRAFT
    assert examination(signature=SIGNATURE).state is ExaminationState.SIGNED


def test_a_signed_later_revision_is_amended_and_an_unsigned_one_a_draft():
    later = {"revision": 2, "revises_id": 1, "revision_reason": "Left and right were exchanged."}
    assert examination(**later).state is ExaminationState.DRAFT
    assert examination(**later, signature=SIGNATURE).state is ExaminationState.AMENDED


@pytest.mark.parametrize("revision", [1, 2])
def test_a_withdrawn_examination_is_that_before_anything_else(revision):
    gone = Withdrawal(at=NOON, by=None, reason="another patient")
    withdrawn = examination(revision=revision, signature=SIGNATURE, withdrawal=gone)
    assert withdrawn.state is ExaminationState.WITHDRAWN


def test_0_beats_not_tested_and_not_examined_are_three_things():
    exam = examination(
        tests={RIGHT_ANKLE: counted(RIGHT_ANKLE, 0), LEFT_ANKLE: not_tested(LEFT_ANKLE)}
    )
    assert exam.test_at(RIGHT_ANKLE).is_tested
    assert not exam.test_at(LEFT_ANKLE).is_tested
    assert exam.test_at(RIGHT_WRIST) is None


def test_missing_places_come_in_the_order_of_the_examination():
    exam = examination(tests={LEFT_ANKLE: counted(LEFT_ANKLE, 0)})
    assert exam.missing_places == (RIGHT_ANKLE, RIGHT_WRIST, LEFT_WRIST)
    assert not exam.is_complete


def test_a_reason_completes_a_place_as_well_as_a_count():
    tests = {place: counted(place, 0) for place in PLACES[:3]}
    assert not examination(tests=tests).is_complete
    assert examination(tests=tests | {LEFT_WRIST: not_tested(LEFT_WRIST)}).is_complete


def test_a_place_tested_beyond_the_plan_is_kept_and_completes_nothing():
    jaw = Place(WRIST, Side.RIGHT)
    exam = Examination(
        patient_id=1, started_at=NOON, places=PLACES[:2], tests={jaw: counted(jaw, 3)}
    )
    assert exam.test_at(jaw).is_tested
    assert exam.missing_places == PLACES[:2]
