import pytest

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context_form import (
    ContextForm,
    ContextSection,
    Drug,
    DrugKind,
    SectionKind,
)
from clonus_desktop.domain.context_item import (
    ContextItem,
    InvalidContextForm,
    Limb,
    Option,
    Per,
    Scale,
    Spot,
)

ABSENT = Option(key="absent", label="Absent", words="absent")
PRESENT = Option(key="present", label="Present", words="present")
SIDED = {
    "both": "it was {answer}",
    "one": "the {side} was {answer}",
    "differ": "{right} and {left}",
}
OTHER = Drug(key="other", label="Other", words="another drug", kind=DrugKind.DOSES)


def item(**fields):
    usual = {
        "key": "sign",
        "label": "Sign",
        "noun": "sign",
        "per": Per.SIDE,
        "source": "general",
        "options": (ABSENT, PRESENT),
    }
    clauses = SIDED if fields.get("per", Per.SIDE) is Per.SIDE else {}
    return ContextItem(**{**usual, **clauses, **fields})


REFLEX = item(key="knee", options=())
SCALE = Scale(key="own", label="Own", name="own scale", source="general", options=(ABSENT, PRESENT))


def section(**fields):
    return ContextSection(**{"key": "signs", "title": "Signs", "items": (item(),), **fields})


def form(**fields):
    return ContextForm(**{"version": 1, "sections": (section(),), "drugs": (OTHER,), **fields})


def test_an_item_asks_right_before_left_and_arm_before_leg():
    limbs = item(per=Per.LIMB, all="it was {answers}", both="", one="", differ="")
    assert [spot.where for spot in limbs.spots] == [
        "right arm",
        "left arm",
        "right leg",
        "left leg",
    ]
    assert [spot.where for spot in item().spots] == ["right", "left"]
    assert [spot.where for spot in item(per=Per.NONE).spots] == [""]


def test_a_limb_has_a_side():
    with pytest.raises(InvalidContextForm, match="The arm of 'tone' needs its side"):
        Spot("tone", None, Limb.ARM)
    assert Spot("tone", Side.LEFT, Limb.ARM).where == "left arm"


@pytest.mark.parametrize("key", ["", "Tone", "a b", "x" * 33, 7, None])
def test_a_key_is_a_short_word(key):
    with pytest.raises(InvalidContextForm, match="must be 1-32 of"):
        Spot(key)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"label": ""}, "label must be words"),
        ({"words": 3}, "words must be words"),
        ({"meaning": None}, "meaning must be words"),
        ({"both": 1}, "both must be words"),
        ({"key": "not-assessed"}, "is an answer of every item already"),
    ],
)
def test_an_answer_has_its_words(fields, message):
    with pytest.raises(InvalidContextForm, match=message):
        Option(**{"key": "a", "label": "A", "words": "a", **fields})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"per": "side"}, "per must be none, side or limb"),
        ({"options": (ABSENT,)}, "at least two answers"),
        ({"options": [ABSENT, PRESENT]}, "at least two answers"),
        ({"options": (ABSENT, ABSENT)}, "option 'absent' stands twice"),
        ({"both": "it was so"}, r"both must hold the blanks \('answer',\)"),
        ({"one": "it was {answer}"}, "one must hold the blanks"),
        ({"all": "it was {answers}"}, "all must hold the blanks"),
        ({"differ": None}, "differ must hold the blanks"),
        ({"dated": True}, "dated must be true or false, and needs per = none"),
        ({"dated": 1, "per": Per.NONE}, "dated must be true or false"),
        ({"options": (), "per": Per.NONE}, "option is missing"),
        ({"source": "A"}, "source must be 1-32"),
        ({"noun": " "}, "noun must be words"),
    ],
)
def test_an_item_that_cannot_be_asked_is_refused(fields, message):
    with pytest.raises(InvalidContextForm, match=message):
        item(**fields)


def test_a_reflex_takes_the_grades_of_the_scale_and_none_without():
    made = form(sections=(section(items=(REFLEX,), scales=(SCALE,)),))
    assert REFLEX.is_graded
    assert made.options(REFLEX, "own") == (ABSENT, PRESENT)
    assert made.options(REFLEX, "") == ()
    assert made.options(item(), "") == (ABSENT, PRESENT)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"items": ()}, "needs one"),
        ({"kind": SectionKind.DRUGS}, "a section of drugs holds none"),
        ({"items": (REFLEX,)}, "graded items need one"),
        ({"scales": (SCALE,)}, "no other item has one"),
        ({"items": (REFLEX,), "scales": (SCALE, SCALE)}, "scale 'own' stands twice"),
        ({"title": ""}, "title must be words"),
        ({"hint": None}, "hint must be words"),
    ],
)
def test_a_section_holds_what_its_kind_says(fields, message):
    with pytest.raises(InvalidContextForm, match=message):
        section(**fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"version": "1"}, "version must be a number from 1"),
        ({"version": True}, "version must be a number from 1"),
        ({"version": 0}, "version must be a number from 1"),
        ({"sections": (section(), section())}, "section 'signs' stands twice"),
        ({"sections": (section(), section(key="more"))}, "item 'sign' stands twice"),
        ({"drugs": ()}, "the one with the key 'other' is missing"),
        ({"drugs": (OTHER, OTHER)}, "drug 'other' stands twice"),
        (
            {
                "sections": (
                    section(items=(REFLEX,), scales=(SCALE,)),
                    section(key="b", items=(item(key="a", options=()),), scales=(SCALE,)),
                )
            },
            "only one section can have scales",
        ),
    ],
)
def test_a_form_with_two_of_a_kind_is_refused(fields, message):
    with pytest.raises(InvalidContextForm, match=message):
        form(**fields)


def test_a_scale_and_a_drug_have_names():
    with pytest.raises(InvalidContextForm, match="name must be words"):
        Scale(key="own", label="Own", name="", source="general", options=(ABSENT, PRESENT))
    with pytest.raises(InvalidContextForm, match="words must be words"):
        Drug(key="own", label="Own", words="", kind=DrugKind.PUMP)


def test_what_a_form_does_not_have_is_none():
    made = form()
    assert made.item("sign") == item()
    assert (made.item("x"), made.scale("x"), made.drug("x")) == (None, None, None)
    assert made.drug("other") == OTHER
