"""The program is killed at any moment: what was said to be saved is there, and verifies."""

import random
from pathlib import Path

import pytest

from tests.reliability.harness import check_whole, child, how_often, kill_after, saved_in

KILLS = how_often("CLONUS_KILLS", 10)


@pytest.mark.slow
def test_a_killed_program_loses_no_act_that_was_said_to_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "casebook.sqlite"
    chance = random.Random(20261125)
    saved = []
    for _ in range(KILLS):
        # At any moment of start, work and the closing of the file.
        acts, extra_s = chance.randint(0, 25), chance.uniform(0, 0.05)
        lines = kill_after(child(path), acts, extra_s)
        saved.extend(saved_in(lines))
        if path.exists():
            check_whole(path, saved)
    assert len(saved) > KILLS
