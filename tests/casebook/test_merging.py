"""What two records of one person bring together, and what has to be decided between them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.casebook import examinations, merging, patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.patients import Among
from clonus_desktop.domain.patient import LONGEST_ALERT, Patient, Sex


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with open_book(tmp_path / "casebook.sqlite") as opened:
        yield opened


def add(book, family_name: str, **fields: object) -> Patient:
    change = patients.add(book, Patient(family_name=family_name, **fields))
    return patients.get(book, change.patient_id)


@pytest.fixture
def two(book) -> tuple[Patient, Patient]:
    """The merged record and the one that stays."""
    ian = add(book, "Macilroy", given_name="Ian", number="77")
    iain = add(book, "Macilroy", given_name="Iain", number="4711")
    merging.merge(book, ian.id, iain)
    return ian, iain


def test_whoever_is_asked_for_by_a_merged_record_is_the_person(book, two) -> None:
    ian, iain = two
    assert patients.get(book, ian.id) == iain
    who = merging.identity(book, ian.id)
    assert (who.patient, who.others, who.region.key) == (iain, (ian,), "")
    assert patients.owner_of_number(book, Patient(family_name="X", number="77")) == ian
    assert patients.owner_of_number(book, iain) is None
    assert patients.owner_of_number(book, Patient(family_name="X")) is None


def test_the_lists_of_a_few_find_the_person_by_either_record(book, two) -> None:
    ian, iain = two
    examinations.start(book, iain.id)
    for typed, by in (("77", ian), ("ian", ian), ("iain", None), ("4711", None), ("", None)):
        (line,) = patients.find(book, typed, among=Among.UNFINISHED)
        assert (line.patient, line.found_by, line.others) == (iain, by, (ian,)), typed
    assert patients.find(book, "zhou", among=Among.UNFINISHED) == ()
    assert patients.counts(book) == patients.Counts(all=1, seen_this_week=1, unfinished=1)


def test_a_merged_record_does_not_make_its_own_person_look_like_another(book, two) -> None:
    _ian, iain = two
    assert patients.similar_to(book, iain) == ()
    assert patients.lookalikes(book, iain) == ()


def test_a_newcomer_like_a_merged_record_leads_to_the_person(book, two) -> None:
    _ian, iain = two
    found = patients.lookalikes(book, Patient(family_name="Zhou", number="0077"))
    assert found == ()
    (like,) = patients.lookalikes(book, Patient(family_name="Macilroy", given_name="Iann"))
    assert like.patient == iain


def test_parting_tells_whose_chart_has_changed(book, two) -> None:
    ian, iain = two
    top = add(book, "Top")
    merging.merge(book, iain.id, top)
    change = merging.part(book, ian.id)
    assert change.patient_id == top.id
    assert patients.get(book, ian.id) == ian


values = {
    "born_on": st.sampled_from([None, date(1968, 1, 11), date(1968, 11, 1)]),
    "sex": st.sampled_from(Sex),
    "alert": st.sampled_from(["", "Latex", "Pacemaker", "x" * LONGEST_ALERT]),
    "known_conditions": st.sampled_from(["", "Stroke", "MS", "y" * 2000]),
}
people = st.builds(Patient, family_name=st.just("X"), **values)


@given(kept=people, other=people)
def test_every_option_can_be_stored_and_nothing_known_is_lost_unasked(
    kept: Patient, other: Patient
) -> None:
    for field in merging.DECIDED:
        found = merging.options(field, kept, other)
        both = {getattr(kept, field), getattr(other, field)}
        known = both - {None, "", Sex.UNKNOWN}
        assert known <= set(found) or not known
        assert len(found) == 1 or len(known) == 2
        for value in found:
            merging.decided(kept, {field: value})
        if len(found) == 3:
            assert all(str(one) in str(found[2]) for one in known)


def test_two_alerts_that_are_too_long_together_are_not_offered_together() -> None:
    long = Patient(family_name="X", alert="x" * LONGEST_ALERT)
    short = Patient(family_name="X", alert="Latex")
    assert merging.options("alert", long, short) == (long.alert, short.alert)
