import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.technique import CheckAnswer, InvalidTechnique, Technique

YES, NO = CheckAnswer.YES, CheckAnswer.NO
KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
TECHNIQUES = st.builds(
    Technique,
    position=st.one_of(st.just(""), KEYS),
    checks=st.dictionaries(KEYS, st.sampled_from(CheckAnswer), max_size=9),
)


def test_before_anything_is_stated_nothing_is():
    technique = Technique()
    assert technique.is_empty
    assert technique.to_content() == {}
    assert technique.ticked == ()


def test_a_check_turns_from_not_stated_to_yes_to_no_and_back():
    once = Technique().turned("held")
    twice = once.turned("held")
    assert (dict(once.checks), dict(twice.checks)) == ({"held": YES}, {"held": NO})
    assert twice.turned("held") == Technique()


def test_turning_one_check_leaves_the_others():
    technique = Technique(position="supine", checks={"held": NO, "fast": YES})
    assert technique.turned("held") == Technique(position="supine", checks={"fast": YES})
    assert technique.turned("relaxed").ticked == ("fast", "relaxed")


def test_the_position_that_stands_is_taken_back_by_choosing_it_again():
    straight = Technique().placed("straight")
    assert straight.position == "straight"
    assert not straight.is_empty
    assert straight.placed("bent").position == "bent"
    assert straight.placed("straight").is_empty


@given(TECHNIQUES)
def test_what_was_stored_is_read_back_as_it_was(technique):
    content = json.loads(json.dumps(technique.to_content()))
    assert Technique.from_content(content) == technique
    assert (content == {}) == technique.is_empty


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"angle": 30}, "'angle' is not part"),
        ({"position": None}, "position must"),
        ({"position": "Knee bent"}, "position must"),
        ({"checks": ["held"]}, "checks must be answers"),
        ({"checks": {"held": "unsure"}}, "answered yes or no"),
        ({"checks": {"held": True}}, "answered yes or no"),
        ({"checks": {"": "yes"}}, "checks must be a key"),
    ],
)
def test_a_stored_value_that_cannot_be_meant_is_refused(content, message):
    with pytest.raises(InvalidTechnique, match=message):
        Technique.from_content(content)


@pytest.mark.parametrize(
    "values",
    [
        {"position": 3},
        {"checks": [("held", YES)]},
        {"checks": {"held": "yes"}},
        {"checks": {3: YES}},
        {"checks": {f"c{n}": YES for n in range(33)}},
    ],
)
def test_a_value_of_another_kind_is_refused(values):
    with pytest.raises(InvalidTechnique):
        Technique(**values)


def test_what_is_stated_at_a_place_stands_there_alone():
    right, left = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
    examination = Examination(
        patient_id=1,
        started_at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        places=(right, left),
        statements={(Topic.TECHNIQUE, right): Technique(position="sitting").to_content()},
    )
    assert examination.statement(Topic.TECHNIQUE, right) == {"position": "sitting"}
    assert examination.statement(Topic.TECHNIQUE, left) is None
