"""Sites by sides: the patient's right stands left, as when facing the patient.

A site without sides lies across both columns under a badge of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import SIDES, Place, Side
from clonus_desktop.domain.finding import Finding
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all
from clonus_desktop.ui.widgets.pill import PILL_HEIGHT, Pill
from clonus_desktop.ui.widgets.side_badge import SideBadge, side_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field of the matrix.

    Attributes:
        finding: What it shows.
        pill: Words of the pill; empty for the short form.
        beside: Words beside or under it, such as "was 8".
        place_words: "Right ankle", for screen readers and the Change button.
    """

    finding: Finding
    pill: str = ""
    beside: str = ""
    place_words: str = ""


class FindingsMatrix(QWidget):
    """Rows of sites, columns Right and Left.

    Args:
        with_change: A Change button beside each finding.

    Signals:
        change_requested: The place whose Change was pressed.
    """

    spoken = Spoken(role=Role.Grouping)

    change_requested = Signal(object)

    def __init__(self, *, with_change: bool = False) -> None:
        super().__init__()
        self._with_change = with_change
        self._stacked = False
        self._shown: tuple[Mapping[Place, Entry], Callable[[str], str]] | None = None
        # Right and left are the patient's, and stand as on the patient in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(_("Findings by place and side"))
        self.pills: dict[Place, Pill] = {}
        appearance().changed.connect(self._build)

    def show_entries(
        self, entries: Mapping[Place, Entry], site_words: Callable[[str], str]
    ) -> None:
        """Show an entry for each place; site_words gives the name of a row from its key."""
        self._shown = (entries, site_words)
        self._build()

    def set_stacked(self, stacked: bool) -> None:
        """Put what stands beside a pill under it instead, for narrow windows."""
        if stacked != self._stacked:
            self._stacked = stacked
            self._build()

    def _build(self) -> None:
        self._clear()
        if self._shown is None:
            return
        entries, site_words = self._shown
        look = appearance()
        self._layout.setHorizontalSpacing(look.gap(16))
        self._layout.setVerticalSpacing(look.gap(8))
        for column, side in enumerate(SIDES, 1):
            self._layout.addWidget(_head(side), 0, column)
            self._layout.setColumnStretch(column, 1)
        sites = list(dict.fromkeys(place.site for place in entries))
        for row, site in enumerate(sites, 1):
            name = plain_label(site_words(site.key), role="strong")
            # Beside its pill, also where words stand under the pill.
            name.setMinimumHeight(look.px(PILL_HEIGHT))
            at = Qt.AlignmentFlag.AlignTop if self._stacked else Qt.AlignmentFlag.AlignVCenter
            self._layout.addWidget(name, row, 0, at)
            for column, side in enumerate(SIDES, 1):
                entry = entries.get(Place(site, side))
                if entry is not None:
                    self._layout.addWidget(self._field(entry), row, column)
            entry = entries.get(Place(site, Side.MIDLINE))
            if entry is not None:
                self._layout.addWidget(self._across(entry), row, 1, 1, len(SIDES))

    def _across(self, entry: Entry) -> QWidget:
        """The field of a site without sides, told from the columns by its badge and word."""
        field = QWidget()
        layout = QHBoxLayout(field)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance().gap(8))
        head = _head(Side.MIDLINE)
        head.setMinimumHeight(appearance().px(PILL_HEIGHT))
        head.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        at = Qt.AlignmentFlag.AlignTop if self._stacked else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(head, 0, at)
        layout.addWidget(self._field(entry), 1)
        return field

    def _field(self, entry: Entry) -> QWidget:
        place = entry.finding.place
        field = QWidget()
        layout = QVBoxLayout(field) if self._stacked else QHBoxLayout(field)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance().gap(8))
        pill = self.pills[place] = Pill(entry.finding, entry.pill, wraps=True)
        pill.setAccessibleName(f"{entry.place_words}: {pill.text}. {entry.beside}".strip())
        layout.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if entry.beside:
            words = plain_label(entry.beside, role="caption", wrap=True)
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            layout.addWidget(words, 1)
        if self._with_change:
            button = quiet_button(_("Change"))
            button.setAccessibleName(_("Change {place}").format(place=entry.place_words))
            button.clicked.connect(lambda: self.change_requested.emit(place))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if isinstance(layout, QHBoxLayout) and not entry.beside:
            layout.addStretch(1)
        return field

    def _clear(self) -> None:
        self.pills = {}
        remove_all(self._layout)


def _head(side: Side) -> QWidget:
    head = QWidget()
    layout = QHBoxLayout(head)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(appearance().gap(8))
    layout.addWidget(SideBadge(side))
    layout.addWidget(plain_label(side_words(side), role="strong"), 1)
    return head
