"""A key press to the painted next place, and the time stamps of tapped trains."""

import itertools
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exam_window import exam_window, key_event
from timing import timed

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow

HELD_S = 0.04
"""How long a tap keeps its key down."""


def key_to_painted_ms(window: "MainWindow", presses: int) -> list[float]:
    """Milliseconds from a number key to the painted next place, shape (presses,)."""
    from PySide6.QtWidgets import QApplication

    page, times = window.page, []

    def press(stamp_ms: int) -> None:
        QApplication.sendEvent(page, key_event("3", stamp_ms))
        QApplication.processEvents()

    for number in range(presses):
        # Round the first five places, so that the page never goes on to Review.
        page.go_to(number % 5)
        QApplication.processEvents()
        # By its stamp a second after the press before: the rest after an entry is over.
        stamp_ms = 1000 * (number + 1)
        times.append(1000 * timed(lambda stamp_ms=stamp_ms: press(stamp_ms)))
    return times


def bare_key_to_painted_ms(presses: int) -> list[float]:
    """The same for a bare Qt window that shows another number at each key."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLabel

    label, times = QLabel("0"), []
    label.resize(1280, 800)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.keyPressEvent = lambda event: label.setText(str(event.timestamp()))
    label.show()
    QApplication.processEvents()

    def press(stamp_ms: int) -> None:
        QApplication.sendEvent(label, key_event("3", stamp_ms))
        QApplication.processEvents()

    for number in range(presses):
        times.append(1000 * timed(lambda number=number: press(number)))
    label.close()
    return times


@dataclass(frozen=True, slots=True)
class TrainErrors:
    """How far intervals between beats are off.

    Attributes:
        beats: How many were injected.
        lost: How many of them were not counted, or counted twice.
        stamped_ms: Largest error of the intervals that the program recorded.
        handled_ms: What it would be by the time of handling: the floor without time stamps.
    """

    beats: int
    lost: int
    stamped_ms: float
    handled_ms: float


def train_errors(window: "MainWindow", beats: int, rates_hz: tuple[float, ...]) -> TrainErrors:
    """Trains at those rates, tapped in real time from another thread with two keys in turn."""
    lost, stamped, handled = 0, 0.0, 0.0
    for rate_hz in rates_hz:
        found = _train(window, beats, rate_hz)
        lost += abs(beats - found[0])
        stamped, handled = max(stamped, found[1]), max(handled, found[2])
    return TrainErrors(beats * len(rates_hz), lost, stamped, handled)


def _train(window: "MainWindow", beats: int, rate_hz: float) -> tuple[int, float, float]:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QInputDevice
    from PySide6.QtWidgets import QApplication

    # Qt makes its keyboard with the first event, in the thread of that.
    QInputDevice.primaryKeyboard()
    page, pad = window.page, window.page.view.taps.pad
    pad.clear()
    injected: list[int] = []
    seen_ms: list[float] = []
    listener = pad.tapped.connect(lambda _at: seen_ms.append(time.monotonic() * 1000))

    def tap() -> None:
        begin = time.monotonic()
        for beat in range(beats):
            time.sleep(max(0.0, begin + beat / rate_hz - time.monotonic()))
            injected.append(_now_ms())
            QCoreApplication.postEvent(page, key_event(" b"[beat % 2], injected[-1]))
            time.sleep(HELD_S)
            up = key_event(" b"[beat % 2], _now_ms(), is_down=False)
            QCoreApplication.postEvent(page, up)

    tapping = threading.Thread(target=tap)
    tapping.start()
    while tapping.is_alive():
        QApplication.processEvents()
        time.sleep(0.001)
    QApplication.processEvents()
    pad.tapped.disconnect(listener)
    recorded = [1000 * at for at in pad.pending.tap_times_s]
    pad.clear()
    truth = [float(at) for at in injected]
    return len(recorded), _largest_error(recorded, truth), _largest_error(seen_ms, truth)


def _largest_error(times_ms: list[float], truth_ms: list[float]) -> float:
    pairs = zip(_intervals(times_ms), _intervals(truth_ms), strict=False)
    return max((abs(one - other) for one, other in pairs), default=0.0)


def _intervals(times_ms: list[float]) -> list[float]:
    return [later - earlier for earlier, later in itertools.pairwise(times_ms)]


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Pressing:
    """Both figures in one state of the machine."""

    keys_ms: list[float]
    bare_ms: list[float]
    trains: TrainErrors


def pressing(casebook: Path, presses: int, beats: int, rates_hz: tuple[float, ...]) -> Pressing:
    """Keys and trains at an exam of that casebook."""
    with exam_window(casebook) as window:
        trains = train_errors(window, beats, rates_hz)
        keys = key_to_painted_ms(window, presses)
        return Pressing(keys, bare_key_to_painted_ms(presses), trains)
