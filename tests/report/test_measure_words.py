import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.report.measure_words import duration_in_words, measured_words
from tests.report.cases import PAIN, WORDS, clonus_test_at

RIGHT = Place(ANKLE, Side.RIGHT)


@pytest.mark.parametrize(
    ("outcome", "in_beats", "in_seconds", "seconds"),
    [
        (6, "6 beats", "Not timed, 6 beats", "not timed"),
        (Trial(beats=6, duration_s=1.25), "6 beats, 1.3 s", "1.3 s, 6 beats", "1.3 s"),
        (
            Trial(duration_s=4.2, duration_is_minimum=True),
            "Over 4.2 s, beats not counted",
            "Over 4.2 s, beats not counted",
            "over 4.2 s",
        ),
        (
            sustained_trial(),
            "Sustained (over 10 s)",
            "Over 10 s, sustained clonus",
            "over 10 s",
        ),
        (0, "No clonus (0 beats)", "No clonus (0 beats)", "no clonus"),
        (PAIN, "Not tested: pain", "Not tested: pain", "not tested"),
        (None, "Not recorded", "Not recorded", "not recorded"),
    ],
)
def test_both_measures_are_told_the_chosen_one_first(outcome, in_beats, in_seconds, seconds):
    test = None if outcome is None else clonus_test_at(RIGHT, outcome)
    finding = finding_of(RIGHT, test, rule=RULES["ARTICLE_GT5"])
    assert measured_words(finding, Measure.BEATS, WORDS) == in_beats
    assert measured_words(finding, Measure.DURATION, WORDS) == in_seconds
    assert duration_in_words(finding, WORDS) == seconds
