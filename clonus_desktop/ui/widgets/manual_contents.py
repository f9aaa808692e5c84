"""The contents of the manual, or what was found in it: one entry for each chapter."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all
from clonus_desktop.ui.widgets.scrolled import Scrolled


class EntryButton(QPushButton):
    """A title with some words under it; the words wrap.

    Signals:
        moved: The entry below (1) or above (-1) is wanted.
    """

    spoken = Spoken(
        role=Role.ListItem,
        is_selected=lambda entry: entry.isChecked(),
        press=lambda entry: entry.click(),
    )

    moved = Signal(int)

    def __init__(self, key: str, title: str, words: str) -> None:
        super().__init__()
        self.key = key
        self.setProperty("kind", "entry")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        layout = QVBoxLayout(self)
        gap = appearance().gap(12)
        layout.setContentsMargins(gap, appearance().gap(9), gap, appearance().gap(9))
        layout.setSpacing(appearance().gap(3))
        for text, role in ((title, "strong"), (words, "caption")):
            if text:
                label = plain_label(text, role=role, wrap=True)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                # As tall as a finger, with the margins: the layout alone decides the height.
                label.setMinimumHeight(appearance().px(28) if role == "strong" else 0)
                layout.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        width = appearance().px(240)
        return QSize(width, 0 if layout is None else layout.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(appearance().px(120), appearance().px(44))

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys of an entry that has the keyboard."""
        return (
            PageKey(
                names=("Up",),
                words=_("The chapter above"),
                act=lambda _ms: self.moved.emit(-1),
                repeats=True,
            ),
            PageKey(
                names=("Down",),
                words=_("The chapter below"),
                act=lambda _ms: self.moved.emit(1),
                repeats=True,
            ),
            PageKey(names=("Enter",), words=_("Open it"), act=lambda _ms: self.click()),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer(event, self.key_table()):
            super().keyPressEvent(event)


class ManualContents(Scrolled):
    """Entries under one another; one of them is marked.

    Signals:
        chosen: Key of a chapter.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Contents"))
        self.entries: list[EntryButton] = []

    def show_entries(self, entries: Sequence[tuple[str, str, str]], marked: str) -> None:
        """Show entries (key, title, words below), the marked one pressed."""
        remove_all(self.column)
        self.column.setSpacing(appearance().gap(3))
        self.column.setContentsMargins(0, 0, appearance().gap(8), 0)
        self.entries = [EntryButton(*entry) for entry in entries]
        for entry in self.entries:
            entry.clicked.connect(lambda _checked=False, key=entry.key: self._choose(key))
            entry.moved.connect(lambda by, entry=entry: self._move(entry, by))
            self.column.addWidget(entry)
        self.column.addStretch(1)
        self.mark(marked)

    def mark(self, key: str) -> None:
        """Show an entry as the one that is open."""
        for entry in self.entries:
            entry.setChecked(entry.key == key)

    @property
    def marked(self) -> int:
        """Number of the marked entry; -1 when there is none."""
        return next((n for n, entry in enumerate(self.entries) if entry.isChecked()), -1)

    def move_mark(self, by: int) -> None:
        """Mark the entry below (1) or above (-1), as far as there are any."""
        if not self.entries:
            return
        at = min(max(self.marked + by, 0), len(self.entries) - 1)
        self.mark(self.entries[at].key)
        self.ensureWidgetVisible(self.entries[at])

    def _move(self, entry: EntryButton, by: int) -> None:
        at = self.entries.index(entry) + by
        if 0 <= at < len(self.entries):
            self.entries[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, key: str) -> None:
        self.mark(key)
        self.chosen.emit(key)
