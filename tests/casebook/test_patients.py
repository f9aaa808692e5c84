"""Finding patients: by name, date of birth or number, among all or some."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from clonus_desktop.casebook import examinations, patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.patients import Among
from clonus_desktop.domain.patient import Patient


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    now = datetime(2025, 11, 23, 10, 0, tzinfo=UTC)
    with open_book(tmp_path / "casebook.sqlite", now=lambda: now) as opened:
        for given, born in (("Iain", date(1968, 1, 11)), ("Ian", date(1968, 6, 11))):
            patients.add(
                opened,
                Patient(family_name="Macilroy", given_name=given, born_on=born, number=f"9{given}"),
            )
        yield opened


def found(book: Casebook, text: str, among: Among = Among.ALL) -> list[str]:
    return [line.patient.given_name for line in patients.find(book, text, among=among)]


@pytest.mark.parametrize("typed", ["11/1/68", "11 Jan 1968", "11-Jan-1968", "1968-01-11"])
def test_a_date_of_birth_finds_who_was_born_then(book: Casebook, typed: str) -> None:
    assert found(book, typed) == ["Iain"]


@pytest.mark.parametrize("typed", ["maci ia", "IAN macil", "9ian", "", "11/6/68"])
def test_a_filter_narrows_what_was_typed(book: Casebook, typed: str) -> None:
    ian = patients.find(book, "Macilroy Ian")[0].patient
    examinations.start(book, ian.id)
    assert found(book, typed, Among.UNFINISHED) == ["Ian"]
    assert found(book, typed, Among.SEEN_THIS_WEEK) == ["Ian"]


def test_a_filter_finds_nobody_whose_name_does_not_fit(book: Casebook) -> None:
    ian = patients.find(book, "Macilroy Ian")[0].patient
    examinations.start(book, ian.id)
    assert found(book, "okafor", Among.UNFINISHED) == []


def test_two_who_could_be_mistaken_are_marked(book: Casebook) -> None:
    assert [line.is_similar for line in patients.find(book, "macilroy")] == [True, True]


def test_the_counts_are_those_of_the_filters(book: Casebook) -> None:
    examinations.start(book, 1)
    counts = patients.counts(book)
    assert (counts.all, counts.seen_this_week, counts.unfinished) == (2, 1, 1)
