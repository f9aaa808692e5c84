"""A clinic with a passphrase, whose record system answers as the test says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from clonus_desktop.casebook import clinicians, keys, record_systems, sending
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.record_systems import RecordSystem
from clonus_desktop.casebook.sending import Accepted, Answer
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.patients import PatientsPage
from clonus_desktop.ui.pages.settings import SettingsPage
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings
from tests.ui.pages.conftest import NOW, Desk, desk

__all__ = ["desk"]

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
SYSTEM = RecordSystem(address="https://records.example/fhir", is_on=True)


@dataclass
class Records:
    """Stands for the network: says what was asked for, and remembers what it was sent."""

    answers: list[Answer] = field(default_factory=list)
    sent: list[sending.Parcel] = field(default_factory=list)

    def send(self, _system: object, parcel: sending.Parcel, **_named: object) -> Answer:
        self.sent.append(parcel)
        return self.answers.pop(0) if self.answers else Accepted()


class Clinic:
    """A session on an encrypted casebook that sends."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.path = folder / "practice" / "casebook.sqlite"
        self.opened = keys.create(
            self.path, keys.prepare("Dr P Okafor", "two lamps a heron", cost=CHEAP)
        )
        self.book = open_book(self.path, key=self.opened.key, now=lambda: desk.now)
        seed = self.opened.signing_seed or b""
        clinicians.sign_in(self.book, slot=self.opened.slot_id, name="Dr P Okafor", seed=seed)
        (way,) = keys.ways_in(self.path, cost=CHEAP)
        self.signed_in = SignedIn(self.path, way, self.opened, cost=CHEAP)
        self.session = Session(
            self.book, Settings(folder / "choices.json"), signed_in=self.signed_in
        )
        # The desk examines in this casebook.
        desk.book.close()
        desk.book, desk.session = self.book, self.session

    @property
    def dispatch(self):
        return self.session.dispatch

    def keep(self, system: RecordSystem = SYSTEM) -> None:
        record_systems.keep(self.path, self.opened, system, cost=CHEAP)

    def kept(self) -> RecordSystem | None:
        return record_systems.read(self.path, self.opened, cost=CHEAP)

    def begin(self, **fields: object) -> None:
        """Send from now on, as after unlocking."""
        self.keep(replace(SYSTEM, **fields))
        self.dispatch.begin()

    def sign(self, name: str = "Macilroy") -> int:
        return self.desk.examine(self.desk.add(name), 1, 2, 3, 4, 5, 6)

    def settings(self) -> SettingsPage:
        page = SettingsPage(self.session, self.desk.worker)
        self.desk.show(page, Destination(screen=Screen.SETTINGS))
        return page

    def patients(self) -> PatientsPage:
        page = PatientsPage(self.session)
        self.desk.show(page, Destination(screen=Screen.PATIENTS))
        return page

    def wait(self, until: Callable[[], bool]) -> None:
        self.desk.qtbot.waitUntil(until, timeout=20_000)

    def wait_closed(self, sheet: QWidget) -> None:
        """Until it is closed; by then Qt may have deleted it already."""
        self.wait(lambda: not isValid(sheet) or sheet.isHidden())


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> Records:
    made = Records()
    monkeypatch.setattr(sending, "send", made.send)
    return made


@pytest.fixture
def clinic(desk: Desk, tmp_path: Path) -> Iterator[Clinic]:
    made = Clinic(desk, tmp_path)
    assert made.desk.now == NOW
    yield made
    made.session.shut()


def words(widget: QWidget) -> str:
    """All that stands on it."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())
