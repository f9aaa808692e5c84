"""A walk through a whole examination of an invented patient, without a screen.

The same windows as on a desk, driven by the same keys; a picture of each screen is left
behind, and the finished letter. The pictures of the README come from it.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clonus_desktop import demo
from clonus_desktop.casebook import findings, letters, patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.place import casebook_file
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.navigation import Destination, Screen

_WIDE = (1280, 800)
_UPRIGHT = (800, 1280)
_DAY = datetime(2026, 11, 23, 10, 38, tzinfo=UTC)
_TAPS = 7
_TAP_EVERY_MS = 185


def take(out: Path) -> tuple[Path, ...]:
    """Walk the demo casebook; the files that were written into ``out``, in order."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clonus-tour-") as folder:
        path = casebook_file(Path(folder))
        demo.fill(path, now=_DAY)
        with open_book(path, now=_ticking(_DAY)) as book:
            return _Walk(book, out).all()


def _ticking(start: datetime) -> Callable[[], datetime]:
    """A clock that goes on by some seconds at each look: the same pictures on every day."""
    looks = iter(range(10_000_000))
    return lambda: start + timedelta(seconds=2 * next(looks))


class _Walk:
    """One walk through the window; each step leaves a picture."""

    def __init__(self, book: Casebook, out: Path) -> None:
        from clonus_desktop import app as house
        from clonus_desktop.ui.session import Session
        from clonus_desktop.ui.settings import Settings

        self._app = house.application()
        self._out = out
        self._book = book
        self._written: list[Path] = []
        self._stamp_ms = 60_000
        self._look("light")
        self._window = house.MainWindow(Session(book, Settings(None)))
        self._window.resize(*_WIDE)
        self._window.show()

    def all(self) -> tuple[Path, ...]:
        """Take every step; the files in order."""
        patient = self._find("Macilroy Iain")
        self._patients()
        self._chart(patient.id)
        self._examine(patient.id)
        self._sign()
        self._letter(patient.id)
        self._other_looks(patient.id)
        self._window.shut()
        self._window.close()
        return tuple(self._written)

    # -- steps ------------------------------------------------------------------------------

    def _patients(self) -> None:
        self._go(Screen.PATIENTS)
        self._picture("01-patients")
        self._go(Screen.PATIENT_FORM)
        self._picture("02-add-patient")
        self._go(Screen.SETTINGS)
        self._picture("03-settings")
        self._go(Screen.HELP)
        self._picture("19-help")

    def _chart(self, patient_id: int) -> None:
        self._go(Screen.CHART, patient_id)
        self._wait(1500)
        self._picture("04-chart")

    def _examine(self, patient_id: int) -> None:
        self._go(Screen.EXAM, patient_id)
        self._picture("05-exam")
        self._type("?")
        self._picture("20-keys")
        self._key(Qt.Key.Key_Escape)
        self._type("2")
        self._tap(_TAPS)
        self._picture("06-exam-tapping")
        self._key(Qt.Key.Key_Return)
        self._type("0")
        self._type("n")
        self._picture("07-exam-not-tested")
        self._type("1")
        self._type("0")
        self._type("h")
        self._picture("08-exam-how-to")
        self._key(Qt.Key.Key_Escape)
        self._type("0")
        self._type("0")

    def _sign(self) -> None:
        self._wait(700)
        self._picture("09-review")
        self._context()
        self._key(Qt.Key.Key_Return)
        self._wait(700)
        self._picture("21-sign")
        self._key(Qt.Key.Key_Return)
        self._picture("10-signed")

    def _context(self) -> None:
        """From review and back, with some answers typed."""
        self._type("c")
        for answer in "0102":
            self._type(answer)
        self._picture("17-context")
        self._key(Qt.Key.Key_Escape)
        self._wait(700)

    def _letter(self, patient_id: int) -> None:
        self._go(Screen.LETTER, patient_id)
        self._wait(2500)
        self._picture("11-letter")
        examination = findings.signed_visits(self._book, patient_id)[0]
        before = findings.visit_before(self._book, examination)
        letter = letters.compose(
            self._book,
            examination.id,
            letters.LetterOptions(recipient="Dr M Halloran, Neurology"),
            compare_with_id=before.id if before else None,
        )
        self._write("letter.pdf", letters.pdf(letter))
        self._write("letter.txt", letters.text(letter).encode())

    def _other_looks(self, patient_id: int) -> None:
        self._look("dark")
        self._go(Screen.CHART, patient_id)
        self._wait(300)
        self._picture("12-chart-dark")
        self._go(Screen.EXAM, patient_id)
        self._picture("13-exam-dark")
        self._look("high-contrast")
        self._picture("14-exam-high-contrast")
        self._look("light")
        self._window.resize(*_UPRIGHT)
        self._picture("15-exam-upright")
        self._window.resize(*_WIDE)
        self._look("light", 2.0)
        self._picture("16-exam-large-text")
        self._look("light")
        self._go(Screen.HUNTER, patient_id)
        for letter in "sert":
            self._type(letter)
        self._key(Qt.Key.Key_Return)
        self._type("1")
        self._picture("18-serotonin-features")

    # -- hands ------------------------------------------------------------------------------

    def _find(self, name: str) -> Patient:
        return patients.find(self._book, name)[0].patient

    def _look(self, theme: str, text_scale: float = 1.0) -> None:
        from clonus_desktop.ui.appearance import appearance

        appearance().apply(self._app, theme, text_scale)

    def _go(self, screen: Screen, patient_id: int | None = None) -> None:
        self._window.go(Destination(screen=screen, patient_id=patient_id))
        self._wait(50)

    def _type(self, text: str) -> None:
        self._key(Qt.Key(ord(text.upper())), text)

    def _tap(self, times: int) -> None:
        self._stamp_ms += 600  # the rest after the entry before it
        for _tap in range(times):
            self._key(Qt.Key.Key_Space, " ", after_ms=_TAP_EVERY_MS - 60)

    def _key(self, key: Qt.Key, text: str = "", *, after_ms: int = 600) -> None:
        self._stamp_ms += after_ms
        for kind, held_ms in ((QEvent.Type.KeyPress, 0), (QEvent.Type.KeyRelease, 60)):
            self._stamp_ms += held_ms
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._stamp_ms)
            QApplication.sendEvent(QApplication.focusWidget() or self._window.page, event)
            QApplication.processEvents()

    def _wait(self, ms: int) -> None:
        QTest.qWait(ms)

    def _picture(self, name: str) -> None:
        self._wait(60)
        path = self._out / f"{name}.png"
        self._window.grab().save(str(path))
        self._written.append(path)

    def _write(self, name: str, content: bytes) -> None:
        path = self._out / name
        path.write_bytes(content)
        self._written.append(path)
