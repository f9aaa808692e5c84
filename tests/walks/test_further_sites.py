"""A place that is not shipped: its file and picture put into a folder, and no code.

Two places walk from the folder to the chart, the letter and the command line: one on the
midline, with all that a file can say, and one in the first format.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook import examinations, findings, letters, practice
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.cli import main
from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen

SITES = Path(__file__).parents[1] / "sites"
JAW = Place(Site("jaw"), Side.MIDLINE)
FLEXORS = tuple(Place(Site("finger-flexors"), side) for side in (Side.RIGHT, Side.LEFT))
ARRIVED_AT_REVIEW_MS = 650

STANDING = (
    "SELECT t.site, t.side, r.beats, t.not_tested_explanation"
    " FROM clonus_test t LEFT JOIN trial r ON r.clonus_test_id = t.id"
    " WHERE t.struck_at IS NULL ORDER BY t.id"
)


@pytest.fixture
def further_sites(casebook_path: Path) -> Path:
    """The folder beside the casebook, before it is opened."""
    folder = casebook_path.with_name("sites")
    shutil.copytree(SITES, folder)
    return folder


@pytest.fixture
def window(
    further_sites: Path,
    open_main_window: Callable[[Casebook], MainWindow],
    book: Casebook,
    patient: Patient,
) -> MainWindow:
    window = open_main_window(book)
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    return window


def examined(window: MainWindow, keyboard, qtbot, *counts: str) -> None:
    """From the chart to a signed examination, by keys alone, and back."""
    keyboard.press("e", *counts)
    assert window.destination.screen is Screen.REVIEW
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    keyboard.sign()
    keyboard.press(Qt.Key.Key_Escape)
    assert window.destination.screen is Screen.CHART


def test_the_exam_has_the_further_places_and_stores_each_on_its_side(
    window: MainWindow, keyboard, qtbot, read_file
) -> None:
    keyboard.press("e", *"000000")
    page = window.page
    assert page.place == JAW
    assert page.view.head.title.text() == "Jaw"
    assert page.view.head.under.text() == "On the midline. Place 7 of 9"
    assert not page.view.steps.picture.grab().isNull()
    keyboard.press("7")
    assert page.place == FLEXORS[0]
    assert page.view.head.title.text() == "Right finger flexors"
    keyboard.press("2", "6")
    assert window.destination.screen is Screen.REVIEW
    assert read_file(STANDING)[6:] == [
        ("jaw", "midline", 7, None),
        ("finger-flexors", "right", 2, None),
        ("finger-flexors", "left", 6, None),
    ]
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    keyboard.sign()
    (text,) = read_file("SELECT signed_text FROM examination")[0]
    assert "Jaw: 7 beats." in text
    assert "Finger flexors: right 2 beats, left 6 beats." in text
    assert (
        "Above the limit used here (more than 5 beats): the jaw and the left finger flexors."
        in text
    )


def test_f7_to_f9_turn_to_the_further_places(window: MainWindow, keyboard) -> None:
    keyboard.press("e", Qt.Key.Key_F7)
    assert window.page.place == JAW
    keyboard.press(Qt.Key.Key_F9)
    assert window.page.place == FLEXORS[1]


def test_what_forbids_the_test_there_is_one_key_and_stays_in_the_record(
    window: MainWindow, keyboard, read_file
) -> None:
    keyboard.press("e", Qt.Key.Key_F7, "n", "b")
    assert read_file(STANDING) == [("jaw", "midline", None, "recent surgery on jaw or mouth")]


def test_chart_and_letter_tell_the_midline_apart_from_both_sides(
    window: MainWindow, keyboard, qtbot, clock, book: Casebook, patient: Patient
) -> None:
    examined(window, keyboard, qtbot, *"000000312")
    clock.forward(days=90)
    examined(window, keyboard, qtbot, *"000000746")
    chart = window.page
    qtbot.waitUntil(lambda: len(chart.view.course.plot.panels) == 5)
    latest = chart.view.latest.matrix.pills
    assert latest[JAW].accessibleName() == "Jaw: 7. ▲ was 3"
    assert latest[FLEXORS[1]].text == "6"
    assert chart.view.visits.rows[0].button.accessibleDescription().endswith("Jaw: 7 beats")
    assert "Jaw: 3 to 7 beats over 2 visits." in chart.view.course.plot.accessibleName()
    assert "Midline" in chart.view.course.legend.accessibleName()
    window.go(Destination(screen=Screen.PATIENTS))
    assert window.page.list.rows[0].line.on_midline == "Jaw: 7 beats"
    visit = findings.signed_visits(book, patient.id)[0]
    options = letters.LetterOptions(recipient="Dr M Halloran", without=frozenset())
    before = letters.usual_comparison(book, visit)
    letter = letters.compose(book, visit.id, options, compare_with_id=before.id)
    text = letters.text(letter)
    assert "Jaw: 7 beats, above the limit; 23 November 2025: 3 beats" in text
    assert "Jaw: sitting, head supported, mouth slightly open; rapid downward push" in text
    assert "the right jaw" not in text
    assert letters.pdf(letter).startswith(b"%PDF")


def test_the_record_is_judged_with_its_further_places(
    window: MainWindow, keyboard, further_sites: Path, read_file
) -> None:
    keyboard.press("e", *"000000746")
    lines = [
        json.dumps({"site": site, "side": side, "beats": beats})
        for site, side, beats, _why in read_file(STANDING)
    ]
    asked = ["judge", "--sites", str(further_sites)]
    result = CliRunner().invoke(main, asked, input="\n".join(lines))
    assert (result.exit_code, result.stderr) == (0, "")
    outcomes = [
        json.loads(line)["judgements"]["ARTICLE_GT5"]["outcome"]
        for line in result.stdout.splitlines()
    ]
    assert outcomes[6:] == ["above", "not above", "above"]


def test_a_record_whose_site_has_gone_still_opens_and_is_told_by_its_key(
    window: MainWindow,
    keyboard,
    qtbot,
    further_sites: Path,
    book: Casebook,
    casebook_path: Path,
    clock,
    patient: Patient,
    open_main_window,
) -> None:
    examined(window, keyboard, qtbot, *"000000746")
    keyboard.press("e")
    window.close()
    book.close()
    shutil.rmtree(further_sites)
    with open_book(casebook_path, now=clock) as without:
        again = open_main_window(without)
        draft = examinations.draft_of(without, patient.id)
        again.go(Destination(screen=Screen.EXAM, patient_id=patient.id, place=FLEXORS[1]))
        assert again.page.view.head.title.text() == "Left finger flexors"
        assert again.page.view.steps.picture.isHidden()
        assert again.page.view.steps.checks.isHidden()
        keyboard.press("6")
        stored = examinations.get(without, draft.id)
        assert stored.test_at(FLEXORS[1]).largest_trial.known_beats == 6
        again.go(Destination(screen=Screen.CHART, patient_id=patient.id))
        assert again.page.view.latest.matrix.pills[JAW].text == "7"
        fresh = examinations.get(without, draft.id)
        assert len(fresh.places) == 9


def test_a_broken_file_is_named_in_the_settings_and_the_program_opens(
    further_sites: Path, open_main_window, book: Casebook
) -> None:
    broken = (further_sites / "jaw.toml").read_text(encoding="utf-8")
    (further_sites / "jaw.toml").write_text(
        broken.replace('text = "Keep', 'words = "Keep'), encoding="utf-8"
    )
    window = open_main_window(book)
    window.go(Destination(screen=Screen.SETTINGS))
    QApplication.processEvents()
    card = window.page.sites
    assert card.problems.isVisibleTo(card)
    assert "jaw.toml, step 3: 'words' is not a key of a protocol." in card.problems.text()
    assert card.read.text() == "Read: finger flexors."
    assert [p.site.key for p in book.protocols][-1] == "finger-flexors"


def test_the_order_of_the_practice_holds_for_further_places(
    window: MainWindow, keyboard, book: Casebook
) -> None:
    practice.change(book, replace(book.practice, site_order=("jaw", "wrist")))
    keyboard.press("e")
    assert [str(place) for place in window.page.examination.places[:3]] == [
        "jaw",
        "right wrist",
        "left wrist",
    ]
