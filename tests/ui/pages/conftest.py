"""A desk for the pages of patients, form and settings: a real casebook, a clock, a window."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop.casebook import examinations, patients, practice
from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.breakpoints import arrangement_for
from clonus_desktop.ui.navigation import Destination
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings

NOW = datetime(2025, 11, 23, 10, 42, 7, tzinfo=UTC)


_READ = """
import json, sqlite3, sys
file = sqlite3.connect(sys.argv[1])
print(json.dumps(file.execute(sys.argv[2]).fetchall()))
file.close()
"""


class Desk:
    """One casebook, one session, and the window around the page under test.

    Attributes:
        worker: Gives the worker of the window.
    """

    def __init__(self, folder: Path, qtbot: QtBot, *, key: bytes | None = None) -> None:
        self.now = NOW
        self.path = folder / "casebook.sqlite"
        self.book = open_book(self.path, key=key, now=lambda: self.now)
        background = Background()
        self.worker = lambda: background
        self.settings = Settings(folder / "settings.json")
        self.session = Session(self.book, self.settings)
        self.wanted: list[Destination] = []
        self.announced: list[str] = []
        self.faults: list[Exception] = []
        self.session.wanted.connect(self.wanted.append)
        self.session.announced.connect(self.announced.append)
        self.session.failed.connect(lambda fault, _retry: self.faults.append(fault))
        self.qtbot = qtbot
        self.pages: list[Page] = []

    def add(self, family_name: str, given_name: str = "", **fields: object) -> int:
        patient = Patient(family_name=family_name, given_name=given_name, **fields)
        patient_id = patients.add(self.book, patient).patient_id
        assert patient_id is not None
        return patient_id

    def examine(self, patient_id: int, *beats: int, days_ago: int = 0) -> int:
        """An examination with that many beats by place; signed when all six are given."""
        self.now = NOW - timedelta(days=days_ago)
        if self.book.examiner is None:
            examiner = Examiner(name="Dr P Okafor")
            practice.change(self.book, replace(self.book.practice, examiner=examiner))
        row = examinations.start(self.book, patient_id).examination_id
        examination = examinations.get(self.book, row)
        for place, count in zip(examination.places, beats, strict=False):
            examinations.record_trial(self.book, examination, place, Trial(beats=count))
        if len(beats) == 6:
            examinations.sign(self.book, row)
        self.now = NOW
        return row

    def show(self, page: Page, destination: Destination, size: tuple[int, int] = (1280, 800)):
        """The page in a window of its own, as the main window would show it."""
        window = QWidget()
        window.setObjectName("window")
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self.window = window
        self.pages.append(page)
        self.qtbot.addWidget(window)
        window.resize(*size)
        page.arrange(arrangement_for(*size, appearance().scale))
        page.open(destination)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        page.focus_first()
        QApplication.processEvents()
        return window

    def cut_off(self, window: QWidget) -> list[str]:
        """The labels and buttons whose text does not fit, and what sticks out of the window."""
        found = []
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or widget.width() == 0:
                continue
            if isinstance(widget, QLabel) and widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + 1:
                    found.append(widget.text())
                continue
            has_text = isinstance(widget, QLabel | QAbstractButton)
            if has_text and widget.sizeHint().width() > widget.width() + 1:
                found.append(f"{widget.text()} is {widget.width()} wide")
            if widget.mapTo(window, widget.rect().topRight()).x() > window.width():
                found.append(f"{type(widget).__name__} sticks out")
        return found

    def end(self) -> None:
        """Leave the pages as the main window would, and close the casebook."""
        for shown in self.pages:
            shown.leave()
        self.worker().close()
        self.book.close()

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What another program reads from the file.

        It is another process: the two SQLite libraries of this one would take each other's
        locks away (POSIX locks belong to the process), and the casebook would lose its WAL.
        """
        read = subprocess.run(
            [sys.executable, "-c", _READ, str(self.path), sql],
            capture_output=True,
            text=True,
            check=True,
        )
        return [tuple(row) for row in json.loads(read.stdout)]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    appearance().apply(qapp, "light", 1.0)
    made = Desk(tmp_path, qtbot)
    yield made
    made.end()
