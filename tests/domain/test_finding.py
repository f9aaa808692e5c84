import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.finding import (
    FindingKind,
    Severity,
    finding_of,
    largest_of,
    printed_seconds,
    rule_for,
)
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import EndedBy, Trial, sustained_trial

RIGHT_ANKLE = Place(ANKLE, Side.RIGHT)
ARTICLE, HPO, DEGOWIN, INFANT = (
    RULES[rule_id] for rule_id in ("ARTICLE_GT5", "HPO_GE5", "DEGOWIN", "INFANT")
)
NOT_TESTED = ClonusTest(place=RIGHT_ANKLE, not_tested=NotTested(reason=NotTestedReason.AMPUTATION))


def found(*trials, rule=ARTICLE, age_months=None):
    test = ClonusTest(place=RIGHT_ANKLE, trials=trials)
    return finding_of(RIGHT_ANKLE, test, rule=rule, age_months=age_months)


def test_0_beats_not_tested_and_not_examined_are_never_confused():
    none = found(Trial(beats=0))
    not_tested = finding_of(RIGHT_ANKLE, NOT_TESTED, rule=ARTICLE)
    not_examined = finding_of(RIGHT_ANKLE, None, rule=ARTICLE)
    three = (none, not_tested, not_examined)
    assert [f.kind for f in three] == [
        FindingKind.COUNTED,
        FindingKind.NOT_TESTED,
        FindingKind.NOT_EXAMINED,
    ]
    assert [f.beats for f in three] == [0, None, None]
    assert [str(f.short) for f in three] == ["0", "NT", "–"]
    assert [f.severity for f in three] == [Severity.NONE, None, None]
    assert [f.judgement and f.judgement.outcome for f in three] == ["not above", "not tested", None]
    assert [f.is_tested for f in three] == [True, False, False]


def test_a_place_not_tested_keeps_its_reason():
    assert finding_of(RIGHT_ANKLE, NOT_TESTED, rule=ARTICLE).not_tested is NOT_TESTED.not_tested


@pytest.mark.parametrize(
    ("trial", "kind", "short"),
    [
        (Trial(beats=6), FindingKind.COUNTED, "6"),
        (Trial(beats=12), FindingKind.COUNTED, "12"),
        (Trial(beats=10, at_least=True), FindingKind.COUNTED, "10+"),
        (Trial(beats=0, at_least=True), FindingKind.COUNTED, "0+"),
        (Trial(beat_times_s=(0.2, 0.4, 0.6)), FindingKind.COUNTED, "3"),
        (Trial(duration_s=4.25), FindingKind.TIMED_ONLY, "4.3 s"),
        (sustained_trial(), FindingKind.SUSTAINED, "Sust."),
        (
            Trial(duration_s=11.0, ended_by=EndedBy.STRETCH_RELEASED),
            FindingKind.SUSTAINED,
            "Sust.",
        ),
        (
            Trial(beats=60, duration_s=11.0, ended_by=EndedBy.SELF_EXTINGUISHED),
            FindingKind.COUNTED,
            "60",
        ),
    ],
)
def test_what_a_place_showed_in_a_few_characters(trial, kind, short):
    finding = found(trial)
    assert finding.kind is kind
    assert str(finding.short) == short


@pytest.mark.parametrize(
    ("rule", "beats", "severity"),
    [
        (ARTICLE, 0, Severity.NONE),
        (ARTICLE, 1, Severity.BELOW),
        (ARTICLE, 5, Severity.BELOW),
        (ARTICLE, 6, Severity.ABOVE),
        (HPO, 5, Severity.ABOVE),
        (DEGOWIN, 2, Severity.BELOW),
        (DEGOWIN, 3, Severity.ABOVE),
        (DEGOWIN, 10, Severity.ABOVE),
    ],
)
def test_the_ramp_turns_where_the_chosen_rule_draws_its_line(rule, beats, severity):
    assert found(Trial(beats=beats), rule=rule).severity is severity


def test_sustained_clonus_is_the_last_step_of_the_ramp_under_every_rule():
    for rule in (ARTICLE, HPO, DEGOWIN):
        assert found(sustained_trial(), rule=rule).severity is Severity.SUSTAINED
    assert list(Severity) == sorted(Severity)


def test_the_largest_trial_is_reported_and_all_are_counted():
    finding = found(Trial(beats=2), Trial(beats=7), Trial(beats=4))
    assert (finding.beats, finding.trial_count) == (7, 3)


def test_clonus_that_was_only_timed_is_not_reported_as_0_beats():
    finding = found(Trial(beats=0), Trial(duration_s=4.0))
    assert str(finding.short) == "4.0 s"
    assert finding.severity is not Severity.NONE


@pytest.mark.parametrize(
    ("age_months", "rule"),
    [(None, ARTICLE), (0, INFANT), (11.99, INFANT), (12, ARTICLE), (12.0, ARTICLE), (500, ARTICLE)],
)
def test_the_infants_rule_takes_over_under_12_months(age_months, rule):
    assert rule_for(ARTICLE, age_months=age_months) is rule
    finding = found(Trial(beats=2), age_months=age_months)
    assert finding.judgement.rule_id == rule.id


def test_two_beats_are_above_at_9_months_and_not_above_at_12():
    assert found(Trial(beats=2), age_months=9).severity is Severity.ABOVE
    assert found(Trial(beats=2), age_months=12).severity is Severity.BELOW


@pytest.mark.parametrize(
    ("trial", "printed"),
    [
        (Trial(beats=3), ""),
        (Trial(beats=0, duration_s=0), "0.0"),
        (Trial(beats=0, duration_s=-0.0), "0.0"),
        (Trial(duration_s=0.05), "0.1"),
        (Trial(duration_s=3), "3.0"),
        (Trial(beat_times_s=(0.2, 4.25)), "4.3"),
    ],
)
def test_seconds_are_printed_to_a_tenth(trial, printed):
    assert str(printed_seconds(trial)) == printed


# --- the largest of several places -------------------------------------------------------------


@pytest.mark.parametrize(
    ("larger", "smaller"),
    [
        (found(sustained_trial()), found(Trial(beats=60))),
        (found(Trial(beats=6)), found(Trial(beats=5))),
        (found(Trial(beats=10, at_least=True)), found(Trial(beats=10))),
        (found(Trial(beats=3)), found(Trial(duration_s=4.0))),
        (found(Trial(duration_s=4.0)), found(Trial(beats=0))),
        (found(Trial(duration_s=4.0)), found(Trial(duration_s=2.0))),
        (found(Trial(beats=0)), finding_of(RIGHT_ANKLE, NOT_TESTED, rule=ARTICLE)),
        (found(Trial(beats=0)), finding_of(RIGHT_ANKLE, None, rule=ARTICLE)),
    ],
)
def test_the_largest_finding_is_the_one_with_the_most_clonus(larger, smaller):
    assert largest_of((larger, smaller)) is larger
    assert largest_of((smaller, larger)) is larger


def test_where_nothing_was_tested_nothing_is_largest():
    assert largest_of(()) is None
    assert largest_of((finding_of(RIGHT_ANKLE, NOT_TESTED, rule=ARTICLE),)) is None
