from dataclasses import replace
from datetime import date

import pytest

from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.comparison import compare
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.patient import Sex, age_between
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial
from clonus_desktop.report import phrases
from tests.report.cases import (
    CAST,
    LEFT_ANKLE,
    NAMES,
    OTHER,
    PAIN,
    RIGHT_ANKLE,
    TEN_OR_MORE,
    WORDS,
    clonus_test_at,
    tapped,
)

ARTICLE = RULES["ARTICLE_GT5"]


def finding(outcome, place=LEFT_ANKLE):
    test = None if outcome is None else clonus_test_at(place, outcome)
    return finding_of(place, test, rule=ARTICLE)


@pytest.mark.parametrize(
    ("outcome", "said", "inside"),
    [
        (0, "No clonus (0 beats)", "0 beats"),
        (1, "1 beat", "1 beat"),
        (6, "6 beats", "6 beats"),
        (TEN_OR_MORE, "More than 10 beats", "more than 10 beats"),
        (Trial(beats=4, at_least=True), "At least 4 beats", "at least 4 beats"),
        (sustained_trial(), "Sustained (over 10 s)", "sustained clonus"),
        (
            Trial(beats=54, duration_s=12.25, ended_by=EndedBy.TIME_CAP),
            "Sustained (54 beats, 12.3 s)",
            "sustained clonus",
        ),
        (Trial(duration_s=11), "Sustained (11.0 s)", "sustained clonus"),
        (Trial(duration_s=4.2), "4.2 s, beats not counted", "4.2 s, beats not counted"),
        (PAIN, "Not tested: pain", "not tested"),
        (OTHER, "Not tested: asleep after the infusion", "not tested"),
        (None, "Not recorded", "not recorded"),
    ],
)
def test_a_finding_is_said_in_a_cell_and_inside_a_sentence(outcome, said, inside):
    assert phrases.finding_words(finding(outcome), WORDS) == said
    assert phrases.measure_words(finding(outcome), WORDS) == inside


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (6, 6, "same"),
        (6, 8, "was 8 beats"),
        (6, PAIN, "was not tested"),
        (PAIN, 6, "was 6 beats"),
        (6, None, "was not recorded"),
        (6, sustained_trial(), "was sustained clonus"),
        (sustained_trial(), sustained_trial(), "same"),
        (TEN_OR_MORE, TEN_OR_MORE, "was also more than 10 beats"),
    ],
)
def test_a_comparison_never_calls_an_open_count_the_same(now, before, said):
    comparison = compare(finding(now), finding(before))
    assert phrases.comparison_words(comparison, WORDS) == said


@pytest.mark.parametrize("reason", NotTestedReason)
def test_every_reason_ends_a_sentence_and_keeps_the_clinicians_words(reason):
    not_tested = NotTested(reason=reason, explanation="as  told\u202e\n")
    assert "as told" in phrases.reason_words(not_tested, WORDS)
    said = phrases.because_words(not_tested, WORDS)
    assert said.startswith(("because", "("))
    assert said.endswith("(as told)")


def test_a_reason_without_an_explanation_has_no_empty_brackets():
    assert phrases.reason_words(PAIN, WORDS) == "pain"
    assert phrases.because_words(PAIN, WORDS) == "because of pain"
    assert "cast until" in phrases.reason_words(CAST, WORDS)


@pytest.mark.parametrize(
    ("trial", "said"),
    [
        (Trial(beats=3), ()),
        (tapped(2, rate_hz=4), ()),
        (tapped(4, rate_hz=3), ("tap rate 3.0 per second",)),
        (
            tapped(7, rate_hz=5.4),
            ("tap rate 5.4 per second", "too fast to be reliable"),
        ),
        (
            tapped(9, rate_hz=3),
            ("tap rate 3.0 per second", "too many taps to be reliable"),
        ),
        (
            replace(tapped(4, rate_hz=3), beats=5),
            ("tap rate 3.0 per second", "count corrected by the examiner"),
        ),
        (Trial(beats=12, count_method=CountMethod.TAPPED), ("too many taps to be reliable",)),
    ],
)
def test_a_rate_is_only_said_of_tapping_and_with_its_doubts(trial, said):
    assert phrases.tapping_words(trial, WORDS) == said


def test_uneven_tapping_is_called_uneven_and_not_fast():
    times = (0.2, 0.6, 1.3, 1.7, 2.4)
    trial = Trial(beat_times_s=times, count_method=CountMethod.TAPPED)
    assert phrases.tapping_words(trial, WORDS)[-1] == "too uneven to be reliable"


def test_a_minimum_is_said_as_over():
    assert phrases.duration_words(sustained_trial(), WORDS) == "over 10 s"
    longer = Trial(duration_s=12.25, duration_is_minimum=True)
    assert phrases.duration_words(longer, WORDS) == "over 12.3 s"


def test_an_ending_is_said_only_where_there_was_clonus():
    held = EndedBy.SELF_EXTINGUISHED
    assert phrases.ending_words(Trial(beats=0, ended_by=held), WORDS) == ""
    assert phrases.ending_words(Trial(beats=2), WORDS) == ""
    said = phrases.ending_words(Trial(beats=2, ended_by=EndedBy.STRETCH_RELEASED), WORDS)
    assert said == "still present when the stretch was released"


def test_a_place_has_its_side_first_and_an_unknown_site_its_key():
    assert phrases.place_words(RIGHT_ANKLE, NAMES, WORDS) == "right ankle"
    assert phrases.place_words(LEFT_ANKLE, {}, WORDS) == "left ankle"
    assert phrases.site_words("big-toe", NAMES) == "big toe"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("ARTICLE_GT5", "more than 5 beats"),
        ("HPO_GE5", "5 beats or more"),
        ("DEGOWIN", "3 beats or more"),
        ("INFANT", "more than 10 beats, or any clonus after 8 months of age"),
    ],
)
def test_a_limit_is_said_as_its_rule_says_it(rule, said):
    assert phrases.limit_words(RULES[rule], WORDS) == said


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2025, 11, 1), "under 1 month"),
        (date(2025, 10, 1), "1 month"),
        (date(2024, 1, 1), "22 months"),
        (date(2023, 11, 14), "2 years"),
        (date(1968, 1, 11), "57 years"),
    ],
)
def test_an_age_is_said_in_months_below_two_years(born, said):
    age = age_between(born, date(2025, 11, 14))
    assert age is not None
    assert phrases.age_words(age, WORDS) == said


def test_dates_and_lists_are_said_as_in_a_letter_and_as_on_the_screen():
    assert phrases.letter_date(date(2026, 11, 3), WORDS) == "3 November 2026"
    assert phrases.screen_date(date(2026, 11, 3), WORDS) == "03-Nov-2026"
    assert [phrases.listed("abc"[:n], WORDS) for n in range(4)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [phrases.listed_nor("abc"[:n], WORDS) for n in (0, 1, 2)] == ["", "a", "a or b"]
    assert phrases.ended("Said") == "Said."
    assert phrases.ended("Said!") == "Said!"
    assert {phrases.sex_words(sex, WORDS) for sex in Sex} >= {"Male", "Not known"}
