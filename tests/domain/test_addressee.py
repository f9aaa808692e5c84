import pytest

from clonus_desktop.domain.addressee import LONGEST_ADDRESS, Addressee, InvalidAddressee


def test_an_addressee_stands_in_a_letter_with_name_and_address():
    whole = Addressee(name=" Dr M Halloran ", address="Ward 4\nLeeds\n")
    assert whole.lines == "Dr M Halloran\nWard 4\nLeeds"
    assert Addressee(name="Dr M Halloran").lines == "Dr M Halloran"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "Dr X", "address": "x" * (LONGEST_ADDRESS + 1)}, "address"),
        ({"name": "Dr X", "salutation": "x" * 201}, "salutation"),
    ],
)
def test_a_field_that_cannot_be_right_is_named(fields, field):
    with pytest.raises(InvalidAddressee) as refused:
        Addressee(**fields)
    assert refused.value.field == field


def test_invisible_signs_are_taken_out_of_names():
    assert Addressee(name="Dr \u202eX").name == "Dr X"
