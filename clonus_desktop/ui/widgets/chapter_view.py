"""A chapter of the manual: headings, words, lists, tables, pictures and ways on."""

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from clonus_desktop.manual import (
    Block,
    Chapter,
    Heading,
    Link,
    Paragraph,
    Picture,
    Points,
    Table,
)
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import ListedKey, PageKey, answer
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.key_caps import KeyCaps
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.layouts import remove_all
from clonus_desktop.ui.widgets.scroll_keys import scroll_keys
from clonus_desktop.ui.widgets.scrolled import Scrolled
from clonus_desktop.ui.widgets.step_card import Picture as PictureView

_LONGEST_LINE = 700
"""Widest column of words in pixels at 100 %: about 80 letters."""

_PICTURE = (480, 340)
_ONLY_KEYS = re.compile(r"\[([^\]]+)\](?: (or|to) \[([^\]]+)\])*")


class ChapterView(Scrolled):
    """Takes the keyboard as a whole and scrolls by it.

    Signals:
        link_followed: Key of another chapter.
    """

    spoken = Spoken(role=Role.Document)

    link_followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._chapter: Chapter | None = None
        self._parts: list[QWidget] = []
        self._found: tuple[int | None, ...] = ()
        self._at = 0
        self._reveal_later = QTimer(self)
        self._reveal_later.setSingleShot(True)
        self._reveal_later.timeout.connect(self._reveal)

    @property
    def chapter(self) -> Chapter | None:
        """The chapter that is shown."""
        return self._chapter

    def show_chapter(self, chapter: Chapter, found: tuple[int | None, ...] = ()) -> None:
        """Show a chapter from its top, or from the first block in which something was found."""
        self._chapter, self._found, self._at = chapter, found, 0
        self.setAccessibleName(chapter.title)
        self.setAccessibleDescription("\n".join(block.text for block in chapter.blocks))
        remove_all(self.column)
        self.column.addWidget(plain_label(chapter.title, role="h2", wrap=True))
        self._parts = [self._part(block) for block in chapter.blocks]
        for number, part in enumerate(self._parts):
            self.column.addWidget(part)
            if number in found:
                set_property(part, "found", "true")
        self.column.addStretch(1)
        self._give_margins()
        self.verticalScrollBar().setValue(0)
        self._reveal_later.start()

    @property
    def has_found(self) -> bool:
        """True when the chapter is shown because something was found in it."""
        return bool(self._found)

    def next_found(self) -> None:
        """Go on to the next block in which something was found, round the end."""
        if self._found:
            self._at = (self._at + 1) % len(self._found)
            self._reveal()

    def _reveal(self) -> None:
        number = self._found[self._at] if self._found else None
        if number is None:
            self.verticalScrollBar().setValue(0)
        else:
            self.ensureWidgetVisible(self._parts[number], 0, appearance().px(80))

    # -- parts ------------------------------------------------------------------------------

    def _part(self, block: Block) -> QWidget:
        if isinstance(block, Heading):
            return plain_label(block.text, role="h3", wrap=True)
        if isinstance(block, Paragraph):
            return plain_label(block.text, wrap=True)
        if isinstance(block, Points):
            return _points(block)
        if isinstance(block, Table):
            return _table(block)
        if isinstance(block, Picture):
            return _Illustration(block)
        return self._link(block)

    def _link(self, link: Link) -> QWidget:
        button = quiet_button(link.text, "arrow-right")
        button.clicked.connect(lambda: self.link_followed.emit(link.chapter))
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    # -- layout and keys --------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_margins()

    def _give_margins(self) -> None:
        look = appearance()
        side = look.gap(16)
        spare = self.viewport().width() - look.px(_LONGEST_LINE) - side
        self.column.setContentsMargins(side, look.gap(8), max(side, spare), look.gap(24))
        self.column.setSpacing(look.gap(12))

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys that scroll."""
        return scroll_keys(self.verticalScrollBar())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer(event, self.key_table()):
            event.ignore()


class _Illustration(QWidget):
    """A picture with what it shows under it."""

    def __init__(self, block: Picture) -> None:
        super().__init__()
        self.picture = PictureView(width=_PICTURE[0])
        self.picture.show_picture(block.name, mirrored=False, words=block.text)
        self.picture.setFixedHeight(appearance().px(250))
        self.words: QLabel = plain_label(block.text, role="caption", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        layout.addWidget(self.words)


def _grid(part: QWidget) -> QGridLayout:
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(appearance().gap(16))
    grid.setVerticalSpacing(appearance().gap(8))
    return grid


def _points(block: Points) -> QWidget:
    part = QWidget()
    grid = _grid(part)
    for row, text in enumerate(block.items):
        mark = plain_label(str(row + 1) if block.is_numbered else "•", role="number")
        grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(text, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    return part


def _table(block: Table) -> QWidget:
    part = QFrame()
    part.setProperty("card", "true")
    grid = _grid(part)
    gap = appearance().gap(16)
    grid.setContentsMargins(gap, gap, gap, gap)
    for column, heading in enumerate(block.header):
        grid.addWidget(plain_label(heading, role="strong", wrap=True), 0, column)
    for row, cells in enumerate(block.rows, 1):
        for column, text in enumerate(cells):
            grid.addWidget(_cell(text), row, column, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    return part


def _cell(text: str) -> QWidget:
    if not _ONLY_KEYS.fullmatch(text):
        return plain_label(text, role="beside-key", wrap=True)
    names = tuple(re.findall(r"\[([^\]]+)\]", text))
    return KeyCaps(ListedKey(names=names, words="", is_range=" to " in text))
