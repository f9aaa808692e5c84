"""Numbers of a region: their groups, and the slips that a check digit finds."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clonus_desktop.domain.record_number import (
    Check,
    Region,
    nearly_the_same,
    nhs_check_digit,
)

NHS = Region(
    key="nhs",
    name="NHS",
    number_label="NHS No.",
    sex_label="Gender",
    groups=(3, 3, 4),
    check=Check.MODULUS_11,
)
NONE = Region(key="", name="None", number_label="Record No.", sex_label="Sex")

nines = st.text("0123456789", min_size=9, max_size=9).filter(
    lambda nine: nhs_check_digit(nine) is not None
)
numbers = nines.map(lambda nine: f"{nine}{nhs_check_digit(nine)}")


@pytest.mark.parametrize(
    "published",
    [
        "943 476 5919",  # worked through in the NHS Data Dictionary's description
        "943 476 5870",
        "401 023 2137",
        "999 018 5301",  # synthetic: 999 is never issued
        "999 000 0018",
    ],
)
def test_published_numbers_pass(published: str) -> None:
    assert NHS.accepts(published)
    assert not NHS.refuses(published)


@pytest.mark.parametrize(
    "wrong",
    [
        "943 476 5871",
        "943 476 591",
        "943 476 59190",
        "A43 476 5919",
        "٩٤٣ ٤٧٦ ٥٩١٩",
        "",
        "-",
    ],
)
def test_a_wrong_short_long_or_lettered_number_fails(wrong: str) -> None:
    assert not NHS.accepts(wrong)
    assert NHS.refuses(wrong)


def test_a_number_whose_check_digit_would_be_ten_is_never_one() -> None:
    nine = next(n for n in (f"{i:09d}" for i in range(1000)) if nhs_check_digit(n) is None)
    assert not any(NHS.accepts(f"{nine}{last}") for last in range(10))


def test_a_remainder_of_eleven_counts_as_nought() -> None:
    assert nhs_check_digit("000000000") == 0
    assert NHS.accepts("0000000000")


@given(number=numbers)
def test_a_number_passes_however_it_is_spaced(number: str) -> None:
    for typed in (number, f" {number[:3]}-{number[3:6]}.{number[6:]} "):
        assert NHS.accepts(typed)
        assert NHS.grouped(typed) == f"{number[:3]} {number[3:6]} {number[6:]}"


@given(number=numbers, at=st.integers(0, 9), digit=st.sampled_from("0123456789"))
def test_every_single_wrong_digit_is_found(number: str, at: int, digit: str) -> None:
    assume(digit != number[at])
    assert not NHS.accepts(number[:at] + digit + number[at + 1 :])


@given(number=numbers, at=st.integers(0, 8))
def test_every_swap_of_two_neighbours_is_found(number: str, at: int) -> None:
    assume(number[at] != number[at + 1])
    assert not NHS.accepts(number[:at] + number[at : at + 2][::-1] + number[at + 2 :])


@given(text=st.text(max_size=20))
def test_without_a_check_nothing_is_accepted_refused_or_grouped(text: str) -> None:
    assert not NONE.has_check
    assert not NONE.accepts(text)
    assert not NONE.refuses(text)
    assert NONE.grouped(text) == text


@given(text=st.text(max_size=20))
def test_no_text_makes_a_check_fail(text: str) -> None:
    assert isinstance(NHS.accepts(text), bool)
    assert isinstance(NHS.grouped(text), str)


def test_a_number_of_another_length_is_shown_as_it_was_typed() -> None:
    assert NHS.grouped("H-12 34") == "H-12 34"


@given(number=numbers, at=st.integers(0, 9), digit=st.sampled_from("0123456789"))
def test_a_slip_of_one_digit_is_nearly_the_same(number: str, at: int, digit: str) -> None:
    slip = number[:at] + digit + number[at + 1 :]
    assert (slip in nearly_the_same(number)) is (slip != number)
    swapped = number[:-2] + number[:-3:-1]
    assert (swapped in nearly_the_same(number)) is (swapped != number)


def test_letters_are_swapped_but_not_replaced_and_short_numbers_resemble_nothing() -> None:
    assert "BA123" in nearly_the_same("ab-123")
    assert "XB123" not in nearly_the_same("ab-123")
    assert nearly_the_same("1234") == ()
    assert nearly_the_same("1" * 21) == ()


def test_a_check_names_the_digits_that_it_works_with() -> None:
    assert Check.NONE.digits is None
    assert Check.MODULUS_11.digits == sum(NHS.groups)
