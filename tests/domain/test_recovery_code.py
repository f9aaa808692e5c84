"""The recovery code: read as it was meant, or told where it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain import recovery_code
from clonus_desktop.domain.recovery_code import MistypedCode

NUMBERS = st.integers(0, (1 << 130) - 1)
CODE = recovery_code.code_of(0x2_7D3A_90C4_5B1E_88F6_0213_4A9C_DE57_6B08)


def wrong_group(typed: str) -> int | None:
    with pytest.raises(MistypedCode) as caught:
        recovery_code.read(typed)
    return caught.value.group


@given(NUMBERS)
def test_a_code_is_read_as_it_is_shown(number):
    code = recovery_code.code_of(number)
    assert recovery_code.read(recovery_code.grouped(code)) == code
    assert len(code) == 26


@given(NUMBERS, st.randoms(use_true_random=False))
def test_a_code_is_read_forgivingly(number, random):
    code = recovery_code.code_of(number)
    meant = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        random.choice(meant.get(one, one + one.lower())) + random.choice(["", " ", "-", "–", "\n"])
        for one in code
    )
    assert recovery_code.read(typed) == code


@given(NUMBERS, NUMBERS)
def test_two_numbers_have_two_codes(one, other):
    same = recovery_code.code_of(one) == recovery_code.code_of(other)
    assert same is (one == other)


@given(st.text())
def test_any_text_is_a_code_or_mistyped(text):
    try:
        code = recovery_code.read(text)
    except MistypedCode:
        assert wrong_group(text) in {None, 1, 2, 3, 4, 5}
    else:
        assert recovery_code.read(code) == code


def test_it_is_shown_in_groups():
    shown = recovery_code.grouped(CODE)
    assert [len(group) for group in shown.split("-")] == [5, 5, 5, 5, 6]


@pytest.mark.parametrize("group", [1, 2, 3, 4, 5])
def test_a_letter_that_no_code_has_is_found_in_its_group(group):
    groups = recovery_code.grouped(CODE).split("-")
    groups[group - 1] = "U" + groups[group - 1][1:]
    assert wrong_group("-".join(groups)) == group
    assert wrong_group("".join(groups)) == group


@pytest.mark.parametrize("group", [1, 2, 3, 4, 5])
def test_a_missing_and_a_further_letter_are_found_in_their_group(group):
    groups = recovery_code.grouped(CODE).split("-")
    groups[group - 1] = groups[group - 1][1:]
    assert wrong_group("-".join(groups)) == group
    groups[group - 1] += "AB"
    assert wrong_group("-".join(groups)) == group


@pytest.mark.parametrize("typed", ["", "---", "ABC", CODE[:-1], CODE + "A"])
def test_too_much_or_too_little_without_groups_is_wrong_as_a_whole(typed):
    assert wrong_group(typed) is None


def test_a_letter_that_would_become_two_in_capitals_is_wrong():
    assert wrong_group("ß" + CODE[1:]) == 1


def test_the_first_group_that_differs_is_named():
    shown = recovery_code.grouped(CODE)
    assert recovery_code.differing_group(CODE, shown.lower()) is None
    other = "".join("Z" if at == 12 and one != "Z" else one for at, one in enumerate(CODE))
    assert recovery_code.differing_group(CODE, other) == 3
    with pytest.raises(MistypedCode):
        recovery_code.differing_group(CODE, "no")


@pytest.mark.parametrize("number", [-1, 1 << 130])
def test_a_number_of_another_size_has_no_code(number):
    with pytest.raises(ValueError, match="130 bits"):
        recovery_code.code_of(number)
