"""A plain casebook of an earlier build, and all that can be wrong before the casebook is open."""

import json
import threading

import pytest

from clonus_desktop.casebook import keys, patients
from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage.faults import disk_full
from clonus_desktop.storage.faults import locked as in_use
from clonus_desktop.ui import sitting as module
from clonus_desktop.ui.door import making
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.sitting import Sitting
from tests.ui.door.conftest import CHEAP, NAME, PASSPHRASE


@pytest.fixture
def plain(path):
    path.parent.mkdir()
    with open_book(path) as book:
        patients.add(book, Patient(family_name="Aaltonen"))
    return path


def through_the_pages(hands, path):
    hands.open(path)
    assert hands.door.page.title.text() == "Encrypt your casebook"
    hands.enter(NAME, "", PASSPHRASE, PASSPHRASE)
    hands.until("CodePage").go_on.click()
    page = hands.until("CodeBackPage")
    hands.enter(page._prepared.recovery_code)


def test_a_plain_casebook_is_encrypted_where_it_is_with_everything_in_it(hands, plain):
    through_the_pages(hands, plain)
    entry = hands.until_in()
    assert b"Aaltonen" not in plain.read_bytes()
    with open_book(plain, key=entry.opened.key) as book:
        assert patients.find(book, "Aaltonen")


def test_a_failure_says_that_the_plain_casebook_is_untouched_and_can_be_tried_again(
    hands, plain, monkeypatch
):
    real = keys.encrypt_in_place

    def full(path, *_more):
        raise disk_full(path)

    monkeypatch.setattr(making.keys, "encrypt_in_place", full)
    before = plain.read_bytes()
    through_the_pages(hands, plain)
    page = hands.until("TroublePage")
    assert page.title.text() == "The casebook was not encrypted and is as it was"
    assert plain.read_bytes() == before
    monkeypatch.setattr(making.keys, "encrypt_in_place", real)
    page.again.click()
    hands.until_in()


def test_the_window_stays_open_until_the_casebook_is_encrypted(hands, plain, monkeypatch, qtbot):
    may_end, real = threading.Event(), keys.encrypt_in_place

    def slow(path, prepared, progress):
        progress(0.5)
        assert may_end.wait(10)
        return real(path, prepared, progress)

    monkeypatch.setattr(making.keys, "encrypt_in_place", slow)
    through_the_pages(hands, plain)
    page = hands.until("WorkingPage")
    qtbot.waitUntil(lambda: page.bar.value() == page.bar.maximum() // 2)
    assert hands.door.close() is False
    assert hands.door.isVisible()
    may_end.set()
    hands.until_in()


def vault(path):
    return path.with_name("vault.json")


def remove(path):
    vault(path).unlink()


def damage(path):
    vault(path).write_text("{")


def newer(path):
    content = json.loads(vault(path).read_text())
    content["format"] = 99
    vault(path).write_text(json.dumps(content))


@pytest.mark.parametrize("harm", [remove, damage, newer])
def test_a_vault_that_cannot_be_used_is_told_and_can_be_tried_again(hands, path, locked, harm):
    kept = vault(path).read_bytes()
    harm(path)
    page = hands.open(path).page
    assert page.title.text() == "The casebook was not opened"
    assert len(page.words[0].text().split(". ")) >= 3
    assert not page.backup.isVisible()
    page.again.click()
    assert type(hands.door.page).__name__ == "TroublePage"
    vault(path).write_bytes(kept)
    hands.door.page.again.click()
    hands.until("UnlockPage")
    hands.enter(PASSPHRASE)
    hands.until_in()


def test_the_vault_of_another_casebook_is_told_after_the_passphrase(hands, path, locked, tmp_path):
    other = tmp_path / "other" / "casebook.sqlite"
    keys.create(other, keys.prepare(NAME, PASSPHRASE, cost=CHEAP))
    vault(path).write_bytes(vault(other).read_bytes())
    hands.open(path)
    hands.enter(PASSPHRASE)
    assert "vault.json" in hands.until("TroublePage").words[0].text()
    assert hands.entries == []


def test_keys_without_their_casebook_are_told_and_nothing_is_begun(hands, path, locked):
    path.unlink()
    page = hands.open(path).page
    assert "the casebook casebook.sqlite itself is not" in page.words[0].text()
    assert not path.exists()


def test_a_backup_is_offered_only_where_somebody_opens_it(hands, path, locked):
    remove(path)
    asked = []
    page = hands.open(path, on_backup=asked.append).page
    page.backup.click()
    assert asked == [path]


# --- going in ---------------------------------------------------------------------------------


@pytest.fixture
def sitting(hands, path, locked, qtbot):
    door = hands.open(path)
    made = Sitting(Settings(None), path, door)
    yield made
    made.end()


def test_whoever_comes_in_finds_the_window_where_the_door_stood(hands, sitting, qtbot):
    hands.door.resize(1100, 760)
    hands.enter(PASSPHRASE)
    qtbot.waitUntil(lambda: sitting.window is not None)
    qtbot.addWidget(sitting.window)
    assert sitting.window.size() == hands.door.size()
    assert sitting.window.session.signed_in.name == NAME
    assert not hands.door.isVisible()


def test_a_casebook_that_opens_with_no_key_is_told_after_the_passphrase(
    hands, sitting, path, qtbot, monkeypatch
):
    real = module.open_book

    def refuse(path, **_named):
        raise in_use(path)

    monkeypatch.setattr(module, "open_book", refuse)
    hands.enter(PASSPHRASE)
    page = hands.until("TroublePage")
    assert "in use by another program" in page.words[0].text()
    monkeypatch.setattr(module, "open_book", real)
    page.again.click()
    qtbot.waitUntil(lambda: sitting.window is not None)
    qtbot.addWidget(sitting.window)


def test_the_one_who_made_the_casebook_is_the_first_to_sign_in_it(hands, path, qtbot):
    door = hands.open(path)
    sitting = Sitting(Settings(None), path, door)
    hands.enter(NAME, "Consultant", PASSPHRASE, PASSPHRASE)
    hands.until("CodePage").go_on.click()
    hands.enter(hands.until("CodeBackPage")._prepared.recovery_code)
    qtbot.waitUntil(lambda: sitting.window is not None)
    qtbot.addWidget(sitting.window)
    examiner = sitting.window.session.book.examiner
    assert (examiner.name, examiner.role) == (NAME, "Consultant")
    # What waits for the first painting must find the casebook open.
    qtbot.waitUntil(lambda: not sitting.window._offers_draft)
    sitting.end()
