"""What the program costs beside the floor under it, measured in the same run.

    .venv/bin/python tests/benchmarks/run.py [ROUNDS]
    .venv/bin/python tests/benchmarks/run.py --tiny

Machines are shared and noisy: trust the ratios, each the median of several rounds. ``--tiny``
runs each figure once, so that none of them rots; its numbers mean nothing.
"""

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from backing_up import backing_up
from charting import charting
from examining import open_ms, sitting
from exporting import exporting
from pressing import Pressing, pressing
from starting import start_ratio
from storing import store_ratio
from timing import busy_cores, p50_and_p99
from unlocking import unlock_times
from verifying import verify_ratio
from writing import letter_ratio

FRAME_MS = 16.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of each is measured."""

    rounds: int
    presses: int = 200
    beats: int = 24
    rates_hz: tuple[float, ...] = (3.0, 4.0, 5.0, 6.0, 7.0, 8.0)
    cycles: int = 2000
    backup_mb: int = 1000 if os.environ.get("CLONUS_BIG") else 50
    acts: int = 100_000
    visits: int = 500
    findings: int = 1_000_000 if os.environ.get("CLONUS_BIG") else 100_000


TINY = Size(
    rounds=1,
    presses=5,
    beats=4,
    rates_hz=(8.0,),
    cycles=4,
    backup_mb=2,
    acts=100,
    visits=26,
    findings=480,
)


def show(words: str, value: float, unit: str = "", goal: str = "") -> None:
    """One line of the table."""
    print(f"{words:<58}{value:9.2f} {unit:<3}{goal}", flush=True)


def show_pressing(found: Pressing, when: str) -> None:
    """Keys and trains in one state of the machine."""
    p50, p99 = p50_and_p99(found.keys_ms)
    bare = p50_and_p99(found.bare_ms)[0]
    show(f"key press to painted, shortest, {when}", min(found.keys_ms), "ms")
    show(f"key press to painted, p50, {when}", p50, "ms")
    show(f"key press to painted, p99, {when}", p99, "ms", f"goal < {FRAME_MS}")
    show(f"key press to painted, p50 / bare Qt window, {when}", p50 / bare)
    trains = found.trains
    show(f"beats lost or doubled of {trains.beats}, {when}", trains.lost, "", "goal 0")
    show(f"largest error of an interval, {when}", trains.stamped_ms, "ms", "goal <= 1")
    show(f"  by the time of handling it would be, {when}", trains.handled_ms, "ms")


def show_record(folder: Path, casebook: Path, size: Size) -> None:
    """What it costs that the record can be trusted."""
    stored = store_ratio(folder, size.rounds * 20)
    show("one finding stored / raw commit of the rows", stored, "", "goal <= 1.5")
    unlock, beyond = unlock_times(casebook, size.rounds)
    show("unlocked and 50 patients read / derivation alone", unlock)
    show("unlocked and 50 patients read, beyond the derivation", beyond, "ms", "goal < 400")
    saved = backing_up(folder, size.backup_mb, size.rounds)
    show(f"verified backup of {size.backup_mb} MB / bare copy", saved.ratio)
    show("  longest that its progress stands still", saved.longest_still_s, "s")
    show("  memory that it leaves behind", saved.grown_mb, "MB")
    verified = verify_ratio(folder, size.acts)
    show(f"{verified.acts} acts verified", verified.verify_s, "s")
    show("a casebook verified / its bytes read and hashed", verified.ratio)
    show("memory that verifying takes", verified.grown_mb, "MB")
    show("first page of acts", verified.page_ms, "ms", "goal < 20")


def show_chart(folder: Path, size: Size) -> None:
    """The chart of a patient with many visits."""
    found = charting(folder, size.visits, size.rounds)
    show(f"chart of {found.visits} visits opened and painted", found.open_ms, "ms", "goal < 100")
    show(f"chart of {found.visits} visits opened / of 12", found.ratio, "", "goal <= 1.5")
    goal = f"goal < {FRAME_MS}"
    show(f"plot of {found.visits} visits painted again", found.repaint_ms, "ms", goal)
    show(f"plot of {found.visits} visits painted again / bare pyqtgraph", found.repaint_ratio)
    show(f"plot of {found.visits} visits drawn from its points", found.anew_ms, "ms")


def show_export(folder: Path, findings: int) -> None:
    """What it costs that data can leave."""
    out = exporting(folder, findings)
    show(f"{out.findings} findings exported as CSV, a second", out.rows_s, "")
    show("  exported / the same rows read by the driver alone", out.ratio)
    show("  memory that it takes at its peak", out.grown_mb, "MB")
    show("  the same for half as many findings", out.half_mb, "MB", "flat: alike")


def show_sitting(casebook: Path, cycles: int) -> None:
    """Many exams in one sitting."""
    # In a process of its own: what others freed would hide the growth.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        sat = alone.submit(sitting, casebook, cycles).result()
    show(f"memory before {sat.cycles} exams", sat.before_mb, "MB")
    show(f"memory after {sat.cycles} exams", sat.after_mb, "MB")
    show(f"memory after / before {sat.cycles} exams", sat.after_mb / sat.before_mb, "")
    show("an exam in the last tenth / in the first", sat.last_ms / sat.first_ms)


def main(size: Size) -> None:
    """Print every figure with its goal."""
    from clonus_desktop import demo

    with tempfile.TemporaryDirectory(prefix="clonus-benchmark-") as name:
        folder = Path(name)
        casebook = folder / "casebook.sqlite"
        demo.fill(casebook)
        start = start_ratio(casebook, size.rounds)
        show("start to first usable paint / bare Qt window", start, "", "goal <= 1.5")
        part = (casebook, size.presses, size.beats, size.rates_hz)
        show_pressing(pressing(*part), "idle")
        with busy_cores():
            show_pressing(pressing(*part), "all cores busy")
        exam, chart = open_ms(casebook, size.rounds * 3)
        show("exam page opened and painted", exam, "ms", "goal < 100")
        show("exam page opened / chart opened", exam / chart)
        show_chart(folder, size)
        show_record(folder, casebook, size)
        show_export(folder, size.findings)
        letter = letter_ratio(casebook, size.rounds)
        show("letter as PDF / typst alone", letter, "", "goal <= 2")
        letter = letter_ratio(casebook, size.rounds, with_data=True)
        show("letter as PDF with its findings as FHIR / typst alone", letter, "", "goal <= 2")
        show_sitting(casebook, size.cycles)


if __name__ == "__main__":
    if sys.argv[1:] == ["--tiny"]:
        main(TINY)
    else:
        main(Size(rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 9))
