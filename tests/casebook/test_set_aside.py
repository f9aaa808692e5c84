"""A casebook is closed while it gets another key, and goes on after it as if nothing were."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from clonus_desktop.casebook import clinicians, examinations, patients, practice
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.faults import CasebookAside, StorageFault
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial

KEY, SEED = bytes(range(32)), bytes(range(32, 64))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


@pytest.fixture
def book(path: Path) -> Iterator[Casebook]:
    with open_book(path, key=KEY) as opened:
        clinicians.sign_in(opened, slot="a1", name="Dr P Okafor", seed=SEED)
        yield opened


def begun(book: Casebook) -> int:
    patient_id = patients.add(book, Patient(family_name="Macilroy")).patient_id
    assert patient_id is not None
    draft_id = examinations.start(book, patient_id).examination_id
    assert draft_id is not None
    return draft_id


def test_everything_goes_on_after_it_undo_and_signing_included(book) -> None:
    draft_id = begun(book)
    draft = examinations.get(book, draft_id)
    examinations.record_trial(book, draft, draft.places[0], Trial(beats=6))
    book.set_aside()
    book.take_up(KEY)
    examinations.undo(book, examinations.get(book, draft_id))
    assert examinations.get(book, draft_id).tests == {}
    for place in draft.places:
        examinations.record_trial(book, examinations.get(book, draft_id), place, Trial(beats=0))
    examinations.sign(book, draft_id)
    signature = examinations.get(book, draft_id).signature
    assert signature is not None
    assert signature.examiner.name == "Dr P Okafor"
    assert book.file.verify() is None
    assert book.file.trouble is None


def test_nothing_is_read_or_saved_while_it_is_aside(book) -> None:
    book.set_aside()
    assert book.is_aside
    with pytest.raises(CasebookAside):
        patients.add(book, Patient(family_name="Macilroy"))
    with pytest.raises(CasebookAside):
        practice.change(book, replace(book.practice, clinic="Northgate"))
    assert book.path.name == "casebook.sqlite"
    assert book.examiner is not None
    book.take_up(KEY)
    assert not book.is_aside
    assert book.practice.clinic == ""


def test_with_a_wrong_key_it_stays_aside_and_the_right_one_opens_it_later(book) -> None:
    book.set_aside()
    with pytest.raises(StorageFault):
        book.take_up(SEED)
    assert book.is_aside
    book.take_up(KEY)
    assert patients.counts(book).all == 0


def test_what_is_open_is_not_opened_twice(book) -> None:
    file = book.file
    book.take_up(SEED)
    assert book.file is file


def test_a_casebook_that_is_aside_can_be_closed(path) -> None:
    book = open_book(path, key=KEY)
    book.set_aside()
    book.close()
    with open_book(path, key=KEY) as again:
        assert patients.counts(again).all == 0


def test_no_new_casebook_is_made_where_the_old_one_has_gone(book, path) -> None:
    book.set_aside()
    path.unlink()
    with pytest.raises(StorageFault):
        book.take_up(KEY)
    assert not path.exists()
