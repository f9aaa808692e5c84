"""A casebook in a real file, and a short way to fill it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clonus_desktop.domain.anatomy import ANKLE, WRIST, Place, Side, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.examination import Examination, Examiner, Signature
from clonus_desktop.domain.gesture import Gesture
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Statement, Topic
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage import CasebookFile, open_casebook

RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)


@dataclass
class Desk:
    """An open casebook, an examiner, and a clock that moves a minute with every act."""

    file: CasebookFile
    by: Examiner
    now: datetime
    right: Place = RIGHT
    left: Place = LEFT

    def at(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def patient(self, family_name: str = "MacIlroy", **fields: object) -> Patient:
        patient = Patient(family_name=family_name, **fields)
        with self.file.write():
            return self.file.patients.add(patient, at=self.at(), by=self.by)

    def examination(self, patient_id: int, **fields: object) -> Examination:
        fields.setdefault("started_at", self.at())
        places = places_in_order((ANKLE, WRIST))
        draft = Examination(patient_id=patient_id, places=places, **fields)
        with self.file.write():
            return self.file.examinations.start(draft, at=self.at(), by=self.by)

    def draft(self) -> Examination:
        return self.examination(self.patient().id)

    def record(self, examination_id: int, beats: int, place: Place | None = None) -> Gesture:
        test = ClonusTest(place=place or self.right, trials=(Trial(beats=beats),))
        with self.file.write():
            return self.file.examinations.record_test(
                examination_id, test, at=self.at(), by=self.by
            )

    def note(self, examination_id: int, text: str, place: Place | None = None) -> Gesture | None:
        with self.file.write():
            return self.file.examinations.write_note(
                examination_id, place, text, at=self.at(), by=self.by
            )

    def state(
        self,
        examination_id: int,
        topic: Topic,
        content: Mapping[str, object],
        place: Place | None = None,
        about: str = "",
    ) -> Gesture | None:
        statement = Statement(topic=topic, place=place, content=content, about=about)
        with self.file.write():
            return self.file.examinations.state(examination_id, statement, at=self.at(), by=self.by)

    def undo(self, examination_id: int) -> Gesture | None:
        with self.file.write():
            return self.file.examinations.undo(examination_id, at=self.at(), by=self.by)

    def redo(self, examination_id: int) -> Gesture | None:
        with self.file.write():
            return self.file.examinations.redo(examination_id, at=self.at(), by=self.by)

    def sign(self, examination_id: int) -> Signature:
        at = self.at()
        signature = Signature(
            examiner=self.by,
            signed_at=at,
            text="Right ankle: 3 beats.",
            rule_id="ARTICLE_GT5",
            rule_version=1,
        )
        with self.file.write():
            self.file.examinations.sign(examination_id, signature, at=at, by=self.by)
        return signature

    def letter(self, examination_id: int, text: str = "Dear Dr Ng") -> int:
        with self.file.write():
            return self.file.letters.issue(
                examination_id=examination_id,
                recipient="Dr Ng",
                text=text,
                rule_id="ARTICLE_GT5",
                rule_version=1,
                at=self.at(),
                by=self.by,
            )

    def filled(self) -> Examination:
        """A signed examination with a letter, and a second patient with a draft."""
        signed = self.examination(self.patient(number="1", born_on=date(1968, 1, 11)).id)
        self.record(signed.id, 3)
        self.record(signed.id, 4)
        self.note(signed.id, "brisk", self.right)
        self.note(signed.id, "calm")
        self.undo(signed.id)
        self.sign(signed.id)
        self.letter(signed.id)
        draft = self.examination(self.patient("Okafor").id)
        self.record(draft.id, 6, self.left)
        self.note(draft.id, "warm room")
        return signed


def london() -> datetime:
    return datetime(2026, 5, 1, 10, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "practice" / "casebook.sqlite"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with open_casebook(path) as file:
        yield Desk(file=file, by=Examiner(name="Dr P Okafor", role="Neurologist"), now=london())


@pytest.fixture
def desk_at() -> Callable[[Path], Desk]:
    """Opens a casebook that the test closes itself."""

    def open_at(path: Path, *, key: bytes | None = None) -> Desk:
        by = Examiner(name="Dr P Okafor")
        return Desk(file=open_casebook(path, key=key), by=by, now=datetime.now(UTC))

    return open_at
