"""The keys that scroll something long: a page, the paper of a letter, a chapter of the manual."""

from collections.abc import Callable

from PySide6.QtWidgets import QScrollBar

from clonus_desktop.language import _
from clonus_desktop.ui.page_keys import PageKey


def scroll_keys(bar: QScrollBar, *, by_space: bool = True) -> tuple[PageKey, ...]:
    """Line by line, page by page, and to the ends.

    Args:
        bar: What they move.
        by_space: True where Space goes down a page as well.
    """

    def key(names: tuple[str, ...], words: str, goal: Callable[[], int]) -> PageKey:
        return PageKey(names=names, words=words, act=lambda _ms: bar.setValue(goal()), repeats=True)

    down = ("Page Down", "Space") if by_space else ("Page Down",)
    return (
        key(("Up",), _("Up a line"), lambda: bar.value() - bar.singleStep()),
        key(("Down",), _("Down a line"), lambda: bar.value() + bar.singleStep()),
        key(("Page Up",), _("Up a page"), lambda: bar.value() - bar.pageStep()),
        key(down, _("Down a page"), lambda: bar.value() + bar.pageStep()),
        key(("Home",), _("To the top"), bar.minimum),
        key(("End",), _("To the end"), bar.maximum),
    )
