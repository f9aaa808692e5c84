"""What the program costs beside the floor under it, measured in the same run.

    .venv/bin/python tests/benchmarks/run.py [ROUNDS]

Machines are shared and noisy: trust the ratios, each the median of several rounds.
"""

import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent
FRAME_MS = 16.7
PRESSES = 200


def start_ratio(casebook: Path, rounds: int) -> float:
    """Start to first usable paint, over a bare Qt window. Goal: at most 1.5."""

    def seconds(*arguments: str) -> float:
        started = time.monotonic()
        command = [sys.executable, str(HERE / "start_once.py"), *arguments]
        done = subprocess.run(command, env=installed, capture_output=True, text=True, check=True)
        return float(done.stdout.split()[-1]) - started

    # As when it is installed: pip compiles what it installs, a checkout may be told not to.
    installed = os.environ | {"PYTHONPYCACHEPREFIX": str(casebook.with_name("compiled"))}
    installed.pop("PYTHONDONTWRITEBYTECODE", None)
    # In turn, so that a machine that slows down slows both; the first pair warms the disk.
    pairs = [(seconds("program", str(casebook)), seconds("bare")) for _ in range(rounds + 1)]
    return statistics.median(program / bare for program, bare in pairs[1:])


def key_to_painted_ms(casebook: Path, presses: int) -> list[float]:
    """Milliseconds from a number key to the painted next place, sorted, shape (presses,)."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from clonus_desktop import app as house
    from clonus_desktop.casebook import examinations, patients
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.ui.appearance import appearance
    from clonus_desktop.ui.navigation import Destination, Screen
    from clonus_desktop.ui.session import Session
    from clonus_desktop.ui.settings import Settings

    app = house.application()
    appearance().apply(app, "light", 1.0)
    times = []
    with open_book(casebook) as book:
        patient_id = patients.find(book, "Macilroy Iain")[0].patient.id
        window = house.MainWindow(Session(book, Settings(None)))
        window.resize(1280, 800)
        window.show()
        window.go(Destination(screen=Screen.EXAM, patient_id=patient_id))
        page, stamp = window.page, 1000
        _wait_until_warm(window)
        for press in range(presses):
            # Round the first five places, so that the page never goes on to Review.
            page.go_to(press % 5)
            QApplication.processEvents()
            stamp += 1000
            event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier(0), "3")
            event.setTimestamp(stamp)
            started = time.perf_counter()
            QApplication.sendEvent(page, event)
            QApplication.processEvents()
            times.append((time.perf_counter() - started) * 1000)
        examinations.discard(book, page.examination, reason="benchmark")
        window.shut()
    return sorted(times)


def _wait_until_warm(window: "MainWindow") -> None:
    """Until the plot's libraries are read: an exam begins later than a second after the start."""
    from PySide6.QtWidgets import QApplication

    done: list[object] = []
    while not window.isVisible() or "pyqtgraph" not in sys.modules:
        QApplication.processEvents()
    # The worker takes one task after the other.
    window.background.run(lambda: None, done=done.append, failed=done.append)
    while not done:
        QApplication.processEvents()


def store_ratio(folder: Path, rounds: int) -> float:
    """One finding stored, over a raw commit of the same rows. Goal: at most 1.5."""
    from clonus_desktop.casebook import examinations, patients
    from clonus_desktop.casebook.book import Casebook, open_book
    from clonus_desktop.domain.examination import Examination
    from clonus_desktop.domain.patient import Patient
    from clonus_desktop.domain.trial import EndedBy, Trial

    def draft(book: Casebook) -> Examination:
        patient_id = patients.add(book, Patient(family_name="Macilroy")).patient_id or 0
        started = examinations.start(book, patient_id)
        return examinations.get(book, started.examination_id or 0)

    trial = Trial(beats=3, ended_by=EndedBy.SELF_EXTINGUISHED)
    with open_book(folder / "raw.sqlite") as book:
        draft(book)
    with open_book(folder / "stored.sqlite") as book:
        examination = draft(book)
        place = examination.places[0]
        raw = _raw_commits(folder / "raw.sqlite")
        pairs = []
        for _ in range(rounds):
            stored = _timed(lambda: examinations.record_trial(book, examination, place, trial))
            pairs.append((stored, _timed(lambda: next(raw))))
        raw.close()
    return statistics.median(stored for stored, _raw in pairs) / statistics.median(
        plain for _stored, plain in pairs
    )


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


_STEPS = (
    "UPDATE clonus_test SET struck_at = :at WHERE id = :test - 1",
    "INSERT INTO clonus_test (id, examination_id, site, side, recorded_at) "
    "VALUES (:test, 1, 'ankle', 'right', :at)",
    "INSERT INTO trial (clonus_test_id, ordinal, beats, at_least, duration_is_minimum, ended_by, "
    "count_method, beat_times) VALUES (:test, 1, 3, 0, 0, 'self-extinguished', 'number', x'')",
    "INSERT INTO gesture (examination_id, kind, site, side, added_test_id, struck_test_id, "
    "done_at) VALUES (1, 'test', 'ankle', 'right', :test, nullif(:test - 1, 0), :at)",
    "INSERT INTO audit (at, what, row_table, row_id, new_digest, previous_digest, digest) "
    "VALUES (:at, 'record test', 'gesture', :test, :digest, :digest, :digest)",
)
"""What one finding leaves in the record, with nothing asked and nothing reckoned."""


def _raw_commits(path: Path) -> Iterator[None]:
    """The same rows into the same tables, indexes and triggers by the driver alone.

    Args:
        path: A casebook with one draft and no finding; its settings of the driver are ours.
    """
    from clonus_desktop.storage import driver

    connection = driver.connect(path, driver.Access.READ_AND_WRITE, key=None)
    driver.prepare(connection)
    execute = connection.execute
    for test in itertools.count(1):
        values = {"test": test, "at": "2026-11-23T10:42:07.000000+00:00", "digest": f"{test:064x}"}
        execute("BEGIN IMMEDIATE")
        for step in _STEPS:
            execute(step, values)
        execute("COMMIT")
        yield


def letter_ratio(casebook: Path, rounds: int) -> float:
    """The letter as PDF, over typst alone on such a letter's input. Goal: at most 2.

    typst keeps what it has laid out, and gives the same input back from memory. Each letter
    here goes to somebody new, as in a practice, so that both sides have it to lay out.
    """
    import typst

    from clonus_desktop.casebook import findings, letters, patients
    from clonus_desktop.casebook.book import open_book

    with open_book(casebook) as book:
        patient_id = patients.find(book, "Macilroy Iain")[0].patient.id
        visit = findings.signed_visits(book, patient_id)[0]
        before = findings.visit_before(book, visit)

        def write(number: int) -> bytes:
            options = letters.LetterOptions(recipient=f"Dr M Halloran {number:03}, Neurology")
            compared = before.id if before else None
            return letters.pdf(letters.compose(book, visit.id, options, compare_with_id=compared))

        with mock.patch.object(typst, "compile", wraps=typst.compile) as seen:
            write(999)
        call = seen.call_args
        inputs = call.kwargs["sys_inputs"]

        def compile_alone(number: int) -> bytes:
            letter = inputs["letter"].replace("Halloran 999", f"Halloran {number:03}")
            return typst.compile(
                *call.args, **(call.kwargs | {"sys_inputs": inputs | {"letter": letter}})
            )

        pairs = [
            (_timed(partial(write, number)), _timed(partial(compile_alone, number + 500)))
            for number in range(rounds + 1)
        ][1:]
    return statistics.median(ours / bare for ours, bare in pairs)


def main(rounds: int) -> None:
    """Print every figure with its goal."""
    from clonus_desktop import demo

    with tempfile.TemporaryDirectory(prefix="clonus-benchmark-") as name:
        folder = Path(name)
        casebook = folder / "casebook.sqlite"
        demo.fill(casebook)
        start = start_ratio(casebook, rounds)
        print(f"start to first usable paint / bare Qt window   {start:6.2f}   goal <= 1.5")
        keys = key_to_painted_ms(casebook, PRESSES)
        p50, p99 = statistics.median(keys), keys[int(len(keys) * 0.99) - 1]
        print(f"key press to painted, shortest                 {keys[0]:6.2f} ms")
        print(f"key press to painted, p50                      {p50:6.2f} ms")
        print(f"key press to painted, p99                      {p99:6.2f} ms goal < {FRAME_MS}")
        stored = store_ratio(folder, rounds * 20)
        print(f"one finding stored / raw commit of the rows    {stored:6.2f}   goal <= 1.5")
        letter = letter_ratio(casebook, rounds)
        print(f"letter as PDF / typst alone                    {letter:6.2f}   goal <= 2")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
