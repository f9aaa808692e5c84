"""Who leaves the casebook is confirmed by name, and told on paper as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clonus_desktop.casebook import backups, erasing, examinations, merging, patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.change import Deed
from clonus_desktop.domain.patient import Patient


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with open_book(tmp_path / "casebook.sqlite") as opened:
        yield opened


def add(book, family_name: str, **fields: object) -> Patient:
    change = patients.add(book, Patient(family_name=family_name, **fields))
    return patients.get(book, change.patient_id)


@pytest.mark.parametrize(
    ("reason", "name", "field"),
    [(" ", "Łódź", "reason"), ("asked", "", "family_name"), ("asked", "Lodz Ana", "family_name")],
)
def test_without_reason_and_name_nobody_is_erased(book, reason, name, field) -> None:
    patient = add(book, "Łódź", given_name="Ana")
    with pytest.raises(erasing.NotConfirmed) as caught:
        erasing.erase(book, patient.id, reason=reason, family_name=name)
    assert caught.value.field == field
    assert patients.get(book, patient.id) == patient


@pytest.mark.parametrize(
    ("family_name", "typed"), [("Łódź", " lodz "), ("O'Neill", "oneill"), ("李", "李"), ("…", "…")]
)
def test_the_name_may_be_typed_as_one_searches_it(book, family_name, typed) -> None:
    patient = add(book, family_name)
    change = erasing.erase(book, patient.id, reason="asked", family_name=typed).change
    assert (change.deed, change.patient_id) == (Deed.ERASED, patient.id)
    with pytest.raises(LookupError):
        patients.get(book, patient.id)
    with pytest.raises(LookupError):
        erasing.content_of(book, patient.id)


def test_a_name_without_letters_is_confirmed_by_the_same_signs_only(book) -> None:
    patient = add(book, "…")
    with pytest.raises(erasing.NotConfirmed):
        erasing.erase(book, patient.id, reason="asked", family_name="?")


def test_the_confirmation_knows_all_names_and_how_much_went(book) -> None:
    other = add(book, "Zorn", given_name="Anna", number="77")
    patient = add(book, "Zorn", given_name="Ana", number="9990185301", number_scheme="nhs")
    examinations.start(book, patient.id)
    merging.merge(book, other.id, patient)
    erasure = erasing.erase(book, other.id, reason=" asked ", family_name="zorn")
    erasing.wipe(book)
    note = erasing.confirmation(book, erasure)
    assert note.name == "ZORN, Ana"
    assert [(one.label, one.value) for one in note.identifiers[2:]] == [
        ("NHS No.", "999 018 5301"),
        ("Also known as", "ZORN, Anna, Record No. 77"),
    ]
    facts = erasure.facts
    assert (facts.content.records, facts.content.unsigned, facts.reason) == (2, 1, "asked")
    assert (facts.audit_number, facts.audit_digest) == book.file.audit.head()
    assert facts.casebook_id == book.file.casebook_id
    assert erasing.file_name(erasure).endswith(f"_erasure_{patient.id}.pdf")
    assert erasing.pdf(note).startswith(b"%PDF")
    assert len(erasing.pages(note)) == 1


def test_backups_beside_the_casebook_are_counted_also_damaged_ones(book) -> None:
    add(book, "Zorn")
    assert erasing.backups_beside(book) == 0
    made = [backups.make(book, kind) for kind in (backups.Kind.CLOSE, backups.Kind.ON_DEMAND)]
    assert erasing.backups_beside(book) == 2
    (made[0].folder / "manifest.json").write_text("damaged")
    assert erasing.backups_beside(book) == 2
