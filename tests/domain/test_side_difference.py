import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, WRIST, Place, Side, Site
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.side_difference import Lead, side_difference, side_differences
from clonus_desktop.domain.trial import Trial, sustained_trial

ARTICLE = RULES["ARTICLE_GT5"]
PAIN = NotTested(reason=NotTestedReason.PAIN)


def of(value, side, site=ANKLE):
    place = Place(site, side)
    if isinstance(value, NotTested):
        test = ClonusTest(place=place, not_tested=value)
    else:
        trial = Trial(beats=value) if isinstance(value, int) else value
        test = ClonusTest(place=place, trials=(trial,))
    return finding_of(place, test, rule=ARTICLE)


def between(right, left, measure=Measure.BEATS):
    return side_difference(of(right, Side.RIGHT), of(left, Side.LEFT), measure=measure)


@pytest.mark.parametrize(
    ("right", "left", "lead", "amount"),
    [
        (8, 2, Lead.RIGHT, 6),
        (2, 8, Lead.LEFT, -6),
        (3, 3, Lead.NEITHER, 0),
        (6, 5, Lead.WITHIN_ERROR, 1),
        (sustained_trial(), 3, Lead.RIGHT, None),
        (3, Trial(beats=10, at_least=True), Lead.LEFT, None),
        (9, Trial(beats=10, at_least=True), Lead.CANNOT_BE_COMPARED, None),
        (3, PAIN, Lead.CANNOT_BE_COMPARED, None),
        (PAIN, PAIN, Lead.CANNOT_BE_COMPARED, None),
        (3, Trial(duration_s=2.0), Lead.CANNOT_BE_COMPARED, None),
    ],
)
def test_the_side_with_more_is_named_and_never_judged(right, left, lead, amount):
    found = between(right, left)
    assert (found.lead, found.amount, found.site) == (lead, amount, ANKLE)


def test_seconds_have_a_difference_of_their_own():
    found = between(Trial(duration_s=4.0), Trial(beats=3, duration_s=1.5), Measure.DURATION)
    assert (found.lead, found.amount) == (Lead.RIGHT, pytest.approx(2.5))
    assert between(Trial(duration_s=4.0), 3, Measure.DURATION).lead is Lead.CANNOT_BE_COMPARED


@given(right=st.integers(0, 50), left=st.integers(0, 50))
def test_turning_the_patient_round_turns_the_difference_round(right, left):
    forth, back = between(right, left), between(left, right)
    turned = {Lead.RIGHT: Lead.LEFT, Lead.LEFT: Lead.RIGHT}
    assert back.lead is turned.get(forth.lead, forth.lead)
    assert back.amount == -forth.amount


def test_sides_of_other_sites_or_turned_round_are_refused():
    with pytest.raises(ValueError, match="not right and left"):
        side_difference(of(1, Side.RIGHT), of(1, Side.LEFT, WRIST))
    with pytest.raises(ValueError, match="not right and left"):
        side_difference(of(1, Side.LEFT), of(1, Side.RIGHT))


def test_each_site_with_both_sides_has_one():
    jaw = of(3, Side.MIDLINE, Site("jaw"))
    findings = (of(1, Side.LEFT, WRIST), of(2, Side.RIGHT, WRIST), jaw, of(5, Side.RIGHT))
    assert [found.site for found in side_differences(findings)] == [WRIST]
