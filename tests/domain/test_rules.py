import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, Site
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.rules import (
    ABOVE,
    CANNOT_BE_DETERMINED,
    DEFAULT_RULE_ID,
    FOR_ALL,
    NOT_ABOVE,
    RULES,
    UnknownRule,
    rule_named,
    rules_with_a_limit,
)
from clonus_desktop.domain.trial import EndedBy, Trial

RIGHT_ANKLE = Place(ANKLE, Side.RIGHT)
SELF = EndedBy.SELF_EXTINGUISHED

places = st.builds(
    Place, st.sampled_from([ANKLE, PATELLA, WRIST, Site("toe")]), st.sampled_from(Side)
)
ages = st.none() | st.sampled_from([0.0, 8.0, 12.0]) | st.floats(0, 1560)
rules = st.sampled_from(list(RULES.values()))
endings = st.none() | st.sampled_from(EndedBy)
durations = st.none() | st.sampled_from([0.0, 3.0, 10.0, 9.999999999999998]) | st.floats(0, 60)


@st.composite
def trials(draw):
    duration_s = draw(durations)
    gaps = draw(st.lists(st.floats(0.05, 2.0), max_size=20))
    return Trial(
        beats=draw(st.none() | st.integers(0, 80)),
        at_least=draw(st.booleans()),
        duration_s=duration_s,
        duration_is_minimum=duration_s is not None and draw(st.booleans()),
        ended_by=draw(endings),
        beat_times_s=tuple(math.fsum(gaps[: i + 1]) for i in range(len(gaps))),
    )


def outcome(rule, trial, *, place=RIGHT_ANKLE, age_months=None):
    return rule.judge(trial, place=place, age_months=age_months).outcome


# --- what holds for every rule -----------------------------------------------------------------


def test_scats_and_tardieu_answer_with_grades():
    assert [rule.id for rule in RULES.values() if rule.is_graded] == ["SCATS", "TARDIEU"]


@given(rule=rules, trial=trials(), place=places, age_months=ages)
def test_every_rule_gives_one_of_its_outcomes_and_a_reason_in_words(rule, trial, place, age_months):
    judgement = rule.judge(trial, place=place, age_months=age_months)
    assert judgement.outcome in rule.outcomes + FOR_ALL
    assert (judgement.rule_id, judgement.version) == (rule.id, rule.version)
    reason = str(judgement.why)
    assert reason.endswith(".")
    assert "None" not in reason


@given(rule=rules, trial=trials(), age_months=ages)
def test_a_trial_that_was_given_is_never_called_not_tested(rule, trial, age_months):
    assert outcome(rule, trial, age_months=age_months) != "not tested"


@given(rule=rules, trial=trials(), place=places, age_months=ages)
def test_right_and_left_are_judged_alike(rule, trial, place, age_months):
    mirrored = Place(place.site, place.side.other)
    assert outcome(rule, trial, place=place, age_months=age_months) == outcome(
        rule, trial, place=mirrored, age_months=age_months
    )


@given(rule=rules, trial=trials(), age_months=ages, more=st.integers(0, 200))
def test_a_larger_count_never_turns_above_into_not_above(rule, trial, age_months, more):
    fewer = dataclasses.replace(trial, beats=trial.known_beats or 0)
    larger = dataclasses.replace(fewer, beats=fewer.beats + more)
    if outcome(rule, fewer, age_months=age_months) == ABOVE:
        assert outcome(rule, larger, age_months=age_months) == ABOVE


@given(rule=rules, trial=trials(), age_months=ages)
def test_a_count_that_stopped_early_is_never_not_above(rule, trial, age_months):
    open_count = dataclasses.replace(trial, at_least=True)
    assert outcome(rule, open_count, age_months=age_months) != NOT_ABOVE


@given(rule=rules, trial=trials(), age_months=ages, unseen=st.integers(0, 200))
def test_what_is_said_of_an_open_count_would_be_said_of_every_count_it_can_mean(
    rule, trial, age_months, unseen
):
    at_least = trial.known_beats or 0
    open_count = dataclasses.replace(trial, beats=at_least, at_least=True)
    # The clonus that an open 0 leaves open may be none; from 1 on there was some.
    true_count = dataclasses.replace(trial, beats=max(1, at_least + unseen), at_least=False)
    said = outcome(rule, open_count, age_months=age_months)
    if said != CANNOT_BE_DETERMINED:
        assert outcome(rule, true_count, age_months=age_months) == said


@given(
    rule=st.sampled_from([RULES["SCATS"], RULES["TARDIEU"]]),
    seconds=st.sampled_from([2.9, 3.0, 10.0]) | st.floats(0, 60),
    unseen=st.floats(1e-3, 60),
    ending=endings,
)
def test_a_grade_of_an_open_duration_would_be_given_to_every_longer_one(
    rule, seconds, unseen, ending
):
    shortest = Trial(beats=3, duration_s=seconds, duration_is_minimum=True, ended_by=ending)
    longer = Trial(beats=3, duration_s=seconds + unseen, ended_by=SELF)
    said = outcome(rule, shortest)
    if said != CANNOT_BE_DETERMINED:
        assert outcome(rule, longer) == said


@given(seconds=st.floats(0, 60), more=st.floats(0, 60))
def test_longer_clonus_never_has_a_lower_scats_grade(seconds, more):
    shorter, longer = (
        Trial(beats=3, duration_s=s, ended_by=SELF) for s in (seconds, seconds + more)
    )
    assert int(outcome(RULES["SCATS"], shorter)) <= int(outcome(RULES["SCATS"], longer))


@given(trial=trials(), age_months=ages)
def test_an_adult_rule_and_the_infants_rule_speak_together_only_at_exactly_12_months(
    trial, age_months
):
    adult, infant = (
        outcome(RULES[rule_id], trial, age_months=age_months) != "not applicable"
        for rule_id in ("ARTICLE_GT5", "INFANT")
    )
    assert adult or infant
    assert (adult and infant) is (age_months == 12.0)


@given(trial=trials(), seconds=durations, ending=endings)
def test_rules_of_beats_do_not_look_at_the_clock(trial, seconds, ending):
    counted = dataclasses.replace(trial, beats=trial.known_beats or 0)
    other = dataclasses.replace(
        counted, duration_s=seconds, duration_is_minimum=False, ended_by=ending
    )
    for rule in rules_with_a_limit():
        assert outcome(rule, counted) == outcome(rule, other)


@given(seconds=durations, ending=endings, one=st.integers(1, 80), other=st.integers(1, 80))
def test_rules_of_the_clock_do_not_look_at_the_number_of_beats(seconds, ending, one, other):
    for rule_id in ("CLASSIC", "SCATS", "TARDIEU"):
        answers = {
            outcome(RULES[rule_id], Trial(beats=beats, duration_s=seconds, ended_by=ending))
            for beats in (one, other)
        }
        assert len(answers) == 1


# --- the table of rules ------------------------------------------------------------------------


def test_the_published_rules_are_seven_and_each_stands_under_its_own_name():
    assert list(RULES) == [
        "ARTICLE_GT5",
        "HPO_GE5",
        "DEGOWIN",
        "CLASSIC",
        "INFANT",
        "SCATS",
        "TARDIEU",
    ]
    assert all(key == rule.id for key, rule in RULES.items())


def test_no_rule_calls_anybody_normal_or_ill():
    words = " ".join(word for rule in RULES.values() for word in rule.outcomes)
    assert not {"normal", "positive", "negative", "lesion"} & set(words.replace(",", "").split())


def test_the_rule_of_the_article_is_the_default():
    assert rule_named(DEFAULT_RULE_ID) is RULES["ARTICLE_GT5"]


@pytest.mark.parametrize("rule_id", ["", "article_gt5", "CLINEX_5S", "HUNTER"])
def test_a_rule_that_is_not_published_here_is_unknown(rule_id):
    with pytest.raises(UnknownRule, match=repr(rule_id)):
        rule_named(rule_id)


@pytest.mark.parametrize(
    ("rule_id", "least", "limit"),
    [("ARTICLE_GT5", 6, 5.5), ("HPO_GE5", 5, 4.5), ("DEGOWIN", 3, 2.5), ("SCATS", None, None)],
)
def test_a_limit_in_beats_is_drawn_between_two_counts(rule_id, least, limit):
    assert RULES[rule_id].least_beats == least
    assert RULES[rule_id].limit == limit


@pytest.mark.parametrize("rule", rules_with_a_limit(), ids=lambda rule: rule.id)
def test_the_limit_that_is_drawn_is_the_limit_that_is_judged(rule):
    below = outcome(rule, Trial(beats=rule.least_beats - 1))
    above = outcome(rule, Trial(beats=rule.least_beats))
    assert below in {NOT_ABOVE, "below 3"}
    assert above in {ABOVE, "abnormal, unsustained"}


def test_only_rules_with_a_limit_in_beats_can_be_chosen_for_a_plot():
    assert [rule.id for rule in rules_with_a_limit()] == ["ARTICLE_GT5", "HPO_GE5", "DEGOWIN"]


# --- reasons and whole tests -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule_id", "trial", "age_months", "why"),
    [
        ("ARTICLE_GT5", Trial(beats=6), None, "Beats counted: 6; above from 6 on."),
        (
            "ARTICLE_GT5",
            Trial(beats=4, at_least=True),
            None,
            "Counting stopped at 4; the rule needs to know whether 6 came.",
        ),
        ("ARTICLE_GT5", Trial(duration_s=1.0), None, "The beats were not counted."),
        ("ARTICLE_GT5", Trial(beats=6), 3, "The rule is not for infants under 12 months."),
        ("INFANT", Trial(beats=6), None, "The rule is for infants, and no age was given."),
        ("INFANT", Trial(beats=6), 13, "The rule is for infants up to 12 months."),
        ("SCATS", Trial(beats=6), None, "The duration was not taken."),
        (
            "TARDIEU",
            Trial(beats=54, duration_s=10),
            None,
            "Exactly 10 s is undefined in the source.",
        ),
        (
            "SCATS",
            Trial(beats=9, duration_s=2.5, ended_by=EndedBy.STRETCH_RELEASED),
            None,
            "Clonus was still there when the stretch ended at 2.5 s.",
        ),
    ],
)
def test_a_judgement_says_why(rule_id, trial, age_months, why):
    judgement = RULES[rule_id].judge(trial, place=RIGHT_ANKLE, age_months=age_months)
    assert str(judgement.why) == why


def test_scats_away_from_the_ankle_says_where_it_applies():
    judgement = RULES["SCATS"].judge(Trial(beats=6), place=Place(WRIST, Side.RIGHT))
    assert str(judgement.why) == "The rule is for the ankle only."


def test_a_test_is_judged_by_its_largest_trial():
    test = ClonusTest(place=RIGHT_ANKLE, trials=(Trial(beats=6), Trial(beats=2)))
    assert RULES["ARTICLE_GT5"].judge_test(test).outcome == ABOVE


def test_clonus_that_was_only_timed_is_not_hidden_by_a_trial_with_0_beats():
    test = ClonusTest(place=RIGHT_ANKLE, trials=(Trial(beats=0), Trial(duration_s=4.0)))
    assert RULES["ARTICLE_GT5"].judge_test(test).outcome == CANNOT_BE_DETERMINED
    assert RULES["SCATS"].judge_test(test).outcome == "2"
    assert RULES["INFANT"].judge_test(test, age_months=9).outcome == ABOVE


@pytest.mark.parametrize(
    ("rule_id", "age_months", "least"),
    [
        ("ARTICLE_GT5", None, 6),
        ("HPO_GE5", 500.0, 5),
        ("INFANT", None, 11),
        ("INFANT", 8.0, 11),
        ("INFANT", 8.1, 1),
        ("SCATS", None, None),
    ],
)
def test_the_line_between_counts_is_known_for_each_age(
    rule_id: str, age_months: float | None, least: int | None
) -> None:
    assert RULES[rule_id].least_beats_at(age_months) == least
