"""Pages of paper under one another, always light, as wide as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from clonus_desktop.language import ngettext
from clonus_desktop.ui import paper
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.tokens import TOKENS, Theme
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.scroll_keys import scroll_keys

MARGIN = 16
MOST_WIDTH = 900
RADIUS = 8
LEAST_HEIGHT = 240


class PaperView(QAbstractScrollArea):
    """What will be printed, page by page; scrolled by keys, wheel or bar."""

    spoken = Spoken(role=Role.Document, is_whole=True)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._renderers: tuple[QSvgRenderer, ...] = ()
        self._drawn: dict[tuple[int, int, float], QPixmap] = {}
        self._is_whole = self._is_grey = False
        self._least_height = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._said = plain_label("", "notice", wrap=True, parent=self)
        self._said.hide()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._renderers)

    def show_pages(self, pages: Sequence[bytes], text: str) -> None:
        """Show other pages, where the ones before stood.

        Args:
            text: What the pages say, for those who cannot see them.
        """
        self._renderers = paper.renderers(pages)
        self._drawn.clear()
        count = ngettext("{n} page", "{n} pages", len(pages)).format(n=len(pages))
        self.setAccessibleName(f"{self._name}, {count}" if pages else self._name)
        self.setAccessibleDescription(text)
        self._measure()
        self.viewport().update()

    def say(self, words: str) -> None:
        """Say something over the pages; empty words take it away."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._place_words()

    @property
    def said(self) -> str:
        """What is said over the pages."""
        return self._said.text()

    def show_whole(self, *, is_whole: bool) -> None:
        """Be as tall as all pages (what lies around scrolls), or scroll the pages inside."""
        self._is_whole = is_whole
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_whole else policy.ScrollBarAsNeeded
        )
        self._measure()

    def show_grey(self, *, is_grey: bool) -> None:
        """Show the pages as a printer without colours prints them."""
        self._is_grey = is_grey
        self._drawn.clear()
        self.viewport().update()

    def stand_at_least(self, height: int) -> None:
        """Be no lower than so many pixels, where the pages are scrolled inside."""
        self._least_height = height
        self._measure()

    def repaint_for_theme(self) -> None:
        """Take the tokens again."""
        self._measure()
        self.viewport().update()

    # -- measures ---------------------------------------------------------------------------

    def _page_width(self) -> int:
        room = self.viewport().width() - 2 * appearance().gap(MARGIN)
        return max(1, min(room, appearance().px(MOST_WIDTH)))

    def _page_height(self) -> int:
        return round(self._page_width() * paper.A4_MM.height() / paper.A4_MM.width())

    def _height_of_all(self) -> int:
        gap = appearance().gap(MARGIN)
        return gap + max(1, self.page_count) * (self._page_height() + gap)

    def _page_rect(self, index: int) -> QRect:
        gap, width, height = appearance().gap(MARGIN), self._page_width(), self._page_height()
        top = gap + index * (height + gap) - self.verticalScrollBar().value()
        return QRect((self.viewport().width() - width) // 2, top, width, height)

    def _measure(self) -> None:
        bar, height = self.verticalScrollBar(), self._height_of_all()
        if self._is_whole:
            self.setFixedHeight(height)
            bar.setRange(0, 0)
        else:
            self.setMinimumHeight(self._least_height or appearance().px(LEAST_HEIGHT))
            self.setMaximumHeight(_UNLIMITED)
            bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(appearance().px(48))
        self._place_words()

    def _place_words(self) -> None:
        gap = appearance().gap(MARGIN)
        width = min(self._said.sizeHint().width(), self.viewport().width() - 4 * gap)
        height = self._said.heightForWidth(width) if width > 0 else 0
        self._said.setGeometry((self.viewport().width() - width) // 2, 2 * gap, width, height)
        self._said.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    # -- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(appearance().color("sunken"))
        painter.drawRoundedRect(self.viewport().rect(), RADIUS, RADIUS)
        for index in range(self.page_count):
            rect = self._page_rect(index)
            if rect.intersects(event.rect()):
                painter.drawPixmap(rect.topLeft(), self._pixmap(index, rect))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(appearance().color("line"))
                painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _pixmap(self, index: int, rect: QRect) -> QPixmap:
        dpr = self.devicePixelRatioF()
        key = (index, rect.width(), dpr)
        if key not in self._drawn:
            # Pages of another width are of no use any more.
            self._drawn = {k: drawn for k, drawn in self._drawn.items() if k[1:] == key[1:]}
            drawn = _page_pixmap(self._renderers[index], rect, dpr)
            self._drawn[key] = _grey(drawn) if self._is_grey else drawn
        return self._drawn[key]

    # -- keys -------------------------------------------------------------------------------

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys that scroll; none where the page around it scrolls."""
        return () if self._is_whole else scroll_keys(self.verticalScrollBar())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer(event, self.key_table()):
            event.ignore()


_UNLIMITED = 16_777_215
"""Qt's own limit: QWIDGETSIZE_MAX."""


def _page_pixmap(renderer: QSvgRenderer, rect: QRect, dpr: float) -> QPixmap:
    pixmap = QPixmap(rect.size() * dpr)
    pixmap.setDevicePixelRatio(dpr)
    # Paper is light in every theme: this is what comes out of the printer.
    pixmap.fill(QColor(TOKENS[Theme.LIGHT].surface))
    painter = QPainter(pixmap)
    paper.paint(renderer, painter, QRectF(0, 0, rect.width(), rect.height()))
    painter.end()
    return pixmap


def _grey(pixmap: QPixmap) -> QPixmap:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(image)
