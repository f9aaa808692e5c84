"""What the program costs beside the floor under it, measured in the same run.

    .venv/bin/python tests/benchmarks/run.py [ROUNDS]

Machines are shared and noisy: trust the ratios, each the median of several rounds.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent
FRAME_MS = 16.7


def start_ratio(casebook: Path, rounds: int) -> float:
    """Start to first usable paint, over a bare Qt window. Goal: at most 1.5."""

    def seconds(*arguments: str) -> float:
        started = time.monotonic()
        command = [sys.executable, str(HERE / "start_once.py"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return float(done.stdout.split()[-1]) - started

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


def store_ratio(folder: Path, rounds: int) -> float:
    """One finding stored, over a raw commit of the same rows. Goal: at most 1.5."""
    from clonus_desktop.casebook import examinations, patients
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.domain.patient import Patient
    from clonus_desktop.domain.trial import EndedBy, Trial

    trial = Trial(beats=3, ended_by=EndedBy.SELF_EXTINGUISHED)
    with open_book(folder / "stored.sqlite") as book:
        patient_id = patients.add(book, Patient(family_name="Macilroy")).patient_id or 0
        started = examinations.start(book, patient_id)
        examination = examinations.get(book, started.examination_id or 0)
        place = examination.places[0]
        raw = _raw_commits(folder)
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


def _raw_commits(folder: Path) -> Iterator[None]:
    """The rows of one finding written by hand, one commit for each step."""
    import sqlcipher3

    from clonus_desktop.casebook.book import open_book

    path = folder / "raw.sqlite"
    open_book(path).close()
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT)")
    row = ("right", "ankle", "2026-11-23T10:42:07+00:00", "x" * 120)
    insert = "INSERT INTO raw (a, b, c, d) VALUES (?, ?, ?, ?)"
    while True:
        connection.execute("BEGIN IMMEDIATE")
        # The test, its trial, the gesture, the audit row; and the row that is struck.
        for _row in range(4):
            last = connection.execute(insert, row).lastrowid
        connection.execute("UPDATE raw SET a = 'struck' WHERE id = ?", (last,))
        connection.execute("COMMIT")
        yield


def letter_ratio(casebook: Path, rounds: int) -> float:
    """The letter as PDF, over typst alone on the same input. Goal: at most 2."""
    import typst

    from clonus_desktop.casebook import findings, letters, patients
    from clonus_desktop.casebook.book import open_book

    with open_book(casebook) as book:
        patient_id = patients.find(book, "Macilroy Iain")[0].patient.id
        visit = findings.signed_visits(book, patient_id)[0]
        options = letters.LetterOptions(recipient="Dr M Halloran, Neurology")
        before = findings.visit_before(book, visit)

        def write() -> bytes:
            compared = before.id if before else None
            return letters.pdf(letters.compose(book, visit.id, options, compare_with_id=compared))

        with mock.patch.object(typst, "compile", wraps=typst.compile) as seen:
            write()
        call = seen.call_args
        pairs = [
            (_timed(write), _timed(lambda: typst.compile(*call.args, **call.kwargs)))
            for _ in range(rounds + 1)
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
        keys = key_to_painted_ms(casebook, rounds * 20)
        p50, p99 = statistics.median(keys), keys[int(len(keys) * 0.99) - 1]
        print(f"key press to painted, p50                      {p50:6.2f} ms")
        print(f"key press to painted, p99                      {p99:6.2f} ms goal < {FRAME_MS}")
        stored = store_ratio(folder, rounds * 20)
        print(f"one finding stored / raw commit of the rows    {stored:6.2f}   goal <= 1.5")
        letter = letter_ratio(casebook, rounds)
        print(f"letter as PDF / typst alone                    {letter:6.2f}   goal <= 2")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
