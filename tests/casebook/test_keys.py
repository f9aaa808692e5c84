"""The ways into a casebook, walked with real files."""

import json
import logging
import os
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clonus_desktop.casebook import backups, examinations, keys, patients
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.keys import CasebookState, Opened, Prepared
from clonus_desktop.casebook.passphrases import PassphraseRefused
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import (
    CasebookForeign,
    CasebookLocked,
    CasebookMissing,
    CasebookReadOnly,
    StorageFault,
    driver,
    rekeying,
    vault_file,
    vault_format,
    vault_keys,
)
from clonus_desktop.storage.vault import MOST, Stage

CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
FIRST, SECOND = "two lamps and a heron", "seven ladders of rain"


def nothing(_part: float) -> None:
    """Takes no notice of how far it is."""


def unlock(path: Path, passphrase: str = FIRST, who: int = 0, **named: float) -> Opened:
    """The casebook unlocked by a clinician of the list."""
    way = keys.ways_in(path, cost=CHEAP)[who]
    return keys.unlock(path, way.id, passphrase, cost=CHEAP, **named)


def _end(*_arguments: object) -> None:
    """The process ends here."""
    raise KeyboardInterrupt


def names_of(path: Path, key: bytes | None) -> list[str]:
    """Who stands in the record, which verifies."""
    with open_book(path, key=key) as book:
        assert book.file.verify() is None
        return [one.patient.family_name for one in patients.find(book, "")]


def add(path: Path, name: str, key: bytes | None) -> None:
    with open_book(path, key=key) as book:
        added = patients.add(book, Patient(family_name=name, born_on=date(1968, 1, 11)))
        examinations.start(book, added.patient_id or 0)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "practice" / "casebook.sqlite"


@pytest.fixture
def prepared() -> Prepared:
    return keys.prepare(" Dr P Okafor ", FIRST, cost=CHEAP)


@pytest.fixture
def opened(path: Path, prepared: Prepared) -> Opened:
    """A casebook with one patient, and what unlocks it."""
    opened = keys.create(path, prepared)
    add(path, "Macilroy", opened.key)
    return opened


@pytest.fixture
def plain(path: Path) -> Path:
    """A casebook of an earlier build."""
    add(path, "Macilroy", None)
    return path


# --- making one -------------------------------------------------------------------------------


def test_preparing_writes_nothing_and_shows_no_secret(path, prepared):
    assert not path.parent.exists()
    shown = repr(prepared) + repr(prepared.opened) + str(prepared)
    for secret in (prepared.data_key, prepared.opened.anchor, prepared.opened.signing_seed):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
    assert prepared.recovery_code not in shown


def test_a_new_casebook_opens_with_its_passphrase_and_its_recovery_code(path, prepared):
    assert keys.state_of(path) is CasebookState.NONE
    opened = keys.create(path, prepared)
    assert keys.state_of(path) is CasebookState.LOCKED
    assert [way.name for way in keys.ways_in(path, cost=CHEAP)] == ["Dr P Okafor"]
    assert unlock(path) == opened
    assert opened.signing_seed is not None
    code = prepared.recovery_code.lower().replace("-", " ").replace("0", "o")
    by_code = keys.unlock_with_recovery_code(path, code, cost=CHEAP)
    assert (by_code.key, by_code.by_recovery, by_code.signing_seed) == (opened.key, True, None)
    assert names_of(path, opened.key) == []
    assert vault_file.stage_of(path) is Stage.SETTLED


def test_all_that_it_makes_is_for_one_user_alone(path, opened):
    modes = {
        one.name: stat.S_IMODE(one.stat().st_mode) for one in (path.parent, *path.parent.iterdir())
    }
    assert modes.pop("practice") == 0o700
    assert {"casebook.sqlite", "vault.json", "vault-attempts.json"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_what_lies_there_is_never_taken_for_a_new_one(path, opened):
    before = tree(path.parent)
    with pytest.raises(keys.CasebookExists):
        keys.create(path, keys.prepare("Dr B", SECOND, cost=CHEAP))
    assert tree(path.parent) == before


def test_making_one_again_after_it_stopped_half_way_is_a_first_start(path, prepared):
    path.parent.mkdir()
    vault_file.write(path, keys.prepare("Dr B", SECOND, cost=CHEAP).vault)
    assert keys.state_of(path) is CasebookState.NONE
    keys.create(path, prepared)
    assert unlock(path) == prepared.opened


def test_a_casebook_whose_making_stopped_at_the_end_is_settled_by_unlocking(path, prepared):
    opened = keys.create(path, prepared)
    vault_file.write(path, prepared.vault)
    assert keys.state_of(path) is CasebookState.LOCKED
    assert unlock(path) == opened
    assert vault_file.stage_of(path) is Stage.SETTLED


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path, prepared):
    (tmp_path / "practice").write_text("no folder")
    with pytest.raises(StorageFault):
        keys.create(tmp_path / "practice" / "deeper" / "casebook.sqlite", prepared)


@pytest.mark.parametrize("passphrase", ["heron", "Password1234"])
def test_a_passphrase_that_is_refused_comes_nowhere(path, opened, passphrase):
    for verb in (
        lambda: keys.prepare("Dr B", passphrase, cost=CHEAP),
        lambda: keys.add_way_in(path, opened, "Dr B", passphrase, cost=CHEAP),
        lambda: keys.change_passphrase(path, opened, passphrase, cost=CHEAP),
    ):
        with pytest.raises(PassphraseRefused):
            verb()


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_name_is_wanted_and_not_a_long_story(name):
    with pytest.raises(ValueError, match="A name has"):
        keys.prepare(name, FIRST, cost=CHEAP)


# --- opening one ------------------------------------------------------------------------------


def test_every_keyboard_opens_it(path):
    keys.create(path, keys.prepare("Dr A", "Zu\u0308rich am Abend", cost=CHEAP))
    assert unlock(path, "Zürich am Abend").key


def test_a_wrong_passphrase_waits_longer_and_longer_across_restarts(path, opened):
    now = 1_800_000_000.0
    way = keys.ways_in(path, cost=CHEAP)[0].id
    for wait in (0, 0, 0, 0, 30):
        with pytest.raises(
            keys.WrongPassphrase, match="not the passphrase of Dr P Okafor"
        ) as wrong:
            unlock(path, "two lamps and a stork", now_s=now)
        assert wrong.value.wait_s == wait
        assert "stork" not in str(wrong.value)
    with pytest.raises(keys.TooEarly, match="Try again in 30 s") as early:
        unlock(path, now_s=now)
    assert early.value.wait_s == 30
    assert keys.wait_s(path, way, now + 10) == 20
    assert unlock(path, now_s=now + 30) == opened
    assert keys.wait_s(path, way, now + 30) == 0
    assert keys.wait_s(path, way) == 0


def test_the_recovery_code_is_not_delayed(path, opened, prepared):
    for _ in range(5):
        with pytest.raises(keys.WrongPassphrase):
            unlock(path, "two lamps and a stork")
    assert keys.unlock_with_recovery_code(path, prepared.recovery_code, cost=CHEAP).key


def test_a_wrong_and_a_mistyped_recovery_code_are_told_apart(path, opened, prepared):
    other = keys.prepare("Dr B", SECOND, cost=CHEAP).recovery_code
    with pytest.raises(keys.WrongRecoveryCode, match="does not open this casebook") as wrong:
        keys.unlock_with_recovery_code(path, other, cost=CHEAP)
    assert other not in str(wrong.value)
    with pytest.raises(keys.BadRecoveryCode, match="Group 2") as bad:
        keys.unlock_with_recovery_code(path, other[:7] + "U" + other[8:], cost=CHEAP)
    assert bad.value.group == 2
    with pytest.raises(keys.BadRecoveryCode, match="26 letters and digits") as short:
        keys.unlock_with_recovery_code(path, "7K2M", cost=CHEAP)
    assert short.value.group is None


def test_the_code_that_is_asked_back_is_compared_by_groups(prepared):
    code = prepared.recovery_code
    assert keys.differing_group(prepared, code.replace("-", "").lower()) is None
    last = "1" if code[-1] == "0" else "0"
    assert keys.differing_group(prepared, code[:-1] + last) == 5
    with pytest.raises(keys.BadRecoveryCode):
        keys.differing_group(prepared, code[:-1])


def test_a_way_in_that_is_none_is_said_to_be_none(path, opened):
    recovery = vault_file.read(path, least=CHEAP).recovery.id
    for slot_id in ("0" * 32, recovery):
        with pytest.raises(keys.NoSuchWayIn):
            keys.unlock(path, slot_id, FIRST, cost=CHEAP)


def test_unlocking_works_in_a_thread(path, opened):
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(unlock, path).result() == opened


def test_the_cheap_keys_of_a_test_are_no_keys_to_the_program(path, opened):
    for verb in (
        lambda: keys.ways_in(path),
        lambda: keys.unlock(path, opened.slot_id, FIRST),
        lambda: keys.unlock_with_recovery_code(path, "0" * 26),
        lambda: keys.rename_way_in(path, opened, opened.slot_id, "Dr B"),
    ):
        with pytest.raises(keys.VaultDamaged):
            verb()


def test_the_program_spends_what_the_design_says(path):
    prepared = keys.prepare("Dr A", FIRST)
    assert {slot.cost for slot in prepared.vault.slots} == {keys.STANDARD}
    assert (keys.STANDARD.memory_kib, keys.STANDARD.passes, keys.STANDARD.lanes) == (65536, 3, 4)
    assert keys.STANDARD.is_within(keys.STANDARD, MOST)
    opened = keys.create(path, prepared)
    assert keys.unlock(path, opened.slot_id, FIRST) == opened


# --- what is told apart -----------------------------------------------------------------------


def test_a_vault_that_is_missing_is_told(path, opened):
    vault_file.path_beside(path).unlink()
    assert keys.state_of(path) is CasebookState.VAULT_MISSING
    with pytest.raises(keys.VaultMissing, match="nobody can open this casebook"):
        unlock(path)


def test_a_vault_that_is_damaged_is_told(path, opened):
    vault = vault_file.path_beside(path)
    vault.write_bytes(vault.read_bytes()[:-40])
    assert keys.state_of(path) is CasebookState.LOCKED
    with pytest.raises(keys.VaultDamaged, match="is damaged"):
        unlock(path)


def test_a_vault_of_a_newer_version_is_told(path, opened):
    table = json.loads(vault_file.path_beside(path).read_bytes())
    vault_file.path_beside(path).write_text(json.dumps(table | {"format": 3}))
    assert keys.state_of(path) is CasebookState.LOCKED
    with pytest.raises(keys.VaultNewer, match="newer version"):
        unlock(path)


def test_a_vault_of_another_casebook_is_told(path, opened, tmp_path):
    other = tmp_path / "other" / "casebook.sqlite"
    keys.create(other, keys.prepare("Dr B", SECOND, cost=CHEAP))
    vault_file.path_beside(other).replace(vault_file.path_beside(path))
    before = path.read_bytes()
    with pytest.raises(keys.VaultForeign, match="belong to another casebook"):
        unlock(path, SECOND)
    assert path.read_bytes() == before
    # The passphrase was right, and does not count as a wrong one.
    assert json.loads(path.with_name("vault-attempts.json").read_text()) == {}


def test_a_vault_that_somebody_changed_is_told(path, opened, prepared):
    vault = vault_file.read(path, least=CHEAP)
    stranger = keys.prepare("Dr Mallory", SECOND, cost=CHEAP).vault.slots[0]
    slots = (*vault.slots, stranger)
    content = vault_format.content_of(replace(vault, slots=slots))
    vault_file.path_beside(path).write_bytes(content)
    for verb in (
        lambda: unlock(path),
        lambda: keys.unlock_with_recovery_code(path, prepared.recovery_code, cost=CHEAP),
        lambda: keys.rename_way_in(path, opened, opened.slot_id, "Dr B", cost=CHEAP),
    ):
        with pytest.raises(keys.VaultChanged, match="changed outside Clonus Desktop"):
            verb()


def test_a_casebook_that_is_missing_is_told(path, opened):
    path.unlink()
    assert keys.state_of(path) is CasebookState.CASEBOOK_MISSING
    with pytest.raises(CasebookMissing):
        unlock(path)
    with pytest.raises(CasebookMissing):
        keys.encrypt_in_place(path, keys.prepare("Dr A", FIRST, cost=CHEAP), nothing)


def test_a_plain_casebook_in_the_place_of_an_encrypted_one_is_told(path, opened, tmp_path):
    other = tmp_path / "other.sqlite"
    add(other, "Planted", None)
    other.replace(path)
    assert keys.state_of(path) is CasebookState.LOCKED
    for verb in (
        lambda: unlock(path),
        lambda: keys.encrypt_in_place(path, keys.prepare("B", SECOND, cost=CHEAP), nothing),
    ):
        with pytest.raises(CasebookForeign, match="is not encrypted"):
            verb()


def test_a_casebook_whose_beginning_is_damaged_is_told(path, opened):
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(keys.VaultForeign, match="or the beginning of"):
        unlock(path)


def test_after_a_power_loss_opening_the_casebook_tells_what_is_left(path, opened):
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    path.with_name("casebook.sqlite-wal").write_bytes(b"what is left of it")
    assert unlock(path) == opened
    with pytest.raises(StorageFault):
        open_book(path, key=opened.key)


def test_what_lies_beside_the_casebook_does_not_decide_between_two_keys(path, opened, monkeypatch):
    written: list[object] = []

    def write(casebook: Path, vault: object) -> None:
        written.append(vault)
        if len(written) == 2:
            raise OSError(5, "Input/output error")
        vault_write(casebook, vault)

    vault_write = vault_file.write
    monkeypatch.setattr(vault_file, "write", write)
    with pytest.raises(OSError, match="Input"):
        keys.rekey(path, opened, nothing, cost=CHEAP)
    beside = path.with_name("casebook.sqlite-wal")
    beside.write_bytes(b"somebody put this here")
    content = path.read_bytes()
    path.write_bytes(bytes(16) + content[16:])
    vault = vault_file.content_beside(path)
    with pytest.raises(keys.VaultForeign):
        unlock(path)
    assert vault_file.content_beside(path) == vault
    path.write_bytes(content)
    beside.unlink()
    assert names_of(path, unlock(path).key) == ["Macilroy"]


def test_a_folder_that_may_not_be_looked_into_is_told(path, opened, monkeypatch):
    def refuse(self: Path, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    assert keys.state_of(path) is CasebookState.CASEBOOK_MISSING
    with pytest.raises(CasebookReadOnly):
        keys.ways_in(path, cost=CHEAP)


def test_a_folder_in_the_place_of_the_casebook_is_told(path, opened):
    path.unlink()
    path.mkdir()
    with pytest.raises(StorageFault):
        unlock(path)


def test_looking_at_the_state_opens_and_changes_nothing(path, opened):
    before = tree(path.parent)
    assert keys.state_of(path) is CasebookState.LOCKED
    assert tree(path.parent) == before
    empty = path.with_name("empty.sqlite")
    vault_file.path_beside(path).unlink()
    empty.touch()
    assert keys.state_of(empty) is CasebookState.PLAIN


# --- changing the ways in ---------------------------------------------------------------------


def test_a_changed_passphrase_opens_and_the_one_before_does_not(path, opened):
    keys.change_passphrase(path, opened, SECOND, cost=CHEAP)
    assert unlock(path, SECOND) == opened
    with pytest.raises(keys.WrongPassphrase):
        unlock(path)


def test_the_recovery_code_resets_a_passphrase_and_its_delay(path, opened, prepared):
    for _ in range(5):
        with pytest.raises(keys.WrongPassphrase):
            unlock(path, "forgotten altogether")
    by_code = keys.unlock_with_recovery_code(path, prepared.recovery_code, cost=CHEAP)
    with pytest.raises(ValueError, match="reset a passphrase instead"):
        keys.change_passphrase(path, by_code, SECOND, cost=CHEAP)
    again = keys.reset_passphrase(path, by_code, opened.slot_id, SECOND, cost=CHEAP)
    assert again.signing_seed not in {None, opened.signing_seed}
    assert (again.by_recovery, again.slot_id, again.key) == (False, opened.slot_id, opened.key)
    assert unlock(path, SECOND) == again
    with pytest.raises(ValueError, match="Only the recovery code"):
        keys.reset_passphrase(path, again, again.slot_id, FIRST, cost=CHEAP)
    with pytest.raises(keys.NoSuchWayIn):
        keys.reset_passphrase(path, by_code, "0" * 32, FIRST, cost=CHEAP)


def test_a_new_recovery_code_counts_only_once_it_was_accepted(path, opened, prepared):
    new = keys.new_recovery_code(path, opened, cost=CHEAP)
    assert new.recovery_code not in repr(new)
    assert keys.differing_group(new, new.recovery_code) is None
    with pytest.raises(keys.WrongRecoveryCode):
        keys.unlock_with_recovery_code(path, new.recovery_code, cost=CHEAP)
    assert keys.unlock_with_recovery_code(path, prepared.recovery_code, cost=CHEAP)
    keys.accept_recovery_code(path, opened, new, cost=CHEAP)
    assert keys.unlock_with_recovery_code(path, new.recovery_code, cost=CHEAP).key == opened.key
    with pytest.raises(keys.WrongRecoveryCode):
        keys.unlock_with_recovery_code(path, prepared.recovery_code, cost=CHEAP)


def test_another_clinician_has_a_way_in_and_a_signing_key_of_their_own(path, opened):
    slot_id, public = keys.add_way_in(path, opened, "Dr Ng \ud800", SECOND, cost=CHEAP)
    assert [way.name for way in keys.ways_in(path, cost=CHEAP)] == ["Dr P Okafor", "Dr Ng \ufffd"]
    other = unlock(path, SECOND, who=1)
    assert (other.key, other.slot_id) == (opened.key, slot_id)
    assert keys.public_key_of(other.signing_seed) == public
    assert other.signing_seed != opened.signing_seed
    keys.rename_way_in(path, other, opened.slot_id, "Dr Okafor-Smith", cost=CHEAP)
    assert keys.ways_in(path, cost=CHEAP)[0].name == "Dr Okafor-Smith"
    assert unlock(path) == opened


def test_who_was_removed_comes_in_no_more_and_rekeying_shuts_their_copy_out(path, opened):
    slot_id, _ = keys.add_way_in(path, opened, "Dr Ng", SECOND, cost=CHEAP)
    copy = vault_file.path_beside(path).read_bytes()
    known = unlock(path, SECOND, who=1)
    keys.remove_way_in(path, opened, slot_id, cost=CHEAP)
    with pytest.raises(keys.NoSuchWayIn):
        keys.unlock(path, slot_id, SECOND, cost=CHEAP)
    due = unlock(path)
    assert due.rekey_due
    rekeyed = keys.rekey(path, due, nothing, cost=CHEAP)
    assert not rekeyed.rekey_due
    assert unlock(path) == rekeyed
    with pytest.raises(CasebookForeign):
        open_book(path, key=known.key)
    vault_file.path_beside(path).write_bytes(copy)
    with pytest.raises(keys.VaultForeign):
        keys.unlock(path, slot_id, SECOND, cost=CHEAP)


def test_the_last_clinician_is_not_removed(path, opened):
    with pytest.raises(keys.LastWayIn, match="Dr P Okafor is the last one"):
        keys.remove_way_in(path, opened, opened.slot_id, cost=CHEAP)
    assert unlock(path) == opened


def test_the_vault_takes_so_many_and_says_so(path, opened, monkeypatch):
    monkeypatch.setattr("clonus_desktop.casebook.key_changes.MOST_SLOTS", 3)
    keys.add_way_in(path, opened, "Dr Ng", SECOND, cost=CHEAP)
    with pytest.raises(keys.TooManyWaysIn):
        keys.add_way_in(path, opened, "Dr Ng", SECOND, cost=CHEAP)


def test_a_hundred_clinicians_with_the_longest_names_fit(path, opened):
    for _ in range(98):
        keys.add_way_in(path, opened, "\U0001f9e0" * 200, SECOND, cost=CHEAP)
    assert len(keys.ways_in(path, cost=CHEAP)) == 99
    with pytest.raises(keys.TooManyWaysIn):
        keys.add_way_in(path, opened, "one more", SECOND, cost=CHEAP)
    assert unlock(path) == opened


# --- another key ------------------------------------------------------------------------------


def test_rekeying_reaches_every_way_in_and_keeps_the_record(path, opened, prepared):
    keys.add_way_in(path, opened, "Dr Ng", SECOND, cost=CHEAP)
    told: list[float] = []
    rekeyed = keys.rekey(path, opened, told.append, cost=CHEAP)
    assert rekeyed.key != opened.key
    assert (rekeyed.anchor, rekeyed.signing_seed) == (opened.anchor, opened.signing_seed)
    assert told[-1] == 1
    assert unlock(path) == rekeyed
    assert unlock(path, SECOND, who=1).key == rekeyed.key
    by_code = keys.unlock_with_recovery_code(path, prepared.recovery_code, cost=CHEAP)
    assert by_code.key == rekeyed.key
    assert names_of(path, rekeyed.key) == ["Macilroy"]


def test_an_act_with_the_key_from_before_is_refused(path, opened):
    rekeyed = keys.rekey(path, opened, nothing, cost=CHEAP)
    with pytest.raises(keys.KeysReplaced, match="were replaced while it was open"):
        keys.change_passphrase(path, opened, SECOND, cost=CHEAP)
    keys.change_passphrase(path, rekeyed, SECOND, cost=CHEAP)


def test_a_casebook_that_is_open_is_not_rekeyed(path, opened, monkeypatch):
    monkeypatch.setattr(driver, "BUSY_TIMEOUT_S", 0.05)
    with open_book(path, key=opened.key), pytest.raises(CasebookLocked):
        keys.rekey(path, opened, nothing, cost=CHEAP)
    assert unlock(path) == opened


def test_rekeying_that_failed_before_the_exchange_leaves_the_key_from_before(
    path, opened, monkeypatch
):
    def refuse(part: Path, casebook: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clonus_desktop.storage.copying.publish", refuse)
    with pytest.raises(OSError, match="No space"):
        keys.rekey(path, opened, nothing, cost=CHEAP)
    assert vault_file.read(path, least=CHEAP).slots[0].next_key
    # The same sitting goes on, and so does the next.
    keys.rename_way_in(path, opened, opened.slot_id, "Dr B", cost=CHEAP)
    assert not vault_file.read(path, least=CHEAP).slots[0].next_key
    with pytest.raises(OSError, match="No space"):
        keys.rekey(path, opened, nothing, cost=CHEAP)
    assert unlock(path) == opened
    assert not vault_file.read(path, least=CHEAP).slots[0].next_key
    assert names_of(path, opened.key) == ["Macilroy"]
    assert not rekeying.part_of(path).exists()


def test_rekeying_that_failed_after_the_exchange_is_finished_by_unlocking(
    path, opened, monkeypatch
):
    written: list[object] = []

    def write(casebook: Path, vault: object) -> None:
        written.append(vault)
        if len(written) == 2:
            raise OSError(5, "Input/output error")
        vault_write(casebook, vault)

    vault_write = vault_file.write
    monkeypatch.setattr(vault_file, "write", write)
    with pytest.raises(OSError, match="Input"):
        keys.rekey(path, opened, nothing, cost=CHEAP)
    with pytest.raises(keys.KeysReplaced):
        keys.rename_way_in(path, opened, opened.slot_id, "Dr B", cost=CHEAP)
    found = unlock(path)
    assert found.key != opened.key
    assert names_of(path, found.key) == ["Macilroy"]
    assert unlock(path) == found


def test_unlocking_does_not_finish_what_another_process_is_at(path, opened, monkeypatch):
    monkeypatch.setattr(driver, "BUSY_TIMEOUT_S", 0.05)

    def write(casebook: Path, vault: object) -> None:
        vault_write(casebook, vault)
        monkeypatch.setattr(vault_file, "write", vault_write)
        with pytest.raises(CasebookLocked):
            unlock(path)

    vault_write = vault_file.write
    monkeypatch.setattr(vault_file, "write", write)
    rekeyed = keys.rekey(path, opened, nothing, cost=CHEAP)
    assert unlock(path) == rekeyed


def test_rekeying_stops_when_somebody_took_it_for_interrupted(path, opened, monkeypatch):
    before = vault_file.read(path, least=CHEAP)

    def write(casebook: Path, _vault: object) -> None:
        vault_write(casebook, before)

    vault_write = vault_file.write
    monkeypatch.setattr(vault_file, "write", write)
    with pytest.raises(keys.KeysReplaced):
        keys.rekey(path, opened, nothing, cost=CHEAP)
    assert not rekeying.part_of(path).exists()
    assert unlock(path) == opened


# --- a plain casebook of an earlier build -----------------------------------------------------


def test_a_plain_casebook_is_encrypted_in_place(plain, prepared):
    assert keys.state_of(plain) is CasebookState.PLAIN
    told: list[float] = []
    opened = keys.encrypt_in_place(plain, prepared, told.append)
    assert told[-1] == 1
    assert keys.state_of(plain) is CasebookState.LOCKED
    assert unlock(plain) == opened
    assert names_of(plain, opened.key) == ["Macilroy"]
    left = tree(plain.parent)
    assert [name for name, content in left.items() if b"Macilroy" in content] == []
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600


def test_a_verified_encrypted_copy_with_its_keys_stays_in_the_backups(plain, prepared):
    plain.with_name("agents.toml").write_text("version = 1")
    opened = keys.encrypt_in_place(plain, prepared, nothing)
    folder = plain.with_name("backups")
    (made,) = backups.listed(plain)
    assert made.kind is backups.Kind.PRE_ENCRYPTION
    assert set(made.files) == {"casebook.sqlite", "vault.json", "agents.toml"}
    assert backups.verify(made, key=opened.key).was_opened
    modes = {stat.S_IMODE(one.stat().st_mode) for one in made.folder.iterdir()}
    assert modes == {0o600}
    assert {stat.S_IMODE(one.stat().st_mode) for one in (folder, made.folder)} == {0o700}
    copy = made.folder / plain.name
    assert keys.state_of(copy) is CasebookState.LOCKED
    assert names_of(copy, unlock(copy).key) == ["Macilroy"]
    assert opened.key == unlock(copy).key


def test_an_interrupted_restore_is_finished_before_it_is_told_what_lies_there(
    path, opened, monkeypatch
):
    made = backups.make(path, backups.Kind.CLOSE, key=opened.key)
    before = path.read_bytes()
    with monkeypatch.context() as killed:
        killed.setattr("clonus_desktop.storage.backups.swapping._swap", _end)
        with pytest.raises(KeyboardInterrupt):
            backups.restore(path, made, key=opened.key)
    assert (path.parent / ".restoring").is_dir()
    assert keys.state_of(path) is CasebookState.LOCKED
    assert not (path.parent / ".restoring").exists()
    assert unlock(path).key == opened.key
    assert len(list(path.parent.glob("set-aside-*"))) == 1
    assert (next(path.parent.glob("set-aside-*")) / path.name).read_bytes() == before


def test_a_casebook_that_is_encrypted_already_is_not_encrypted_again(path, opened):
    vault_file.path_beside(path).unlink()
    before = tree(path.parent)
    with pytest.raises(CasebookForeign, match="is encrypted"):
        keys.encrypt_in_place(path, keys.prepare("Dr B", SECOND, cost=CHEAP), nothing)
    assert tree(path.parent) == before


def test_encrypting_that_stopped_before_the_exchange_begins_again(plain, prepared, monkeypatch):
    def refuse(part: Path, casebook: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clonus_desktop.storage.copying.publish", refuse)
    with pytest.raises(OSError, match="No space"):
        keys.encrypt_in_place(plain, keys.prepare("Dr B", SECOND, cost=CHEAP), nothing)
    monkeypatch.undo()
    assert keys.state_of(plain) is CasebookState.PLAIN
    assert names_of(plain, None) == ["Macilroy"]
    keys.encrypt_in_place(plain, prepared, nothing)
    assert names_of(plain, unlock(plain).key) == ["Macilroy"]


def test_encrypting_without_room_for_its_backup_leaves_the_plain_casebook(
    plain, prepared, monkeypatch
):
    def refuse(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clonus_desktop.storage.backups.files.write", refuse)
    with pytest.raises(backups.BackupNotMade, match="no room"):
        keys.encrypt_in_place(plain, prepared, nothing)
    assert keys.state_of(plain) is CasebookState.PLAIN
    assert names_of(plain, None) == ["Macilroy"]
    assert backups.listed(plain) == ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_is_read_only_leaves_the_plain_casebook(plain, prepared):
    plain.parent.chmod(0o500)
    with pytest.raises(CasebookReadOnly):
        keys.encrypt_in_place(plain, prepared, nothing)
    plain.parent.chmod(0o700)
    assert names_of(plain, None) == ["Macilroy"]


# --- nothing leaks ----------------------------------------------------------------------------


def test_no_secret_is_in_any_file_message_or_log(path, prepared, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    opened = keys.create(path, prepared)
    said: list[str] = []

    def fails(verb: Callable[[], object]) -> None:
        with pytest.raises((StorageFault, PassphraseRefused)) as caught:
            verb()
        error = caught.value
        said.extend([str(error), repr(error), "".join(traceback.format_exception(error))])

    fails(lambda: unlock(path, "wrong " + SECOND))
    fails(lambda: keys.unlock_with_recovery_code(path, "wrong", cost=CHEAP))
    fails(lambda: open_book(path, key=bytes(32)))
    fails(lambda: keys.change_passphrase(path, opened, SECOND[:8], cost=CHEAP))
    rekeyed = keys.rekey(path, opened, nothing, cost=CHEAP)
    fails(lambda: keys.change_passphrase(path, opened, SECOND, cost=CHEAP))
    written = b"".join(tree(path.parent).values())
    shown = "\n".join([*said, caplog.text, *capfd.readouterr(), repr(rekeyed)])
    code = prepared.recovery_code
    for text in (FIRST, SECOND, SECOND[:8], code, code.replace("-", "")):
        assert text.encode() not in written
        # The traceback quotes the lines of this test, and they name no value.
        assert text not in shown
    for secret in (opened.key, rekeyed.key, opened.anchor, opened.signing_seed):
        assert secret not in written
        assert secret.hex().encode() not in written
        assert secret.hex() not in shown


def test_the_start_of_the_program_does_not_pay_for_the_keys():
    script = (
        "import sys\n"
        "from clonus_desktop.casebook import keys, pin\n"
        "assert 'cryptography' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_key_is_never_an_argument_or_a_temporary_file(path, opened, monkeypatch):
    monkeypatch.setattr("tempfile.mkstemp", None)
    monkeypatch.setattr("subprocess.Popen", None)
    keys.rekey(path, opened, nothing, cost=CHEAP)


def test_a_new_casebook_has_the_id_of_its_vault(path, opened):
    with open_book(path, key=opened.key) as book:
        assert book.file.casebook_id == opened.casebook_id


def test_a_plain_casebook_keeps_its_id_when_it_is_encrypted(path, plain):
    casebook_id = keys.id_of_plain(plain)
    prepared = keys.prepare("Dr A", FIRST, casebook_id=casebook_id, cost=CHEAP)
    keys.encrypt_in_place(plain, prepared, nothing)
    opened = unlock(plain)
    assert opened.casebook_id == casebook_id
    with open_book(plain, key=opened.key) as book:
        assert book.file.casebook_id == casebook_id


def test_two_casebooks_share_nothing():
    one, other = (keys.prepare("Dr A", FIRST, cost=CHEAP) for _ in range(2))
    assert one.data_key != other.data_key
    assert one.recovery_code != other.recovery_code
    assert one.opened.anchor != other.opened.anchor
    assert vault_keys.new_key() != vault_keys.new_key()
