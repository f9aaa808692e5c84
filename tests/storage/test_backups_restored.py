"""A restore shows first what it would do, and never takes anything away."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest

from clonus_desktop.storage import backup_faults, backups, driver, holding, open_casebook
from clonus_desktop.storage.backups import Backup, Kind, Present, Work, files, swapping
from clonus_desktop.storage.backups.bundle import DATABASE, MANIFEST
from clonus_desktop.storage.storage_fault import StorageFault

KEY = bytes(range(32))
AT = datetime(2026, 5, 1, 10, 15, tzinfo=UTC)


def made(path: Path, *, key: bytes | None = None) -> Backup:
    return backups.make(path, Kind.CLOSE, key=key, at=AT, work=Work())


def restored(path: Path, backup: Backup, **more: Any) -> backups.Restored:
    more = {"key": None, "at": AT, "work": Work(), **more}
    return backups.restore(path, backup, **more)


def shown(path: Path, backup: Backup, key: bytes | None = None) -> backups.RestorePreview:
    return backups.preview(path, backup, key=key)


def everything(folder: Path) -> dict[str, bytes]:
    """Each file below a folder, byte for byte, without the backups, their locks and SQLite's."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and "backups" not in one.parts and not one.name.endswith("-shm")
    }


def names_in(path: Path, key: bytes | None = None) -> list[str]:
    with open_casebook(path, key=key) as file:
        assert file.verify() is None
        return sorted(one.family_name for one in file.patients.search(""))


@pytest.fixture
def then(path: Path, desk_at: Callable) -> Backup:
    """The backup of a casebook with two patients, to which two acts were added afterwards."""
    desk = desk_at(path)
    desk.filled()
    path.with_name("vault.json").write_text("the vault of then")
    path.with_name("sites").mkdir()
    (path.with_name("sites") / "jaw.toml").write_text("then")
    backup = made(path)
    desk.patient("Later")
    draft = desk.file.examinations.newest_draft()
    desk.record(draft.id, 5, desk.right)
    desk.record(draft.id, 6, desk.right)
    desk.file.close()
    path.with_name("vault.json").write_text("the vault of now")
    (path.with_name("sites") / "jaw.toml").write_text("now")
    path.with_name("casebook.mark").write_text("the mark of now")
    path.with_name("agents.toml").write_text("the drugs of now")
    return backup


# --- shown first ------------------------------------------------------------------------------


def test_the_preview_tells_what_would_be_lost_and_changes_nothing(path: Path, then: Backup) -> None:
    before = everything(path.parent)
    preview = shown(path, then)
    assert everything(path.parent) == before
    assert (preview.present, preview.is_same_casebook) == (Present.READABLE, True)
    assert preview.content is not None
    assert preview.content.counts.patients == 3
    lost = preview.lost
    assert lost is not None
    assert (lost.acts, lost.patients, lost.examinations, lost.letters) == (3, 1, 1, 0)
    assert lost.last_at is not None
    assert lost.first_at == lost.last_at - timedelta(minutes=2)
    assert preview.brought_back == 0
    assert preview.has_other_keys


def test_the_preview_counts_what_lies_in_the_wal_of_a_crash_and_leaves_it_there(
    path: Path, desk_at
) -> None:
    desk = desk_at(path)
    desk.patient()
    backup = made(path)
    desk.patient("In the wal")
    crashed = path.parent.parent / "crashed" / path.name
    crashed.parent.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", f"{crashed}{end}")
    desk.file.close()
    before = everything(crashed.parent)
    preview = shown(crashed, backup)
    assert preview.lost is not None
    assert (preview.lost.acts, preview.lost.patients) == (1, 1)
    assert everything(crashed.parent) == before


def test_the_preview_works_while_the_casebook_is_open(path: Path, desk) -> None:
    desk.patient()
    backup = made(path)
    desk.patient("Later")
    preview = shown(path, backup)
    assert preview.lost is not None
    assert preview.lost.acts == 1


def test_nothing_is_lost_by_restoring_what_is_there(path: Path, desk) -> None:
    desk.patient()
    lost = shown(path, made(path)).lost
    assert lost == backups.Lost(
        acts=0, patients=0, examinations=0, letters=0, first_at=None, last_at=None
    )


def test_a_backup_that_is_ahead_of_the_present_casebook_brings_its_acts_back(
    path: Path, then: Backup
) -> None:
    restored(path, then)
    ahead = backups.listed(path.parent / "backups")[0]
    assert ahead.kind is Kind.PRE_RESTORE
    preview = shown(path, ahead)
    assert (preview.brought_back, preview.lost and preview.lost.acts) == (3, 0)


def test_casebooks_that_went_two_ways_are_compared_at_their_fork(
    path: Path, then: Backup, desk_at
) -> None:
    restored(path, then)
    ahead = backups.listed(path.parent / "backups")[0]
    desk = desk_at(path)
    for name in ("Another", "Way", "Went", "Further"):
        desk.patient(name)
    desk.file.close()
    preview = shown(path, ahead)
    assert (preview.brought_back, preview.lost and preview.lost.acts) == (3, 4)
    (ahead.folder / DATABASE).unlink()
    preview = shown(path, ahead)
    assert (preview.brought_back, preview.lost) == (None, None)


def test_the_backup_of_another_casebook_is_told_and_everything_would_be_lost(
    path: Path, then: Backup, desk_at, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "casebook.sqlite"
    desk = desk_at(other)
    desk.patient("Somebody")
    desk.file.close()
    preview = shown(other, then)
    assert preview.is_same_casebook is False
    assert preview.lost is not None
    assert preview.lost.acts == 1


def test_what_cannot_be_read_is_told_apart(path: Path, then: Backup, desk_at) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:3000])
    assert shown(path, then).present is Present.UNREADABLE
    path.write_bytes(os.urandom(8192))
    # With a vault beside it, and without a key.
    assert shown(path, then).present is Present.KEY_NEEDED
    assert shown(path, then, KEY).present is Present.UNREADABLE
    path.with_name("vault.json").unlink()
    assert shown(path, then).present is Present.UNREADABLE
    assert shown(path, then).has_other_keys
    path.write_bytes(b"")
    assert shown(path, then).present is Present.EMPTY
    path.unlink()
    preview = shown(path, then)
    assert (preview.present, preview.content) == (Present.MISSING, None)
    assert (preview.lost, preview.brought_back, preview.is_same_casebook) == (None, None, None)
    path.touch()
    foreign = driver.connect(path, driver.Access.READ_AND_WRITE, key=None)
    foreign.execute("CREATE TABLE a (b)")
    foreign.close()
    assert shown(path, then).present is Present.UNREADABLE


# --- restored ---------------------------------------------------------------------------------


def test_a_restore_brings_back_what_was_and_sets_all_of_now_aside(path: Path, then: Backup) -> None:
    before = everything(path.parent)
    done = restored(path, then)
    assert (done.path, done.backup, done.was_opened) == (path, then, True)
    assert done.set_aside == path.parent / "set-aside-2026-05-01T101500Z"
    assert everything(done.set_aside) == before
    assert names_in(path) == ["MacIlroy", "Okafor"]
    assert path.with_name("vault.json").read_text() == "the vault of then"
    assert (path.parent / "sites" / "jaw.toml").read_text() == "then"
    assert not path.with_name("casebook.mark").exists()
    assert not path.with_name("agents.toml").exists()
    assert names_in(done.set_aside / path.name) == ["Later", "MacIlroy", "Okafor"]
    assert [one for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_a_casebook_of_another_file_name_takes_its_mark_with_it(path: Path, then: Backup) -> None:
    ward = path.parent.with_name("ward") / "ward.sqlite"
    open_casebook(ward).close()
    assert ward.with_suffix(".mark").exists()
    done = restored(ward, then)
    assert done.set_aside is not None
    assert (done.set_aside / "ward.mark").exists()
    assert not ward.with_suffix(".mark").exists()


def test_a_second_restore_sets_aside_beside_the_first(path: Path, then: Backup) -> None:
    assert restored(path, then).set_aside != restored(path, then).set_aside
    assert len(list(path.parent.glob("set-aside-*"))) == 2


def test_the_wal_of_a_crash_is_set_aside_with_its_casebook_and_not_left_to_the_new_one(
    path: Path, then: Backup
) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"what a crash has left")
    path.with_name(path.name + "-shm").write_bytes(b"and this")
    done = restored(path, then)
    assert done.set_aside is not None
    assert (done.set_aside / (path.name + "-wal")).exists()
    assert not path.with_name(path.name + "-wal").exists()
    assert names_in(path) == ["MacIlroy", "Okafor"]


@pytest.mark.parametrize("content", [None, b"", b"damaged" * 1000])
def test_a_missing_empty_or_damaged_casebook_is_restored(
    path: Path, then: Backup, content: bytes | None
) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    done = restored(path, then)
    assert done.set_aside is not None
    assert names_in(path) == ["MacIlroy", "Okafor"]
    if content is not None:
        assert (done.set_aside / path.name).read_bytes() == content
    assert len(backups.listed(path.parent / "backups")) == 1


def test_a_backup_is_restored_into_a_new_place(then: Backup, tmp_path: Path) -> None:
    path = tmp_path / "new" / "computer" / "record.sqlite"
    done = restored(path, then)
    assert done.set_aside is None
    assert names_in(path) == ["MacIlroy", "Okafor"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(everything(path.parent)) == ["record.sqlite", "sites/jaw.toml", "vault.json"]


def test_an_encrypted_backup_is_restored_with_its_key_or_without(path: Path, desk_at) -> None:
    desk = desk_at(path, key=KEY)
    desk.patient()
    backup = made(path, key=KEY)
    desk.patient("Later")
    desk.file.close()
    assert shown(path, backup).present is Present.KEY_NEEDED
    assert not restored(path, backup).was_opened
    assert names_in(path, KEY) == ["MacIlroy"]
    assert restored(path, backup, key=KEY).was_opened
    assert [one.kind for one in backups.listed(path.parent / "backups")] == ["pre-restore", "close"]


def test_a_restore_that_is_stopped_leaves_all_as_it_was(path: Path, then: Backup) -> None:
    before = everything(path.parent)
    for looks in range(1, 12):
        seen: list[int] = []

        def cancel(seen: list[int] = seen, looks: int = looks) -> bool:
            seen.append(1)
            return len(seen) >= looks

        with pytest.raises(backup_faults.BackupCancelled):
            restored(path, then, work=Work(None, cancel))
        assert everything(path.parent) == before


def test_the_progress_of_a_restore_goes_one_way(path: Path, then: Backup) -> None:
    told: list[float] = []
    restored(path, then, work=Work(told.append))
    assert told == sorted(told)
    assert told[-1] == 1.0


# --- not restored -----------------------------------------------------------------------------


def test_a_damaged_backup_is_not_restored(path: Path, then: Backup) -> None:
    raw = bytearray((then.folder / DATABASE).read_bytes())
    raw[5000] ^= 1
    (then.folder / DATABASE).write_bytes(raw)
    before = everything(path.parent)
    with pytest.raises(backup_faults.BackupDamaged):
        restored(path, then)
    assert everything(path.parent) == before


def test_a_backup_that_changes_between_its_check_and_its_copy_is_not_restored(
    path: Path, then: Backup
) -> None:
    before = everything(path.parent)

    def change(share: float) -> None:
        if share == 0.3:
            (then.folder / DATABASE).write_bytes(b"changed")

    with pytest.raises(backup_faults.BackupDamaged):
        restored(path, then, work=Work(change))
    assert everything(path.parent) == before


def test_a_casebook_that_is_open_here_is_not_restored(path: Path, then: Backup) -> None:
    with open_casebook(path), pytest.raises(backup_faults.CasebookInUse):
        restored(path, then)
    assert restored(path, then).was_opened


HOLD = """
import pathlib, sys
from clonus_desktop.storage import open_casebook
with open_casebook(pathlib.Path(sys.argv[1]), key=bytes(range(32))):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held_elsewhere(path: Path, desk_at) -> Iterator[Backup]:
    """An encrypted casebook that another process has open, and its backup."""
    desk = desk_at(path, key=KEY)
    desk.patient()
    backup = made(path, key=KEY)
    desk.file.close()
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    yield backup
    child.communicate("")


def test_a_casebook_that_is_open_in_another_process_is_not_restored_even_without_the_key(
    path: Path, held_elsewhere: Backup
) -> None:
    with pytest.raises(backup_faults.CasebookInUse):
        restored(path, held_elsewhere)
    assert list(path.parent.glob("set-aside-*")) == []


def test_where_there_are_no_locks_a_casebook_is_asked_for_by_its_name(
    path: Path, then: Backup, monkeypatch
) -> None:
    monkeypatch.setattr(holding, "fcntl", None)
    assert restored(path, then).was_opened

    def refuse(self: Path, _target: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(backup_faults.CasebookInUse):
        restored(path, then)


def test_a_stick_without_locks_is_used_all_the_same(path: Path, then: Backup, monkeypatch) -> None:
    def unknown(*_arguments: object) -> None:
        raise OSError(errno.ENOTSUP, "no locks here")

    monkeypatch.setattr(holding.fcntl, "flock", unknown)
    assert made(path).is_whole


def test_the_module_of_the_locks_is_not_needed_to_import() -> None:
    source = Path(holding.__file__)
    alone = ModuleType("holding_without_locks")
    with patch.dict(sys.modules, {"fcntl": None}):
        exec(compile(source.read_text(), str(source), "exec"), vars(alone))
    assert alone.fcntl is None


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder for a user without rights; root, whom no mode binds, becomes one meanwhile."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def refused_to_nobody(act: Callable[[], object]) -> str:
    """The message that a user without rights gets."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        with pytest.raises(StorageFault) as caught:
            act()
        return str(caught.value)
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="modes do not bind there")
def test_a_read_only_folder_is_told_and_nothing_in_it_changes(
    nobody: Path, path: Path, then: Backup
) -> None:
    here = nobody / "casebook.sqlite"
    shutil.copy(path, here)
    backup = nobody / then.folder.name
    shutil.copytree(then.folder, backup)
    for one in nobody.rglob("*"):
        one.chmod(0o555 if one.is_dir() else 0o444)
    nobody.chmod(0o555)
    before = everything(nobody)
    read = backups.read(backup)
    assert "read-only" in refused_to_nobody(lambda: made(here))
    assert "did not accept" in refused_to_nobody(lambda: restored(here, read))
    copy = lambda: backups.copy_to(read, nobody, now=AT, work=Work())  # noqa: E731
    assert "may not be written" in refused_to_nobody(copy)
    assert everything(nobody) == before
    nobody.chmod(0o755)
    for one in nobody.rglob("*"):
        one.chmod(0o755)


def test_a_journal_that_a_crash_has_left_is_set_aside_with_its_casebook(
    path: Path, then: Backup
) -> None:
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    before = everything(path.parent)
    shown(path, then)
    assert everything(path.parent) == before
    done = restored(path, then)
    assert done.set_aside is not None
    assert everything(done.set_aside) == before


def test_a_disk_that_is_full_leaves_all_as_it_was(path: Path, then: Backup, monkeypatch) -> None:
    before = everything(path.parent)

    def full(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    for number, words in ((errno.ENOSPC, "no room"), (errno.EIO, "did not accept")):
        with monkeypatch.context() as edge:

            def fail(*_arguments: object, number: int = number) -> int:
                raise OSError(number, "edge")

            edge.setattr(files.os, "write", fail)
            with pytest.raises(backup_faults.NotRestored, match=words):
                restored(path, then)
        assert everything(path.parent) == before
    assert restored(path, then).was_opened


# --- killed in the middle ---------------------------------------------------------------------


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", range(1, 12))
def test_a_restore_that_ends_at_any_rename_is_finished_by_whoever_opens_next(
    path: Path, then: Backup, monkeypatch, step: int
) -> None:
    before = everything(path.parent)
    rename, calls = Path.rename, []

    def until_killed(self: Path, target: Path) -> Path:
        if "pre-restore" not in str(target):
            calls.append(target)
        if len(calls) >= step:
            raise Killed
        return rename(self, target)

    with monkeypatch.context() as edge:
        edge.setattr(Path, "rename", until_killed)
        edge.setattr(shutil, "rmtree", lambda *_arguments, **_more: None)
        if step < 11:
            with pytest.raises(Killed):
                restored(path, then)
        else:
            restored(path, then)
    if step == 1:
        after = {name: one for name, one in everything(path.parent).items() if ".part" not in name}
        assert after == before
        return
    assert names_in(path) == ["MacIlroy", "Okafor"]
    (aside,) = path.parent.glob("set-aside-*")
    assert everything(aside) == before
    assert path.with_name("vault.json").read_text() == "the vault of then"
    assert not (path.parent / ".restoring").exists()
    # What is left in the making goes with the next restore.
    restored(path, then)
    assert list(path.parent.glob(".*")) == []


def test_a_finish_that_another_process_has_done_meanwhile_does_nothing(
    path: Path, then: Backup, monkeypatch
) -> None:
    (path.parent / ".restoring").mkdir()
    lock = holding.folder_alone

    def done_meanwhile(folder: Path):
        (path.parent / ".restoring").rmdir()
        return lock(folder)

    monkeypatch.setattr(swapping.holding, "folder_alone", done_meanwhile)
    backups.finish(path)
    assert names_in(path) == ["Later", "MacIlroy", "Okafor"]


@pytest.mark.parametrize(
    "plan",
    [
        "no JSON",
        "[]",
        "{}",
        '{"database": "casebook.sqlite", "aside": "../elsewhere", "comes": []}',
        '{"database": "../casebook.sqlite", "aside": "set-aside-1", "comes": []}',
        '{"database": "casebook.sqlite", "aside": "set-aside-/../..", "comes": []}',
        '{"database": "casebook.sqlite", "aside": "set-aside-1", "comes": ["../other"]}',
        '{"database": "casebook.sqlite", "aside": "set-aside-1", "comes": 3}',
    ],
)
def test_a_plan_that_is_not_ours_moves_nothing(path: Path, then: Backup, plan: str) -> None:
    new = path.parent / ".restoring"
    new.mkdir()
    (new / "plan.json").write_text(plan)
    before = everything(path.parent)
    with pytest.raises(backup_faults.NotRestored, match="Nothing is lost"):
        open_casebook(path)
    assert everything(path.parent) == before


def test_the_manifest_comes_along_for_the_check_and_does_not_stay(path: Path, then: Backup) -> None:
    restored(path, then)
    assert not path.with_name(MANIFEST).exists()


def test_a_folder_that_may_not_be_looked_into_has_no_restore_to_finish(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert not holding.is_half_restored(path)
