"""The drugs and features that are recorded for the Hunter criteria."""

import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.exposure import (
    LONGEST_DETAIL,
    Evidence,
    Exposure,
    InvalidExposure,
    Taking,
)
from clonus_desktop.domain.hunter import FEATURES, HunterInput, read_hunter
from clonus_desktop.domain.hunter_record import (
    LONGEST_CONFIRMED_BY,
    MOST_EXPOSURES,
    HunterRecord,
    InvalidHunterRecord,
    suggested_inducible,
)
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.domain.trial import EndedBy, Trial, sustained_trial

YES, NO, UNKNOWN = ThreeValued.YES, ThreeValued.NO, ThreeValued.UNKNOWN
DAY = date(2026, 11, 23)
SERTRALINE = Exposure(
    drug="sertraline",
    drug_class="SSRI",
    serotonergic=YES,
    evidence=Evidence.CONFIRMED,
    taking=Taking.CURRENT,
)
TRAMADOL = Exposure(
    drug="tramadol",
    drug_class="opioid",
    serotonergic=YES,
    evidence=Evidence.CONFIRMED,
    taking=Taking.STOPPED,
    last_dose_on=DAY,
    last_dose_at=time(5, 30),
)
RITONAVIR = Exposure(
    drug="ritonavir", drug_class="raises levels", serotonergic=NO, taking=Taking.CURRENT
)


def last_taken(days, drug="tramadol"):
    return replace(TRAMADOL, drug=drug, last_dose_on=DAY - timedelta(days), last_dose_at=None)


# --- five weeks -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "within"), [(0, YES), (1, YES), (35, YES), (36, NO), (400, NO), (-1, NO)]
)
def test_a_last_dose_counts_up_to_35_days_before_the_examination(days, within):
    assert last_taken(days).within_window(DAY) is within


def test_a_current_drug_counts_and_an_unknown_last_dose_is_unknown():
    assert SERTRALINE.counts_on(DAY) is YES
    assert replace(SERTRALINE, taking=Taking.NOT_KNOWN).counts_on(DAY) is UNKNOWN


def test_a_drug_that_only_raises_levels_is_no_serotonergic_agent():
    assert RITONAVIR.within_window(DAY) is YES
    assert RITONAVIR.counts_on(DAY) is NO


@pytest.mark.parametrize(
    ("exposures", "agent"),
    [
        ((), UNKNOWN),
        ((SERTRALINE,), YES),
        ((last_taken(60), SERTRALINE), YES),
        ((replace(SERTRALINE, taking=Taking.NOT_KNOWN),), UNKNOWN),
        ((RITONAVIR,), UNKNOWN),
        ((last_taken(60),), UNKNOWN),
    ],
)
def test_a_list_of_drugs_says_yes_or_leaves_it_open_and_never_says_no(exposures, agent):
    assert HunterRecord(exposures=exposures).agent(DAY) is agent


def test_what_the_clinician_states_stands_before_the_list():
    listed = HunterRecord(exposures=(SERTRALINE,))
    assert replace(listed, stated_agent=NO).agent(DAY) is NO
    assert HunterRecord(stated_agent=YES).agent(DAY) is YES


def test_classes_are_counted_once_and_only_within_five_weeks():
    second = replace(SERTRALINE, drug="citalopram")
    exposures = (SERTRALINE, second, TRAMADOL, RITONAVIR, last_taken(60, drug="lithium"))
    record = HunterRecord(exposures=exposures)
    assert record.classes_within_window(DAY) == ("SSRI", "opioid")


# --- what cannot be -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"drug": " "}, "needs its name"),
        ({"dose": "x" * (LONGEST_DETAIL + 1)}, "dose is 201 characters long; at most 200"),
        ({"drug": "x" * 121}, "drug is 121 characters long; at most 120"),
        ({"last_dose_on": None, "last_dose_at": None}, "needs the day of its last dose"),
        ({"taking": Taking.NOT_KNOWN}, "so it is current or stopped"),
        ({"taking": Taking.CURRENT, "last_dose_on": None}, "without its day"),
        ({"last_dose_at": time(5, 30, 1)}, "hours and minutes"),
        ({"started_on": DAY + timedelta(1)}, "started after its last dose"),
    ],
)
def test_a_drug_whose_entries_contradict_is_refused(changes, says):
    with pytest.raises(InvalidExposure, match=says):
        replace(TRAMADOL, **changes)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"exposures": (TRAMADOL, replace(TRAMADOL, drug="Tramadol"))}, "stands twice"),
        (
            {"exposures": tuple(last_taken(0, str(n)) for n in range(MOST_EXPOSURES + 1))},
            "31 drugs",
        ),
        ({"features": {HunterInput.TREMOR: YES}}, "each of the eight features"),
        ({"features": dict.fromkeys(FEATURES, "yes")}, "none of yes, no, unknown"),
        ({"temperature_c": 100.4}, "use 25 to 46"),
        ({"inducible_confirmed_by": "Dr P Okafor"}, "nobody confirmed it"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(changes, says):
    with pytest.raises(InvalidHunterRecord, match=says):
        HunterRecord(**changes)


def test_a_name_that_is_too_long_is_refused_and_cut_when_it_is_confirmed():
    name = "x" * (LONGEST_CONFIRMED_BY + 1)
    confirmed = HunterRecord().with_feature(HunterInput.INDUCIBLE_CLONUS, YES, confirmed_by=name)
    assert confirmed.inducible_confirmed_by == name[:-1]
    with pytest.raises(InvalidHunterRecord, match="too long"):
        replace(confirmed, inducible_confirmed_by=name)


# --- changing -------------------------------------------------------------------------------


def test_inducible_clonus_keeps_who_confirmed_it_until_it_is_answered_anew():
    record = HunterRecord().with_feature(
        HunterInput.INDUCIBLE_CLONUS, YES, confirmed_by="Dr P Okafor"
    )
    assert record.inducible_confirmed_by == "Dr P Okafor"
    assert record.with_feature(HunterInput.TREMOR, YES).inducible_confirmed_by == "Dr P Okafor"
    open_again = record.with_feature(HunterInput.INDUCIBLE_CLONUS, UNKNOWN, confirmed_by="X")
    assert open_again == HunterRecord()


def test_a_drug_entered_again_replaces_its_entry_and_keeps_its_turn():
    record = HunterRecord(exposures=(SERTRALINE, TRAMADOL))
    more = replace(SERTRALINE, drug="Sertraline", dose="100 mg")
    assert record.with_exposure(more).exposures == (more, TRAMADOL)
    assert record.with_exposure(RITONAVIR).exposures == (SERTRALINE, TRAMADOL, RITONAVIR)
    assert record.without_exposure("SERTRALINE").exposures == (TRAMADOL,)


def test_the_rule_sees_what_was_recorded():
    record = HunterRecord(exposures=(SERTRALINE,), temperature_c=38.4)
    record = record.with_feature(HunterInput.INDUCIBLE_CLONUS, YES)
    assert read_hunter(record.inputs(DAY)).outcome == "cannot be determined"
    record = record.with_feature(HunterInput.DIAPHORESIS, YES)
    assert read_hunter(record.inputs(DAY)).outcome == "satisfied"


# --- what the findings suggest --------------------------------------------------------------

PLACES = places_in_order((ANKLE, PATELLA, WRIST))
LEFT_ANKLE = Place(ANKLE, Side.LEFT)
NO_CLONUS = {place: ClonusTest(place=place, trials=(Trial(beats=0),)) for place in PLACES}


@pytest.mark.parametrize(
    "trial",
    [
        Trial(beats=1),
        Trial(duration_s=1.2),
        sustained_trial(),
        Trial(beat_times_s=(0.2,)),
        Trial(beats=10, at_least=True, ended_by=EndedBy.STRETCH_RELEASED),
    ],
)
def test_any_clonus_at_any_place_suggests_inducible_clonus_and_names_the_place(trial):
    tests = {LEFT_ANKLE: ClonusTest(place=LEFT_ANKLE, trials=(trial,))}
    assert suggested_inducible(PLACES, tests) == (YES, (LEFT_ANKLE,))


def test_all_places_with_0_beats_suggest_none():
    timed = Trial(beats=0, duration_s=2.0)
    tests = {**NO_CLONUS, LEFT_ANKLE: ClonusTest(place=LEFT_ANKLE, trials=(timed,))}
    assert suggested_inducible(PLACES, tests) == (NO, ())


def test_a_place_that_was_not_tested_or_not_examined_leaves_it_open():
    pain = ClonusTest(place=LEFT_ANKLE, not_tested=NotTested(reason=NotTestedReason.PAIN))
    assert suggested_inducible(PLACES, {**NO_CLONUS, LEFT_ANKLE: pain}) == (UNKNOWN, ())
    unfinished = {place: test for place, test in NO_CLONUS.items() if place != LEFT_ANKLE}
    assert suggested_inducible(PLACES, unfinished) == (UNKNOWN, ())
    assert suggested_inducible((), {}) == (UNKNOWN, ())


def test_a_time_of_0_s_without_a_count_shows_neither_clonus_nor_its_absence():
    timed = ClonusTest(place=LEFT_ANKLE, trials=(Trial(duration_s=0.0),))
    assert suggested_inducible((LEFT_ANKLE,), {LEFT_ANKLE: timed}) == (UNKNOWN, ())


# --- the stored form ------------------------------------------------------------------------

ANSWERS = st.sampled_from(ThreeValued)
DAYS = st.dates(date(2020, 1, 1), DAY)
MINUTES = st.times().map(lambda at: time(at.hour, at.minute))


@st.composite
def exposures(draw):
    taking = draw(st.sampled_from(Taking))
    has_day = taking is Taking.STOPPED or (taking is Taking.CURRENT and draw(st.booleans()))
    last = draw(DAYS) if has_day else None
    started = draw(st.none() | st.dates(date(2019, 1, 1), last or DAY))
    return Exposure(
        drug=draw(st.text(min_size=1, max_size=40).filter(str.strip)),
        drug_class=draw(st.text(max_size=20)),
        serotonergic=draw(ANSWERS),
        evidence=draw(st.sampled_from(Evidence)),
        dose=draw(st.text(max_size=20)),
        route=draw(st.text(max_size=20)),
        source=draw(st.text(max_size=20)),
        started_on=started,
        taking=taking,
        last_dose_on=last,
        last_dose_at=draw(st.none() | MINUTES) if last else None,
        overdose=draw(ANSWERS),
    )


@st.composite
def records(draw):
    features = {item: draw(ANSWERS) for item in FEATURES}
    is_open = features[HunterInput.INDUCIBLE_CLONUS] is UNKNOWN
    drugs = st.lists(exposures(), max_size=3, unique_by=lambda entry: entry.drug.casefold())
    return HunterRecord(
        exposures=tuple(draw(drugs)),
        stated_agent=draw(st.none() | ANSWERS),
        features=features,
        temperature_c=draw(st.none() | st.floats(25, 46)),
        inducible_confirmed_by="" if is_open else draw(st.text(max_size=30)),
    )


@given(records())
def test_a_record_comes_back_from_its_stored_form_as_it_was(record):
    stored = json.loads(json.dumps(record.to_content(), allow_nan=False))
    assert HunterRecord.from_content(stored) == record


def test_a_record_in_which_nothing_was_entered_is_stored_as_nothing():
    assert HunterRecord().to_content() == {}
    assert HunterRecord.from_content({}) == HunterRecord()


STORED = HunterRecord(exposures=(TRAMADOL,), stated_agent=YES, temperature_c=38.4).to_content()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mood": "low"}, "unknown key 'mood'"),
        ({"exposures": {}}, "exposures must be a list"),
        ({"exposures": ["tramadol"]}, "a drug must be an object"),
        ({"exposures": [{**STORED["exposures"][0], "taking": "current", "drug": ""}]}, "its name"),
        ({"exposures": [{**STORED["exposures"][0], "last_dose_on": "today"}]}, "last_dose_on must"),
        ({"stated_agent": "perhaps"}, "stated_agent is 'perhaps'"),
        ({"features": {}}, "features lacks"),
        ({"features": {**STORED["features"], "tremor": None}}, "tremor must be a text"),
        ({"temperature_c": "38.4"}, "temperature_c is '38.4'"),
        ({"inducible_confirmed_by": None}, "inducible_confirmed_by must be a text"),
    ],
)
def test_a_stored_value_that_cannot_be_is_named_and_not_passed_over(change, says):
    with pytest.raises(InvalidHunterRecord, match=says):
        HunterRecord.from_content({**STORED, **change})
