"""The mark beside the casebook: two fields in turn, each with a code that only the key makes."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.storage.mark import Mark, MarkFile, MarkUnreadable, mark_path
from clonus_desktop.storage.private_file import NotAFile

KEY = bytes(range(32))


def mark(sequence: int) -> Mark:
    return Mark(
        casebook_id="ab" * 16, sequence=sequence, digest=f"{sequence:064x}", at="2026-05-01T10:00"
    )


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


def test_the_mark_lies_beside_the_casebook_and_is_the_owner_s_alone(casebook: Path) -> None:
    assert MarkFile(casebook, KEY).begin_anew(mark(1))
    assert mark_path(casebook) == casebook.with_name("casebook.mark")
    assert mark_path(casebook).stat().st_mode & 0o777 == 0o600


def test_there_is_no_mark_before_the_first(casebook: Path) -> None:
    assert MarkFile(casebook, KEY).read() is None
    assert not MarkFile(casebook, KEY).write(mark(1))


@given(sequences=st.lists(st.integers(0, 10**9), min_size=1, max_size=6).map(sorted))
def test_the_newest_mark_is_read(tmp_path_factory, sequences: list[int]) -> None:
    file = MarkFile(tmp_path_factory.mktemp("mark") / "casebook.sqlite", KEY)
    assert file.begin_anew(mark(sequences[0]))
    for sequence in sequences[1:]:
        assert file.write(mark(sequence))
    assert file.read() == mark(sequences[-1])


@given(where=st.integers(0, 511), bits=st.integers(1, 255))
def test_a_field_that_was_cut_off_or_changed_leaves_the_other_one(
    tmp_path_factory, where: int, bits: int
) -> None:
    file = MarkFile(tmp_path_factory.mktemp("mark") / "casebook.sqlite", KEY)
    file.begin_anew(mark(1))
    file.write(mark(2))
    file.write(mark(3))
    content = bytearray(file.path.read_bytes())
    content[512 + where] ^= bits
    file.path.write_bytes(content)
    assert file.read() in {mark(2), mark(3)}


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff" * 1024, b"[1, 2] 00"])
def test_what_nobody_with_the_key_made_is_no_mark(casebook: Path, content: bytes) -> None:
    mark_path(casebook).write_bytes(content)
    with pytest.raises(MarkUnreadable):
        MarkFile(casebook, KEY).read()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "7",
        "[" * 100,
        '["", "1", "", ""]',
        '["", true, "", ""]',
        '["", -1, "", ""]',
        '["", 9223372036854775808, "", ""]',
        '["", 1, null, ""]',
        '["", 1, "", "", ""]',
    ],
)
def test_what_says_no_mark_is_none_even_with_a_code_that_anybody_can_make(
    casebook: Path, said: str
) -> None:
    file = MarkFile(casebook, None)
    mark_path(casebook).write_text(f"{said} {file._code(said)}".ljust(512) * 2)
    with pytest.raises(MarkUnreadable):
        file.read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_in_the_place_of_the_mark_is_not_waited_for(casebook: Path) -> None:
    os.mkfifo(mark_path(casebook))
    with pytest.raises(NotAFile):
        MarkFile(casebook, KEY).read()


def test_the_mark_of_another_key_is_none(casebook: Path) -> None:
    MarkFile(casebook, KEY).begin_anew(mark(1))
    for other in (bytes(32), None):
        with pytest.raises(MarkUnreadable):
            MarkFile(casebook, other).read()


def test_a_disk_that_refuses_the_mark_is_told(casebook: Path, tmp_path: Path) -> None:
    file = MarkFile(tmp_path / "nowhere" / "casebook.sqlite", KEY)
    assert not file.begin_anew(mark(1))


def test_a_write_that_was_cut_off_is_told(casebook: Path, monkeypatch) -> None:
    file = MarkFile(casebook, KEY)
    file.begin_anew(mark(1))
    monkeypatch.setattr(os, "write", lambda _handle, content: len(content) // 2)
    assert not file.write(mark(2))
