import pytest

from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import CountMethod, Trial, sustained_trial
from clonus_desktop.report.trial_words import trend_words, trial_words, trials_words
from tests.report.cases import RIGHT_ANKLE, WORDS


def test_one_trial_is_told_with_how_it_was_obtained():
    tapped = Trial(
        beats=2,
        count_method=CountMethod.TAPPED,
        beat_times_s=(0.0, 0.4),
        raw_beat_times_s=(0.0, 0.2, 0.4),
    )
    assert trial_words(Trial(beats=8), WORDS) == "8 beats; number entered"
    assert trial_words(sustained_trial(), WORDS).startswith("sustained clonus; number entered")
    assert trial_words(Trial(duration_s=4.25, count_method=CountMethod.TIMED), WORDS) == (
        "4.3 s, beats not counted; timed"
    )
    assert trial_words(tapped, WORDS) == (
        "2 beats; tapped, duration 0.4 s, count corrected by the examiner"
    )
    struck = Trial(beats=9, struck_reason="patient\npushed")
    assert trial_words(struck, WORDS) == "9 beats; number entered. Struck: patient pushed"


@pytest.mark.parametrize(
    ("trials", "said"),
    [
        ((Trial(beats=8),), ""),
        ((Trial(beats=8), Trial(beats=6), Trial(beats=1)), "largest of 3 trials: 8, 6 and 1 beat"),
        (
            (Trial(beats=10, at_least=True), Trial(beats=6)),
            "largest of 2 trials: more than 10 beats and 6 beats",
        ),
        (
            (sustained_trial(), Trial(beats=6)),
            "largest of 2 trials: sustained clonus and 6 beats",
        ),
        (
            (Trial(beats=8), Trial(beats=9, struck_reason="slip"), Trial(beats=6)),
            "largest of 2 trials: 8 and 6 beats",
        ),
    ],
)
def test_the_largest_of_several_trials_is_told_beside_the_others(trials, said):
    test = ClonusTest(place=RIGHT_ANKLE, trials=trials)
    finding = finding_of(RIGHT_ANKLE, test, rule=RULES["ARTICLE_GT5"])
    assert trials_words(finding, WORDS) == said


def test_fatigue_is_told_when_trials_can_be_compared():
    fewer = ClonusTest(place=RIGHT_ANKLE, trials=(Trial(beats=8), Trial(beats=6)))
    assert trend_words(fewer, WORDS) == "Less with each trial."
    assert trend_words(ClonusTest(place=RIGHT_ANKLE, trials=(Trial(beats=8),)), WORDS) == ""
