"""The vectors of the published rules (clinical ground truth, section 8), row by row.

Written to be read, and objected to, by a clinician. ``?`` stands for "cannot be determined",
``n/a`` for "not applicable", ``10+`` for a count that stopped there while clonus may have gone
on, ``10.0+`` for clonus known to have lasted longer than that.
"""

import pytest

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial

_ENDED = {
    "self": EndedBy.SELF_EXTINGUISHED,
    "released": EndedBy.STRETCH_RELEASED,
    "cap": EndedBy.TIME_CAP,
    "-": None,
}
_SHORT = {"?": "cannot be determined", "n/a": "not applicable"}

ADULT_ANKLE = """
beats | s    | ended    | ARTICLE_GT5 | HPO_GE5   | DEGOWIN               | CLASSIC     | SCATS | TARDIEU
0     | 0    | self     | not above   | not above | none                  | none        | 0     | n/a
1     | 0.1  | self     | not above   | not above | below 3               | unsustained | 1     | 3
2     | 0.3  | self     | not above   | not above | below 3               | unsustained | 1     | 3
3     | 0.5  | self     | not above   | not above | abnormal, unsustained | unsustained | 1     | 3
5     | 0.8  | self     | not above   | above     | abnormal, unsustained | unsustained | 1     | 3
6     | 1.0  | self     | above       | above     | abnormal, unsustained | unsustained | 1     | 3
9     | 1.6  | self     | above       | above     | abnormal, unsustained | unsustained | 1     | 3
10    | 1.8  | self     | above       | above     | abnormal, sustained   | unsustained | 1     | 3
16    | 2.9  | self     | above       | above     | abnormal, sustained   | unsustained | 1     | 3
17    | 3.0  | self     | above       | above     | abnormal, sustained   | unsustained | 2     | 3
54    | 10.0 | self     | above       | above     | abnormal, sustained   | unsustained | 2     | ?
56    | 10.4 | cap      | above       | above     | abnormal, sustained   | sustained   | 3     | 4
11+   | -    | released | above       | above     | abnormal, sustained   | ?           | ?     | ?
"""  # noqa: E501  a row of the table stays on one line

# Counts that are open or missing.
OPEN_COUNTS = """
beats | s    | ended    | ARTICLE_GT5 | HPO_GE5   | DEGOWIN               | CLASSIC     | SCATS | TARDIEU
10+   | -    | released | above       | above     | abnormal, sustained   | ?           | ?     | ?
10+   | -    | -        | above       | above     | abnormal, sustained   | ?           | ?     | ?
10+   | 2.0  | self     | above       | above     | abnormal, sustained   | unsustained | 1     | 3
6+    | -    | -        | above       | above     | ?                     | ?           | ?     | ?
5+    | -    | -        | ?           | above     | ?                     | ?           | ?     | ?
4+    | -    | -        | ?           | ?         | ?                     | ?           | ?     | ?
0+    | -    | -        | ?           | ?         | ?                     | ?           | ?     | ?
0+    | 2.0  | self     | ?           | ?         | ?                     | unsustained | 1     | 3
-     | 1.0  | self     | ?           | ?         | ?                     | unsustained | 1     | 3
-     | 4.2  | self     | ?           | ?         | ?                     | unsustained | 2     | 3
-     | 12.0 | self     | ?           | ?         | ?                     | unsustained | 3     | 4
-     | 12.0 | released | ?           | ?         | ?                     | sustained   | 3     | 4
-     | 0.0  | self     | ?           | ?         | ?                     | ?           | ?     | ?
-     | -    | cap      | ?           | ?         | ?                     | sustained   | ?     | ?
-     | -    | self     | ?           | ?         | ?                     | ?           | ?     | ?
0     | -    | -        | not above   | not above | none                  | none        | 0     | n/a
0     | 12.0 | cap      | not above   | not above | none                  | none        | 0     | n/a
6     | -    | -        | above       | above     | abnormal, unsustained | ?           | ?     | ?
6     | -    | self     | above       | above     | abnormal, unsustained | unsustained | ?     | ?
"""  # noqa: E501  a row of the table stays on one line

# The lines at 3 s and 10 s, and stretches that ended before clonus did.
OPEN_DURATIONS = """
beats | s                  | ended    | CLASSIC     | SCATS | TARDIEU
17    | 2.9999999999999996 | self     | unsustained | 1     | 3
17    | 3                  | self     | unsustained | 2     | 3
54    | 9.999999999999998  | self     | unsustained | 2     | 3
54    | 10                 | self     | unsustained | 2     | ?
54    | 10.000000000000002 | self     | unsustained | 3     | 4
54    | 10.000000000000002 | released | sustained   | 3     | 4
54    | 10.0+              | cap      | sustained   | 3     | 4
54    | 10.0               | cap      | sustained   | ?     | ?
54    | 10.0               | released | ?           | ?     | ?
10    | 2.0                | released | ?           | ?     | ?
17    | 3.0                | released | ?           | ?     | ?
48    | 9.0                | cap      | sustained   | ?     | ?
48    | 9.0+               | -        | ?           | ?     | ?
48    | 9.0                | -        | ?           | 2     | 3
65    | 12.0               | self     | unsustained | 3     | 4
"""


def rows_of(*tables):
    for table in tables:
        head, *lines = [
            [cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()
        ]
        for line in lines:
            row = dict(zip(head, line, strict=True))
            name = f"{row['beats']} beats, {row['s']} s, {row['ended']}"
            for rule_id in head[3:]:
                outcome = _SHORT.get(row[rule_id], row[rule_id])
                yield pytest.param(row, rule_id, outcome, id=f"{name}: {rule_id} {outcome}")


def trial_of(row):
    beats, seconds = row["beats"], row["s"]
    return Trial(
        beats=None if beats == "-" else int(beats.rstrip("+")),
        at_least=beats.endswith("+"),
        duration_s=None if seconds == "-" else float(seconds.rstrip("+")),
        duration_is_minimum=seconds.endswith("+"),
        ended_by=_ENDED[row["ended"]],
    )


def judged(rule_id, trial, *, site=ANKLE, age_months=None):
    place = Place(site, Side.LEFT)
    return RULES[rule_id].judge(trial, place=place, age_months=age_months).outcome


@pytest.mark.parametrize(
    ("row", "rule_id", "outcome"), list(rows_of(ADULT_ANKLE, OPEN_COUNTS, OPEN_DURATIONS))
)
def test_an_adult_ankle_is_judged_as_published(row, rule_id, outcome):
    assert judged(rule_id, trial_of(row)) == outcome


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.parametrize("age_months", [None, 3, 500])
def test_a_place_that_was_not_tested_is_not_tested_for_every_rule_at_every_age(rule_id, age_months):
    reason = NotTested(reason=NotTestedReason.CONTRACTURE)
    test = ClonusTest(place=Place(ANKLE, Side.LEFT), not_tested=reason)
    assert RULES[rule_id].judge_test(test, age_months=age_months).outcome == "not tested"


@pytest.mark.parametrize(
    ("rule_id", "outcome"),
    [
        ("ARTICLE_GT5", "above"),
        ("HPO_GE5", "above"),
        ("DEGOWIN", "abnormal, sustained"),
        ("CLASSIC", "sustained"),
        ("SCATS", "3"),
        ("TARDIEU", "4"),
    ],
)
def test_one_press_of_sustained_stands_at_the_top_of_every_rule(rule_id, outcome):
    assert judged(rule_id, sustained_trial()) == outcome


@pytest.mark.parametrize(
    ("age_months", "beats", "outcome"),
    [
        (3, "11", "above"),
        (3, "10", "not above"),
        (9, "2", "above"),
        (0, "11", "above"),
        (0, "0", "not above"),
        (3, "10+", "cannot be determined"),
        (3, "11+", "above"),
        (3, "0+", "cannot be determined"),
        (3, "-", "cannot be determined"),
        (8.0, "10", "not above"),
        (8.0, "11", "above"),
        (8.03, "1", "above"),
        (8.03, "0", "not above"),
        (8.03, "0+", "cannot be determined"),
        (8.03, "1+", "above"),
        (9, "-", "above"),
        (11.99, "1", "above"),
        (12.0, "1", "above"),
        (12.03, "1", "not applicable"),
        (500, "60", "not applicable"),
        (None, "60", "not applicable"),
    ],
)
def test_an_infant_is_above_with_over_10_beats_or_with_any_clonus_beyond_8_months(
    age_months, beats, outcome
):
    # A bare duration of 2 s stands for clonus that was seen and not counted.
    row = {"beats": beats, "s": "2.0" if beats == "-" else "-", "ended": "self"}
    assert judged("INFANT", trial_of(row), age_months=age_months) == outcome


def test_an_infant_of_whom_only_a_time_of_0_s_is_known_cannot_be_judged():
    assert judged("INFANT", Trial(duration_s=0.0), age_months=9) == "cannot be determined"


ADULT_RULES = [rule.id for rule in RULES.values() if not rule.for_infants]


@pytest.mark.parametrize("rule_id", ADULT_RULES)
@pytest.mark.parametrize("age_months", [0, 3, 8.0, 11.999])
@pytest.mark.parametrize("beats", [0, 6, 60])
def test_an_adult_rule_is_not_applicable_under_12_months(rule_id, age_months, beats):
    assert judged(rule_id, Trial(beats=beats), age_months=age_months) == "not applicable"


@pytest.mark.parametrize("rule_id", ADULT_RULES)
@pytest.mark.parametrize("age_months", [12.0, 12, 500, None])
def test_an_adult_rule_applies_from_12_months_on_and_without_an_age(rule_id, age_months):
    trial = Trial(beats=6, duration_s=1.0, ended_by=EndedBy.SELF_EXTINGUISHED)
    assert judged(rule_id, trial, age_months=age_months) == judged(rule_id, trial)
    assert judged(rule_id, trial) != "not applicable"


@pytest.mark.parametrize("site", [PATELLA, WRIST])
def test_scats_grades_the_ankle_only(site):
    trial = Trial(beats=17, duration_s=3.0, ended_by=EndedBy.SELF_EXTINGUISHED)
    assert judged("SCATS", trial, site=site) == "not applicable"
    assert judged("TARDIEU", trial, site=site) == "3"


@pytest.mark.parametrize(
    ("tapped", "corrected_to", "outcome"),
    [(7, None, "above"), (7, 5, "not above"), (3, 6, "above"), (3, 0, "not above")],
)
def test_a_count_that_a_person_corrected_stands_before_the_taps(tapped, corrected_to, outcome):
    trial = Trial(
        beats=corrected_to,
        beat_times_s=tuple(i * 0.25 for i in range(tapped)),
        count_method=CountMethod.TAPPED,
    )
    assert judged("ARTICLE_GT5", trial) == outcome


def test_the_two_rules_at_5_beats_disagree_on_one_trial_and_both_say_so():
    five = Trial(beats=5)
    assert (judged("ARTICLE_GT5", five), judged("HPO_GE5", five)) == ("not above", "above")


def test_ten_beats_in_under_2_s_are_sustained_by_count_and_mild_by_the_clock():
    ten = Trial(beats=10, duration_s=1.8, ended_by=EndedBy.SELF_EXTINGUISHED)
    assert judged("DEGOWIN", ten) == "abnormal, sustained"
    assert (judged("CLASSIC", ten), judged("SCATS", ten)) == ("unsustained", "1")
