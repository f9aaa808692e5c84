"""Nothing about a patient is written outside the casebook and the letters that were saved."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CHILD = Path(__file__).parent / "leave_no_trace.py"
MARK = "zyxmarker"
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
        returncode: How it ended.
        leaks: Files with a marked word in them or in their names, at any moment of the walk.
    """

    root: Path
    said: str = ""
    returncode: int = 0
    leaks: set[str] = field(default_factory=set)

    @property
    def casebook(self) -> Path:
        return self.root / "casebook" / "casebook.sqlite"

    @property
    def written(self) -> Iterator[Path]:
        """Every file and folder that is not the letters, which were saved on purpose."""
        made = {self.root / place.lower() for place in PLACES}
        made |= {self.root / "letters", self.root}
        for path in sorted(self.root.rglob("*")):
            if path not in made and self.root / "letters" not in path.parents:
                yield path

    def look(self) -> None:
        """Note every file that holds a marked word now."""
        for path in self.written:
            if MARK in str(path).lower() or (not self._is_record(path) and holds_a_mark(path)):
                self.leaks.add(str(path.relative_to(self.root)))

    def _is_record(self, path: Path) -> bool:
        ends = ("", "-wal", "-shm", "-journal")
        return path in {self.casebook.with_name(self.casebook.name + end) for end in ends}

    def open_to_others(self) -> dict[str, str]:
        """Every file and folder that others than its owner may read or write."""
        return {
            str(path.relative_to(self.root)): oct(path.lstat().st_mode & 0o777)
            for path in [*self.written, *(self.root / "letters").rglob("*.pdf")]
            if path.lstat().st_mode & 0o077
        }


def holds_a_mark(path: Path) -> bool:
    try:
        content = path.read_bytes().lower() if path.is_file() else b""
    except OSError:
        # Gone since it was listed.
        return False
    return any(MARK.encode(encoding) in content for encoding in ENCODINGS)


def walk(root: Path, end: str) -> Walked:
    walked = Walked(root)
    places = {name: str(root / name.lower()) for name in PLACES}
    for place in (*places.values(), root / "letters"):
        Path(place).mkdir(mode=0o700, parents=True)
    command = [sys.executable, str(CHILD), str(walked.casebook), str(root / "letters"), end]
    with (root / "letters" / "said").open("w+") as said:
        child = subprocess.Popen(
            command, env=os.environ | places, stdout=said, stderr=said, cwd=root / "home"
        )
        deadline = time.monotonic() + 120
        while child.poll() is None and time.monotonic() < deadline:
            walked.look()
            time.sleep(0.05)
        child.kill()
        walked.returncode = child.wait()
        said.seek(0)
        walked.said = said.read()
    walked.look()
    return walked


@pytest.fixture(scope="module", params=["close", "crash"])
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return walk(tmp_path_factory.mktemp(request.param), request.param)


def test_the_walk_went_to_its_end(walked: Walked) -> None:
    lines = walked.said.splitlines()
    assert "Clonus Desktop" in lines, walked.said
    letters = list((walked.root / "letters").rglob("*.pdf"))
    assert letters[0].read_bytes().startswith(b"%PDF")
    assert (walked.returncode == 0) is ("crash" not in walked.root.name), walked.said


def test_no_file_but_the_record_holds_a_marked_word(walked: Walked) -> None:
    assert holds_a_mark(walked.casebook) or holds_a_mark(
        walked.casebook.with_name("casebook.sqlite-wal")
    )
    assert walked.leaks == set()


def test_what_the_program_prints_holds_no_marked_word(walked: Walked) -> None:
    assert MARK not in walked.said.lower()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_every_file_is_its_owners_alone(walked: Walked) -> None:
    assert walked.casebook.exists()
    assert walked.open_to_others() == {}


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
    found.look()
    assert found.leaks == {"home/a", "home/b", "home/Zyxmarker"}
