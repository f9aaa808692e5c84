"""The mark beside a casebook, handed over to the key that the casebook gets next."""

import errno
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.practice import Practice
from clonus_desktop.storage import open_casebook
from clonus_desktop.storage.mark import Mark, MarkFile, MarkUnreadable

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
ANOTHER = bytes(range(64, 96))
AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def mark(sequence: int) -> Mark:
    return Mark(casebook_id="ab" * 16, sequence=sequence, digest=f"d{sequence}", at="now")


def begun(path: Path, key: bytes = OLD, *, sequence: int = 0) -> MarkFile:
    file = MarkFile(path, key)
    assert file.begin_anew(mark(sequence))
    return file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


@pytest.mark.parametrize("writes", [1, 2, 3, 4])
def test_a_mark_that_was_handed_over_is_read_with_either_key(path, writes) -> None:
    file = begun(path)
    for sequence in range(writes):
        file.write(mark(sequence))
    file.hand_over(NEW)
    newest = mark(writes - 1)
    assert MarkFile(path, OLD).read() == newest
    assert MarkFile(path, NEW).read() == newest
    with pytest.raises(MarkUnreadable):
        MarkFile(path, ANOTHER).read()


@pytest.mark.parametrize("key", [OLD, NEW])
def test_acts_after_it_are_marked_by_the_key_that_the_casebook_has(path, key) -> None:
    begun(path, sequence=1).hand_over(NEW)
    going_on = MarkFile(path, key)
    assert going_on.read() == mark(1)
    for sequence in range(2, 6):
        going_on.write(mark(sequence))
        assert MarkFile(path, key).read() == mark(sequence)


def test_a_write_that_is_cut_off_after_opening_leaves_the_newest_mark(path, monkeypatch) -> None:
    begun(path)
    for sequence in (1, 2, 3):
        file = MarkFile(path, OLD)
        file.read()
        file.write(mark(sequence))
    reopened = MarkFile(path, OLD)
    reopened.read()
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:40]))
    assert not reopened.write(mark(4))
    assert MarkFile(path, OLD).read() == mark(3)


def test_where_there_is_no_mark_none_is_made(path) -> None:
    file = MarkFile(path, OLD)
    file.hand_over(NEW)
    assert not file.path.exists()


def test_a_mark_of_somebody_else_is_not_vouched_for(path) -> None:
    begun(path, ANOTHER, sequence=9)
    MarkFile(path, OLD).hand_over(NEW)
    with pytest.raises(MarkUnreadable):
        MarkFile(path, NEW).read()


def test_a_disk_that_refuses_is_told_and_the_mark_stays(path, monkeypatch) -> None:
    file = begun(path, sequence=1)

    def refused(_handle: int) -> None:
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(OSError, match="refused"):
        file.hand_over(NEW)
    monkeypatch.undo()
    assert MarkFile(path, OLD).read() == mark(1)


def test_acts_that_are_missing_are_missing_after_another_key_too(path) -> None:
    """The mark is handed over, not the state of the rows: a loss stays a loss."""
    with open_casebook(path, key=OLD) as file, file.write():
        file.practice.change(Practice(clinic="one"), at=AT, by=Examiner(name="Dr P Okafor"))
    shutil.copy(path, path.with_name("before"))
    with open_casebook(path, key=OLD) as file, file.write():
        file.practice.change(Practice(clinic="two"), at=AT, by=Examiner(name="Dr P Okafor"))
    shutil.copy(path.with_name("before"), path)
    MarkFile(path, OLD).hand_over(NEW)
    with open_casebook(path, key=OLD) as file:
        assert file.trouble is not None
    held = MarkFile(path, NEW).read()
    assert held is not None
    assert held.sequence == 2
