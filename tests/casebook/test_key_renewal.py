"""A casebook gets another key under the open book, and nothing looks lost after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clonus_desktop.casebook import clinicians, keys, patients, trail
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import copying, vault_file

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
OKAFOR, NGUYEN = "quiet otters borrow ladders", "seven lanterns over gravel"


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


@pytest.fixture
def opened(path: Path) -> keys.Opened:
    return keys.create(path, keys.prepare("Dr P Okafor", OKAFOR, cost=CHEAP))


@pytest.fixture
def book(path: Path, opened: keys.Opened) -> Iterator[Casebook]:
    with open_book(path, key=opened.key) as book:
        signed_in(book, opened)
        patients.add(book, Patient(family_name="Macilroy"))
        yield book


def signed_in(book: Casebook, opened: keys.Opened, name: str = "Dr P Okafor") -> Clinician:
    assert opened.signing_seed is not None
    return clinicians.sign_in(book, slot=opened.slot_id, name=name, seed=opened.signing_seed)


def nowhere(_part: float) -> None:
    """Nobody looks how far it is."""


def test_after_another_key_the_book_goes_on_and_the_mark_raises_no_alarm(path, book, opened):
    book.set_aside()
    new = keys.rekey(path, opened, nowhere, cost=CHEAP)
    assert new.key != opened.key
    book.take_up(new.key)
    clinicians.enter_key(book)
    patients.add(book, Patient(family_name="Petrova"))
    assert book.file.trouble is None
    assert book.file.verify() is None
    assert patients.counts(book).all == 2


@pytest.mark.parametrize(
    ("module", "name", "nth"),
    [(vault_file, "write", 1), (copying, "publish", 1), (vault_file, "write", 2)],
)
def test_killed_between_vault_and_casebook_the_next_start_misses_nothing(
    path, book, opened, monkeypatch, module, name, nth
):
    book.set_aside()
    real, calls = getattr(module, name), []

    def killed(*arguments):
        calls.append(1)
        if len(calls) == nth:
            raise Killed
        real(*arguments)

    monkeypatch.setattr(module, name, killed)
    with pytest.raises(Killed):
        keys.rekey(path, opened, nowhere, cost=CHEAP)
    monkeypatch.undo()
    way = keys.ways_in(path, cost=CHEAP)[0]
    again = keys.unlock(path, way.id, OKAFOR, cost=CHEAP)
    book.take_up(again.key)
    assert book.file.trouble is None
    assert patients.counts(book).all == 1


def test_who_was_removed_comes_in_neither_by_passphrase_nor_by_the_key_they_knew(
    path, book, opened
):
    slot, public_key = keys.add_way_in(path, opened, "Ms T Nguyen", NGUYEN, cost=CHEAP)
    clinicians.add(book, Clinician(slot=slot, name="Ms T Nguyen"), public_key)
    knew = keys.unlock(path, slot, NGUYEN, cost=CHEAP)
    gone = clinicians.present(book)[1]
    clinicians.remove(book, gone.id)
    with pytest.raises(clinicians.ClinicianRemoved):
        signed_in(book, knew)
    keys.remove_way_in(path, opened, slot, cost=CHEAP)
    book.set_aside()
    new = keys.rekey(path, opened, nowhere, cost=CHEAP)
    with pytest.raises(keys.NoSuchWayIn):
        keys.unlock(path, slot, NGUYEN, cost=CHEAP)
    with pytest.raises(Exception, match="does not open with this key"):
        book.take_up(knew.key)
    book.take_up(new.key)
    assert [one.name for one in clinicians.present(book)] == ["Dr P Okafor"]
    assert list(clinicians.removals(book)) == [gone.id]


def test_a_plain_casebook_that_is_encrypted_keeps_its_mark(path):
    with open_book(path) as plain:
        patients.add(plain, Patient(family_name="Macilroy"))
    prepared = keys.prepare("Dr P Okafor", OKAFOR, cost=CHEAP)
    opened = keys.encrypt_in_place(path, prepared, nowhere)
    with open_book(path, key=opened.key) as book:
        assert book.file.trouble is None
        assert patients.counts(book).all == 1


def test_acts_on_the_keys_stand_in_the_audit_under_who_did_them(book, opened):
    clinicians.enter_passphrase(book)
    clinicians.enter_recovery_code(book)
    assert book.file.verify() is None
    before = book.file.audit.head()
    book.signed_in = None
    assert clinicians.enter_passphrase(book) is None
    assert book.file.audit.head() == before


def test_the_trail_says_what_was_done_to_the_keys_in_words(book):
    clinicians.enter_passphrase(book)
    clinicians.enter_recovery_code(book)
    clinicians.enter_key(book)
    said = [line.what for line in trail.newest(book, limit=3)]
    assert said == [
        "gave the casebook a new key",
        "set a new recovery code",
        "changed the passphrase of Dr P Okafor",
    ]
