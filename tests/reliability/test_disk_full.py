"""A small disk fills up: the act is refused in words, all before it is there, a retry is saved."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from clonus_desktop.casebook import patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import DiskFull
from tests.reliability import KEY

pytestmark = pytest.mark.slow


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory with room for two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if not is_root or shutil.which("mount") is None:
        pytest.skip("only root mounts a small disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all the room that is left."""
    filler = disk / "filler"
    handle = os.open(filler, os.O_WRONLY | os.O_CREAT, 0o600)
    with pytest.raises(OSError, match="No space left"):
        write_without_end(handle)
    os.close(handle)
    return filler


def write_without_end(handle: int) -> None:
    while True:
        os.write(handle, bytes(4096))


def add(book: Casebook, number: int) -> None:
    patients.add(book, Patient(family_name=f"Patient {number} " + "x" * 150))


def add_until_refused(book: Casebook) -> None:
    for number in range(1, 1000):
        add(book, number)
        assert patients.counts(book).all == number + 1


def test_a_full_disk_refuses_an_act_and_takes_it_again_once_there_is_room(disk: Path) -> None:
    path = disk / "practice" / "casebook.sqlite"
    with open_book(path, key=KEY) as book:
        add(book, 0)
        filler = fill(disk)
        with pytest.raises(DiskFull) as refused:
            add_until_refused(book)
        saved = patients.counts(book).all
        assert str(refused.value.message).count(". ") == 2
        filler.unlink()
        add(book, saved)
        assert patients.counts(book).all == saved + 1
        assert book.file.verify() is None
    with open_book(path, key=KEY) as book:
        assert book.file.trouble is None
        assert patients.counts(book).all == saved + 1


def test_on_a_full_disk_no_casebook_is_begun_and_nothing_is_left_of_it(disk: Path) -> None:
    filler = fill(disk)
    path = disk / "casebook.sqlite"
    with pytest.raises(DiskFull):
        open_book(path, key=KEY)
    assert [one.name for one in disk.iterdir()] == ["filler"]
    filler.unlink()
    open_book(path, key=KEY).close()
    assert path.exists()
