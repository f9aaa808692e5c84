"""The audit of the door: named, large enough, whole, legible and reached by Tab, for everybody."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.backup.restoring import RestoredPage
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.door_page import DoorPage
from tests import audit, tabbing
from tests.door_screens import DOOR_STATES, DoorWalker
from tests.walks.conftest import CHEAP
from tests.walks.test_audit import SIZES, THEMES, WIDE
from tests.walks.test_tabbing import LOOKS


@pytest.fixture
def at_door(qtbot, qapp, locked_file) -> Iterator[Callable[..., DoorWalker]]:
    doors: list[Door] = []

    def open_it(theme: str, size: tuple[int, int], scale: float) -> DoorWalker:
        appearance().apply(qapp, theme, scale)
        door = Door(locked_file[0], cost=CHEAP)
        doors.append(door)
        qtbot.addWidget(door)
        door.resize(*size)
        door.show()
        door.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is door)
        return DoorWalker(door, CHEAP)

    yield open_it
    for door in doors:
        door.shut()


def audit_all(walker: DoorWalker, *checks: audit.Check) -> None:
    found: dict[str, list[str]] = {}
    for name, way in DOOR_STATES.items():
        way(walker)
        walker.settle()
        seen = audit.Shown(walker.window)
        for fault in (fault for check in checks for fault in check(seen)):
            found.setdefault(fault, []).append(name)
    lines = [f"{fault} ({', '.join(names)})" for fault, names in found.items()]
    assert not lines, "\n".join(lines)


def test_every_page_of_the_door_is_audited(at_door):
    walker = at_door("light", WIDE, 1.0)
    visited = set()
    for way in DOOR_STATES.values():
        way(walker)
        visited.add(type(walker.window.page))
    # The others of backups and those of people are shown elsewhere too, and audited there.
    ours = ("clonus_desktop.ui.door.", RestoredPage.__module__)
    pages = {kind for kind in DoorPage.__subclasses__() if kind.__module__.startswith(ours)}
    assert visited == pages


@pytest.mark.parametrize(("scale", "size"), [(s, size) for s in SIZES for size in SIZES[s]])
def test_nothing_is_cut_at_any_text_size(at_door, scale, size):
    walker = at_door("light", size, scale)
    audit_all(walker, *audit.SHAPES, partial(audit.too_small, scale=scale))


@pytest.mark.parametrize("theme", THEMES)
def test_everything_is_named_and_can_be_seen_in_every_theme(at_door, theme):
    walker = at_door(theme, WIDE, 1.0)
    audit_all(walker, *audit.SHAPES, *audit.COLOURS, audit.untold, audit.too_small)


@pytest.mark.parametrize(("theme", "size", "scale"), LOOKS)
def test_tab_reaches_every_control_in_reading_order_and_in_sight(at_door, theme, size, scale):
    walker = at_door(theme, size, scale)
    faults: list[str] = []
    for name, way in DOOR_STATES.items():
        way(walker)
        walker.settle()
        stops = tabbing.tab_through(walker.window)
        found = [stop.fault for stop in stops if stop.fault]
        found += tabbing.never_reached(walker.window, stops)
        found += tabbing.out_of_order(walker.window, stops)
        faults += [f"{name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
