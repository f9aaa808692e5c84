"""Keys drawn as the caps of a keyboard, with "or" or "to" between them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import KeyGroup, ListedKey, cap
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class KeyCaps(Flow):
    """The caps of keys that do the same, in a line that wraps."""

    def __init__(self, key: ListedKey) -> None:
        super().__init__()
        self.set_gaps(appearance().gap(6), appearance().gap(6))
        between = _("to") if key.is_range else _("or")
        for index, name in enumerate(key.names):
            if index:
                self.add(plain_label(between, role="key-between"))
            self.add(plain_label(cap(name), role="key"))
        self.setAccessibleName(f" {between} ".join(cap(name) for name in key.names))


class KeyRows(QWidget):
    """A group of keys: the caps at the left, what they do at the right."""

    def __init__(self, group: KeyGroup) -> None:
        super().__init__()
        self.group = group
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(appearance().gap(16))
        grid.setVerticalSpacing(appearance().gap(4))
        grid.addWidget(plain_label(group.title, role="h3", wrap=True), 0, 0, 1, 2)
        top = Qt.AlignmentFlag.AlignTop
        for row, key in enumerate(group.keys, 1):
            words = plain_label(key.words, role="beside-key", wrap=True)
            words.setAlignment(top)
            grid.addWidget(KeyCaps(key), row, 0)
            grid.addWidget(words, row, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
