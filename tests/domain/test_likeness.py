"""Two records of one person are noticed through the slips that people make."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.likeness import Likeness, likenesses, possible_births
from clonus_desktop.domain.patient import Patient

IAIN = Patient(
    family_name="Macilroy", given_name="Iain", born_on=date(1968, 1, 11), number="999 018 5301"
)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Patient(family_name="Zhou", number="999-0185301"), (Likeness.SAME_NUMBER,)),
        (Patient(family_name="Zhou", number="999 018 5311"), (Likeness.SLIP_IN_NUMBER,)),
        (Patient(family_name="Zhou", number="999 018 5310"), (Likeness.SLIP_IN_NUMBER,)),
        (Patient(family_name="Iain", given_name="MacIlroy"), (Likeness.SWAPPED_NAMES,)),
        (
            Patient(family_name="Mácilroy", given_name="Robert", born_on=date(1968, 11, 1)),
            (Likeness.SWAPPED_BIRTH,),
        ),
        (
            Patient(family_name="Mcilroy", given_name="Ian", born_on=date(1968, 11, 1)),
            (Likeness.SWAPPED_BIRTH,),
        ),
        (
            Patient(family_name="Mcilroy", given_name="Ian", born_on=date(1968, 1, 11)),
            (Likeness.SAME_BIRTH,),
        ),
        (Patient(family_name="Macilroy", given_name="Ian"), (Likeness.SIMILAR_NAME,)),
        (Patient(family_name="Smith", given_name="Iain", born_on=date(1968, 1, 11)), ()),
        (Patient(family_name="Macilroy", given_name="Bartholomew"), ()),
        (Patient(family_name="Zhou"), ()),
    ],
)
def test_each_slip_has_its_name(other: Patient, expected: tuple[Likeness, ...]) -> None:
    assert likenesses(IAIN, other) == expected


def test_somebody_is_like_oneself_in_every_way_but_the_slips() -> None:
    assert likenesses(IAIN, IAIN) == (
        Likeness.SAME_NUMBER,
        Likeness.SAME_BIRTH,
        Likeness.SIMILAR_NAME,
    )


def test_one_name_twice_is_not_swapped() -> None:
    thomas = Patient(family_name="Thomas", given_name="Thomas")
    assert Likeness.SWAPPED_NAMES not in likenesses(thomas, thomas)


def test_strangers_without_any_date_do_not_share_one() -> None:
    assert likenesses(Patient(family_name="Ng"), Patient(family_name="Ngo")) == ()


@given(born_on=st.none() | st.dates())
def test_possible_births_are_that_day_and_the_swapped_one(born_on: date | None) -> None:
    found = possible_births(born_on)
    assert found[:1] == (() if born_on is None else (born_on,))
    for swapped in found[1:]:
        assert born_on is not None
        assert (swapped.day, swapped.month) == (born_on.month, born_on.day)
        assert swapped != born_on
    assert possible_births(date(2000, 3, 31)) == (date(2000, 3, 31),)


@given(data=st.data())
def test_likeness_is_mutual(data: st.DataObject) -> None:
    texts = st.sampled_from(["", "Iain", "Ian", "Macilroy", "Máciłroy"])
    patients = st.builds(
        Patient,
        family_name=texts.filter(bool),
        given_name=texts,
        born_on=st.sampled_from([None, date(1968, 1, 11), date(1968, 11, 1)]),
        number=st.sampled_from(["", "12345", "12354", "12355"]),
    )
    one, other = data.draw(patients), data.draw(patients)
    assert likenesses(one, other) == likenesses(other, one)
