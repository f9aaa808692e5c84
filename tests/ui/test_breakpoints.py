"""Which arrangement fits a window, and how wide a page may be."""

import pytest

from clonus_desktop.ui.breakpoints import Arrangement, arrangement_for, margin_beside


@pytest.mark.parametrize(
    ("width", "height", "text_scale", "arrangement"),
    [
        (1280, 800, 1.0, Arrangement.WIDE),
        (3840, 2160, 2.0, Arrangement.WIDE),
        (1024, 700, 1.0, Arrangement.COMPACT),
        (800, 1280, 1.0, Arrangement.PORTRAIT),
        (1280, 800, 2.0, Arrangement.LARGE_TEXT),
        (1280, 500, 1.0, Arrangement.LARGE_TEXT),
        (900, 600, 1.0, Arrangement.PORTRAIT),
    ],
)
def test_the_arrangement_is_chosen_by_the_window_and_the_text_size(
    width: int, height: int, text_scale: float, arrangement: Arrangement
) -> None:
    assert arrangement_for(width, height, text_scale) is arrangement


def test_a_page_is_never_wider_than_1440_and_stands_in_the_middle() -> None:
    assert margin_beside(1600, 1.0) == 0
    assert margin_beside(2560, 1.0) == 560
    assert margin_beside(3840, 2.0) == 480
    assert margin_beside(3000, 2.0) == 0
