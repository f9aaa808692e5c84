"""The demo casebook holds what a newcomer should see, entered through the real verbs."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop import demo
from clonus_desktop.casebook import contexts, findings, patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.anatomy import SIDES, Side
from clonus_desktop.domain.finding import FindingKind

NOW = datetime(2026, 11, 23, 10, 38, tzinfo=UTC)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    path: Path = tmp_path_factory.mktemp("demo") / "casebook.sqlite"
    demo.fill(path, now=NOW)
    with open_book(path, now=lambda: NOW) as opened:
        yield opened


def levels(book: Casebook, name: str, side: Side) -> list[float | None]:
    """The course of the ankle on that side."""
    patient = patients.find(book, name)[0].patient
    visits = findings.signed_visits(book, patient.id)
    course = findings.courses(book, patient, visits)[0 if side is Side.RIGHT else 1]
    return [point.level for point in course.points]


def test_one_course_improves_and_one_worsens(book: Casebook) -> None:
    improving, worsening = levels(book, "Adeyemi", Side.RIGHT), levels(book, "Brz", Side.RIGHT)
    assert improving == sorted(improving, reverse=True)
    assert len(set(improving)) > 2
    assert worsening == sorted(worsening)
    assert len(set(worsening)) > 2


def test_one_is_one_sided_and_one_sustained_on_both_sides(book: Casebook) -> None:
    right, left = (levels(book, "Macilroy Iain", side) for side in SIDES)
    assert max(right) <= 3 < max(left)
    haugen = patients.find(book, "Haugen")[0].patient
    first = findings.signed_visits(book, haugen.id)[-1]
    kinds = [found.kind for found in findings.findings_of(book, haugen, first)[:2]]
    assert kinds == [FindingKind.SUSTAINED] * 2


def test_one_has_places_that_were_not_tested_and_one_is_an_infant(book: Casebook) -> None:
    irina = patients.find(book, "Petrova")[0]
    assert levels(book, "Petrova", Side.RIGHT) == [None, None]
    assert irina.highest[Side.RIGHT].beats == 0
    noah = patients.find(book, "Taylor")[0]
    assert findings.rule_at(book, noah.patient, noah.examination).id == "INFANT"


def test_two_have_nearly_the_same_name_one_has_no_exam_and_one_an_unfinished_one(
    book: Casebook,
) -> None:
    assert [line.is_similar for line in patients.find(book, "Macilroy")] == [True, True]
    assert patients.find(book, "Chaudhry")[0].examination is None
    assert patients.find(book, "Nguyen")[0].has_draft


def test_two_have_antispastic_drugs_over_several_visits(book: Casebook) -> None:
    for name, shorts in (
        ("Macilroy Iain", ["–", "3 h", "14 h", "2 h"]),
        ("Adeyemi", ["–", "4 h", "3 h", "None", "2 h"]),
    ):
        patient = patients.find(book, name)[0].patient
        visits = findings.signed_visits(book, patient.id)
        notes = contexts.drug_course(visits)
        assert [str(note.short) for note in notes] == shorts
        assert any(note.is_changed for note in notes)
        assert contexts.in_words(book, visits[0])[0].startswith("Tone on the Modified Ashworth")


def test_the_record_of_the_demo_is_whole(book: Casebook) -> None:
    assert book.file.verify() is None


def test_a_result_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        demo.trial_of("many")
