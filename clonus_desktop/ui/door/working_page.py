"""Said while the worker is at it: calm words, and a bar where it is known how much is done."""

from PySide6.QtCore import Qt, Signal

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken, announce
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.widgets.share_bar import ShareBar


class WorkingPage(DoorPage):
    """What is done now.

    Args:
        title: Such as "Making the casebook…".
        words: What to know meanwhile.
        has_progress: True for a bar.

    Signals:
        progressed: What part is done, from 0 to 1; the worker emits it from its own thread.
    """

    spoken = Spoken(role=Role.AlertMessage)

    progressed = Signal(float)

    def __init__(self, title: str, *words: str, has_progress: bool = False) -> None:
        super().__init__("lock", title, *words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = ShareBar(title)
        self.body.addWidget(self.bar)
        self.bar.setVisible(has_progress)
        self.progressed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def focus_first(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.title.text())

    def _show(self, part: float) -> None:
        before = self._tenths
        self.bar.show_share(part)
        if self._tenths != before:
            announce(self, _("{percent} % done").format(percent=round(part * 100)))

    @property
    def _tenths(self) -> int:
        return self.bar.value() * 10 // self.bar.maximum()
