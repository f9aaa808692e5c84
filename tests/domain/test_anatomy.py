import pytest

from clonus_desktop.domain.anatomy import (
    ANKLE,
    PATELLA,
    WRIST,
    InvalidSite,
    Place,
    Side,
    Site,
    places_in_order,
)


def test_right_stands_before_left():
    assert list(Side) == [Side.RIGHT, Side.LEFT]


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


def test_both_sides_of_a_site_come_before_the_next_site():
    order = [str(place) for place in places_in_order((ANKLE, WRIST))]
    assert order == ["right ankle", "left ankle", "right wrist", "left wrist"]


def test_the_side_that_is_expected_to_be_unaffected_can_come_first():
    order = [str(place) for place in places_in_order((ANKLE, WRIST), first=Side.LEFT)]
    assert order == ["left ankle", "right ankle", "left wrist", "right wrist"]


def test_no_sites_are_no_places():
    assert places_in_order(()) == ()
