"""Opening the exam page, and many whole exams in one sitting."""

import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exam_window import exam_window, key_event
from timing import resident_mb, timed

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow

WARM_UP = 20
"""Exams before the memory is measured first: fonts, pictures and caches are read by then."""


def open_ms(casebook: Path, times: int) -> tuple[float, float]:
    """Milliseconds from the chart to the painted exam page, and back: two medians."""
    from PySide6.QtWidgets import QApplication

    from clonus_desktop.ui.navigation import Destination, Screen

    with exam_window(casebook) as window:
        patient_id = window.destination.patient_id

        def go(screen: Screen) -> float:
            def turn() -> None:
                window.go(Destination(screen=screen, patient_id=patient_id))
                QApplication.processEvents()

            return 1000 * timed(turn)

        pairs = [(go(Screen.CHART), go(Screen.EXAM)) for _time in range(times + 1)][1:]
    charts, exams = zip(*pairs, strict=True)
    return statistics.median(exams), statistics.median(charts)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Many exams in one sitting.

    Attributes:
        cycles: How many.
        before_mb: Memory before them, after a warm-up.
        after_mb: Memory after them.
        first_ms: Median time of an exam in the first tenth.
        last_ms: The same in the last tenth.
    """

    cycles: int
    before_mb: float
    after_mb: float
    first_ms: float
    last_ms: float


def sitting(casebook: Path, cycles: int) -> Sitting:
    """Exams of six counts with undo and redo, signed or discarded; each of somebody new."""
    with exam_window(casebook) as window:
        warm_up = min(WARM_UP, cycles)
        for number in range(warm_up):
            _examine(window, number)
        before = resident_mb()
        numbers = range(warm_up, warm_up + cycles)
        times = [1000 * timed(lambda number=number: _examine(window, number)) for number in numbers]
        after = resident_mb()
    tenth = max(1, cycles // 10)
    first, last = statistics.median(times[:tenth]), statistics.median(times[-tenth:])
    return Sitting(cycles, before, after, first, last)


def _examine(window: "MainWindow", number: int) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from clonus_desktop.casebook import examinations, patients
    from clonus_desktop.domain.patient import Patient
    from clonus_desktop.ui.navigation import Destination, Screen

    book = window.session.book
    patient_id = patients.add(book, Patient(family_name=f"Cycle {number}")).patient_id
    window.go(Destination(screen=Screen.EXAM, patient_id=patient_id))
    page = window.page
    for press, text in enumerate("012345"):
        if press == 5:
            for act in (page.undo, page.undo, page.redo, page.redo):
                act()
            # Undo and Redo show where they were; the last place is the one still open.
            page.go_to(5)
        # A second apart, over all exams: the rest after an entry is over each time.
        QApplication.sendEvent(page, key_event(text, 1000 * (6 * number + press + 1)))
        QApplication.processEvents()
    examination = page.examination
    assert not examination.missing_places
    if number % 2:
        examinations.discard(book, examination, reason="benchmark")
    else:
        examinations.sign(book, examination.id)
    window.go(Destination(screen=Screen.PATIENTS))
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
