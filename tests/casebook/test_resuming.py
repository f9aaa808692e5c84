"""What a draft is resumed with: its own versions, and never beside another draft."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop.casebook import examinations, patients, practice, resuming, unsaved
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.resuming import OtherProtocol
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


@pytest.fixture
def book(path: Path) -> Iterator[Casebook]:
    with open_book(path, now=lambda: datetime(2026, 3, 2, 10, tzinfo=UTC)) as opened:
        patients.add(opened, Patient(family_name="Macilroy"))
        yield opened


def begun(book: Casebook):
    examinations.start(book, 1)
    draft = examinations.draft_of(book, 1)
    assert draft is not None
    return draft


def install(book: Casebook, *protocols) -> None:
    """Another set of guides, as a later version of the program brings it."""
    book.wording.__dict__["protocols"] = protocols


def test_a_draft_under_its_own_guides_has_nothing_to_say(book: Casebook) -> None:
    assert resuming.other_protocols(book, begun(book)) == ()


def test_a_guide_of_another_version_and_one_that_is_gone_are_told(book: Casebook) -> None:
    draft = begun(book)
    ankle, patella, _wrist = book.protocols
    install(book, replace(ankle, version=ankle.version + 1), patella)
    assert resuming.other_protocols(book, draft) == (
        OtherProtocol(name="ankle", began=ankle.version, installed=ankle.version + 1),
        OtherProtocol(name="wrist", began=draft.protocol_versions["wrist"], installed=None),
    )


def test_a_resumed_exam_is_signed_with_the_versions_it_began_with(book: Casebook) -> None:
    practice.change(book, replace(book.practice, examiner=Examiner(name="Dr P Okafor")))
    draft = begun(book)
    began = dict(draft.protocol_versions)
    install(book, *(replace(p, version=p.version + 5) for p in book.protocols))
    resumed = begun(book)
    assert resumed.id == draft.id
    for place in resumed.places:
        examinations.record_trial(book, resumed, place, Trial(beats=0))
    examinations.sign(book, resumed.id)
    assert dict(examinations.get(book, draft.id).protocol_versions) == began


def test_words_wait_in_a_form_and_are_let_go(book: Casebook) -> None:
    assert unsaved.of(book, "patient new") == {}
    unsaved.keep(book, "patient new", {"family_name": "O’Connell"})
    assert unsaved.of(book, "patient new") == {"family_name": "O’Connell"}
    unsaved.keep(book, "patient new", {})
    assert unsaved.of(book, "patient new") == {}


RACE = """
import json, sys, time
from pathlib import Path
from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import open_book

with open_book(Path(sys.argv[1])) as book:
    print("ready", flush=True)
    sys.stdin.readline()
    started = [examinations.start(book, patient_id).examination_id for patient_id in range(1, 21)]
print(json.dumps(started), flush=True)
"""


def test_processes_that_start_at_once_share_one_draft_of_each_patient(path: Path) -> None:
    with open_book(path) as book:
        for number in range(20):
            patients.add(book, Patient(family_name=f"Patient {number}"))
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _racer in range(3)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = [json.loads(racer.communicate(timeout=60)[0]) for racer in racers]
    assert answers[0] == answers[1] == answers[2]
    with open_book(path) as book:
        assert patients.counts(book).unfinished == 20
        assert book.file.verify() is None
