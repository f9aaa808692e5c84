"""What the exam page shows, and how it is laid out in each kind of window."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.casebook import techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, margin_beside
from clonus_desktop.ui.pages.exam_head import ExamBar, ExamHead
from clonus_desktop.ui.pages.exam_words import (
    position_before_words,
    trial_lines,
    trials_title,
)
from clonus_desktop.ui.pages.tap_panel import TapPanel
from clonus_desktop.ui.pending_result import PendingResult
from clonus_desktop.ui.revision_words import amending_words
from clonus_desktop.ui.widgets.body_picture import BodyPicture
from clonus_desktop.ui.widgets.layouts import let_go
from clonus_desktop.ui.widgets.number_grid import NumberGrid
from clonus_desktop.ui.widgets.place_list import PlaceList
from clonus_desktop.ui.widgets.scrolled import Content, scroll_area
from clonus_desktop.ui.widgets.step_card import StepCard
from clonus_desktop.ui.widgets.trials_bar import TrialsBar

_TALLEST = 900


class ExamView(QWidget):
    """Places, picture and steps, numbers, pad, and the bar.

    Attributes:
        head, trials, numbers, taps, places, steps, bar: The parts; the page listens to them.
    """

    place_chosen = Signal(object)

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self._book = book
        self._is_short = False
        self._arrangement, self._swap_hands = Arrangement.WIDE, False
        self.head = ExamHead()
        self.trials = TrialsBar()
        self.trials.hide()
        self.numbers = NumberGrid()
        self.taps = TapPanel()
        self.taps.pad.changed.connect(self._reveal_pad)
        self.places = PlaceList()
        self.places.place_chosen.connect(self.place_chosen)
        self.body = BodyPicture()
        self.steps = StepCard()
        self.bar = ExamBar()
        self._side = QFrame()
        self._side.setProperty("card", "true")
        side = QVBoxLayout(self._side)
        side.addWidget(self.places)
        side.addWidget(self.body, 1)
        side.addStretch(0)
        self._beside = side
        self._room = Content()
        self._grid = QGridLayout(self._room)
        self.scroller = scroll_area(self._room)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroller, 1)
        outer.addWidget(self.bar)

    # -- showing ----------------------------------------------------------------------------

    def show_places(self, findings: Sequence[Finding], now: Place) -> None:
        """Show every place with its finding, and which one is open."""
        self._findings, self._now = tuple(findings), now

        def full(place: Place) -> str:
            return words.place_words(self._book, place, capital=True)

        def short(place: Place) -> str:
            return words.site_words(self._book, place.site.key)

        shown = short if self._is_short else full
        self.places.show_places(findings, now, words=shown, full_words=full)
        if not self._arrangement.is_upright:
            self._widen_side()
        spots = {p.site: p.body_spot for p in self._book.protocols if p.body_spot is not None}
        self.body.show_places(findings, now, _("Now {place}.").format(place=full(now)), spots)

    def show_place(
        self, place: Place, examination: Examination, before: Examination | None
    ) -> None:
        """Show the place that is open: its title, picture, steps and checks.

        Args:
            before: The visit before, whose position may have been another one.
        """
        title = words.place_words(self._book, place, capital=True)
        position = (examination.places.index(place) + 1, len(examination.places))
        has_note = bool(examination.notes.get(place))
        self.head.show_place(place.side, title, position, has_note=has_note)
        self.head.show_amending(amending_words(examination))
        self.steps.show_steps(self._book.protocol_of(place.site.key), place.side)
        self.steps.show_technique(
            techniques.technique_at(examination, place),
            position_before=position_before_words(self._book, examination, before, place),
        )

    def show_trials(self, test: ClonusTest | None, wanted: int) -> None:
        """Show the trials of the place that is open, when there is more than one to speak of."""
        self.trials.show_trials(
            trial_lines(self._book, test),
            title=trials_title(test, wanted),
            trend="" if test is None else words.trend_words(self._book, test),
        )

    # -- the pad ----------------------------------------------------------------------------

    @property
    def pending(self) -> PendingResult:
        """What the pad has taken."""
        return self.taps.pad.pending

    @property
    def is_holding(self) -> bool:
        """True while the pad is held as a timer."""
        return self.taps.pad.is_holding

    def pad_press(self, event: QKeyEvent) -> None:
        """A key that stands for the pad goes down."""
        self.taps.pad.press_key(event)

    def pad_release(self, event: QKeyEvent) -> None:
        """A key that stands for the pad goes up."""
        self.taps.pad.release_key(event)

    # -- arrangements -----------------------------------------------------------------------

    def arrange(self, arrangement: Arrangement, *, swap_hands: bool) -> None:
        """Lay everything out for the window."""
        self._arrangement, self._swap_hands = arrangement, swap_hands
        let_go(self._grid)
        for index in range(8):
            self._grid.setRowStretch(index, 0)
            self._grid.setColumnStretch(index, 0)
        self._space()
        self._is_short = arrangement is not Arrangement.WIDE
        self.body.setVisible(arrangement is Arrangement.WIDE)
        self.head.arrange(arrangement)
        if arrangement.is_upright:
            self._stack(arrangement, swap_hands=swap_hands)
        else:
            self._side_by_side(arrangement, swap_hands=swap_hands)
        if hasattr(self, "_now"):
            self.show_places(self._findings, self._now)

    def _space(self) -> None:
        look = appearance()
        margin = look.gap(24 if self._arrangement is Arrangement.WIDE else 16)
        margin += margin_beside(self.width(), look.scale)
        is_low = self._arrangement is Arrangement.COMPACT
        self._grid.setContentsMargins(margin, look.gap(12 if is_low else 16), margin, look.gap(12))
        self._grid.setVerticalSpacing(look.gap(8 if is_low else 12))
        self._grid.setHorizontalSpacing(look.gap(12))

    def _side_by_side(self, arrangement: Arrangement, *, swap_hands: bool) -> None:
        look, is_wide = appearance(), arrangement is Arrangement.WIDE
        # On a very tall screen everything stays near the top, in reach of one look.
        self._room.setMaximumHeight(look.px(_TALLEST))
        self._widen_side()
        self.steps.setFixedWidth(look.px(282 if is_wide else 224))
        self.steps.setMaximumHeight(16777215)
        self.places.set_grid(False)
        self.steps.arrange(upright=False, tight=not is_wide)
        if is_wide:
            self.steps.keep_cautions()
        else:
            # Six places leave room under them, and the picture needs what is beside it.
            self._beside.addWidget(self.steps.cautions)
        self.numbers.arrange(6, compact=not is_wide)
        self.taps.arrange(stacked=False, mirrored=swap_hands)
        # A mirror of the whole: what is pressed lies on the side of the hand that presses.
        side, entry = (2, 0) if swap_hands else (0, 2)
        self._grid.addWidget(self._side, 0, side, 4, 1)
        self._grid.addWidget(self.head, 0, 0 if swap_hands else 1, 1, 2)
        self._grid.addWidget(self.steps, 1, 1, 3, 1)
        for row, widget in enumerate((self.trials, self.numbers, self.taps), start=1):
            self._grid.addWidget(widget, row, entry)
        self._grid.setColumnStretch(entry, 1)
        self._grid.setRowStretch(3, 1)

    def _widen_side(self) -> None:
        """As wide as usual, and no name of a place cut."""
        usual = appearance().px(248 if self._arrangement is Arrangement.WIDE else 172)
        margins = self._beside.contentsMargins()
        needed = self.places.minimumSizeHint().width() + margins.left() + margins.right()
        self._side.setFixedWidth(max(usual, needed))

    def _stack(self, arrangement: Arrangement, *, swap_hands: bool) -> None:
        is_large = arrangement is Arrangement.LARGE_TEXT
        for card in (self._side, self.steps):
            card.setMinimumWidth(0)
            card.setMaximumWidth(16777215)
        self._room.setMaximumHeight(16777215)
        self.places.set_grid(True)
        self.steps.arrange(upright=True)
        self.steps.keep_cautions()
        self._fit_to_width(swap_hands=swap_hands)
        entry: list[QWidget] = [self.trials, self.numbers, self.taps]
        order: list[QWidget] = [self._side, self.head, self.steps, *entry]
        if is_large:
            # Nothing but the count has to be on the first screen.
            order = [self.head, *entry, self.steps, self._side]
        for row, widget in enumerate(order):
            self._grid.addWidget(widget, row, 0)
        self._grid.setRowStretch(order.index(self.taps), 1)
        self._grid.setColumnStretch(0, 1)

    def _fit_to_width(self, *, swap_hands: bool) -> None:
        """Three columns of numbers and the pad over the strip, where there is no room for more."""
        look, width = appearance(), self.window().width()
        keys = [button.minimumSizeHint().width() for button in self.numbers.buttons]
        room = width - 2 * look.gap(24) - look.px(16)
        six_fit = 6 * (max(keys) + look.gap(8)) <= room
        is_large = self._arrangement is Arrangement.LARGE_TEXT
        self.numbers.arrange(6 if is_large and six_fit else 3, compact=True)
        self.taps.arrange(stacked=width / look.scale < 560, mirrored=swap_hands)
        # The margins of the page and of the card around the places.
        self.places.set_grid(True, room=width - 2 * look.gap(16) - 2 * look.gap(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()
        if self._arrangement.is_upright:
            self._fit_to_width(swap_hands=self._swap_hands)

    def _reveal_pad(self) -> None:
        # Where the page scrolls, what is being counted is in view; then the numbers again.
        if self.taps.pad.train.is_empty:
            self.scroller.verticalScrollBar().setValue(0)
        else:
            self.scroller.ensureWidgetVisible(self.taps, 0, 0)
