import json
from datetime import date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.context_forms import load_context_form
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context import (
    Context,
    InvalidContext,
    blank_context,
    completed,
    option_of,
)
from clonus_desktop.domain.context_item import NOT_ASSESSED, Limb, Spot
from clonus_desktop.domain.dates import ApproximateDate
from clonus_desktop.domain.drugs import DrugUse, LastDose

FORM = load_context_form()
BLANK = blank_context(FORM)
KNEE, LEFT_KNEE = Spot("knee", Side.RIGHT), Spot("knee", Side.LEFT)
GAIT, ONSET = Spot("gait"), Spot("onset")
RIGHT_LEG, LEFT_LEG = (Spot("tone", side, Limb.LEG) for side in (Side.RIGHT, Side.LEFT))
BACLOFEN = DrugUse(drug="baclofen-oral", dose="10 mg")


def test_a_new_context_says_of_every_question_that_it_was_not_assessed():
    assert {BLANK.answer(spot) for spot in FORM.spots()} == {NOT_ASSESSED}
    assert BLANK.drugs is None
    assert BLANK.is_blank
    assert not BLANK.says_something


def test_a_blank_context_is_nothing_in_the_record():
    assert BLANK.to_content() == {}


def test_every_question_of_a_saved_context_is_answered_or_not_assessed():
    content = BLANK.with_answer(GAIT, "spastic").to_content()
    asked = {(spot.item, spot.where) for spot in FORM.spots()}
    saved = {**content["answers"], **content["grades"]}
    assert {(item, where) for item, places in saved.items() for where in places} == asked
    assert saved["plantar"] == {"right": NOT_ASSESSED, "left": NOT_ASSESSED}
    assert saved["gait"] == {"": "spastic"}


def test_a_grade_without_its_scale_cannot_exist():
    with pytest.raises(InvalidContext, match="a grade and no scale"):
        BLANK.with_answer(KNEE, "2")
    graded = BLANK.on_scale("ninds").with_answer(KNEE, "2")
    assert graded.answer(KNEE) == "2"
    assert graded.is_assessed(KNEE)


def test_another_scale_takes_the_grades_away_as_they_meant_something_else():
    graded = BLANK.on_scale("ninds").with_answer(KNEE, "4")
    assert graded.on_scale("ninds") is graded
    assert graded.on_scale("bedside-5").answer(KNEE) == NOT_ASSESSED


def test_a_scale_alone_is_kept_and_says_nothing():
    chosen = BLANK.on_scale("ninds")
    assert not chosen.is_blank
    assert not chosen.says_something


def test_no_drug_taken_is_an_answer_and_is_not_the_same_as_not_assessed():
    none = BLANK.taking(())
    assert none.says_something
    assert none.to_content()["drugs"] == []
    assert Context.from_content(none.to_content()).drugs == ()
    assert Context.from_content(none.taking(None).on_scale("ninds").to_content()).drugs is None


def test_the_same_on_the_left_copies_what_was_found_on_the_right():
    toned = BLANK.with_answer(RIGHT_LEG, "2")
    assert toned.same_on_left(FORM.item("tone"), Limb.LEG).answer(LEFT_LEG) == "2"
    assert toned.same_on_left(FORM.item("tone"), Limb.ARM) == toned
    graded = BLANK.on_scale("ninds").with_answer(KNEE, "3").same_on_left(FORM.item("knee"))
    assert graded.answer(LEFT_KNEE) == "3"


def test_a_date_goes_with_its_answer():
    dated = BLANK.with_answer(ONSET, "new").since("onset", ApproximateDate(2024, 3))
    assert dated.to_content()["dates"] == {"onset": "2024-03"}
    assert dated.with_answer(ONSET, "long-standing").dates == dated.dates
    assert dated.with_answer(ONSET, NOT_ASSESSED).dates == {}
    assert dated.since("onset", None).dates == {}
    with pytest.raises(InvalidContext, match="'onset' has a date and no answer"):
        BLANK.since("onset", ApproximateDate(2024))


def test_an_answer_stands_in_the_words_of_the_form():
    context = BLANK.on_scale("ninds").with_answer(KNEE, "2")
    assert option_of(context, KNEE, FORM).words == "2/4"
    assert option_of(context, LEFT_KNEE, FORM) is None


def test_an_answer_that_the_form_no_longer_knows_stands_under_its_key():
    context = Context(form=1, answers={Spot("jaw-jerk"): "brisk", GAIT: "robotic"})
    assert option_of(context, Spot("jaw-jerk"), FORM).words == "brisk"
    assert option_of(context, GAIT, FORM).label == "robotic"


def test_a_question_that_is_new_to_a_context_was_not_assessed():
    old = Context(form=1, answers={GAIT: "spastic"})
    assert completed(old, FORM).answer(GAIT) == "spastic"
    assert completed(old, FORM).answer(KNEE) == NOT_ASSESSED
    assert set(completed(old, FORM).grades) >= {KNEE, LEFT_KNEE}


def test_a_context_cannot_be_changed_behind_its_back():
    answers = {GAIT: "spastic"}
    context = Context(form=1, answers=answers)
    answers[GAIT] = "steady"
    assert context.answer(GAIT) == "spastic"
    with pytest.raises(TypeError):
        context.answers[GAIT] = "steady"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"form": 0}, "form must be a version"),
        ({"form": True}, "form must be a version"),
        ({"form": "1"}, "form must be a version"),
        ({"scale": "NINDS scale"}, "answer must be 1-32"),
        ({"answers": {GAIT: "so so"}}, "answer must be 1-32"),
        ({"answers": {GAIT: None}}, "answer must be 1-32"),
        ({"dates": {"On set": ApproximateDate(2024)}}, "item must be 1-32"),
        ({"drugs": (BACLOFEN, BACLOFEN)}, "A drug stands twice"),
        (
            {"answers": {KNEE: "2"}, "grades": {KNEE: "2"}, "scale": "ninds"},
            "'knee' is graded and answered",
        ),
    ],
)
def test_a_context_that_contradicts_itself_is_refused(fields, message):
    with pytest.raises(InvalidContext, match=message):
        Context(**{"form": 1, **fields})


def test_two_drugs_that_the_form_does_not_list_may_stand_beside_each_other():
    two = (DrugUse(drug="other", name="nabiximols"), DrugUse(drug="other", name="quinine"))
    assert BLANK.taking(two).drugs == two


CONTENT = BLANK.on_scale("ninds").with_answer(KNEE, "2").taking((BACLOFEN,)).to_content()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"more": 1}, "A context has the keys"),
        ({"scale": None}, "scale must be text"),
        ({"form": "1"}, "scale must be text and form a number"),
        ({"answers": []}, "answers must be a table"),
        ({"answers": {"gait": "spastic"}}, "'gait' must be a table"),
        ({"answers": {"gait": {"middle": "spastic"}}}, "'gait' has no place 'middle'"),
        ({"answers": {"Gait": {"": "spastic"}}}, "answers: item must be 1-32"),
        ({"grades": 3}, "grades must be a table"),
        ({"dates": []}, "dates must be a table"),
        ({"dates": {"onset": "soon"}}, "dates: 'soon' is no date"),
        ({"drugs": "baclofen"}, "drugs must be a list or null"),
        ({"drugs": [{"drug": "baclofen-oral"}]}, "drugs: A drug has the keys"),
    ],
)
def test_a_content_that_is_no_context_is_refused_and_nothing_of_it_ignored(change, message):
    with pytest.raises(InvalidContext, match=message):
        Context.from_content({**CONTENT, **change})


def test_a_content_that_lacks_a_key_is_refused():
    with pytest.raises(InvalidContext, match="A context has the keys"):
        Context.from_content({key: value for key, value in CONTENT.items() if key != "drugs"})


@st.composite
def contexts(draw):
    context = blank_context(FORM).on_scale(draw(st.sampled_from(["", "ninds", "bedside-5"])))
    for item in FORM.items:
        for spot in item.spots:
            options = FORM.options(item, context.scale)
            keys = st.sampled_from([NOT_ASSESSED, *(option.key for option in options)])
            context = context.with_answer(spot, draw(keys))
    if context.is_assessed(ONSET):
        context = context.since("onset", draw(st.none() | approximate_dates()))
    drugs = st.lists(uses(), max_size=4, unique_by=lambda use: use.drug).map(tuple)
    return context.taking(draw(st.none() | drugs))


def approximate_dates():
    return st.dates(min_value=date(1900, 1, 1)).flatmap(
        lambda day: st.sampled_from(
            [
                ApproximateDate(day.year),
                ApproximateDate(day.year, day.month),
                ApproximateDate(day.year, day.month, day.day),
            ]
        )
    )


def uses():
    zone = timezone(timedelta(hours=1))
    times = st.datetimes(timezones=st.just(zone))
    text = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80)
    return st.builds(
        DrugUse,
        drug=st.sampled_from([drug.key for drug in FORM.drugs]),
        name=text,
        dose=text,
        last_dose=times | st.dates() | st.sampled_from(LastDose),
    )


@given(contexts())
def test_a_context_comes_back_from_the_record_as_it_was(context):
    content = json.loads(json.dumps(context.to_content()))
    if context.is_blank:
        assert content == {}
    else:
        assert Context.from_content(content) == context


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(CONTENT)), JSON))
def test_any_other_content_is_read_or_refused_by_name(change):
    try:
        context = Context.from_content({**CONTENT, **change})
    except InvalidContext:
        return
    assert context.is_blank or Context.from_content(context.to_content()) == context
