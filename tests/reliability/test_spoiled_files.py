"""An encrypted casebook is cut, flipped, zeroed or exchanged: told, and left as it was."""

import random
from pathlib import Path

import pytest

from clonus_desktop.storage import CasebookForeign, StorageFault, open_casebook
from tests.reliability.harness import check_whole, child, how_often, opened, saved_in

FLIPS = how_often("CLONUS_FLIPS", 20)
PAGE = 4096


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A closed casebook with three rounds of work."""
    path = tmp_path_factory.mktemp("whole") / "casebook.sqlite"
    process = child(path, "3")
    assert process.stdout is not None
    saved = saved_in(process.stdout.read().decode().splitlines())
    process.wait()
    process.stdout.close()
    check_whole(path, saved)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


def is_found(path: Path, spoilt: bytes) -> bool:
    """True when opening or verifying tells; a refused file is still what it was."""
    path.write_bytes(spoilt)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    path.with_suffix(".mark").unlink(missing_ok=True)
    try:
        file = opened(path)
    except StorageFault as fault:
        said = str(fault.message)
    else:
        with file:
            return file.verify() is not None
    return said.count(". ") == 2 and path.read_bytes() == spoilt


def test_any_flipped_bit_is_found(content: bytes, path: Path) -> None:
    chance = random.Random(20261125)
    for _ in range(FLIPS):
        spoilt = bytearray(content)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        assert is_found(path, bytes(spoilt))


def test_any_zeroed_page_is_found(content: bytes, path: Path) -> None:
    chance = random.Random(20261125)
    for page in chance.sample(range(len(content) // PAGE), 8):
        spoilt = content[: page * PAGE] + bytes(PAGE) + content[(page + 1) * PAGE :]
        assert is_found(path, spoilt)


def test_two_exchanged_pages_are_found(content: bytes, path: Path) -> None:
    one, other = content[PAGE : 2 * PAGE], content[2 * PAGE : 3 * PAGE]
    assert is_found(path, content[:PAGE] + other + one + content[3 * PAGE :])


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.5, 0.99])
def test_a_cut_off_casebook_is_found(content: bytes, path: Path, share: float) -> None:
    assert is_found(path, content[: int(len(content) * share)])


def test_a_casebook_of_another_key_is_not_opened(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(CasebookForeign, match="belongs to another key"):
        open_casebook(path, key=bytes(32), create=False)
    assert path.read_bytes() == content


def test_a_whole_casebook_raises_no_alarm(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with opened(path) as file:
        assert file.verify() is None
