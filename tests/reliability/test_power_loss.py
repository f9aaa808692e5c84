"""The power goes while the program works: every act that was said to be saved is there."""

import random
import signal
from pathlib import Path

import pytest

from tests.reliability.harness import Saved, check_whole, child, how_often, saved_in
from tests.reliability.power import LoopDisk, can_mount_loops, loop_disk

ROUNDS = how_often("CLONUS_POWER_LOSSES", 4)

needs_loops = pytest.mark.skipif(not can_mount_loops(), reason="no loop device for this user")


def work_until_the_power_goes(disk: LoopDisk, path: Path, acts: int) -> list[Saved]:
    process = child(path)
    assert process.stdout is not None
    lines: list[str] = []
    for raw in process.stdout:
        lines.append(raw.decode().rstrip("\n"))
        if len(saved_in(lines)) >= acts:
            disk.cut_power()
            break
    # What the child says from now on may be about a disk that is gone, and is not believed: but
    # whatever it had written to the pipe before the power went, it had saved before.
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return saved_in(lines)


@needs_loops
@pytest.mark.slow
def test_lost_power_loses_no_act_that_was_said_to_be_saved(tmp_path: Path) -> None:
    chance = random.Random(20261125)
    saved: list[Saved] = []
    with loop_disk(tmp_path) as disk:
        path = disk.folder / "practice" / "casebook.sqlite"
        for _ in range(ROUNDS):
            saved += work_until_the_power_goes(disk, path, chance.randint(1, 40))
            disk.unmount()
            disk.mount()
            check_whole(path, saved)
    assert len(saved) >= ROUNDS
