import pytest

from clonus_desktop.domain.three_valued import ThreeValued, all_of, any_of, opposite

YES, NO, UNKNOWN = ThreeValued.YES, ThreeValued.NO, ThreeValued.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_the_tables_of_kleene_hold_in_either_order(one, other, both, either):
    assert all_of([one, other]) is all_of([other, one]) is both
    assert any_of([one, other]) is any_of([other, one]) is either


def test_unknown_has_no_opposite_but_itself():
    assert [opposite(value) for value in (YES, NO, UNKNOWN)] == [NO, YES, UNKNOWN]


def test_all_of_nothing_is_yes_and_any_of_nothing_is_no():
    assert all_of([]) is YES
    assert any_of([]) is NO
