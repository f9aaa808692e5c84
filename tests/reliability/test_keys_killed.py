"""Killed while the keys change: the casebook opens with a passphrase, and says what it said.

``CLONUS_KILLS`` gives how often each of the three is killed; four times when it is not set.
"""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from clonus_desktop import demo
from clonus_desktop.casebook import keys, patients
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.keys import CasebookState
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import driver, private_file
from tests.reliability.change_keys_until_killed import (
    CHEAP,
    PASSPHRASES,
    VERBS,
    encrypt,
    nothing,
)
from tests.reliability.harness import child, how_often

CHILD = Path(__file__).with_name("change_keys_until_killed.py")
KILLS = how_often("CLONUS_KILLS", 4)

Row = tuple[object, ...]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of an earlier build, with some hundred patients."""
    path = tmp_path_factory.mktemp("plain") / "casebook.sqlite"
    demo.fill(path)
    with open_book(path) as book:
        for number in range(100):
            known = "x" * 1500
            patients.add(book, Patient(family_name=f"Marked{number}", known_conditions=known))
    return path


@pytest.fixture(scope="module")
def encrypted(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, encrypted."""
    path = tmp_path_factory.mktemp("encrypted") / plain.name
    shutil.copytree(plain.parent, path.parent, dirs_exist_ok=True)
    keys.encrypt_in_place(path, keys.prepare("Dr A", PASSPHRASES[0], cost=CHEAP), nothing)
    return path


@pytest.fixture
def path(request: pytest.FixtureRequest, tmp_path: Path, verb: str) -> Path:
    """A copy of its own for each kill."""
    source = request.getfixturevalue("plain" if verb == "encrypt" else "encrypted")
    shutil.copytree(source.parent, tmp_path / "practice")
    return tmp_path / "practice" / source.name


def rows(path: Path, key: bytes | None) -> list[Row]:
    """Every row that the record holds."""
    connection = driver.connect(path, driver.Access.READ_AND_WRITE, key=key)
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual' "
        "AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    found = [
        (table["name"], *row)
        for table in tables
        for row in connection.execute(f"SELECT * FROM {table['name']}").fetchall()
    ]
    connection.close()
    return sorted(found, key=repr)


def opened_key(path: Path) -> bytes | None:
    """What the casebook opens with after the next start, as the clinician would go on."""
    state = keys.state_of(path)
    if state is CasebookState.PLAIN:
        assert path.read_bytes()[:15] == b"SQLite format 3"
        return None
    assert state is CasebookState.LOCKED
    (way,) = keys.ways_in(path, cost=CHEAP)
    fitting = []
    for passphrase in PASSPHRASES:
        try:
            fitting.append(keys.unlock(path, way.id, passphrase, cost=CHEAP))
        except keys.WrongPassphrase:
            continue
    (opened,) = fitting
    # Nothing is under way any more, and the next start finds the same.
    assert not list(path.parent.glob(".*.rekey.part"))
    return opened.key


def check(path: Path, before: list[Row]) -> bytes | None:
    """The record says what it said; the key that it has."""
    key = opened_key(path)
    assert rows(path, key) == before
    with open_book(path, key=key) as book:
        assert book.file.verify() is None
    if key is not None:
        content = {one: one.read_bytes() for one in path.parent.rglob("*") if one.is_file()}
        assert [one.name for one, held in content.items() if b"Marked" in held] == []
    return key


def begin(verb: str, path: Path) -> subprocess.Popen[bytes]:
    begun = child(path, verb, script=CHILD)
    assert begun.stdout is not None
    assert begun.stdout.readline() == b"begun\n"
    return begun


@pytest.mark.slow
@pytest.mark.parametrize("number", range(KILLS))
@pytest.mark.parametrize("verb", VERBS)
def test_killed_at_any_moment_the_casebook_opens_and_says_what_it_said(
    verb: str, number: int, path: Path, plain: Path
) -> None:
    before = rows(plain, None)
    begun = begin(verb, path)
    time.sleep(random.Random(f"{verb} {number}").uniform(0, 0.12))
    begun.kill()
    begun.communicate()
    key = check(path, before)
    if verb == "encrypt" and key is None:
        # It begins again, over whatever was left.
        encrypt(path)
        assert check(path, before) is not None


# --- at every step ----------------------------------------------------------------------------

STEPS: tuple[tuple[object, str], ...] = (
    (Path, "replace"),
    (Path, "rename"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (os, "fsync"),
    (private_file, "make"),
)


def killed_before_step(act: Callable[[], None], step: int) -> bool:
    """True when a child was killed just before a change of a file, the first being 0."""
    forked = os.fork()
    if forked:
        return os.WIFSIGNALED(os.waitpid(forked, 0)[1])
    left = iter(range(step))
    try:
        for owner, name in STEPS:
            setattr(owner, name, _killing(getattr(owner, name), left))
        act()
    finally:
        os._exit(0)


def _killing(real: Callable[..., object], left: Iterator[int]) -> Callable[..., object]:
    def step(*arguments: object, **named: object) -> object:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)

    return step


def once(verb: str, path: Path) -> Callable[[], None]:
    """The act of a verb, done once."""
    if verb == "encrypt":
        prepared = keys.prepare("Dr A", PASSPHRASES[0], cost=CHEAP)
        return lambda: keys.encrypt_in_place(path, prepared, nothing)
    (way,) = keys.ways_in(path, cost=CHEAP)
    opened = keys.unlock(path, way.id, PASSPHRASES[0], cost=CHEAP)
    if verb == "rekey":
        return lambda: keys.rekey(path, opened, nothing, cost=CHEAP)
    return lambda: keys.change_passphrase(path, opened, PASSPHRASES[1], cost=CHEAP)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("verb", VERBS)
def test_killed_before_each_change_of_a_file_the_casebook_opens(
    verb: str, request: pytest.FixtureRequest, tmp_path: Path, plain: Path
) -> None:
    source = request.getfixturevalue("plain" if verb == "encrypt" else "encrypted")
    before = rows(plain, None)
    found = []
    for step in range(100):
        folder = tmp_path / str(step)
        shutil.copytree(source.parent, folder)
        path = folder / source.name
        was_killed = killed_before_step(once(verb, path), step)
        found.append(keys.state_of(path))
        check(path, before)
        if not was_killed:
            break
    assert step > 4
    assert not was_killed
    if verb == "encrypt":
        assert found == sorted(found, key=[CasebookState.PLAIN, CasebookState.LOCKED].index)
        assert set(found) == {CasebookState.PLAIN, CasebookState.LOCKED}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_killed_before_each_change_of_a_file_a_new_casebook_is_there_or_made_again(
    tmp_path: Path,
) -> None:
    for step in range(100):
        path = tmp_path / str(step) / "casebook.sqlite"
        prepared = keys.prepare("Dr A", PASSPHRASES[0], cost=CHEAP)
        was_killed = killed_before_step(partial(keys.create, path, prepared), step)
        state = keys.state_of(path)
        if state is CasebookState.NONE:
            keys.create(path, prepared)
        assert keys.state_of(path) is CasebookState.LOCKED
        with open_book(path, key=opened_key(path)) as book:
            assert patients.find(book, "") == ()
        if not was_killed:
            break
    assert 4 < step < 99
    assert state is CasebookState.LOCKED
