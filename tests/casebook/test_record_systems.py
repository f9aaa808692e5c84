"""Where a casebook sends to stays in its vault, whatever becomes of keys and passphrases."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop.casebook import backups, keys, record_systems
from clonus_desktop.casebook.keys import Opened, VaultChanged
from clonus_desktop.casebook.record_systems import Authentication, RecordSystem, TooLong
from clonus_desktop.domain.record_system import LONGEST_AUTHORITY, LONGEST_SECRET
from clonus_desktop.storage import vault_file, vault_format, vault_keys

CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
FIRST, SECOND = "two lamps and a heron", "seven ladders of rain"
SYSTEM = RecordSystem(
    address="https://records.example/fhir",
    is_on=True,
    authentication=Authentication.BEARER,
    token="secret-token",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "practice" / "casebook.sqlite"


@pytest.fixture
def opened(path: Path) -> Opened:
    return keys.create(path, keys.prepare("Dr P Okafor", FIRST, cost=CHEAP))


def read(path: Path, opened: Opened) -> RecordSystem | None:
    return record_systems.read(path, opened, cost=CHEAP)


def keep(path: Path, opened: Opened, system: RecordSystem = SYSTEM) -> None:
    record_systems.keep(path, opened, system, cost=CHEAP)


def unlocked(path: Path, passphrase: str = FIRST) -> Opened:
    way = keys.ways_in(path, cost=CHEAP)[0]
    return keys.unlock(path, way.id, passphrase, cost=CHEAP)


def test_a_casebook_sends_nowhere_until_somebody_says_where(path, opened):
    assert read(path, opened) is None
    assert json.loads(vault_file.content_beside(path))["format"] == 1


def test_where_it_sends_to_is_kept_and_no_secret_of_it_stands_in_the_file(path, opened):
    keep(path, opened)
    assert read(path, unlocked(path)) == SYSTEM
    content = vault_file.content_beside(path)
    for secret in (b"secret-token", b"records.example", b"bearer"):
        assert secret not in content
    other = replace(SYSTEM, is_on=False, token="another")
    keep(path, opened, other)
    assert read(path, opened) == other


def test_it_can_be_forgotten_and_the_vault_is_again_one_that_every_build_reads(path, opened):
    keep(path, opened)
    record_systems.forget(path, opened, cost=CHEAP)
    assert read(path, opened) is None
    assert json.loads(vault_file.content_beside(path))["format"] == 1


def test_it_outlasts_another_passphrase_another_clinician_and_another_code(path, opened):
    keep(path, opened)
    keys.change_passphrase(path, opened, SECOND, cost=CHEAP)
    keys.add_way_in(path, opened, "Dr B Ng", FIRST, cost=CHEAP)
    code = keys.new_recovery_code(path, opened, cost=CHEAP)
    keys.accept_recovery_code(path, opened, code, cost=CHEAP)
    assert read(path, unlocked(path, SECOND)) == SYSTEM
    by_code = keys.unlock_with_recovery_code(path, code.recovery_code, cost=CHEAP)
    assert read(path, by_code) == SYSTEM


def test_it_comes_along_to_a_new_key_which_the_one_before_does_not_open(path, opened):
    keep(path, opened)
    renewed = keys.rekey(path, opened, lambda _part: None, cost=CHEAP)
    assert read(path, renewed) == SYSTEM
    assert read(path, unlocked(path)) == SYSTEM
    vault = vault_file.read(path, least=CHEAP)
    assert vault.next_record_system == b""
    with pytest.raises(vault_keys.Tampered):
        vault_keys.record_system_of(vault, data_key=opened.key)


def test_it_is_there_after_a_renewal_that_stopped_on_its_way(path, opened, monkeypatch):
    keep(path, opened)

    def end(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("clonus_desktop.storage.copying.publish", end)
    with pytest.raises(KeyboardInterrupt):
        keys.rekey(path, opened, lambda _part: None, cost=CHEAP)
    assert vault_file.read(path, least=CHEAP).next_record_system != b""
    assert read(path, unlocked(path)) == SYSTEM


def test_it_comes_back_with_a_backup(path, opened):
    keep(path, opened)
    now = datetime.now(UTC)
    made = backups.make(path, backups.Kind.ON_DEMAND, key=opened.key, now=lambda: now)
    record_systems.forget(path, opened, cost=CHEAP)
    backups.restore(path, made, key=opened.key, now=lambda: now)
    assert read(path, unlocked(path)) == SYSTEM


def test_what_somebody_put_there_without_a_key_is_not_sent_to(path, opened):
    keep(path, opened)
    vault = vault_file.read(path, least=CHEAP)
    vault_file.path_beside(path).write_bytes(
        vault_format.content_of(replace(vault, record_system=bytes(60)))
    )
    with pytest.raises(VaultChanged):
        read(path, opened)


@pytest.mark.parametrize("content", [b"no JSON", b'{"address": 7}', b"\xff"])
def test_what_is_kept_and_cannot_be_read_is_said(path, opened, content):
    vault = vault_file.read(path, least=CHEAP)
    vault = vault_keys.with_record_system(vault, content, data_key=opened.key)
    vault_file.write(path, vault_keys.sealed(vault, data_key=opened.key, anchor=opened.anchor))
    with pytest.raises(VaultChanged):
        read(path, opened)


def test_the_longest_of_everything_fits_and_more_is_refused(path, opened):
    longest = replace(
        SYSTEM,
        token="x" * LONGEST_SECRET,
        private_key="x" * LONGEST_SECRET,
        authority=("x" * 64 + "\n") * (LONGEST_AUTHORITY // 65),
    )
    keep(path, opened, longest)
    keys.rekey(path, opened, lambda _part: None, cost=CHEAP)
    assert read(path, unlocked(path)) == longest
    with pytest.raises(TooLong):
        keep(path, unlocked(path), replace(longest, authority="x" * 100_000))
    assert read(path, unlocked(path)) == longest
