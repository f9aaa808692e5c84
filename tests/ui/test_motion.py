"""Nothing on the screen moves by itself, so nobody has to ask for less of it."""

import re
from pathlib import Path

import pytest

from clonus_desktop import ui

MOVES = re.compile(
    r"Q(?:Property|Variant|Sequential\w*|Parallel\w*|Abstract)Animation|QTimeLine|QMovie"
    r"|QGraphicsOpacityEffect|setWindowOpacity|QScroller\b"
)
MODULES = sorted(Path(ui.__file__).parent.rglob("*.py"))


def moves_in(text: str) -> list[str]:
    return MOVES.findall(text)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_no_part_of_the_screen_is_animated(module):
    # A fade would lie over the place that is being counted. Whoever builds one asks the desktop
    # first whether motion is wanted, and changes this test.
    assert moves_in(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line", ["fade = QPropertyAnimation(page)", "QVariantAnimation()", "QScroller.scroller(area)"]
)
def test_an_animation_would_be_found(line):
    assert moves_in(line)
