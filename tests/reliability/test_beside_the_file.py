"""After a crash, what lies beside the file is lost, damaged or older: the mark tells."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop.storage import open_casebook
from tests.reliability import KEY
from tests.reliability.harness import Saved, child, kill_after, missing_from, opened, saved_in

ACTS = 12


def crashed(tmp_path: Path) -> tuple[Path, list[Saved]]:
    path = tmp_path / "casebook.sqlite"
    saved = saved_in(kill_after(child(path), ACTS, 0.0))
    assert path.with_name("casebook.sqlite-wal").stat().st_size > 0
    return path, saved


def lose(wal: Path) -> None:
    wal.unlink()
    wal.with_name("casebook.sqlite-shm").unlink(missing_ok=True)


def empty(wal: Path) -> None:
    wal.write_bytes(b"")


def cut_in_half(wal: Path) -> None:
    wal.write_bytes(wal.read_bytes()[: wal.stat().st_size // 2])


def damage(wal: Path) -> None:
    content = bytearray(wal.read_bytes())
    for place in range(24 + 24 + 100, len(content), 4096):
        content[place] ^= 1
    wal.write_bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [lose, empty, cut_in_half, damage])
def test_acts_that_went_with_the_wal_are_told_and_named(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path, saved = crashed(tmp_path)
    spoil(path.with_name("casebook.sqlite-wal"))
    with opened(path) as file:
        lost = missing_from(file, saved)
        assert lost
        assert file.trouble is not None
        assert f"{max(act.sequence for act in saved) - file.audit.head()[0]} saved acts" in str(
            file.trouble.message
        )


@pytest.mark.slow
def test_an_older_wal_is_told(tmp_path: Path) -> None:
    path, _ = crashed(tmp_path)
    wal = path.with_name("casebook.sqlite-wal")
    older = tmp_path / "older"
    older.mkdir()
    for one in (path, wal):
        shutil.copy(one, older / one.name)
    kill_after(child(path), ACTS, 0.0)
    for one in (path, wal):
        shutil.copy(older / one.name, one)
    with opened(path) as file:
        assert file.trouble is not None


@pytest.mark.slow
def test_a_whole_wal_raises_no_alarm(tmp_path: Path) -> None:
    path, saved = crashed(tmp_path)
    with opened(path) as file:
        assert file.trouble is None
        assert missing_from(file, saved) == []


@pytest.mark.slow
def test_going_on_without_lost_acts_is_entered_and_raises_no_second_alarm(tmp_path: Path) -> None:
    path, _ = crashed(tmp_path)
    with opened(path):
        pass
    saved = saved_in(kill_after(child(path), ACTS, 0.0))
    lose(path.with_name("casebook.sqlite-wal"))
    with opened(path) as file:
        assert file.trouble is not None
        gone = missing_from(file, saved)
        assert gone
        file.go_on_despite_trouble(at=datetime.now(UTC), by=None)
        assert file.trouble is None
        assert file.verify() is None
    with opened(path) as file:
        assert file.trouble is None
        what = file._store.rows("SELECT what FROM audit ORDER BY id DESC LIMIT 1")[0]["what"]
        assert what == "go on without missing acts"


def test_two_casebooks_do_not_share_a_mark(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "casebook.sqlite", tmp_path / "other" / "casebook.sqlite"
    for path in (one, other):
        open_casebook(path, key=KEY).close()
    shutil.copy(other.with_suffix(".mark"), one.with_suffix(".mark"))
    with opened(one) as file:
        assert file.trouble is not None
        assert "another casebook" in str(file.trouble.message)
