"""When a backup is due, and what a practice does with its backups."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clonus_desktop.casebook import backups, patients
from clonus_desktop.casebook.backups import Kind
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.patient import Patient


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
    assert backups.age_of_second(stick, path, now=clock) is None
    made = backups.make(book, Kind.ON_DEMAND, now=clock)
    copy = backups.copy_to(made, stick, now=clock)
    clock.time += backups.OLD_AFTER
    assert backups.age_of_second(stick, path, now=clock) == timedelta(days=7)
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
