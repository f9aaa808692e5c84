import pytest

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Side, Site
from clonus_desktop.domain.practice import NOBODY, InvalidPractice, Practice
from clonus_desktop.domain.rules import RULES, UnknownRule, rules_with_a_limit

SITES = (ANKLE, PATELLA, WRIST)


def names(places):
    return [str(place) for place in places]


def test_before_anything_was_entered_nobody_signs_and_more_than_5_beats_is_the_rule():
    practice = Practice()
    assert practice.examiner == NOBODY
    assert practice.examiner.name == ""
    assert practice.rule_id == "ARTICLE_GT5"


@pytest.mark.parametrize("rule_id", [rule.id for rule in rules_with_a_limit()])
def test_a_rule_with_a_limit_in_beats_can_be_chosen(rule_id):
    assert Practice(rule_id=rule_id).rule_id == rule_id


@pytest.mark.parametrize(
    "rule_id", [rule.id for rule in RULES.values() if rule not in rules_with_a_limit()]
)
def test_a_rule_without_a_limit_in_beats_cannot_be_chosen(rule_id):
    with pytest.raises(InvalidPractice, match="no limit in beats"):
        Practice(rule_id=rule_id)


def test_a_rule_that_does_not_exist_cannot_be_chosen():
    with pytest.raises(UnknownRule):
        Practice(rule_id="NORMAL")


def test_a_site_named_twice_is_refused():
    with pytest.raises(InvalidPractice, match="twice"):
        Practice(site_order=("ankle", "wrist", "ankle"))


def test_without_an_order_the_places_come_as_the_protocols_do():
    assert names(Practice().places(SITES))[:3] == ["right ankle", "left ankle", "right patella"]


def test_sites_come_in_the_order_of_the_practice_and_unnamed_ones_last():
    toe = Site("toe")
    ordered = Practice(site_order=("wrist", "patella")).places((toe, *SITES))
    assert [place.site for place in ordered[::2]] == [WRIST, PATELLA, toe, ANKLE]


def test_a_site_that_no_protocol_has_is_passed_over():
    assert names(Practice(site_order=("jaw", "wrist")).places((WRIST,))) == [
        "right wrist",
        "left wrist",
    ]


def test_the_left_side_comes_first_where_the_practice_wants_it():
    assert names(Practice(first_side=Side.LEFT).places((ANKLE,))) == ["left ankle", "right ankle"]


def test_a_site_on_the_midline_is_one_place_in_the_order_of_the_practice():
    jaw = Site("jaw")
    practice = Practice(site_order=("jaw", "ankle"), first_side=Side.LEFT)
    assert names(practice.places((ANKLE, jaw), midline={jaw})) == [
        "jaw",
        "left ankle",
        "right ankle",
    ]


def test_an_examination_does_not_begin_on_the_midline():
    with pytest.raises(InvalidPractice, match="cannot begin"):
        Practice(first_side=Side.MIDLINE)
