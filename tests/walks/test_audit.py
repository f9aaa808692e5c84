"""The audit of every screen and sheet: named, large enough, whole and legible for everybody."""

from collections.abc import Sequence
from functools import partial
from itertools import cycle

import pytest
from PySide6.QtWidgets import QApplication

from clonus_desktop.ui.navigation import Screen
from tests import audit
from tests.screens import STATES, Walker, all_sheets

Size = tuple[int, int]
WIDE, SMALL, UPRIGHT = (1280, 800), (1024, 700), (800, 1280)
THEMES = ("light", "dark", "high-contrast")
SIZES = {
    1.0: (SMALL, UPRIGHT),
    1.25: (UPRIGHT, SMALL),
    1.5: (SMALL, UPRIGHT),
    2.0: (UPRIGHT, SMALL, WIDE),
}
"""By the size of the text, the windows in which everything is looked at."""


def shown_by(walker: Walker) -> str:
    """The screen, or the class of what lies over it."""
    if walker.window.locking.is_locked:
        return type(walker.window.locking.screen).__name__
    sheet = audit.top_sheet(walker.window)
    return walker.window.destination.screen if sheet is None else type(sheet).__name__


def audit_all(walker: Walker, *checks: audit.Check, sizes: Sequence[Size] = ()) -> None:
    """Go everywhere, and fail with all that the checks find and where.

    Args:
        sizes: Windows in which it is looked at; the walker's own when none is named. Every other
            state opens in the last of them and is made the first.
    """
    found: dict[str, list[str]] = {}
    own = walker.window.size().toTuple()
    orders = cycle([sizes or [own], [*reversed(sizes)] or [own]])
    for (name, (shows, way)), order in zip(STATES.items(), orders, strict=False):
        way(walker)
        for size in order:
            walker.window.resize(*size)
            walker.settle()
            assert shown_by(walker) == shows, name
            # A part that is shown before it stands in the window is a window of its own.
            assert QApplication.activeWindow() is walker.window, name
            seen = audit.Shown(walker.window)
            for fault in (fault for check in checks for fault in check(seen)):
                found.setdefault(fault, []).append(f"{name}, {size[0]} x {size[1]}")
    walker.close_sheets()
    lines = [f"{fault} ({', '.join(names)})" for fault, names in found.items()]
    assert not lines, "\n".join(lines)


def test_every_screen_and_every_sheet_is_audited():
    visited = {shows for shows, _way in STATES.values()}
    assert visited == set(Screen) | all_sheets() | {"LockScreen"}


@pytest.mark.parametrize("scale", SIZES)
def test_nothing_is_cut_at_any_text_size(walk, scale):
    sizes = SIZES[scale]
    walker = walk("light", sizes[0], scale)
    sized = partial(audit.too_small, scale=scale)
    audit_all(walker, *audit.SHAPES, sized, sizes=sizes)


@pytest.mark.parametrize("size", [SMALL, UPRIGHT])
@pytest.mark.parametrize("name", ["exam begun", "exam amending"])
def test_an_exam_fits_into_a_small_window_without_scrolling(walk, name, size):
    walker = walk("light", size, 1.0)
    _shows, way = STATES[name]
    way(walker)
    walker.settle()
    assert walker.page.view.scroller.verticalScrollBar().maximum() == 0


def test_every_chapter_of_the_manual_is_whole_in_large_text_in_an_upright_window(walk):
    walker = walk("light", UPRIGHT, 2.0)
    page = walker.go(Screen.HELP)
    faults = []
    for chapter in page.manual.chapters:
        page.read(chapter.key)
        walker.settle()
        seen = audit.Shown(walker.window)
        faults += [f"{chapter.key}: {f}" for check in audit.SHAPES for f in check(seen)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("theme", THEMES)
def test_everything_is_named_and_can_be_seen_in_every_theme(walk, theme):
    walker = walk(theme, WIDE, 1.0)
    audit_all(walker, *audit.SHAPES, *audit.COLOURS, audit.untold, audit.too_small)
