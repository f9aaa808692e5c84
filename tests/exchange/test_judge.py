"""The rule engine for scripts: what goes in, what comes out, what is refused."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import Sides
from clonus_desktop.domain.rules import FOR_ALL, RULES
from clonus_desktop.exchange.judge import BadLine, judge_line


def judged(**fields: object) -> dict:
    line = {"site": "ankle", "side": "left", **fields}
    return json.loads(judge_line(json.dumps(line)))


def outcomes(**fields: object) -> dict[str, str]:
    return {rule: j["outcome"] for rule, j in judged(**fields)["judgements"].items()}


def test_six_beats_are_judged_by_every_rule() -> None:
    assert outcomes(beats=6, duration_s=1.0, ended_by="self-extinguished") == {
        "ARTICLE_GT5": "above",
        "HPO_GE5": "above",
        "DEGOWIN": "abnormal, unsustained",
        "CLASSIC": "unsustained",
        "INFANT": "not applicable",
        "SCATS": "1",
        "TARDIEU": "3",
    }


def test_each_judgement_says_its_version_and_why() -> None:
    judgement = judged(beats=6)["judgements"]["ARTICLE_GT5"]
    assert judgement["version"] == RULES["ARTICLE_GT5"].version
    assert judgement["why"] == "Beats counted: 6; above from 6 on."


def test_a_place_that_was_not_tested_is_not_tested_for_every_rule() -> None:
    answer = judged(not_tested="pain")
    assert {j["outcome"] for j in answer["judgements"].values()} == {"not tested"}
    assert (answer["rate_hz"], answer["regularity"]) == (None, None)
    assert answer["beats_in_first_10_s"] is None


def test_beat_times_give_rate_regularity_and_the_beats_of_the_first_10_s() -> None:
    answer = judged(beats=6, beat_times_s=[0.2, 0.4, 0.6, 0.8, 1.2, 10.4])
    assert answer["rate_hz"] == pytest.approx(5.0)
    assert answer["beats_in_first_10_s"] == 5
    assert answer["regularity"] == pytest.approx(0.0, abs=1e-9)


def test_a_count_and_a_time_that_do_not_fit_ask_for_a_check_and_are_judged() -> None:
    answer = judged(beats=40, duration_s=2.0, ended_by="self-extinguished")
    assert answer["check_the_count"] is True
    assert answer["judgements"]["SCATS"]["outcome"] == "1"


def test_the_callers_own_mark_comes_back() -> None:
    assert judged(beats=0, id="row 7")["id"] == "row 7"


def test_nothing_known_but_that_it_went_on_is_sustained_by_the_classic_rule_alone() -> None:
    found = outcomes(beats=None, duration_s=None, ended_by="time-cap")
    assert found.pop("CLASSIC") == "sustained"
    assert set(found.values()) <= {"cannot be determined", "not applicable"}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"beats": -1}, "between 0 and"),
        ({"beats": 2.5}, "whole number"),
        ({"beats": True}, "whole number"),
        ({"beats": "6"}, "whole number"),
        ({"beats": 10**30}, "between 0 and"),
        ({}, "beats is missing"),
        ({"duration_s": 3.0}, "beats is missing"),
        ({"beats": 3, "duration_s": -0.1}, "duration_s"),
        ({"beats": 3, "duration_s": "1"}, "duration_s"),
        ({"beats": 3, "duration_s": 10**400}, "duration_s"),
        ({"beats": 3, "ended_by": "released"}, "ended_by"),
        ({"beats": 3, "at_least": 1}, "at_least"),
        ({"beats": 3, "beat_times_s": 4}, "beat_times_s"),
        ({"beats": 3, "beat_times_s": [0.2, 0.1]}, "must increase"),
        ({"beats": 3, "beat_times_s": ["a"]}, "beat_times_s"),
        ({"beats": 3, "age_months": -1}, "age_months"),
        ({"beats": 3, "age_months": True}, "age_months"),
        ({"beats": 3, "duration": 3.0}, "unknown key 'duration'"),
        ({"beats": 3, "site": "knee"}, "site"),
        ({"beats": 3, "site": None}, "site"),
        ({"beats": 3, "side": "R"}, "side"),
        ({"beats": 3, "side": ["right"]}, "side"),
        ({"not_tested": "pain", "beats": 0}, "has no beats"),
        ({"not_tested": " "}, "reason"),
        ({"not_tested": True}, "reason"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_named(fields: dict, says: str) -> None:
    with pytest.raises(BadLine, match=says):
        judged(**fields)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "6",
        "[]",
        "null",
        "{",
        '{"site":"ankle","side":"left","beats":NaN}',
        '{"site":"ankle","side":"left","beats":1,"duration_s":1e999}',
        '{"site":"ankle","side":"left","beats":1,"beats":2}',
        "[" * 100_000,
    ],
)
def test_what_is_not_one_json_object_is_refused(line: str) -> None:
    with pytest.raises(BadLine):
        judge_line(line)


@given(
    beats=st.none() | st.integers(0, 200),
    at_least=st.booleans(),
    duration_s=st.none() | st.floats(0, 60),
    ended_by=st.sampled_from([None, "self-extinguished", "stretch-released", "time-cap"]),
    age_months=st.none() | st.floats(0, 1000),
    site=st.sampled_from(["ankle", "patella", "wrist"]),
    gaps=st.lists(st.floats(0.05, 0.5), max_size=80),
)
def test_every_rule_gives_one_of_its_outcomes_and_the_answer_is_plain_json(
    gaps: list[float], **fields: object
) -> None:
    times = [math.fsum(gaps[: i + 1]) for i in range(len(gaps))]
    answer = judged(beat_times_s=times, **fields)
    for rule_id, judgement in answer["judgements"].items():
        assert judgement["outcome"] in RULES[rule_id].outcomes + FOR_ALL


@given(st.text())
def test_any_text_is_judged_or_refused_and_never_crashes(text: str) -> None:
    with pytest.raises(BadLine):
        judge_line(text)


JAW = {"ankle": Sides.BOTH, "jaw": Sides.MIDLINE}


def test_a_site_on_the_midline_is_judged_where_it_is_known() -> None:
    line = json.dumps({"site": "jaw", "side": "midline", "beats": 6})
    judgements = json.loads(judge_line(line, sites=JAW))["judgements"]
    assert judgements["ARTICLE_GT5"]["outcome"] == "above"
    assert judgements["SCATS"]["outcome"] == "not applicable"


@pytest.mark.parametrize(
    ("site", "side", "message"),
    [
        ("jaw", "right", "side is 'right': use midline"),
        ("ankle", "midline", "side is 'midline': use right, left"),
        ("elbow", "right", "site is 'elbow': use ankle, jaw"),
    ],
)
def test_a_side_that_the_site_does_not_have_is_refused(site: str, side: str, message: str) -> None:
    with pytest.raises(BadLine, match=message):
        judge_line(json.dumps({"site": site, "side": side, "beats": 6}), sites=JAW)


# --- the Hunter criteria --------------------------------------------------------------------

NONE_FOUND = dict.fromkeys(
    (
        "spontaneous_clonus",
        "inducible_clonus",
        "ocular_clonus",
        "agitation",
        "diaphoresis",
        "tremor",
        "hyperreflexia",
        "hypertonia",
    ),
    "no",
)


def hunter(**given: object) -> dict:
    return json.loads(judge_line(json.dumps({"hunter": given})))["hunter"]


def test_a_line_about_the_hunter_criteria_is_answered_by_them_alone() -> None:
    asked = {"serotonergic_agent": "yes", **NONE_FOUND, "inducible_clonus": "yes"}
    line = json.dumps({"hunter": {**asked, "diaphoresis": "yes", "temperature_c": 38.4}})
    assert json.loads(judge_line(line)) == {
        "hunter": {
            "outcome": "satisfied",
            "branches": ["inducible_clonus_and_agitation_or_diaphoresis"],
            "unknown": [],
        }
    }


def test_what_could_still_change_the_outcome_is_named_as_it_is_asked() -> None:
    given = {"serotonergic_agent": "yes", **NONE_FOUND, "hypertonia": "yes"}
    answer = hunter(**{**given, "inducible_clonus": "unknown"}, temperature_c=None)
    assert answer == {
        "outcome": "cannot be determined",
        "branches": [],
        "unknown": ["inducible_clonus", "temperature_c"],
    }


def test_without_an_agent_the_hunter_criteria_are_not_applicable() -> None:
    answer = hunter(serotonergic_agent="no", spontaneous_clonus="yes")
    assert answer == {"outcome": "not applicable", "branches": [], "unknown": []}


def test_a_finding_that_is_not_named_is_unknown() -> None:
    spelt_out = {**dict.fromkeys(NONE_FOUND, "unknown"), "temperature_c": None}
    assert hunter() == hunter(serotonergic_agent="unknown", **spelt_out)
    assert len(hunter()["unknown"]) == 10


def test_the_mark_of_a_hunter_line_comes_back() -> None:
    line = json.dumps({"id": 0, "hunter": {"serotonergic_agent": "no"}})
    assert json.loads(judge_line(line))["id"] == 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"clonus": "yes"}, "unknown key 'clonus' in hunter"),
        ({"temperature": 38.0}, "unknown key 'temperature' in hunter"),
        ({"tremor": True}, "tremor is True: use yes, no, unknown"),
        ({"tremor": None}, "tremor is None"),
        ({"tremor": "Yes"}, "tremor is 'Yes'"),
        ({"tremor": ["yes"]}, "tremor is"),
        ({"serotonergic_agent": 1}, "serotonergic_agent is 1"),
        ({"temperature_c": "38.4"}, "temperature_c is '38.4': use a number"),
        ({"temperature_c": True}, "temperature_c is True: use a number"),
        ({"temperature_c": 24.9}, "use 25 to 46"),
        ({"temperature_c": 101.2}, "use 25 to 46"),
        ({"temperature_c": 10**400}, "use 25 to 46"),
    ],
)
def test_a_finding_that_cannot_be_is_refused_and_named(given: dict, says: str) -> None:
    with pytest.raises(BadLine, match=says):
        hunter(**given)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"hunter":{"temperature_c":NaN}}', "NaN"),
        ('{"hunter":{"temperature_c":1e999}}', "use 25 to 46"),
        ('{"hunter":{"tremor":"yes","tremor":"no"}}', "twice"),
        ('{"hunter":null}', "hunter is None"),
        ('{"hunter":[]}', "hunter is"),
        ('{"hunter":{},"beats":3}', "has no 'beats'"),
        ('{"site":"ankle","side":"left","beats":3,"hunter":{}}', "has no 'beats'"),
    ],
)
def test_a_hunter_line_holds_one_object_and_no_trial(line: str, says: str) -> None:
    with pytest.raises(BadLine, match=says):
        judge_line(line)


@given(
    features=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(NONE_FOUND, st.sampled_from(["yes", "no", "unknown"]))
    ),
    agent=st.sampled_from(["yes", "no", "unknown"]),
    temperature_c=st.none() | st.floats(25, 46) | st.integers(25, 46),
)
def test_a_branch_is_named_exactly_when_the_rule_is_satisfied(
    features: dict, agent: str, temperature_c: float | None
) -> None:
    answer = hunter(serotonergic_agent=agent, temperature_c=temperature_c, **features)
    assert bool(answer["branches"]) == (answer["outcome"] == "satisfied")
    assert bool(answer["unknown"]) == (answer["outcome"] == "cannot be determined")
    assert not set(answer["unknown"]) & {name for name in features if features[name] != "unknown"}
