"""The chart of a patient with many visits: opened, and its plot painted again."""

import statistics
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from exam_window import exam_window
from timing import timed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsView

    from clonus_desktop.ui.main_window import MainWindow
    from clonus_desktop.ui.pages.chart import ChartPage
    from clonus_desktop.ui.widgets.course_panel import CoursePanel

FEW = 12
"""Visits of the patient whose chart is the floor: as many as a plot begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charting:
    """What the chart of many visits took.

    Attributes:
        visits: How many.
        open_ms: From the list of patients to the painted chart.
        ratio: The same over the chart of twelve visits.
        repaint_ms: The plot of all visits, painted once more.
        repaint_ratio: The same over bare views of pyqtgraph with the same points.
        anew_ms: The plot of all visits, drawn from its points.
    """

    visits: int
    open_ms: float
    ratio: float
    repaint_ms: float
    repaint_ratio: float
    anew_ms: float


def charting(folder: Path, visits: int, rounds: int) -> Charting:
    """Fill a casebook of its own, and open both charts in turn."""
    from clonus_desktop import demo

    casebook = folder / "charts.sqlite"
    demo.fill(casebook)
    many, few = _fill(casebook, visits), _fill(casebook, FEW)
    with exam_window(casebook) as window:
        pairs = [(_open_ms(window, many), _open_ms(window, few)) for _round in range(rounds + 1)]
        _go(window, many)
        page: ChartPage = window.page
        page.view.course.zoom.all_button.click()
        painted = _painted(page, rounds)
    opened = pairs[1:]
    return Charting(
        visits=visits,
        open_ms=statistics.median(one for one, _floor in opened),
        ratio=statistics.median(one / floor for one, floor in opened),
        **painted,
    )


def _go(window: "MainWindow", patient_id: int | None) -> None:
    """To a chart, or to the list of patients; painted when it comes back."""
    from PySide6.QtWidgets import QApplication

    from clonus_desktop.ui.navigation import Destination, Screen

    screen = Screen.PATIENTS if patient_id is None else Screen.CHART
    window.go(Destination(screen=screen, patient_id=patient_id))
    QApplication.processEvents()


def _open_ms(window: "MainWindow", patient_id: int) -> float:
    _go(window, None)
    return 1000 * timed(lambda: _go(window, patient_id))


def _painted(page: "ChartPage", rounds: int) -> dict[str, float]:
    from PySide6.QtWidgets import QApplication

    # What is scrolled out of sight is not painted.
    page.window().resize(1280, 1600)
    QApplication.processEvents()
    panels = page.view.course.plot.panels

    def all_panels() -> None:
        for panel in panels:
            panel.viewport().repaint()

    def anew() -> None:
        for panel in panels:
            panel.show_content(panel.content)
        all_panels()

    drawn = [timed(anew) for _round in range(rounds)]
    ours = [timed(all_panels) for _round in range(rounds)]
    bare = _bare_view(panels[0])
    floor = [len(panels) * timed(bare.viewport().repaint) for _round in range(rounds)]
    bare.deleteLater()
    shown = list(zip(ours, floor, strict=True))
    return {
        "repaint_ms": 1000 * statistics.median(ours for ours, _floor in shown),
        "repaint_ratio": statistics.median(ours / floor for ours, floor in shown),
        "anew_ms": 1000 * statistics.median(drawn),
    }


def _bare_view(panel: "CoursePanel") -> "QGraphicsView":
    """A view of pyqtgraph over a panel: a thin line and dots for each side, and nothing else."""
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication

    view = pg.GraphicsView(panel.parentWidget(), background="w")
    box = pg.ViewBox(enableMenu=False, enableMouse=False)
    view.setCentralItem(box)
    for course in panel.content.courses:
        times = [point.examined_at.timestamp() for point in course.points]
        levels = [point.finding.beats or 0 for point in course.points]
        box.addItem(pg.PlotCurveItem(times, levels, pen="k", antialias=True))
        box.addItem(pg.ScatterPlotItem(times, levels, size=4))
    view.setGeometry(panel.geometry())
    view.show()
    QApplication.processEvents()
    return view


def _fill(casebook: Path, visits: int) -> int:
    """A patient with so many signed visits, a week apart: counted, timed, sustained, not tested."""
    from clonus_desktop.casebook import examinations, patients
    from clonus_desktop.casebook.book import local_time, open_book
    from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
    from clonus_desktop.domain.patient import Patient
    from clonus_desktop.domain.trial import Trial, sustained_trial

    clock = _Clock(local_time() - timedelta(days=7 * (visits + 1)))
    with open_book(casebook, now=clock) as book:
        added = patients.add(book, Patient(family_name=f"Longfellow {visits}", given_name="Ada"))
        for visit in range(visits):
            clock.now += timedelta(days=7)
            row = examinations.start(book, added.patient_id).examination_id
            examination = examinations.get(book, row)
            for index, place in enumerate(examination.places):
                number = (visit * 7 + index * 5) % 19
                if number == 18:
                    why = NotTested(reason=NotTestedReason.PAIN)
                    examinations.record_not_tested(book, examination, place, why)
                else:
                    counted = Trial(beats=number, duration_s=number / 5.4)
                    trial = sustained_trial() if number == 17 else counted
                    examinations.record_trial(book, examination, place, trial)
            examinations.sign(book, row)
    return added.patient_id


class _Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now
