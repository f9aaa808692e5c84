import pytest

from clonus_desktop.domain.anatomy import (
    ANKLE,
    PATELLA,
    SIDES,
    WRIST,
    InvalidSite,
    Place,
    Side,
    Sides,
    Site,
    places_in_order,
)

JAW = Site("jaw")


def test_right_stands_before_left():
    assert SIDES == (Side.RIGHT, Side.LEFT)
    assert list(Side)[:2] == list(SIDES)


def test_the_midline_is_no_side_and_has_no_other():
    assert Side.MIDLINE not in SIDES
    assert Side.MIDLINE.other is Side.MIDLINE


def test_a_site_is_there_on_both_sides_or_once_on_the_midline():
    assert Sides("both").each == SIDES
    assert Sides("midline").each == (Side.MIDLINE,)


@pytest.mark.parametrize(("side", "other"), [(Side.RIGHT, Side.LEFT), (Side.LEFT, Side.RIGHT)])
def test_the_other_side_is_the_opposite_and_its_other_is_the_first(side, other):
    assert side.other is other
    assert side.other.other is side


@pytest.mark.parametrize("key", ["ankle", "a", "finger-flexors", "toe2", "a" * 32])
def test_a_site_is_known_by_a_short_lower_case_key(key):
    assert str(Site(key)) == key


@pytest.mark.parametrize(
    "key",
    ["", "Ankle", "2toe", "-toe", "ankle ", "ankle\n", "knee/1", "../ankle", "épaule", "a" * 33],
)
def test_a_key_that_is_no_short_lower_case_word_is_refused(key):
    with pytest.raises(InvalidSite, match="not a site's key"):
        Site(key)


@pytest.mark.parametrize("key", [None, 3, b"ankle", ("ankle",)])
def test_a_key_that_is_no_text_is_refused(key):
    with pytest.raises(InvalidSite):
        Site(key)


def test_a_site_is_a_value_and_needs_no_list_of_sites():
    assert Site("ankle") == ANKLE
    assert len({ANKLE, PATELLA, WRIST, Site("wrist")}) == 3
    assert sorted([WRIST, ANKLE]) == [ANKLE, WRIST]


def test_the_sides_of_a_site_are_two_places():
    right, left = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
    assert right != left
    assert {right: 0, left: 6}[Place(Site("ankle"), Side.LEFT)] == 6


def test_a_place_is_called_side_then_site():
    assert str(Place(PATELLA, Side.LEFT)) == "left patella"


def test_a_place_on_the_midline_is_called_by_its_site_alone():
    assert str(Place(JAW, Side.MIDLINE)) == "jaw"
    assert Place(JAW, Side.MIDLINE) not in {Place(JAW, Side.RIGHT), Place(JAW, Side.LEFT)}


def test_both_sides_of_a_site_come_before_the_next_site():
    order = [str(place) for place in places_in_order((ANKLE, WRIST))]
    assert order == ["right ankle", "left ankle", "right wrist", "left wrist"]


def test_the_side_that_is_expected_to_be_unaffected_can_come_first():
    order = [str(place) for place in places_in_order((ANKLE, WRIST), first=Side.LEFT)]
    assert order == ["left ankle", "right ankle", "left wrist", "right wrist"]


@pytest.mark.parametrize("first", SIDES)
def test_a_site_on_the_midline_is_one_place_whichever_side_comes_first(first):
    order = places_in_order((ANKLE, JAW, WRIST), first=first, midline={JAW})
    assert [place for place in order if place.site == JAW] == [Place(JAW, Side.MIDLINE)]
    assert [str(place) for place in order][2] == "jaw"
    assert len(order) == 5


def test_no_sites_are_no_places():
    assert places_in_order(()) == ()
