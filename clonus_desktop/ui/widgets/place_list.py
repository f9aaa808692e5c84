"""The places of an examination: what each has, and which one is open now."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from clonus_desktop.domain.anatomy import Place, Side
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.language import _, say
from clonus_desktop.ui import tokens
from clonus_desktop.ui.accessible import Role, Spoken, tell_selected
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.layouts import let_go
from clonus_desktop.ui.widgets.painting import fitted, wrapped_height
from clonus_desktop.ui.widgets.pill import paint_pill
from clonus_desktop.ui.widgets.side_badge import paint_side_badge

PlaceWords = Callable[[Place], str]
_PILL, _BADGE = (48, 30), 26
_EDGE, _GAP = 8, 6
_Cell = tuple[int, int]
_SITES_A_ROW = 3
_LEAST_SHARE = 0.8
"""A long name may be written so much smaller beside its finding."""
_WHOLE = Qt.TextFlag.TextDontClip
_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PlaceItem(QPushButton):
    """One place: badge, name, and its finding or "Now"."""

    spoken = Spoken(
        role=Role.ListItem,
        is_selected=lambda item: item.is_now,
        press=lambda item: item.click(),
    )

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
        was_now = self.is_now
        self.finding, self.is_now, self.words = finding, is_now, words
        self.setText(words)
        said = self.right_text() or _("open")
        self.setAccessibleName(f"{full_words}: {said}")
        if is_now is not was_now:
            tell_selected(self)
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
        metrics = QFontMetricsF(appearance().font("strong"))
        words = math.ceil(metrics.horizontalAdvance(self.words))
        return QSize(words + self._beside_words, self._height)

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(appearance().font("strong"))
        longest = max(map(metrics.horizontalAdvance, self.words.split()), default=0.0)
        return QSize(math.ceil(_LEAST_SHARE * longest) + self._beside_words, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @property
    def _height(self) -> int:
        """Two words that do not fit side by side stand one under the other."""
        room = self.width() - self._beside_words
        words = wrapped_height(appearance().font("strong"), self.words, room)
        return max(appearance().px(tokens.TARGET - 2), math.ceil(words) + 16)

    @property
    def _beside_words(self) -> int:
        """Badge, pill and the gaps."""
        return appearance().px(_BADGE + _PILL[0]) + _EDGE + 2 * _GAP + 4

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
        edge = QPen(look.color("primary"), 3) if self.is_now else QPen(look.color("line_strong"), 1)
        painter.setPen(edge)
        painter.setBrush(look.color("primary_soft" if self.is_now else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        size = look.px(_BADGE)
        badge = QRectF(box.left() + _EDGE, box.center().y() - size / 2, size, size)
        paint_side_badge(painter, badge, self.place.side, filled=self.is_done or self.is_now)
        painter.setPen(look.color("ink"))
        start = badge.right() + _GAP
        end = box.right() - look.px(_PILL[0])
        words = QRectF(start, box.top(), end - start, box.height())
        # A single word that is too long is written smaller rather than into its finding.
        longest = max(self.words.split(), key=len, default="")
        font = look.font_of(16, 600 if self.is_now else 500)
        painter.setFont(fitted(font, longest, words.width()))
        wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap | _WHOLE
        painter.drawText(words, int(wrapped), self.words)
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
    """All places, one under the other, or (upright) three sites beside each other in two rows.

    Signals:
        place_chosen: The place that was pressed.
    """

    spoken = Spoken(role=Role.List)

    place_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        # Right and left are the patient's, and stand as on the patient in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._is_grid = False
        self._room: int | None = None
        self._placed: tuple[float, list[_Cell]] | None = None
        self.setAccessibleName(_("Places"))
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
        self._placed = None
        for place, item in self.items.items():
            item.clicked.connect(lambda _checked=False, place=place: self.place_chosen.emit(place))
        self._place()

    def set_grid(self, is_grid: bool, *, room: int | None = None) -> None:
        """Two rows, right over left, a column for each of three sites; or one column.

        Args:
            room: Pixels; where the sites do not fit beside each other, they stand below each
                other with right and left beside.
        """
        self._is_grid, self._room = is_grid, room
        self._place()

    def _fits_beside(self) -> bool:
        if self._room is None or not self.items:
            return True
        widest = max(item.minimumSizeHint().width() for item in self.items.values())
        return _SITES_A_ROW * (widest + appearance().gap(8)) <= self._room

    def _cells(self) -> list[_Cell]:
        """Line and column of each place."""
        if not self._is_grid:
            return [(line, 0) for line in range(len(self.items))]
        sites = dict.fromkeys(place.site for place in self.items)
        at_site = {site: index for index, site in enumerate(sites)}
        fits_beside, cells = self._fits_beside(), []
        for place in self.items:
            index, side = at_site[place.site], int(place.side is Side.LEFT)
            block, column = divmod(index, _SITES_A_ROW)
            cells.append((2 * block + side, column) if fits_beside else (index, side))
        return cells

    def _place(self) -> None:
        wanted = (appearance().scale, self._cells())
        if wanted == self._placed:
            return
        self._placed = wanted
        let_go(self._layout)
        self._layout.setSpacing(appearance().gap(8))
        for item, cell in zip(self.items.values(), wanted[1], strict=True):
            self._layout.addWidget(item, *cell)
