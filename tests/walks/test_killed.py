"""Killed after each act: what the screen had moved on from is in the file."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen

CHILD = Path(__file__).parent / "walk_until_killed.py"
SHOWN = ["2", "Sust.", "0", "6", "0", "1"]


@pytest.mark.parametrize("acts", range(1, 10))
def test_killing_the_process_after_an_act_loses_nothing_and_the_exam_goes_on(
    acts: int,
    book: Casebook,
    patient: Patient,
    casebook_path: Path,
    open_main_window: Callable[[Casebook], MainWindow],
) -> None:
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(casebook_path), str(acts)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "done\n"
    child.kill()
    child.wait()
    child.stdout.close()
    recorded = min(acts - 1, 6)
    draft = examinations.draft_of(book, patient.id)
    if acts == 9:
        assert draft is None
        return
    assert draft is not None
    assert len(draft.tests) == recorded
    window = open_main_window(book)
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    items = window.page.view.places.items.values()
    assert [item.right_text() for item in items][:recorded] == SHOWN[:recorded]
    assert book.file.verify() is None
