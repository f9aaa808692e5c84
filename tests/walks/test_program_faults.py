"""Whatever fails in the program itself: one calm window, a log without a name, the draft kept."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.walks.at_the_door import made, opened_again

CHILD = Path(__file__).parent / "fail_in_the_window.py"
NAME = "Zyx-Macilroy"
FAULTS = [
    "in_a_slot",
    "in_a_timer",
    "in_a_worker",
    "in_a_thread",
    "in_a_destructor",
    "in_a_paint",
    "in_a_size_hint",
    "in_a_key",
    "in_a_filter",
    "at_the_end",
    "in_qt",
]


@dataclass
class Home:
    """A user with nothing but an encrypted casebook."""

    folder: Path

    @property
    def casebook(self) -> Path:
        return self.folder / "casebook" / "casebook.sqlite"

    def run(self, kind: str, then: str = "go_on") -> subprocess.CompletedProcess:
        places = {
            name: str(self.folder / name.lower())
            for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR")
        }
        for place in places.values():
            Path(place).mkdir(exist_ok=True)
        command = [sys.executable, str(CHILD), str(self.casebook), kind, then]
        return subprocess.run(
            command,
            env=os.environ | places,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def seen(self, kind: str, then: str = "go_on") -> dict:
        done = self.run(kind, then)
        assert done.returncode == 0, done.stderr
        assert NAME not in done.stderr
        return json.loads(done.stdout)

    def is_whole(self) -> bool:
        """The casebook opens by its passphrase, and everything in it fits together."""
        with opened_again(self.casebook) as book:
            return book.file.verify() is None

    def log(self, name: str = "clonus-desktop.log") -> str:
        return next(self.folder.rglob(name)).read_text()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    made(home.casebook)
    return home


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_shows_one_window_and_is_logged_without_a_name(home: Home, kind: str) -> None:
    seen = home.seen(kind)
    assert seen["sheets"] == 1
    assert seen["windows"] == 1
    assert seen["draft"]
    log = home.log()
    assert "Broken at fail_in_the_window.py" in log
    assert ", after KeyError at fail_in_the_window.py" in log
    assert NAME not in log
    assert len(log.splitlines()) < 20
    assert home.is_whole()


def test_what_fails_to_paint_is_not_painted_again(home: Home) -> None:
    assert home.seen("in_a_paint")["paints"] == 1


def test_a_size_hint_that_fails_breaks_nothing_of_what_asked_for_it(home: Home) -> None:
    assert home.seen("in_a_size_hint")["built"]


def test_a_message_of_qt_is_logged_by_its_kind_and_its_function_alone(home: Home) -> None:
    home.seen("in_qt")
    assert "Qt QtWarningMsg default QSomething::write" in home.log()


@pytest.mark.parametrize("kind", ["in_a_slot", "at_the_end"])
def test_the_window_of_a_fault_closes_the_program(home: Home, kind: str) -> None:
    assert home.seen(kind, "close_button")["sheets"] == 1
    assert home.is_whole()


def test_a_fault_before_there_is_a_window_is_said_and_ends_the_start(home: Home) -> None:
    done = home.run("in_the_start")
    assert done.returncode == 1
    said = json.loads(done.stdout)["dialogs"]
    assert said[0] == "The program could not start"
    assert any("clonus-desktop.log" in words for words in said)
    assert NAME not in done.stderr + home.log()
    assert "the program could not start: Broken at" in home.log()


@pytest.mark.parametrize("then", ["go_on", "close_button"])
def test_a_fault_at_the_door_is_said_over_the_door(home: Home, then: str) -> None:
    seen = home.seen("at_the_door", then)
    assert (seen["sheets"], seen["windows"], seen["page"]) == (1, 1, "UnlockPage")
    assert "Broken at fail_in_the_window.py" in home.log()
    assert home.is_whole()


@pytest.mark.parametrize("then", ["go_on", "close_button"])
def test_a_fault_on_the_way_in_leaves_the_door_to_try_again(home: Home, then: str) -> None:
    seen = home.seen("in_the_way_in", then)
    assert (seen["sheets"], seen["windows"], seen["page"]) == (1, 1, "TroublePage")
    assert NAME not in home.log()
    assert home.is_whole()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("kind", ["abort", "crash", "crash_in_a_thread"])
def test_after_a_crash_the_next_start_says_so_once(home: Home, kind: str) -> None:
    assert home.run(kind).returncode < 0
    said = home.seen("nothing")["dialogs"]
    assert said[0] == "The program ended unexpectedly the last time"
    assert "is in the record" in said[1]
    assert home.seen("nothing")["dialogs"] == []
    crash = home.log("crash-before.log")
    assert "Fatal Python error" in crash
    assert "fail_in_the_window.py" in crash
    assert NAME not in crash


def modes_of(folder: Path, keep: Callable[[Path], bool] = Path.is_file) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): oct(path.stat().st_mode & 0o777)
        for path in folder.rglob("*")
        if keep(path) and path.stat().st_mode & 0o077
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_log_and_crash_log_are_their_owners_alone(home: Home) -> None:
    home.run("crash")
    home.seen("in_a_slot")
    assert modes_of(home.folder / "xdg_state_home") == {}
    assert modes_of(home.folder / "xdg_state_home", Path.is_dir) == {}
