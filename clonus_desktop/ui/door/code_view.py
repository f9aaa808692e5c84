"""The recovery code as it is copied by hand: large, in numbered groups."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class CodeView(Card):
    """Five groups, each with its number; read out letter by letter."""

    spoken = Spoken(role=Role.StaticText, value=lambda view: view.said)

    def __init__(self, code: str) -> None:
        super().__init__(look="sunken")
        self.setAccessibleName(_("Recovery code"))
        self._groups = code.split("-")
        self._flow = Flow()
        self.add(self._flow)
        for number, group in enumerate(self._groups, start=1):
            self._flow.add(_group(number, group))
        self._space_groups()
        appearance().changed.connect(self._space_groups)

    @property
    def said(self) -> str:
        """Each group with its number, its characters apart."""
        return "; ".join(
            _("group {number}: {characters}").format(number=number, characters=" ".join(group))
            for number, group in enumerate(self._groups, start=1)
        )

    def forget(self) -> None:
        """Show and say it no more."""
        self._groups = []
        self._flow.clear()

    def _space_groups(self) -> None:
        self._flow.set_gaps(appearance().gap(16), appearance().gap(8))


def _group(number: int, group: str) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    count = plain_label(str(number), role="caption")
    shown = plain_label(group, role="code")
    shown.setAccessibleName(" ".join(group))
    for label in (count, shown):
        label.setAlignment(Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(label)
    return column
