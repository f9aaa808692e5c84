"""Wrong passphrases wait longer and longer, across restarts, and never for ever."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.storage import faults, vault_attempts
from clonus_desktop.storage.vault_attempts import Attempts

SLOT, OTHER = "a" * 32, "b" * 32
NOW = 1_800_000_000.0


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    Attempts(tmp_path / "casebook.sqlite").begin()
    return tmp_path / "casebook.sqlite"


def fail(casebook: Path, times: int, now: float = NOW) -> list[float]:
    """The waits after so many failures; each is a start of the program of its own."""
    return [Attempts(casebook, now).count(SLOT) for _ in range(times)]


def test_five_are_free_and_then_the_wait_doubles_up_to_an_hour(casebook):
    waits = fail(casebook, 14)
    assert waits[:5] == [0, 0, 0, 0, 30]
    assert waits[5:12] == [60, 120, 240, 480, 960, 1920, 3600]
    assert waits[12:] == [3600, 3600]


def test_the_wait_goes_down_with_the_clock(casebook):
    fail(casebook, 5)
    assert Attempts(casebook, NOW).wait_s(SLOT) == 30
    assert Attempts(casebook, NOW + 29.5).wait_s(SLOT) == 0.5
    assert Attempts(casebook, NOW + 30).wait_s(SLOT) == 0


def test_the_right_one_makes_all_forgotten_for_this_slot_alone(casebook):
    fail(casebook, 7)
    Attempts(casebook, NOW).count(OTHER)
    Attempts(casebook, NOW).forget(SLOT)
    assert Attempts(casebook, NOW).wait_s(SLOT) == 0
    assert fail(casebook, 5) == [0, 0, 0, 0, 30]
    assert [Attempts(casebook, NOW).count(OTHER) for _ in range(4)] == [0, 0, 0, 30]


def test_a_clock_set_back_lets_nobody_in_early_and_locks_nobody_out(casebook):
    fail(casebook, 6)
    long_ago = NOW - 10 * 365 * 86400
    assert Attempts(casebook, long_ago).wait_s(SLOT) == 60
    assert Attempts(casebook, long_ago + 59).wait_s(SLOT) == 1
    assert Attempts(casebook, long_ago + 60).wait_s(SLOT) == 0


@given(st.lists(st.floats(-1e9, 1e9), max_size=6), st.integers(0, 2000))
def test_no_wait_is_ever_longer_than_an_hour(tmp_path_factory, jumps, failures):
    casebook = tmp_path_factory.mktemp("attempts") / "casebook.sqlite"
    count = min(failures, 1000)
    casebook.with_name(vault_attempts.NAME).write_text(
        f'{{"{SLOT}": {{"count": {count}, "last_s": {NOW}}}}}'
    )
    now = NOW
    for jump in jumps:
        now += jump
        assert 0 <= Attempts(casebook, now).wait_s(SLOT) <= 3600
    left = Attempts(casebook, now).wait_s(SLOT)
    assert Attempts(casebook, now + left).wait_s(SLOT) < 1e-6


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_in_its_place_counts_as_a_few_failures_at_once(casebook):
    file = casebook.with_name(vault_attempts.NAME)
    file.unlink()
    os.mkfifo(file)
    assert fail(casebook, 2) == [0, 30]


def test_a_missing_file_counts_as_a_few_failures(casebook):
    fail(casebook, 12)
    casebook.with_name(vault_attempts.NAME).unlink()
    assert Attempts(casebook, NOW).wait_s(SLOT) == 0
    assert fail(casebook, 3) == [0, 30, 60]
    assert Attempts(casebook, NOW).count(OTHER) == 0
    assert Attempts(casebook, NOW).count(OTHER) == 30


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_a_damaged_file_counts_as_a_few_failures(tmp_path_factory, content):
    casebook = tmp_path_factory.getbasetemp() / "casebook.sqlite"
    casebook.with_name(vault_attempts.NAME).write_bytes(content)
    if content.strip() not in {b"{}"}:
        assert fail(casebook, 2)[-1] == 30


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "7",
        "[" * 100_000,
        *(
            f'{{"{SLOT}": {failures}}}'
            for failures in (
                "1",
                '{"count": 1}',
                '{"count": true, "last_s": 1}',
                '{"count": -1, "last_s": 1}',
                '{"count": 1001, "last_s": 1}',
                '{"count": 9, "last_s": NaN}',
                '{"count": 9, "last_s": 1e300}',
                '{"count": 9, "last_s": -1e300}',
                '{"count": 9, "last_s": "soon"}',
            )
        ),
        " " * 70_000 + "{}",
    ],
    ids=lambda content: content[-30:],
)
def test_a_file_with_other_values_counts_as_a_few_failures(casebook, content):
    casebook.with_name(vault_attempts.NAME).write_text(content)
    assert Attempts(casebook, NOW).wait_s(SLOT) == 0
    assert fail(casebook, 2) == [0, 30]


def test_more_than_anybody_fails_is_not_counted(casebook):
    casebook.with_name(vault_attempts.NAME).write_text(
        f'{{"{SLOT}": {{"count": 1000, "last_s": {NOW}}}}}'
    )
    assert fail(casebook, 2) == [3600, 3600]


def test_the_clock_of_the_computer_is_used_when_none_is_given(casebook):
    for _ in range(5):
        Attempts(casebook).count(SLOT)
    assert 28 < Attempts(casebook).wait_s(SLOT) <= 30


def test_the_file_is_for_one_user_alone(casebook):
    fail(casebook, 1)
    (file,) = casebook.parent.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def refuse_new_files(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(path: object, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT and flags & os.O_EXCL:
            raise OSError(number, os.strerror(number))
        return opened(path, flags, *mode)

    opened = os.open
    monkeypatch.setattr(os, "open", refuse)


def test_on_a_full_disk_it_still_counts_and_the_record_can_be_read(casebook, monkeypatch):
    size = casebook.with_name(vault_attempts.NAME).stat().st_size
    refuse_new_files(monkeypatch, errno.ENOSPC)
    assert fail(casebook, 5)[-1] == 30
    assert casebook.with_name(vault_attempts.NAME).stat().st_size == size


def test_nothing_is_tried_that_cannot_be_counted(casebook, monkeypatch):
    refuse_new_files(monkeypatch, errno.EROFS)
    with pytest.raises(faults.CasebookReadOnly):
        fail(casebook, 1)
    casebook.with_name(vault_attempts.NAME).unlink()
    refuse_new_files(monkeypatch, errno.ENOSPC)
    with pytest.raises(faults.DiskFull):
        fail(casebook, 1)
