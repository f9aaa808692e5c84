"""When a backup is due, and what a practice does with its backups."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clonus_desktop.casebook import backups, opening, patients
from clonus_desktop.casebook.backups import Kind, SecondPlaceFault
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import backups as storage_backups
from clonus_desktop.storage.backups import bundle

Forge = Callable[[backups.Backup], backups.Backup]


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.time = datetime(2026, 5, 1, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Casebook]:
    with open_book(tmp_path / "practice" / "casebook.sqlite", now=clock) as opened:
        yield opened


def test_a_backup_is_due_once_something_was_done_since_the_last(
    book: Casebook, clock: Clock
) -> None:
    assert not backups.due(book)
    patients.add(book, Patient(family_name="Macilroy"))
    assert backups.due(book)
    assert backups.due(book, Kind.DAILY)
    made = backups.make(book, Kind.CLOSE, now=clock)
    assert not backups.due(book)
    assert not backups.due(book, Kind.DAILY)
    patients.add(book, Patient(family_name="Okafor"))
    assert backups.due(book)
    assert not backups.due(book, Kind.DAILY)
    clock.time += timedelta(minutes=30)
    assert backups.due(book, Kind.DAILY)
    clock.time -= timedelta(days=400)
    assert backups.due(book, Kind.DAILY)
    assert backups.listed(book.file.path) == (made,)


def test_a_backup_is_due_while_the_last_one_is_not_whole(book: Casebook, clock: Clock) -> None:
    patients.add(book, Patient(family_name="Macilroy"))
    made = backups.make(book, Kind.CLOSE, now=clock)
    (made.folder / bundle.DATABASE).unlink()
    assert backups.due(book)
    assert backups.due(book, Kind.DAILY)
    backups.make(book, Kind.CLOSE, now=clock)
    assert not backups.due(book)


def test_making_one_removes_those_that_are_not_kept(book: Casebook, clock: Clock) -> None:
    for _ in range(6):
        backups.make(book.file.path, Kind.CLOSE, now=clock)
        clock.time += timedelta(hours=1)
    clock.time += timedelta(days=30)
    backups.make(book, Kind.CLOSE, now=clock)
    assert [one.sequence for one in backups.listed(book.file.path)] == [7, 6]


def test_from_preview_to_restored(book: Casebook, clock: Clock, tmp_path: Path) -> None:
    path = book.file.path
    patients.add(book, Patient(family_name="Macilroy"))
    stick = tmp_path / "stick"
    stick.mkdir()
    made = backups.make(book, Kind.ON_DEMAND, now=clock)
    copy = backups.copy_to(made, stick, now=clock)
    assert backups.verify(copy).was_opened
    patients.add(book, Patient(family_name="Later"))
    lost = backups.preview(path, copy).lost
    assert lost is not None
    assert lost.patients == 1
    with pytest.raises(backups.CasebookInUse):
        backups.restore(path, copy, now=clock)
    book.close()
    assert backups.restore(path, backups.read(copy.folder), now=clock).set_aside is not None
    with open_book(path, now=clock) as again:
        assert again.file.patients.count() == 1
    assert backups.unreadable(path) == ()


def test_a_folder_that_cannot_be_read_is_no_backup(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(backups.BackupForeign):
        backups.read(tmp_path)


# --- after a restore --------------------------------------------------------------------------

KEY = bytes(range(32))


@pytest.fixture
def restored(tmp_path: Path, clock: Clock) -> tuple[Path, backups.Restored]:
    """An encrypted casebook that was put back to its first patient."""
    path = tmp_path / "clinic" / "casebook.sqlite"
    with open_book(path, key=KEY, now=clock) as opened:
        patients.add(opened, Patient(family_name="Macilroy"))
        made = backups.make(opened, Kind.CLOSE, key=KEY, now=clock)
        patients.add(opened, Patient(family_name="Okafor"))
    return path, backups.restore(path, made, key=KEY, now=clock)


def test_a_restore_that_is_entered_raises_no_alarm_at_the_next_start(
    restored: tuple[Path, backups.Restored], clock: Clock
) -> None:
    path, done = restored
    with open_book(path, key=KEY, now=clock) as opened:
        assert opening.missing_acts(opened) is not None
        assert backups.enter_restored(opened, done) is not None
        assert opening.missing_acts(opened) is None
        assert opened.file.verify() is None
    with open_book(path, key=KEY, now=clock) as opened:
        assert opening.missing_acts(opened) is None


def test_a_restore_of_which_nobody_here_knows_raises_the_alarm(
    restored: tuple[Path, backups.Restored], clock: Clock
) -> None:
    for _start in range(2):
        with open_book(restored[0], key=KEY, now=clock) as opened:
            assert opening.missing_acts(opened) is not None


@pytest.mark.parametrize(
    "forged",
    [
        lambda one: replace(one, seal="0" * 64),
        lambda one: replace(one, content=replace(one.content, head=bundle.Head(1, "0" * 64))),
    ],
)
def test_a_casebook_that_is_not_the_backup_keeps_its_alarm(
    restored: tuple[Path, backups.Restored], clock: Clock, forged: Forge
) -> None:
    path, done = restored
    with open_book(path, key=KEY, now=clock) as opened:
        other = replace(done, backup=forged(done.backup))
        assert backups.enter_restored(opened, other) is None
        assert opening.missing_acts(opened) is not None


def test_a_restore_without_a_window_is_entered_when_the_key_is_at_hand(
    restored: tuple[Path, backups.Restored], clock: Clock
) -> None:
    path, done = restored
    assert backups.enter_restored_at(done, key=KEY, now=clock)
    with open_book(path, key=KEY, now=clock) as opened:
        assert opening.missing_acts(opened) is None
        assert opened.file.acts.newest(limit=1)[0].what == "restore backup"


def test_a_restore_that_nobody_could_open_or_of_an_old_version_is_left_as_it_is(
    restored: tuple[Path, backups.Restored], clock: Clock
) -> None:
    path, done = restored
    before = path.read_bytes()
    older = replace(done.backup, content=replace(done.backup.content, schema_version=2))
    for one in (replace(done, was_opened=False), replace(done, backup=older)):
        assert not backups.enter_restored_at(one, key=KEY, now=clock)
    assert path.read_bytes() == before


def test_a_second_place_lists_the_backups_of_this_casebook(
    book: Casebook, clock: Clock, tmp_path: Path
) -> None:
    stick, lost = tmp_path / "stick", tmp_path / "lost" / "casebook.sqlite"
    path = book.file.path
    with pytest.raises(SecondPlaceFault, match="is not there"):
        backups.listed_in(stick, path)
    stick.mkdir()
    patients.add(book, Patient(family_name="Macilroy"))
    own = backups.copy_to(backups.make(book, Kind.CLOSE, now=clock), stick, now=clock)
    with open_book(tmp_path / "other" / "casebook.sqlite", now=clock) as other:
        patients.add(other, Patient(family_name="Okafor"))
        made = backups.make(other, Kind.DAILY, now=clock)
        foreign = backups.copy_to(made, stick, now=clock)
    assert backups.listed_in(stick, path) == (own,)
    # Where nothing is left of the casebook, nothing tells them apart.
    found = backups.listed_in(stick, lost)
    assert {one.folder for one in found} == {own.folder, foreign.folder}


def test_a_second_place_that_cannot_be_read_is_told(
    book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, "the stick is gone")

    monkeypatch.setattr("clonus_desktop.storage.backups.listed", refuse)
    with pytest.raises(SecondPlaceFault, match="was lost"):
        backups.listed_in(tmp_path, book.file.path)


def test_a_second_place_that_may_not_be_looked_at_is_told(
    book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "is_dir", refuse)
        with pytest.raises(SecondPlaceFault, match="may not be written"):
            backups.listed_in(tmp_path, book.file.path)
    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "is_file", refuse)
        assert backups.holder_of(tmp_path) == tmp_path


def test_a_second_place_is_listed_although_the_disk_of_the_casebook_fails(
    book: Casebook, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, path = tmp_path / "stick", book.file.path
    stick.mkdir()
    copy = backups.copy_to(backups.make(book, Kind.CLOSE, now=clock), stick, now=clock)
    read = storage_backups.listed

    def fail(folder: Path) -> tuple[backups.Backup, ...]:
        if folder == backups.folder_of(path):
            raise OSError(errno.EIO, "Input/output error")
        return read(folder)

    monkeypatch.setattr(storage_backups, "listed", fail)
    assert backups.listed_in(stick, path) == (copy,)
    assert backups.newest_whole(path) is None
