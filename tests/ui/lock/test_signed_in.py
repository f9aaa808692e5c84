"""Who is at work, and how long their PIN counts."""

from pathlib import Path

import pytest

from clonus_desktop.casebook.keys import Opened, WayIn
from clonus_desktop.ui.lock import signed_in
from clonus_desktop.ui.lock.clocks import Clocks
from clonus_desktop.ui.lock.signed_in import SignedIn

OPENED = Opened(
    key=bytes(32),
    slot_id="0a" * 16,
    signing_seed=bytes(32),
    by_recovery=False,
    casebook_id="0b" * 16,
    anchor=bytes(32),
)


@pytest.mark.parametrize("comes_back", [False, True])
def test_the_hours_of_a_pin_go_on_while_the_computer_sleeps(monkeypatch, comes_back) -> None:
    slept_s = [0.0]
    clocks = Clocks(lambda: slept_s[0], lambda: 0.0)
    monkeypatch.setattr(signed_in, "computer_clocks", lambda: clocks)
    now = SignedIn(Path("casebook.sqlite"), WayIn(id="0a" * 16, name="Dr P Okafor"), OPENED)
    if comes_back:
        assert now.take(WayIn(id="0c" * 16, name="Sr N Adeyemi"), OPENED)
    now.pin.set("2580")
    slept_s[0] = 8 * 3600 - 1.0
    assert now.pin.check("2580")
    slept_s[0] = 8 * 3600.0
    assert not now.pin.check("2580")
