"""A backup is a verified copy of one moment, kept from everything that can happen to it."""

import errno
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import (
    CasebookDamaged,
    CasebookForeign,
    CasebookMissing,
    CasebookNewer,
    StorageFault,
    backup_faults,
    backups,
    copying,
    driver,
    holding,
    open_casebook,
    schema,
)
from clonus_desktop.storage.backups import Backup, Kind, Work, files, making, manifest, snapshot
from clonus_desktop.storage.backups.bundle import DATABASE, MANIFEST, Counts, Identity

KEY = bytes(range(32))
AT = datetime(2026, 5, 1, 10, 15, tzinfo=UTC)


def made(path: Path, kind: Kind = Kind.ON_DEMAND, **more: object) -> Backup:
    more = {"key": None, "at": AT, "work": Work(), **more}
    return backups.make(path, kind, **more)


def verified(backup: Backup, key: bytes | None = None) -> backups.Verified:
    return backups.verify(backup, key=key, work=Work())


def inside(folder: Path) -> list[str]:
    """Everything in the folder but its lock."""
    return sorted(
        one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.name != ".lock"
    )


@pytest.fixture
def beside(path: Path) -> Path:
    """What lies beside a casebook in a practice."""
    path.parent.mkdir()
    path.with_name("vault.json").write_text('{"format": 1}')
    path.with_name("agents.toml").write_text("version = 1")
    path.with_name("casebook.mark").write_text("not for backups")
    sites = path.with_name("sites")
    sites.mkdir()
    (sites / "jaw.toml").write_text('site = "jaw"')
    (sites / "jaw.svg").write_text("<svg/>")
    (sites / "notes.txt").write_text("not read by the program")
    (sites / ".hidden.toml").write_text("not a name of ours")
    (sites / "link.toml").symlink_to(sites / "jaw.toml")
    (sites / "folder.toml").mkdir()
    return path.parent


# --- made -------------------------------------------------------------------------------------


def test_a_backup_holds_the_casebook_what_lies_beside_it_and_what_it_says(
    beside: Path, path: Path, desk
) -> None:
    desk.filled()
    backup = made(path)
    assert backup.folder == path.parent / "backups" / "2026-05-01T101500Z-on-demand"
    assert inside(backup.folder) == [
        "agents.toml",
        "casebook.sqlite",
        "manifest.json",
        "sites",
        "sites/jaw.svg",
        "sites/jaw.toml",
        "vault.json",
    ]
    assert backup.content.counts == Counts(patients=2, signed=1, drafts=1, letters=1, acts=13)
    assert (backup.content.head.sequence, backup.content.head.digest) == desk.file.audit.head()
    assert backup.content.schema_version == schema.version()
    assert (backup.kind, backup.made_at, backup.sequence) == (Kind.ON_DEMAND, AT, 1)
    assert (backup.is_encrypted, backup.is_whole) == (False, True)
    assert backup.size == sum((backup.folder / one).stat().st_size for one in backup.files)
    assert verified(backup).was_opened
    assert backups.read(backup.folder) == backup


def test_a_backup_is_for_this_user_alone(beside: Path, path: Path, desk) -> None:
    desk.patient()
    backup = made(path)
    every = [backup.folder.parent, backup.folder, *backup.folder.rglob("*")]
    modes = {stat.S_IMODE(one.stat().st_mode) for one in every if one.is_dir()}
    assert modes == {0o700}
    assert {stat.S_IMODE(one.stat().st_mode) for one in every if one.is_file()} == {0o600}


def test_the_backup_of_an_encrypted_casebook_opens_with_its_key_alone(path: Path, desk_at) -> None:
    desk = desk_at(path, key=KEY)
    desk.patient()
    backup = made(path, key=KEY)
    desk.file.close()
    assert b"MacIlroy" not in (backup.folder / DATABASE).read_bytes()
    assert (backup.is_encrypted, backup.is_of(KEY), backup.is_of(None)) == (True, True, False)
    assert verified(backup, KEY).was_opened
    assert not verified(backup).was_opened
    assert not verified(backup, bytes(32)).was_opened
    with open_casebook(backup.folder / DATABASE, key=KEY) as file:
        assert file.patients.get(1).family_name == "MacIlroy"


def test_somebody_who_writes_meanwhile_neither_stops_a_backup_nor_gets_into_half_of_it(
    path: Path, desk, monkeypatch
) -> None:
    monkeypatch.setattr(making, "_PAGES_AT_ONCE", 8)
    desk.filled()
    before = desk.file.audit.head()
    shares: list[float] = []

    def write_on(share: float) -> None:
        shares.append(share)
        desk.patient("Meanwhile")

    backup = made(path, work=Work(write_on))
    assert len(shares) >= 8
    assert shares == sorted(shares)
    assert (shares[-1], shares[0] > 0) == (1.0, True)
    assert (backup.content.head.sequence, backup.content.head.digest) == before
    assert desk.file.patients.count() == 2 + len(shares)
    assert verified(backup).was_opened


def test_a_writer_in_another_thread_goes_on_during_a_backup(path: Path, desk) -> None:
    desk.filled()
    found: list[Backup] = []
    worker = threading.Thread(target=lambda: found.append(made(path)))
    worker.start()
    for number in range(20):
        desk.patient(f"Meanwhile {number}")
    worker.join()
    assert verified(found[0]).was_opened
    assert desk.file.patients.count() == 22


def test_a_backup_that_is_stopped_leaves_nothing(path: Path, desk, monkeypatch) -> None:
    monkeypatch.setattr(making, "_PAGES_AT_ONCE", 8)
    desk.filled()
    for looks in range(1, 10):
        seen: list[int] = []

        def cancel(seen: list[int] = seen, looks: int = looks) -> bool:
            seen.append(1)
            return len(seen) >= looks

        with pytest.raises(backup_faults.BackupCancelled):
            made(path, work=Work(None, cancel))
        assert inside(path.parent / "backups") == []


def test_a_check_of_the_database_can_be_stopped_in_the_middle(
    path: Path, desk, monkeypatch
) -> None:
    monkeypatch.setattr("clonus_desktop.storage.backups.snapshot._STEPS_BETWEEN_LOOKS", 1)
    desk.filled()
    backup = made(path)
    told: list[float] = []
    with pytest.raises(backup_faults.BackupCancelled):
        backups.verify(backup, key=None, work=Work(told.append, lambda: 0.75 in told))


def test_what_a_killed_backup_left_is_cleared_up_by_the_next(path: Path, desk) -> None:
    desk.patient()
    left = path.parent / "backups" / ".2026-05-01T101500Z-close.12345678.part"
    left.mkdir(parents=True)
    (left / DATABASE).write_bytes(b"half")
    made(path)
    assert not left.exists()


def test_two_backups_of_one_second_are_two_backups(path: Path, desk) -> None:
    desk.patient()
    first, second = made(path), made(path)
    assert second.folder.name == f"{first.folder.name}-2"
    assert [one.sequence for one in backups.listed(first.folder.parent)] == [2, 1]


def test_two_backups_at_once_are_refused(path: Path, desk) -> None:
    desk.patient()
    folder = made(path).folder.parent
    with holding.folder_alone(folder), pytest.raises(backup_faults.BackupsBusy):
        made(path)


def test_a_casebook_gives_its_identity_to_its_backups(path: Path, desk) -> None:
    desk.patient()
    assert made(path).content.identity.casebook_id == desk.file.casebook_id


def test_an_empty_casebook_has_a_backup_too(path: Path) -> None:
    with open_casebook(path) as file:
        casebook_id = file.casebook_id
    backup = made(path)
    assert backup.content.counts == Counts(patients=0, signed=0, drafts=0, letters=0, acts=0)
    assert backup.content.identity == Identity(casebook_id=casebook_id, origin="")
    assert (backup.content.head.sequence, backup.content.head.digest) == (0, "")


def test_a_closed_casebook_is_still_one_file_after_its_backup(path: Path, desk_at) -> None:
    desk_at(path).file.close()
    made(path)
    beside = {one.name for one in path.parent.iterdir()}
    assert beside == {"backups", "casebook.sqlite", "casebook.mark"}


# --- not made ---------------------------------------------------------------------------------


def test_what_is_no_casebook_has_no_backup(path: Path, tmp_path: Path) -> None:
    with pytest.raises(CasebookMissing):
        made(path)
    assert not path.parent.exists()
    path.parent.mkdir()
    path.touch()
    other = driver.connect(path, driver.Access.READ_AND_WRITE, key=None)
    other.execute("CREATE TABLE note (a)")
    with pytest.raises(CasebookForeign):
        made(path)
    other.execute("PRAGMA application_id = 0x436C4F6E")
    with pytest.raises(CasebookDamaged):
        made(path)
    other.execute("PRAGMA user_version = 99")
    with pytest.raises(CasebookNewer):
        made(path)
    other.close()
    assert inside(path.parent / "backups") == []


def test_without_the_right_key_there_is_no_backup_and_it_is_said_why(path: Path, desk_at) -> None:
    desk_at(path, key=KEY).file.close()
    with pytest.raises(CasebookForeign, match="encrypted"):
        made(path)
    with pytest.raises(CasebookForeign, match="does not open with this key"):
        made(path, key=bytes(32))


def test_a_locked_casebook_has_no_backup_now(path: Path, desk_at, monkeypatch) -> None:
    desk_at(path).file.close()
    monkeypatch.setattr(driver, "BUSY_TIMEOUT_S", 0.01)
    other = driver.connect(path, driver.Access.READ_AND_WRITE, key=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageFault, match="in use by another program"):
        made(path)
    other.close()


def test_a_casebook_with_a_damaged_page_has_no_new_backup(path: Path, desk_at) -> None:
    desk = desk_at(path)
    desk.filled()
    desk.file.close()
    raw = bytearray(path.read_bytes())
    # The tables of the record lie before; this one is a page of an index.
    page = _page_of(path, "patient_by_name")
    raw[(page - 1) * 4096 : page * 4096] = os.urandom(4096)
    path.write_bytes(raw)
    with pytest.raises(backup_faults.BackupNotMade, match="did not pass its check"):
        made(path)
    assert inside(path.parent / "backups") == []


def test_an_encrypted_casebook_with_a_damaged_page_has_no_new_backup(path: Path, desk_at) -> None:
    desk = desk_at(path, key=KEY)
    desk.filled()
    desk.file.close()
    backup = made(path, key=KEY)
    raw = bytearray(path.read_bytes())
    raw[_page_of(path, "patient_by_name", KEY) * 4096 - 2000] ^= 1
    path.write_bytes(raw)
    with pytest.raises(backup_faults.BackupNotMade, match="did not pass its check"):
        made(path, key=KEY)
    assert backups.listed(path.parent / "backups") == (backup,)
    # In a backup it is found, even by one who has made the digests fit.
    (backup.folder / DATABASE).write_bytes(raw)
    new = files.stored(backup.folder / DATABASE, Work())
    forged = manifest.sealed(replace(backup, files={DATABASE: new}), KEY)
    with pytest.raises(backup_faults.BackupDamaged, match=DATABASE):
        verified(rewritten(forged), KEY)


def test_a_page_that_the_disk_does_not_give_back_is_not_sound(path: Path, desk) -> None:
    class Failing:
        def set_progress_handler(self, *_arguments: object) -> None: ...

        def execute(self, _sql: str) -> None:
            raise driver.DriverError("disk I/O error")

    assert not snapshot.is_sound(Failing(), is_encrypted=False, work=Work())


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("database or disk is full", "no room"),
        ("disk I/O error", "did not accept"),
        ("attempt to write a readonly database", "read-only"),
        ("database disk image is malformed", "is damaged"),
    ],
)
def test_what_the_driver_says_of_a_copy_is_told(
    path: Path, desk, monkeypatch, words: str, fault: str
) -> None:
    desk.patient()

    def fail(_share: float) -> None:
        raise driver.DriverError(words)

    with pytest.raises(StorageFault, match=fault):
        made(path, work=Work(fail))
    assert inside(path.parent / "backups") == []


def _page_of(path: Path, name: str, key: bytes | None = None) -> int:
    look = driver.connect(path, driver.Access.LOOK_ONLY, key=key)
    found = look.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchall()
    look.close()
    return int(found[0][0])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "did not accept"),
    ],
)
def test_what_the_disk_can_do_is_told_and_leaves_no_half_backup(
    path: Path, desk, monkeypatch, number: int, words: str
) -> None:
    desk.patient()
    before = made(path)

    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    for name in ("write", "fsync"):
        with monkeypatch.context() as edge:
            edge.setattr(files.os, name, fail)
            with pytest.raises(backup_faults.BackupNotMade, match=words):
                made(path)
        assert backups.listed(before.folder.parent) == (before,)
        assert {one.split("/")[0] for one in inside(before.folder.parent)} == {before.folder.name}
    assert made(path).is_whole


LIMITED = """
import datetime, pathlib, resource, sys
from clonus_desktop.storage import backup_faults, backups
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
at = datetime.datetime.now(datetime.UTC)
try:
    backups.make(pathlib.Path(sys.argv[1]), "close", key=None, at=at, work=backups.Work())
except backup_faults.BackupNotMade as fault:
    print(fault)
"""


def test_a_disk_without_room_ends_a_backup_with_a_message(path: Path, desk) -> None:
    pytest.importorskip("resource")
    desk.filled()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert "No backup was made" in done.stdout
    assert inside(path.parent / "backups") == []
    desk.patient("Afterwards")
    assert made(path).content.counts.patients == 3


def test_a_bug_stays_a_bug(tmp_path: Path) -> None:
    error = driver.DriverError("no such column")
    assert backup_faults.not_made(error, tmp_path) is error


def test_a_vault_that_changes_meanwhile_is_no_vault_of_the_backup(
    beside: Path, path: Path, desk
) -> None:
    desk.patient()

    def rekey(_share: float) -> None:
        path.with_name("vault.json").write_text('{"format": 2}')

    with pytest.raises(backup_faults.BackupNotMade, match="keys"):
        made(path, work=Work(rekey))
    assert inside(path.parent / "backups") == []
    assert verified(made(path)).was_opened


# --- verified ---------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_every_changed_byte_of_a_backup_is_found(path: Path, desk_at, key: bytes | None) -> None:
    desk = desk_at(path, key=key)
    desk.filled()
    desk.file.close()
    path.with_name("vault.json").write_text('{"format": 1}')
    backup = made(path, key=key)
    for name in (DATABASE, MANIFEST, "vault.json"):
        file = backup.folder / name
        whole = file.read_bytes()
        step = max(1, len(whole) // 150)
        for place in range(0, len(whole), step):
            changed = bytearray(whole)
            changed[place] ^= 1 << (place % 8)
            file.write_bytes(changed)
            with pytest.raises((backup_faults.BackupDamaged, backup_faults.BackupNewer)) as caught:
                verified(backup, key)
            assert name in str(caught.value) or isinstance(caught.value, backup_faults.BackupNewer)
        file.write_bytes(whole)
    assert verified(backup, key).was_opened


@pytest.mark.parametrize("name", [DATABASE, MANIFEST])
def test_a_truncated_or_missing_file_of_a_backup_is_found(path: Path, desk, name: str) -> None:
    desk.patient()
    backup = made(path)
    file = backup.folder / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(backup_faults.BackupDamaged, match=name):
        verified(backup)
    file.unlink()
    with pytest.raises(backup_faults.BackupDamaged, match=name):
        verified(backup)
    assert backup.is_whole == (name == MANIFEST)


def test_a_link_in_the_place_of_a_file_is_not_followed(path: Path, desk, tmp_path: Path) -> None:
    desk.patient()
    backup = made(path)
    (backup.folder / DATABASE).rename(tmp_path / "elsewhere")
    (backup.folder / DATABASE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(backup_faults.BackupDamaged):
        verified(backup)
    (backup.folder / DATABASE).unlink()
    os.mkfifo(backup.folder / DATABASE)
    with pytest.raises(backup_faults.BackupDamaged):
        verified(backup)


def rewritten(backup: Backup, **changes: object) -> Backup:
    """The backup with a manifest that was made to fit by somebody without the key."""
    forged = replace(backup, **changes)
    (backup.folder / MANIFEST).write_text(manifest.rendered(forged))
    return backups.read(backup.folder)


def test_a_manifest_that_was_made_to_fit_is_found(path: Path, desk_at) -> None:
    desk = desk_at(path, key=KEY)
    desk.filled()
    backup = made(path, key=KEY)
    desk.file.close()
    with pytest.raises(backup_faults.BackupDamaged, match=MANIFEST):
        verified(rewritten(backup, sequence=7), KEY)
    fewer = replace(backup.content, counts=replace(backup.content.counts, patients=1))
    forged = manifest.sealed(replace(backup, content=fewer), KEY)
    with pytest.raises(backup_faults.BackupDamaged, match=DATABASE):
        verified(rewritten(forged), KEY)
    with pytest.raises(backup_faults.BackupDamaged, match=MANIFEST):
        verified(rewritten(backup, seal=None), KEY)


def test_a_file_that_was_put_in_with_its_digest_does_not_open(path: Path, desk) -> None:
    desk.patient()
    backup = made(path)
    for content in (b"no database at all", b""):
        (backup.folder / DATABASE).write_bytes(content)
        new = files.stored(backup.folder / DATABASE, Work())
        forged = rewritten(backup, files={**backup.files, DATABASE: new})
        with pytest.raises(backup_faults.BackupDamaged, match=DATABASE):
            verified(forged)


def test_a_backup_without_its_manifest_or_from_a_later_program_is_told_apart(
    path: Path, desk, tmp_path: Path
) -> None:
    desk.patient()
    backup = made(path)
    with pytest.raises(backup_faults.BackupForeign):
        backups.read(tmp_path)
    with pytest.raises(backup_faults.BackupForeign):
        backups.read(backup.folder / MANIFEST)
    content = json.loads((backup.folder / MANIFEST).read_text())
    for key, value in (("format", 2), ("schema", 99)):
        (backup.folder / MANIFEST).write_text(json.dumps({**content, key: value}))
        with pytest.raises(backup_faults.BackupNewer):
            backups.read(backup.folder)


# --- listed -----------------------------------------------------------------------------------


def test_backups_are_listed_by_their_order_whatever_the_clock_says(path: Path, desk) -> None:
    folder = path.parent / "backups"
    assert backups.listed(folder) == ()
    desk.patient()
    assert made(path).sequence == 1
    assert made(path, at=AT - timedelta(days=300)).sequence == 2
    assert made(path, at=AT + timedelta(days=1)).sequence == 3
    assert [one.sequence for one in backups.listed(folder)] == [3, 2, 1]


def test_a_backup_whose_manifest_is_gone_is_named_and_the_others_are_listed(
    path: Path, desk
) -> None:
    desk.patient()
    first, second = made(path), made(path)
    (first.folder / MANIFEST).unlink()
    (second.folder.parent / "holiday pictures").mkdir()
    assert backups.listed(first.folder.parent) == (second,)
    assert backups.unreadable(first.folder.parent) == (first.folder,)


def test_a_casebook_is_the_same_by_its_id_or_by_its_first_act() -> None:
    one = Identity(casebook_id="a" * 32, origin="1")
    assert one.is_same(Identity(casebook_id="a" * 32, origin="2")) is True
    assert one.is_same(Identity(casebook_id="b" * 32, origin="1")) is False
    assert one.is_same(Identity(casebook_id=None, origin="1")) is True
    assert one.is_same(Identity(casebook_id=None, origin="2")) is False
    assert one.is_same(Identity(casebook_id=None, origin="")) is None


# --- before a migration -----------------------------------------------------------------------

OLD_FILES = Path(__file__).parent / "old_files"


@pytest.fixture
def old(path: Path) -> Path:
    """A casebook of version 1."""
    path.parent.mkdir()
    path.touch()
    connection = driver.connect(path, driver.Access.READ_AND_WRITE, key=None)
    connection.executescript((OLD_FILES / "v1.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def test_a_migration_makes_a_verified_backup_of_the_older_casebook_first(old: Path) -> None:
    open_casebook(old).close()
    (backup,) = backups.listed(old.parent / "backups")
    assert (backup.kind, backup.content.schema_version) == (Kind.PRE_MIGRATION, 1)
    assert verified(backup).was_opened
    open_casebook(old).close()
    assert len(backups.listed(old.parent / "backups")) == 1


def test_an_older_casebook_without_room_for_its_backup_is_left_as_it_was(old: Path) -> None:
    before = old.read_bytes()
    (old.parent / "backups").write_text("a file in the way")
    with pytest.raises(backup_faults.NotMigrated):
        open_casebook(old)
    assert old.read_bytes() == before
    (old.parent / "backups").unlink()
    open_casebook(old).close()


def test_a_backup_that_a_killed_migration_has_left_serves_again_while_it_is_well(
    old: Path,
) -> None:
    left = made(old, Kind.PRE_MIGRATION)
    other = made(old, Kind.CLOSE)
    before = old.read_bytes()
    open_casebook(old).close()
    assert backups.listed(old.parent / "backups") == (other, left)
    old.write_bytes(before)
    (left.folder / DATABASE).write_bytes(b"damaged")
    open_casebook(old).close()
    found = backups.listed(old.parent / "backups")
    assert [one.kind for one in found] == [Kind.PRE_MIGRATION, Kind.CLOSE, Kind.PRE_MIGRATION]


# --- what is done to files --------------------------------------------------------------------


def test_a_patient_of_today_is_in_the_backup_of_today(path: Path, desk) -> None:
    with desk.file.write():
        desk.file.patients.add(Patient(family_name="Today"), at=AT, by=desk.by)
    with open_casebook(made(path).folder / DATABASE) as file:
        assert [one.family_name for one in file.patients.search("today")] == ["Today"]


def test_a_system_that_cannot_forget_a_file_still_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write(tmp_path / "one", b"1")
    monkeypatch.delattr(os, "posix_fadvise")
    assert files.stored(tmp_path / "one", Work()).size == 1


def test_what_is_about_to_take_the_place_of_a_casebook_is_backed_up_with_its_vault(
    path: Path, desk_at: Callable
) -> None:
    """Such as the encrypted copy of a plain casebook, before the two change places."""
    desk = desk_at(path)
    desk.filled()
    desk.file.close()
    path.with_name("vault.json").write_text("not this one")
    path.with_name("agents.toml").write_text("version = 1")
    coming = path.with_name("coming")
    of = backups.Successor(path=coming, vault=b'{"format": 1}')
    with copying.copied(path, None, coming, KEY, lambda _share: None):
        backup = made(path, Kind.PRE_ENCRYPTION, key=KEY, of=of)
    assert verified(backup, KEY).was_opened
    assert (backup.folder / "vault.json").read_bytes() == of.vault
    assert "agents.toml" in backup.files
