"""A clinician's profile: what it may hold, and as whom the clinician acts."""

import pytest

from clonus_desktop.domain.clinician import (
    LONGEST_NAME,
    LONGEST_SIGNATURE,
    Clinician,
    InvalidClinician,
)
from clonus_desktop.domain.examination import Examiner

LONGEST = [
    ("name", LONGEST_NAME),
    ("role", LONGEST_NAME),
    ("registration", LONGEST_NAME),
    ("signature_text", LONGEST_SIGNATURE),
]


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_a_clinician_has_a_name(name: str):
    with pytest.raises(InvalidClinician) as caught:
        Clinician(name=name)
    assert caught.value.field == "name"


@pytest.mark.parametrize(("field", "longest"), LONGEST)
def test_what_is_too_long_for_a_letter_is_refused_by_the_name_of_its_field(
    field: str, longest: int
):
    fits = "x" * longest
    assert getattr(Clinician(**{"name": "Dr P Okafor", field: fits}), field) == fits
    with pytest.raises(InvalidClinician, match=f"at most {longest} characters") as caught:
        Clinician(**{"name": "Dr P Okafor", field: fits + "x"})
    assert caught.value.field == field


@pytest.mark.parametrize("field", [field for field, _longest in LONGEST])
def test_no_field_hides_characters_that_nobody_sees(field: str):
    clinician = Clinician(**{"name": "Dr P Okafor", field: "Ok\u202eafor"})
    assert getattr(clinician, field) == "Okafor"


def test_a_clinician_acts_under_name_and_role_and_by_the_row_once_there_is_one():
    stored = Clinician(id=7, name="Dr P Okafor", role="Neurologist", registration="123")
    expected = Examiner(name="Dr P Okafor", role="Neurologist", clinician_id=7)
    assert stored.examiner == expected
    assert Clinician(name="Dr P Okafor").examiner.clinician_id is None
