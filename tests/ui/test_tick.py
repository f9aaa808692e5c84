"""The tick for each beat, played by a program of this computer."""

import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from clonus_desktop import resources
from clonus_desktop.ui import tick as ticks
from clonus_desktop.ui.tick import LEAST_APART_MS, MOST_AT_ONCE, Tick, player_command

PLAYS = """
import sys
with open(sys.argv[1], "a") as heard:
    heard.write(sys.argv[2] + "\\n")
"""
HANGS = """
import sys, time
time.sleep(60)
"""


class Hands:
    def __init__(self) -> None:
        self.ms = 50_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def beeps(monkeypatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(1))
    return heard


def python(tmp_path: Path, script: str, *arguments: str) -> tuple[str, ...]:
    file = tmp_path / "player.py"
    file.write_text(script)
    return (sys.executable, str(file), *arguments)


def test_each_beat_plays_the_small_file(qtbot, tmp_path, hands) -> None:
    heard = tmp_path / "heard"
    tick = Tick(player=python(tmp_path, PLAYS, str(heard)), clock_ms=hands)
    for _beat in range(3):
        tick.sound()
        hands.ms += 125
    qtbot.waitUntil(lambda: not tick.is_sounding, timeout=20_000)
    assert heard.read_text().splitlines() == [str(resources.path("sounds", "tick.wav"))] * 3


def test_starting_it_does_not_wait_for_the_player(qtbot, tmp_path) -> None:
    tick = Tick(player=python(tmp_path, HANGS))
    tick.sound()
    assert tick.is_sounding
    tick.stop()


def test_ticks_nearer_than_any_two_beats_are_one(qtbot, tmp_path, hands, monkeypatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(Tick, "_start", lambda _tick, program, _arguments: started.append(program))
    tick = Tick(player=("player",), clock_ms=hands)
    for step in (0, 1, LEAST_APART_MS - 2, 1, 125):
        hands.ms += step
        tick.sound()
    assert started == ["player"] * 3


def test_a_player_that_hangs_is_neither_waited_for_nor_piled_up(qtbot, tmp_path, hands) -> None:
    tick = Tick(player=python(tmp_path, HANGS), clock_ms=hands)
    for _beat in range(MOST_AT_ONCE + 3):
        tick.sound()
        hands.ms += 125
    assert len(tick._running) == MOST_AT_ONCE
    qtbot.waitUntil(lambda: not tick.is_sounding, timeout=20_000)


def test_nothing_is_left_running_when_it_stops(qtbot, tmp_path) -> None:
    tick = Tick(player=python(tmp_path, HANGS))
    tick.sound()
    player = tick._running[0]
    assert player.waitForStarted()
    number = player.processId()
    tick.stop()
    assert player.state() is QProcess.ProcessState.NotRunning
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    tick.stop()


QUITS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from clonus_desktop.ui.tick import Tick

app = QApplication([])
tick = Tick(player=(sys.executable, sys.argv[1]))
tick.sound()
tick._running[0].waitForStarted()
print(tick._running[0].processId())
QTimer.singleShot(0, app.quit)
app.exec()
"""


def test_nothing_is_left_running_at_the_end_of_the_program(tmp_path) -> None:
    command = [sys.executable, "-c", QUITS, python(tmp_path, HANGS)[1]]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert done.stderr.replace("This plugin does not support propagateSizeHints()\n", "") == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_a_player_that_cannot_be_started_gives_way_to_the_beep(qtbot, hands, beeps) -> None:
    tick = Tick(player=("/nowhere/player",), clock_ms=hands)
    tick.sound()
    qtbot.waitUntil(lambda: not tick.is_sounding)
    hands.ms += 125
    tick.sound()
    assert beeps == [1]


def test_a_computer_without_a_player_beeps(qapp, beeps, monkeypatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", "")
    assert player_command() is None
    Tick().sound()
    assert beeps == [1]


def test_the_quickest_player_that_is_there_is_taken(tmp_path, monkeypatch) -> None:
    for name in ("aplay", "paplay"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert player_command() == (str(tmp_path / "paplay"),)
    (tmp_path / "paplay").unlink()
    assert player_command() == (str(tmp_path / "aplay"), "-q")


def test_without_its_file_it_beeps(qapp, beeps, monkeypatch) -> None:
    def missing(*_parts: str) -> Path:
        raise resources.ResourceMissing("resources/sounds/tick.wav is missing")

    monkeypatch.setattr(ticks.resources, "path", missing)
    Tick(player=("player",)).sound()
    assert beeps == [1]


def test_the_sound_is_shorter_than_the_shortest_time_between_beats() -> None:
    with wave.open(str(resources.path("sounds", "tick.wav"))) as sound:
        assert 0.005 < sound.getnframes() / sound.getframerate() < 0.05
