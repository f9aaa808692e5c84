from datetime import date

from clonus_desktop.domain.clonus_test import NotTested
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import Trial
from clonus_desktop.report.reading import Reading, compare_readings, read_examination
from clonus_desktop.report.summary import summary_sentences
from tests.report.cases import (
    CITATIONS,
    HISTORY,
    NAMES,
    PAIN,
    PATIENT,
    TODAY,
    WORDS,
    examined,
    with_jaw,
)


def reading(examination, rule_id="ARTICLE_GT5") -> Reading:
    return read_examination(
        examination,
        patient=PATIENT,
        rule=RULES[rule_id],
        citations=CITATIONS,
        names=NAMES,
        words=WORDS,
    )


def test_the_summary_says_sites_limit_changes_rule_and_absence():
    now, before = reading(TODAY), reading(HISTORY[-1])
    said = summary_sentences(
        now, comparisons=compare_readings(now, before), compared_on=date(2025, 8, 26)
    )
    assert said == (
        "Ankle: right 2 beats, left 6 beats.",
        "Patella: right no clonus (0 beats), left 2 beats.",
        "Wrist: right no clonus (0 beats), left no clonus (0 beats).",
        "Above the limit used here (more than 5 beats): the left ankle.",
        "Left ankle was 8 beats on 26-Aug-2025: unchanged within counting error.",
        "Left patella was 3 beats on 26-Aug-2025: unchanged within counting error.",
        "Left wrist was 1 beat on 26-Aug-2025.",
        "Rule ARTICLE_GT5, version 1: “What is Clonus?”, N. Acker, WiseGeek, updated 17 May 2024.",
        "Absent clonus does not exclude an upper motor neurone lesion.",
    )


def test_an_unchanged_examination_says_so_once():
    now = reading(TODAY)
    said = summary_sentences(
        now, comparisons=compare_readings(now, now), compared_on=date(2025, 8, 26)
    )
    assert "The same as on 26-Aug-2025." in said


def test_no_shared_place_says_nothing_of_change():
    said = summary_sentences(reading(TODAY), compared_on=date(2025, 8, 26))
    assert not [sentence for sentence in said if "26-Aug" in sentence]


def test_nothing_tested_has_no_sentence_about_a_limit():
    said = summary_sentences(reading(examined(PAIN, PAIN, PAIN, PAIN, PAIN, PAIN)))
    assert said[0] == "Ankle: right not tested: pain, left not tested: pain."
    assert not [sentence for sentence in said if "limit" in sentence]


def test_five_beats_say_that_the_other_rule_differs():
    said = " ".join(summary_sentences(reading(examined(5, 0, 0, 0, 0, 0))))
    assert "above that of rule HPO_GE5, version 1" in said
    open_count = Trial(beats=5, at_least=True)
    said = " ".join(summary_sentences(reading(examined(open_count, 0, 0, 0, 0, 0))))
    assert "HPO_GE5" not in said
    assert "The limit could not be applied at the right ankle." in said


def test_a_rule_far_from_five_does_not_mention_another():
    said = " ".join(summary_sentences(reading(examined(5, 0, 0, 0, 0, 0), "DEGOWIN")))
    assert "Exactly 5" not in said
    assert "Above the limit used here (3 beats or more): the right ankle." in said


def test_a_place_beyond_the_plan_is_still_said():
    plan = TODAY.places[:1]
    now = reading(examined(1, 2, NotTested(reason=PAIN.reason), 0, 0, 0, places=plan))
    assert len(now.findings) == 6
    assert now.at_none_of(TODAY.places) == "at either ankle, either patella or either wrist"


def test_before_anything_is_recorded_the_chosen_rule_is_named():
    now = reading(examined(None, None, None, None, None, None))
    assert now.applied_rule.id == "ARTICLE_GT5"


def test_a_place_without_sides_is_told_by_its_name_alone():
    said = summary_sentences(reading(with_jaw(6, 0, 0, 0, 0, 0, 0)))
    assert said[3] == "Jaw: 6 beats."
    assert said[4] == "Above the limit used here (more than 5 beats): the jaw."
