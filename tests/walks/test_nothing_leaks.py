"""Nothing about a patient, and no secret, is readable in any file but those saved on purpose."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

CHILD = Path(__file__).parent / "leave_no_trace.py"
MARK = "zyxmarker"
# Words of the passphrase and of one that was mistyped, and the PIN.
SECRETS = ("zyxlantern", "zyxmistaken", "73905162")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
PLACES = (
    "HOME",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
    "TMPDIR",
)


@dataclass
class Walked:
    """What a walk through the program left behind.

    Attributes:
        said: What it printed.
        returncodes: How it ended, and the later start after it.
        leaks: Files with a marked word in them or in their names, at any moment of the walk, and
            the arguments of the process if they had one.
    """

    root: Path
    said: str = ""
    returncodes: list[int] = field(default_factory=list)
    leaks: set[str] = field(default_factory=set)

    @property
    def casebook(self) -> Path:
        return self.root / "casebook" / "casebook.sqlite"

    @property
    def seen(self) -> list[dict]:
        """What the walk told, start by start."""
        return [json.loads(line) for line in self.said.splitlines() if line.startswith("{")]

    @property
    def saved(self) -> dict[str, Path]:
        """What was saved on purpose, by how its name ends."""
        letters = (self.root / "letters").rglob("*")
        return {path.suffix: path for path in letters if path.suffix}

    @property
    def code(self) -> str:
        """The recovery code, from the file in which it was saved; "" before that."""
        path = self.saved.get(".txt")
        found = path and re.search(r"^ +([0-9A-Z]+(?:-[0-9A-Z]+)+)$", path.read_text(), re.M)
        return found[1] if found else ""

    @property
    def marks(self) -> tuple[str, ...]:
        """All that must be found nowhere, in small letters."""
        groups = self.code.lower().split("-")
        two = pairwise(groups)
        # Two groups: one alone may stand in any file by chance.
        codes = (between.join(pair) for pair in two for between in ("", "-", " "))
        return (MARK, *SECRETS, *codes)

    @property
    def written(self) -> Iterator[Path]:
        """Every file and folder that is not the letters, which were saved on purpose."""
        made = {self.root / place.lower() for place in PLACES}
        made |= {self.root / "letters", self.root / "second", self.root}
        for path in sorted(self.root.rglob("*")):
            if path not in made and self.root / "letters" not in path.parents:
                yield path

    def look(self, process: int | None = None) -> None:
        """Note every file that holds a marked word now."""
        marks = self.marks
        for path in self.written:
            if any(mark in str(path).lower() for mark in marks) or holds_any(path, marks):
                self.leaks.add(str(path.relative_to(self.root)))
        for name in ("cmdline", "environ", "comm"):
            if process is not None and holds_any(Path(f"/proc/{process}/{name}"), marks):
                self.leaks.add(name)

    def open_to_others(self) -> dict[str, str]:
        """Every file and folder that others than its owner may read or write."""
        saved = self.saved.values()
        return {
            str(path.relative_to(self.root)): oct(path.lstat().st_mode & 0o777)
            for path in [*self.written, *saved]
            if path.lstat().st_mode & 0o077
        }


def holds_any(path: Path, marks: Sequence[str]) -> bool:
    try:
        content = path.read_bytes().lower() if path.is_file() else b""
    except OSError:
        # Gone since it was listed.
        return False
    return any(mark.encode(encoding) in content for mark in marks for encoding in ENCODINGS)


def walk(root: Path, end: str) -> Walked:
    walked = Walked(root)
    places = {name: str(root / name.lower()) for name in PLACES}
    for place in (*places.values(), root / "letters", root / "second"):
        Path(place).mkdir(mode=0o700, parents=True)
    for one in (end, "again"):
        start(walked, one, places)
    return walked


def start(walked: Walked, end: str, places: dict[str, str]) -> None:
    """Start the program once, and look at its files as long as it runs and afterwards."""
    root = walked.root
    command = [sys.executable, str(CHILD), str(walked.casebook), str(root / "letters"), end]
    with (root / "letters" / "said").open("w+") as said:
        child = subprocess.Popen(
            command, env=os.environ | places, stdout=said, stderr=said, cwd=root / "home"
        )
        deadline = time.monotonic() + 120
        while child.poll() is None and time.monotonic() < deadline:
            walked.look(child.pid)
            time.sleep(0.05)
        child.kill()
        walked.returncodes.append(child.wait())
        said.seek(0)
        walked.said += said.read()
    walked.look()


@pytest.fixture(scope="module", params=["close", "crash"])
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return walk(tmp_path_factory.mktemp(request.param), request.param)


def test_the_walk_went_to_its_end(walked: Walked) -> None:
    first, again = walked.seen
    assert first["title"] == again["title"] == "Clonus Desktop", walked.said
    saved = (walked.root / "letters").rglob("*.*")
    assert sorted(path.suffix for path in saved) == [".pdf", ".pdf", ".txt"]
    assert len(walked.code) == 26 + 4
    has_crashed = "crash" in walked.root.name
    assert (walked.returncodes[0] == 0) is not has_crashed, walked.said
    assert walked.returncodes[1] == 0, walked.said
    assert ("ended unexpectedly" in "".join(again["start"])) is has_crashed


def test_no_file_holds_a_marked_word_or_a_secret(walked: Walked) -> None:
    assert walked.leaks == set()


def test_what_lies_in_the_casebook_is_all_there_and_was_looked_at(walked: Walked) -> None:
    folder = walked.casebook.parent
    names = {path.name for path in folder.iterdir()}
    assert {"casebook.sqlite", "vault.json", "casebook.mark", "backups"} <= names
    for place in (folder / "backups", walked.root / "second"):
        assert [*place.rglob("casebook.sqlite")]
        assert [*place.rglob("vault.json")]
    # Neither is a file of SQLite that anybody could open, nor of what was typed.
    for path in walked.written:
        if path.suffix == ".sqlite":
            assert not path.read_bytes().startswith(b"SQLite format 3")


def test_nothing_is_left_on_the_clipboard_by_a_lock(walked: Walked) -> None:
    assert [start["clipboard"] for start in walked.seen] == ["", ""]


def test_what_the_program_prints_holds_no_marked_word(walked: Walked) -> None:
    assert [mark for mark in walked.marks if mark in walked.said.lower()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_every_file_is_its_owners_alone(walked: Walked) -> None:
    assert walked.casebook.exists()
    assert walked.open_to_others() == {}
    for place in (walked.casebook.parent, walked.root / "second"):
        for path in place.rglob("*"):
            assert path.lstat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert walked.casebook.parent.stat().st_mode & 0o777 == 0o700


def test_the_log_tells_the_fault_and_qts_message(walked: Walked) -> None:
    log = next(walked.root.rglob("clonus-desktop.log")).read_text()
    assert "unexpected ValueError at leave_no_trace.py" in log
    assert "Qt QtWarningMsg default QFile::open" in log


def test_the_check_itself_finds_a_word_in_every_way_to_write_it(tmp_path: Path) -> None:
    found = Walked(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "a").write_bytes("x Zyxmarker".encode("utf-16-le"))
    (tmp_path / "home" / "b").write_text("file:///srv/Zyxmarker%20%C3%84/letter.pdf")
    (tmp_path / "home" / "Zyxmarker").write_text("")
    (tmp_path / "home" / "harmless").write_text("marker")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "code.txt").write_text("Recovery code\n\n  7K2MQ-9XW4T-0ABCD\n")
    (tmp_path / "home" / "c").write_text("typed: 9xw4t 0abcd")
    (tmp_path / "home" / "d").write_bytes(b"\x00PIN 73905162")
    found.look()
    assert found.code == "7K2MQ-9XW4T-0ABCD"
    assert found.leaks == {"home/a", "home/b", "home/c", "home/d", "home/Zyxmarker"}
