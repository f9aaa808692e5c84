"""Starting a child that works, ending it in the middle, and asking the file what is there."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clonus_desktop.storage import CasebookFile, open_casebook
from tests.reliability import KEY

ROOT = Path(__file__).parents[2]
ACTING = Path(__file__).with_name("acting.py")


def how_often(variable: str, usual: int) -> int:
    """How many rounds were asked for on demand."""
    return int(os.environ.get(variable, usual))


@dataclass(frozen=True)
class Saved:
    """An act that the child said was saved."""

    sequence: int
    digest: str
    what: str


def saved_in(lines: Sequence[str]) -> list[Saved]:
    """The acts that were said to be saved, in their order."""
    found = []
    for line in lines:
        kind, *rest = line.split(" ")
        if kind == "saved" and len(rest) == 3 and len(rest[1]) == 64:
            found.append(Saved(int(rest[0]), rest[1], rest[2]))
    return found


def child(
    path: Path, *arguments: str, before: Sequence[str] = (), script: Path = ACTING
) -> subprocess.Popen[bytes]:
    """A child at work on a casebook, its words on a pipe.

    Args:
        before: What the child runs under, such as strace with its options.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [*before, sys.executable, str(script), str(path), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def kill_after(process: subprocess.Popen[bytes], acts: int, extra_s: float) -> list[str]:
    """The child's words, up to the SIGKILL some time after so many acts were saved."""
    assert process.stdout is not None
    lines: list[str] = []
    for raw in process.stdout:
        lines.append(raw.decode().rstrip("\n"))
        if len(saved_in(lines)) >= acts:
            break
    try:
        process.wait(extra_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().decode()
    process.wait()
    process.stdout.close()
    return [*lines, *rest.splitlines()]


def opened(path: Path) -> CasebookFile:
    """The casebook as the next start finds it."""
    return open_casebook(path, key=KEY, create=False)


def missing_from(file: CasebookFile, saved: Sequence[Saved]) -> list[Saved]:
    """Which of the acts are not in the record, or not as they were."""
    rows = file._store.rows("SELECT id, digest FROM audit")
    there = {(row["id"], row["digest"]) for row in rows}
    return [act for act in saved if (act.sequence, act.digest) not in there]


def check_whole(path: Path, saved: Sequence[Saved]) -> None:
    """Every saved act is there, nothing is amiss, and the record goes on."""
    with opened(path) as file:
        assert file.trouble is None
        assert missing_from(file, saved) == []
        assert file.verify() is None
