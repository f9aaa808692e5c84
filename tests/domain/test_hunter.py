"""The Hunter criteria against the publication, and every combination against brute force."""

from collections import Counter
from functools import cache
from itertools import product

import pytest

from clonus_desktop.domain.hunter import (
    BRANCHES,
    COLDEST_C,
    FEATURES,
    HOTTEST_C,
    HUNTER_ID,
    HUNTER_SOURCE_KEY,
    HUNTER_VERSION,
    INPUT_WORDS,
    HunterInput,
    HunterInputs,
    InvalidHunterInputs,
    read_hunter,
)
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.wordings import load_rule_texts

YES, NO, UNKNOWN = ThreeValued.YES, ThreeValued.NO, ThreeValued.UNKNOWN
NOTHING_FOUND = dict.fromkeys(FEATURES, NO)
TEMPERATURES = {YES: 38.1, NO: 38.0, UNKNOWN: None}


def inputs_of(values, *, agent=YES):
    """Nine values: the eight features and whether the temperature is above 38 °C."""
    *features, fever = values
    named = {str(item): value for item, value in zip(FEATURES, features, strict=True)}
    return HunterInputs(serotonergic_agent=agent, temperature_c=TEMPERATURES[fever], **named)


def outcome_with(agent=YES, temperature_c=37.0, **found):
    return read_hunter(
        HunterInputs(
            serotonergic_agent=agent, temperature_c=temperature_c, **{**NOTHING_FOUND, **found}
        )
    )


# --- the publication ------------------------------------------------------------------------


def published(spontaneous, inducible, ocular, agitation, diaphoresis, tremor, hyper, tone, fever):
    """Dunkley 2003, written down once more by hand and in two-valued logic."""
    return (
        spontaneous
        or (inducible and (agitation or diaphoresis))
        or (ocular and (agitation or diaphoresis))
        or (tremor and hyper)
        or (tone and fever and (ocular or inducible))
    )


@cache
def satisfied(values):
    return bool(published(*(value is YES for value in values)))


def test_with_an_agent_437_of_the_512_combinations_satisfy_the_rule_and_75_do_not():
    outcomes = Counter()
    for values in product((YES, NO), repeat=9):
        reading = read_hunter(inputs_of(values))
        assert reading.outcome == ("satisfied" if satisfied(values) else "not satisfied")
        assert reading.unknown == ()
        outcomes[reading.outcome] += 1
    assert outcomes == {"satisfied": 437, "not satisfied": 75}


def test_without_an_agent_the_rule_is_not_applicable_whatever_was_found():
    for values in product((YES, NO, UNKNOWN), repeat=9):
        reading = read_hunter(inputs_of(values, agent=NO))
        assert (reading.outcome, reading.fired, reading.unknown) == ("not applicable", (), ())


# --- what is unknown ------------------------------------------------------------------------


@cache
def completions(values):
    """The outcomes that are still possible, found by asking every unknown in turn."""
    if UNKNOWN not in values:
        return frozenset({satisfied(values)})
    at = values.index(UNKNOWN)
    return completions(_put(values, at, YES)) | completions(_put(values, at, NO))


@cache
def tips(values, at):
    """True when some answer to the other unknowns lets this one decide."""
    others = [i for i, value in enumerate(values) if value is UNKNOWN and i != at]
    if not others:
        return satisfied(_put(values, at, YES)) != satisfied(_put(values, at, NO))
    return any(tips(_put(values, others[0], answer), at) for answer in (YES, NO))


def _put(values, at, answer):
    return (*values[:at], answer, *values[at + 1 :])


def named(values):
    return tuple(
        item
        for at, item in enumerate((*FEATURES, HunterInput.TEMPERATURE))
        if values[at] is UNKNOWN and tips(values, at)
    )


def test_every_three_valued_combination_is_decided_exactly_when_all_completions_agree():
    seen = 0
    for values in product((YES, NO, UNKNOWN), repeat=9):
        reading, possible = read_hunter(inputs_of(values)), completions(values)
        if len(possible) == 2:
            assert reading.outcome == "cannot be determined"
            assert reading.unknown == named(values) != ()
        else:
            assert reading.outcome == ("satisfied" if True in possible else "not satisfied")
            assert reading.unknown == ()
        seen += 1
    assert seen == 3**9


def test_with_an_unknown_agent_it_is_open_unless_no_branch_can_be_satisfied_any_more():
    for values in product((YES, NO, UNKNOWN), repeat=9):
        reading, possible = read_hunter(inputs_of(values, agent=UNKNOWN)), completions(values)
        assert reading.fired == ()
        if possible == {False}:
            assert (reading.outcome, reading.unknown) == ("not satisfied", ())
        else:
            assert reading.outcome == "cannot be determined"
            assert reading.unknown == (HunterInput.SEROTONERGIC_AGENT, *named(values))


def test_nothing_known_leaves_everything_open():
    reading = read_hunter(HunterInputs())
    assert reading.outcome == "cannot be determined"
    assert reading.unknown == tuple(HunterInput)


def test_only_what_could_still_tip_the_outcome_is_named():
    assert outcome_with(inducible_clonus=YES, diaphoresis=UNKNOWN).unknown == (
        HunterInput.DIAPHORESIS,
    )
    assert outcome_with(tremor=UNKNOWN).outcome == "not satisfied"
    assert outcome_with(tremor=UNKNOWN, hyperreflexia=UNKNOWN).unknown == (
        HunterInput.TREMOR,
        HunterInput.HYPERREFLEXIA,
    )


# --- the vectors of the clinical ground truth ----------------------------------------------


def test_spontaneous_clonus_alone_satisfies_the_rule():
    only = HunterInputs(serotonergic_agent=YES, spontaneous_clonus=YES)
    assert read_hunter(only).outcome == "satisfied"


def test_inducible_clonus_with_diaphoresis_satisfies_it_although_agitation_is_unknown():
    found = outcome_with(inducible_clonus=YES, diaphoresis=YES, agitation=UNKNOWN)
    assert found.outcome == "satisfied"
    assert [r.branch.id for r in found.fired] == ["inducible_clonus_and_agitation_or_diaphoresis"]
    assert found.fired[0].present == (
        (HunterInput.INDUCIBLE_CLONUS,),
        (HunterInput.DIAPHORESIS,),
    )


def test_inducible_clonus_with_unknown_diaphoresis_cannot_be_determined():
    assert outcome_with(inducible_clonus=YES, diaphoresis=UNKNOWN).outcome == "cannot be determined"


@pytest.mark.parametrize(
    ("temperature_c", "outcome"),
    [(38.0, "not satisfied"), (38, "not satisfied"), (38.1, "satisfied"), (39, "satisfied")],
)
def test_the_temperature_has_to_be_above_38_and_not_at_it(temperature_c, outcome):
    found = outcome_with(hypertonia=YES, inducible_clonus=YES, temperature_c=temperature_c)
    assert found.outcome == outcome


def test_hypertonia_alone_and_fever_beside_inducible_clonus_do_not_satisfy_it():
    assert outcome_with(hypertonia=YES).outcome == "not satisfied"
    assert outcome_with(inducible_clonus=YES, temperature_c=40.0).outcome == "not satisfied"


def test_the_agent_alone_decides_when_a_branch_is_there():
    found = outcome_with(agent=UNKNOWN, spontaneous_clonus=YES)
    assert found.unknown == (HunterInput.SEROTONERGIC_AGENT,)
    assert found.trace[0].state is YES


# --- the trace ------------------------------------------------------------------------------


def test_the_trace_tells_the_state_of_each_part_of_each_branch():
    found = outcome_with(inducible_clonus=YES, diaphoresis=UNKNOWN, temperature_c=None)
    states = {reading.branch.id: (reading.state, reading.part_states) for reading in found.trace}
    assert [*states.values()] == [
        (NO, (NO,)),
        (UNKNOWN, (YES, UNKNOWN)),
        (NO, (NO, UNKNOWN)),
        (NO, (NO, NO)),
        (NO, (NO, UNKNOWN, YES)),
    ]


def test_the_five_branches_keep_their_names():
    assert [branch.id for branch in BRANCHES] == [
        "spontaneous_clonus",
        "inducible_clonus_and_agitation_or_diaphoresis",
        "ocular_clonus_and_agitation_or_diaphoresis",
        "tremor_and_hyperreflexia",
        "hypertonia_and_temperature_above_38_and_ocular_or_inducible_clonus",
    ]


def test_the_rule_has_its_words_source_and_version():
    text = load_rule_texts()[HUNTER_ID]
    assert (text.version, text.source.key) == (HUNTER_VERSION, HUNTER_SOURCE_KEY)
    assert set(INPUT_WORDS) == set(HunterInput)


# --- what cannot be -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [True, "38", float("nan"), float("inf"), COLDEST_C - 0.1, HOTTEST_C + 0.1, 100.4]
)
def test_a_temperature_that_no_patient_has_is_refused(value):
    with pytest.raises(InvalidHunterInputs, match="temperature_c is"):
        HunterInputs(temperature_c=value)


def test_the_coldest_and_the_hottest_patient_are_taken():
    assert HunterInputs(temperature_c=COLDEST_C).state_of(HunterInput.TEMPERATURE) is NO
    assert HunterInputs(temperature_c=HOTTEST_C).state_of(HunterInput.TEMPERATURE) is YES


@pytest.mark.parametrize("value", [True, None, "perhaps", "yes"])
def test_a_feature_is_yes_no_or_unknown_and_nothing_else(value):
    with pytest.raises(InvalidHunterInputs, match="tremor is"):
        HunterInputs(tremor=value)
