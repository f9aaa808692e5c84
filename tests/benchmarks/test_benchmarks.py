"""Every benchmark runs, in a tiny form; what it measures is for another day."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

FIGURES = [
    "start to first usable paint / bare Qt window",
    "key press to painted, p50, idle",
    "key press to painted, p99, idle",
    "key press to painted, p50, all cores busy",
    "key press to painted, p99, all cores busy",
    "largest error of an interval, idle",
    "largest error of an interval, all cores busy",
    "exam page opened and painted",
    "chart of 26 visits opened and painted",
    "chart of 26 visits opened / of 12",
    "plot of 26 visits painted again",
    "plot of 26 visits painted again / bare pyqtgraph",
    "one finding stored / raw commit of the rows",
    "unlocked and 50 patients read / derivation alone",
    "verified backup of 2 MB / bare copy",
    "a casebook verified / its bytes read and hashed",
    "first page of acts",
    "letter as PDF / typst alone",
    "memory before 4 exams",
    "memory after 4 exams",
]


@pytest.mark.benchmark
@pytest.mark.slow
def test_every_figure_is_measured_and_no_beat_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("run.py")), "--tiny"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found = dict(re.findall(r"^(.+?) {2,}([\d.]+) ", done.stdout, re.MULTILINE))
    assert [figure for figure in FIGURES if float(found[figure]) < 0] == []
    for when in ("idle", "all cores busy"):
        assert float(found[f"beats lost or doubled of 4, {when}"]) == 0
        assert float(found[f"largest error of an interval, {when}"]) <= 1
