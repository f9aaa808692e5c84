"""What the program has read by its first paint: everything else waits until there is a window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clonus_desktop import demo

START_ONCE = Path(__file__).parent / "benchmarks" / "start_once.py"
LATER = [
    "PySide6.QtDBus",
    "clonus_desktop.casebook.keys",
    "clonus_desktop.exchange",
    "clonus_desktop.protocols",
    "clonus_desktop.report",
    "clonus_desktop.storage.vault",
    "clonus_desktop.ui.lock.desktop_signals",
    "clonus_desktop.wordings",
    "concurrent.futures",
    "cryptography",
    "hashlib",
    "jinja2",
    "numpy",
    "pyqtgraph",
    "sqlite_utils",
    "statistics",
    "tomllib",
    "typst",
]


@pytest.fixture(scope="module")
def read_by_first_paint(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a fresh process at the moment when its list of patients was painted."""
    casebook = tmp_path_factory.mktemp("start") / "casebook.sqlite"
    demo.fill(casebook)
    house = str(START_ONCE.parents[2])
    done = subprocess.run(
        [sys.executable, str(START_ONCE), "program", str(casebook), "modules"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": house},
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(json.loads(done.stdout.splitlines()[-1]))


def test_the_list_of_patients_is_there(read_by_first_paint: frozenset[str]) -> None:
    assert "clonus_desktop.ui.pages.patients" in read_by_first_paint
    assert "clonus_desktop.ui.widgets.patient_row" in read_by_first_paint


@pytest.mark.parametrize("name", LATER)
def test_what_the_first_screen_does_not_need_is_read_later(
    read_by_first_paint: frozenset[str], name: str
) -> None:
    assert name not in read_by_first_paint


def test_no_page_but_the_first_is_read(read_by_first_paint: frozenset[str]) -> None:
    pages = "clonus_desktop.ui.pages."
    assert {name for name in read_by_first_paint if name.startswith(pages)} == {f"{pages}patients"}
