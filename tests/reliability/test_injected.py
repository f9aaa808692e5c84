"""The disk refuses a write, a flush or a rename: it is said, nothing is lost, a retry works."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.reliability.harness import check_whole, child, how_often, saved_in

POINTS = how_often("CLONUS_FAULT_POINTS", 8)
ROUNDS = 1


def can_inject() -> bool:
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-qq", "-f", "-o", "/dev/null", "-e", "trace=fsync", "true"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_inject(), reason="strace is not there, or may not trace"),
]


def words_under(path: Path, calls: str, error: str, when: str) -> list[str]:
    """What the child says when some of its calls fail."""
    inject = ["-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={when}"]
    strace = ["strace", "-qq", "-f", "-o", "/dev/null", *inject]
    process = child(path, str(ROUNDS), before=strace)
    assert process.stdout is not None
    lines = process.stdout.read().decode().splitlines()
    process.wait()
    process.stdout.close()
    return lines


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A casebook that stands already: its making is tested elsewhere."""
    path = tmp_path / "practice" / "casebook.sqlite"
    process = child(path, "1")
    assert process.stdout is not None
    assert process.stdout.read().decode().splitlines()[-1] == "done"
    process.wait()
    process.stdout.close()
    return path


@pytest.mark.parametrize(
    ("calls", "error", "fault"),
    [
        ("pwrite64", "ENOSPC", "DiskFull"),
        ("pwrite64", "EIO", "WriteFailed"),
        ("fdatasync,fsync", "EIO", "WriteFailed"),
    ],
)
def test_a_call_that_fails_once_is_told_and_the_next_try_is_saved(
    path: Path, calls: str, error: str, fault: str
) -> None:
    told = []
    for point in range(1, POINTS + 1):
        # The first calls belong to the start, where the program says so and opens nothing.
        lines = words_under(path, calls, error, str(3 + 5 * point))
        told += [line.split(" ")[1] for line in lines if line.startswith("refused ")]
        check_whole(path, saved_in(lines))
    assert fault in told


def test_a_disk_that_fails_for_good_saves_nothing_more_and_keeps_what_it_has(path: Path) -> None:
    lines = words_under(path, "fdatasync,fsync", "EIO", "12+")
    assert any(line.startswith("refused ") for line in lines)
    assert lines[-1] != "done"
    check_whole(path, saved_in(lines))
