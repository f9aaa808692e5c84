import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.comparison import compare, compare_findings
from clonus_desktop.domain.counting_error import COUNTING_ERROR_ID
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.side_difference import side_difference
from clonus_desktop.domain.trial import CountMethod, Trial, sustained_trial
from clonus_desktop.report.comparison_words import (
    Since,
    comparison_sentences,
    place_sentence,
    why_words,
)
from clonus_desktop.report.counting_error_words import (
    counting_error_paragraphs,
    counting_error_sentence,
)
from clonus_desktop.report.side_words import side_difference_words
from tests.report.cases import NAMES, PAIN, PROTOCOLS, WORDS, clonus_test_at

RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
ARTICLE = RULES["ARTICLE_GT5"]
SINCE = Since(day="26-Aug-2025", names=NAMES, protocols=PROTOCOLS, words=WORDS)
TEN_OR_MORE = Trial(beats=10, at_least=True)
DECLINED = NotTested(reason=NotTestedReason.DECLINED)


def finding(outcome, place=LEFT):
    test = None if outcome is None else clonus_test_at(place, outcome)
    return finding_of(place, test, rule=ARTICLE)


def comparing(now, before, **fields):
    return compare(finding(now), finding(before), **fields)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (8, 2, "more beats than on 26-Aug-2025 (8 beats now, 2 beats then)"),
        (0, 2, "fewer beats than on 26-Aug-2025 (0 beats now, 2 beats then)"),
        (6, 6, "the same as on 26-Aug-2025 (6 beats)"),
        (6, 8, "unchanged within counting error since 26-Aug-2025 (6 beats now, 8 beats then)"),
        (sustained_trial(), 6, "sustained clonus now; 6 beats on 26-Aug-2025"),
        (
            6,
            sustained_trial(),
            "no longer sustained: 6 beats now, sustained clonus on 26-Aug-2025",
        ),
        (
            Trial(duration_s=4.0),
            Trial(duration_s=2.0),
            "longer than on 26-Aug-2025 (4.0 s, beats not counted now, "
            "2.0 s, beats not counted then)",
        ),
        (
            0,
            Trial(duration_s=2.0),
            "shorter than on 26-Aug-2025 (0 beats now, 2.0 s, beats not counted then)",
        ),
        (3, PAIN, "3 beats; on 26-Aug-2025 it was not tested because of pain"),
        (DECLINED, 3, "not tested because the patient declined; 3 beats on 26-Aug-2025"),
        (3, None, "3 beats; on 26-Aug-2025 it was not examined"),
        (None, 3, "not examined; 3 beats on 26-Aug-2025"),
        (PAIN, None, "tested neither now nor on 26-Aug-2025"),
        (
            TEN_OR_MORE,
            12,
            "not comparable with 26-Aug-2025 because counting stopped before the clonus did "
            "(more than 10 beats now, 12 beats then)",
        ),
        (
            4,
            Trial(duration_s=2.0),
            "not comparable with 26-Aug-2025 because beats were counted now and only the time "
            "was taken then (4 beats now, 2.0 s, beats not counted then)",
        ),
        (
            Trial(beats=6, duration_s=1.0),
            Trial(beats=6, duration_s=3.0),
            "the same as on 26-Aug-2025 (6 beats); it lasted less long (1.0 s now, 3.0 s then)",
        ),
        (
            Trial(beats=6, duration_s=3.0),
            Trial(beats=6, duration_s=1.0),
            "the same as on 26-Aug-2025 (6 beats); it lasted longer (3.0 s now, 1.0 s then)",
        ),
        (
            Trial(beats=6, duration_s=1.1),
            Trial(beats=6, duration_s=1.0),
            "the same as on 26-Aug-2025 (6 beats); the duration was unchanged within timing "
            "error (1.1 s now, 1.0 s then)",
        ),
        (
            Trial(beats=6, duration_s=1.0),
            Trial(beats=6, duration_s=1.0),
            "the same as on 26-Aug-2025 (6 beats); it lasted as long (1.0 s)",
        ),
        (
            Trial(beats=6, count_method=CountMethod.EXACT),
            2,
            "more beats than on 26-Aug-2025 (6 beats now, 2 beats then); counted in different "
            "ways (exact number entered now, number entered then)",
        ),
    ],
)
def test_each_change_is_one_sentence(now, before, said):
    assert place_sentence(comparing(now, before), SINCE) == f"Left ankle: {said}."


def test_another_position_is_told_in_the_words_of_the_protocol():
    compared = comparing(6, 6, positions=("sitting", "knee-of-old"))
    said = place_sentence(compared, SINCE)
    assert said.startswith("Left ankle: not comparable with 26-Aug-2025 because the position was ")
    assert why_words(compared, SINCE) == (
        "the position was another (“sitting, knee bent” now, “knee of old” then)"
    )
    assert why_words(comparing(6, 6), SINCE) == ""


def test_a_letter_has_one_sentence_for_each_kind_of_change():
    now = (finding(6, RIGHT), finding(9, LEFT))
    before = (finding(6, RIGHT), finding(2, LEFT))
    assert comparison_sentences(compare_findings(now, before), SINCE) == (
        "Compared with 26-Aug-2025, clonus had increased at the left ankle (from 2 beats to "
        "9 beats).",
        "Findings were the same as on 26-Aug-2025 at the right ankle (6 beats).",
    )
    assert comparison_sentences((), SINCE) == ()


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (6, 8, "Unchanged within counting error since 26-Aug-2025: the left ankle (6 beats now, "),
        (3, PAIN, "Tested now, and not tested on 26-Aug-2025: the left ankle (3 beats now)."),
        (PAIN, 3, "Not tested now, and tested on 26-Aug-2025: the left ankle (3 beats then)."),
        (3, None, "Not examined on 26-Aug-2025: the left ankle (3 beats now)."),
        (None, 3, "Examined on 26-Aug-2025 and not now: the left ankle (3 beats then)."),
        (PAIN, PAIN, "Tested neither now nor on 26-Aug-2025: the left ankle."),
        (9, TEN_OR_MORE, "Not comparable with 26-Aug-2025: the left ankle, because counting st"),
    ],
)
def test_a_letter_tells_apart_what_was_not_tested_and_what_cannot_be_compared(now, before, said):
    (sentence,) = comparison_sentences((comparing(now, before),), SINCE)
    assert sentence.startswith(said)


def test_the_counting_error_names_its_model_its_sources_and_what_is_the_programs_own():
    said = " ".join(counting_error_paragraphs(WORDS))
    for part in (COUNTING_ERROR_ID, "2771326", "Am J Phys", "own choice", "No figure"):
        assert part in said
    assert COUNTING_ERROR_ID in counting_error_sentence(WORDS)
    assert "not a published figure" in counting_error_sentence(WORDS)


@pytest.mark.parametrize(
    ("right", "left", "measure", "said"),
    [
        (8, 2, Measure.BEATS, "right 6 beats more"),
        (0, 1, Measure.BEATS, "left 1 beat more"),
        (3, 3, Measure.BEATS, "right and left the same"),
        (6, 5, Measure.BEATS, "right 1 beat more, within counting error"),
        (5, 6, Measure.BEATS, "left 1 beat more, within counting error"),
        (sustained_trial(), 3, Measure.BEATS, "right sustained"),
        (3, sustained_trial(), Measure.BEATS, "left sustained"),
        (TEN_OR_MORE, 3, Measure.BEATS, "right more"),
        (3, TEN_OR_MORE, Measure.BEATS, "left more"),
        (9, TEN_OR_MORE, Measure.BEATS, "right and left not comparable"),
        (3, PAIN, Measure.BEATS, ""),
        (PAIN, PAIN, Measure.BEATS, ""),
        (Trial(duration_s=4), Trial(duration_s=1.5), Measure.DURATION, "right 2.5 s longer"),
        (0, Trial(duration_s=1.5), Measure.DURATION, "left 1.5 s longer"),
        (sustained_trial(), Trial(duration_s=1.5), Measure.DURATION, "right more"),
    ],
)
def test_the_sides_are_told_apart_and_no_difference_is_called_too_large(right, left, measure, said):
    found = side_difference(finding(right, RIGHT), finding(left, LEFT), measure=measure)
    assert side_difference_words(found, WORDS) == said
