"""The program started as it is started on a desk."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clonus_desktop.app import casebook_file


def started(*arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "clonus_desktop", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("name", ["", "casebook.sqlite"])
def test_the_first_start_stands_at_the_door_and_a_signal_ends_it_with_nothing_made(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "mine"
    program = started("--casebook", str(folder / name))
    time.sleep(4)
    assert program.poll() is None
    program.send_signal(signal.SIGTERM)
    _out, said = program.communicate(timeout=30)
    assert program.returncode == 0, said
    assert "Traceback" not in said
    # At most the lock by which a second window finds the first.
    left = {path.name for path in folder.rglob("*")} if folder.exists() else set()
    assert not {"casebook.sqlite", "vault.json"} & left


def test_the_demo_opens_without_a_door_and_leaves_nothing_behind(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "clonus_desktop", "--demo"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("clonus-demo-*/*.sqlite")) and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(3)
    assert program.poll() is None
    program.send_signal(signal.SIGTERM)
    _out, said = program.communicate(timeout=30)
    assert program.returncode == 0, said
    assert list(tmp_path.glob("clonus-demo-*")) == []


def test_a_casebook_is_named_by_its_folder_or_by_the_file_in_it(tmp_path: Path) -> None:
    assert casebook_file(tmp_path) == tmp_path / "casebook.sqlite"
    assert casebook_file(tmp_path / "old.sqlite") == tmp_path / "old.sqlite"
