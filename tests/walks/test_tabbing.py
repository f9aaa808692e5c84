"""Tab goes through every screen and sheet as it is read; where it is can always be seen."""

import pytest

from tests import tabbing
from tests.screens import STATES
from tests.walks.test_audit import SMALL, UPRIGHT, WIDE

LOOKS = [("light", WIDE, 1.0), ("dark", UPRIGHT, 1.0), ("high-contrast", SMALL, 2.0)]


@pytest.mark.parametrize(("theme", "size", "scale"), LOOKS)
def test_tab_reaches_every_control_in_reading_order_and_in_sight(walk, theme, size, scale):
    walker = walk(theme, size, scale)
    faults: list[str] = []
    for name, (_shows, way) in STATES.items():
        if name == "exam holding":
            # With a finger on the pad nobody presses Tab, and the pad is kept in sight.
            continue
        way(walker)
        walker.settle()
        stops = tabbing.tab_through(walker.window)
        found = [stop.fault for stop in stops if stop.fault]
        found += tabbing.never_reached(walker.window, stops)
        found += tabbing.out_of_order(walker.window, stops)
        faults += [f"{name}: {fault}" for fault in found]
        assert stops, name
    walker.close_sheets()
    assert not faults, "\n".join(faults)
