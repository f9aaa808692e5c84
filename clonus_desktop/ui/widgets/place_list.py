"""The places of an examination: what each has, and which one is open now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from clonus_desktop.domain.anatomy import Place, Side
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.language import _, say
from clonus_desktop.ui import tokens
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.pill import paint_pill
from clonus_desktop.ui.widgets.side_badge import paint_side_badge

PlaceWords = Callable[[Place], str]
_PILL, _BADGE = (48, 30), 26
_EDGE, _GAP = 8, 6
_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PlaceItem(QPushButton):
    """One place: badge, name, and its finding or "Now"."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.finding = Finding(place=place, kind=FindingKind.NOT_EXAMINED)
        self.is_now, self.words = False, ""
        self.setProperty("kind", "place")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, finding: Finding, *, is_now: bool, words: str, full_words: str) -> None:
        """Show a finding; words is the visible name, full_words the one that is read out."""
        self.finding, self.is_now, self.words = finding, is_now, words
        self.setText(words)
        said = self.right_text() or _("open")
        self.setAccessibleName(f"{full_words}: {said}")
        self.updateGeometry()
        self.update()

    @property
    def is_done(self) -> bool:
        """True when a count or a reason is recorded."""
        return self.finding.kind is not FindingKind.NOT_EXAMINED

    def right_text(self) -> str:
        """What stands at the right: the finding, "Now", or nothing."""
        if self.is_done:
            return say(self.finding.short)
        return _("Now") if self.is_now else ""

    def sizeHint(self) -> QSize:
        look = appearance()
        metrics = QFontMetricsF(look.font("strong"))
        words = metrics.horizontalAdvance(self.words)
        height = max(look.px(tokens.TARGET - 2), round(metrics.height()) + 16)
        return QSize(round(words + look.px(_BADGE + _PILL[0])) + 2 * _EDGE + 3 * _GAP, height)

    minimumSizeHint = sizeHint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows turn to the next place and do not walk along the buttons.
        event.setAccepted(event.key() in _KEYS)
        if event.isAccepted() and not event.isAutoRepeat():
            self.click()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(event.key() in _KEYS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = appearance()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        edge = QPen(look.color("primary"), 3) if self.is_now else QPen(look.color("line"), 1)
        painter.setPen(edge)
        painter.setBrush(look.color("primary_soft" if self.is_now else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        size = look.px(_BADGE)
        badge = QRectF(box.left() + _EDGE, box.center().y() - size / 2, size, size)
        paint_side_badge(painter, badge, self.place.side, filled=self.is_done or self.is_now)
        painter.setFont(look.font_of(16, 600 if self.is_now else 500))
        painter.setPen(look.color("ink"))
        start = badge.right() + _GAP
        words = QRectF(start, box.top(), box.right() - start, box.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.words)
        self._paint_right(painter, box)

    def _paint_right(self, painter: QPainter, box: QRectF) -> None:
        look = appearance()
        width, height = look.px(_PILL[0]), look.px(_PILL[1])
        room = QRectF(box.right() - width - _GAP + 1, box.center().y() - height / 2, width, height)
        if self.is_done:
            paint_pill(painter, room, self.finding, self.right_text())
        elif self.is_now:
            painter.setFont(look.font_of(14, 600))
            painter.setPen(look.color("primary"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.right_text())


class PlaceList(QWidget):
    """All places, one under the other, or (upright) sites beside each other in two rows.

    Signals:
        place_chosen: The place that was pressed.
    """

    place_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._is_grid = False
        self.items: dict[Place, PlaceItem] = {}

    def show_places(
        self, findings: Sequence[Finding], now: Place, *, words: PlaceWords, full_words: PlaceWords
    ) -> None:
        """Show each finding in order; words are short where the side is told by the badge."""
        if list(self.items) != [finding.place for finding in findings]:
            self._make([finding.place for finding in findings])
        for finding in findings:
            self.items[finding.place].show_state(
                finding,
                is_now=finding.place == now,
                words=words(finding.place),
                full_words=full_words(finding.place),
            )

    def _make(self, places: list[Place]) -> None:
        for item in self.items.values():
            item.deleteLater()
        self.items = {place: PlaceItem(place) for place in places}
        for place, item in self.items.items():
            item.clicked.connect(lambda _checked=False, place=place: self.place_chosen.emit(place))
        self._place()

    def set_grid(self, is_grid: bool) -> None:
        """Two rows, right over left, a column for each site; or one column."""
        self._is_grid = is_grid
        self._place()

    def _place(self) -> None:
        while self._layout.takeAt(0) is not None:
            pass
        self._layout.setSpacing(appearance().gap(8))
        sites = list(dict.fromkeys(place.site for place in self.items))
        for row, (place, item) in enumerate(self.items.items()):
            if self._is_grid:
                line = 0 if place.side is Side.RIGHT else 1
                self._layout.addWidget(item, line, sites.index(place.site))
            else:
                self._layout.addWidget(item, row, 0)
