"""The pad: one press per beat, or held for as long as the clonus lasts."""

from collections.abc import Callable, Hashable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QTouchEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui import tokens
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.event_clock import EventClock, elapsed_ms
from clonus_desktop.ui.key_source import KeySource, key_source
from clonus_desktop.ui.pad_state import PadState, cleared_words, pad_state_from
from clonus_desktop.ui.pending_result import PendingResult
from clonus_desktop.ui.press_train import LONGEST_MS, PressTrain
from clonus_desktop.ui.widgets.count_pad_look import (
    SPOKEN,
    idle_size,
    paint_idle,
    paint_live,
    printed_tenths,
    shown_words,
)
from clonus_desktop.ui.widgets.touch import TOUCHES, Contact, Contacts

REFRESH_MS = 30


class CountPad(QPushButton):
    """Counts presses of mouse, fingers and forwarded keys by their own time stamps.

    A push button for screen readers only. Keys are not its own: the page forwards its beats.

    Attributes:
        state: What was taken since it was cleared, with its corrections.
        may_press: Asked at each press with its time stamp (0 for none); a press that it refuses,
            in the rest after an entry, counts only once another follows or it is held.

    Signals:
        changed: What it has taken is other than before; also while a hold is running.
        pressed_at: Seconds of a steady clock at each counted press.
        tapped: Seconds from the first beat to this one.
        beat_taken_back: The last press has become a hold.
        hold_started: The running time is shown from now on.
        held: Seconds held so far, every 30 ms.
        hold_released: Seconds held.
    """

    spoken = SPOKEN

    changed = Signal()
    pressed_at = Signal(float)
    tapped = Signal(float)
    beat_taken_back = Signal()
    hold_started = Signal()
    held = Signal(float)
    hold_released = Signal(float)

    def __init__(self, clock: EventClock | None = None) -> None:
        super().__init__()
        self.state = PadState()
        self.may_press: Callable[[int], bool] = lambda _stamp_ms: True
        self._clock = clock or EventClock()
        self._contacts = Contacts()
        self._sources: dict[Hashable, int] = {}
        self.setProperty("kind", "pad")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.setTimerType(Qt.TimerType.PreciseTimer)
        self._refresh.timeout.connect(self._tick)
        self.clicked.connect(self._press_by_screen_reader)
        appearance().changed.connect(self.updateGeometry)
        self._name()

    # -- what it has taken --------------------------------------------------------------------

    @property
    def pending(self) -> PendingResult:
        """What it has taken, ready to be used; a hold that is running is not in it yet."""
        return self.state.pending

    @property
    def train(self) -> PressTrain:
        """The presses since it was cleared."""
        return self.state.train

    @property
    def is_holding(self) -> bool:
        """True while a hold is running."""
        return self.train.is_holding

    @property
    def running_s(self) -> float:
        """Seconds of the hold that is running or finished; 0 without one."""
        if self.train.is_holding:
            return self.train.running_ms(self._clock.now_ms()) / 1000
        return self.pending.held_s or 0.0

    @property
    def shows_time(self) -> bool:
        """True when it shows seconds and not beats."""
        return self.train.is_holding or self.train.held_ms is not None

    @property
    def shown_number(self) -> str:
        """The big number: beats with their correction, or seconds; empty before the first."""
        if self.shows_time:
            return printed_tenths(self.running_s)
        return str(self.pending.beats) if self.train.beats_ms else ""

    def take_up(self, state: PadState) -> None:
        """Hold that state from now on; a key that is still down begins nothing."""
        state.train.begin_after(self.train)
        self.state = state
        if not self._sources:
            self._clock.start_anew()
        self._refresh.stop()
        self._show()

    def take_up_kept(self, content: Mapping[str, object]) -> None:
        """Hold again what was kept of an earlier state.

        Raises:
            InvalidPad: It cannot be read; what the pad holds stays.
        """
        self.take_up(pad_state_from(content, now_ms=self._clock.now_ms()))

    def clear(self) -> None:
        """Forget what was taken and be ready; Undo brings it back until the next press."""
        self.take_up(self.state.after_clear(cleared_words(self.pending)))

    def correct(self, by: int) -> None:
        """One beat more (1) or fewer (-1) than were tapped; the taps stay as they are."""
        self.state.correct(by, _("one beat more") if by > 0 else _("one beat fewer"))
        self._show()

    def edit(self, beat_times_s: tuple[float, ...], label: str) -> None:
        """Other beats than were tapped; the label names it for Undo."""
        self.state.edit(beat_times_s, label)
        self._show()

    def undo(self) -> None:
        """Take the last correction back, or bring back what was cleared."""
        before = self.state.undo()
        self._show() if before is self.state else self.take_up(before)

    def redo(self) -> None:
        """Make the correction again that was undone last."""
        self.state.redo()
        self._show()

    # -- presses ------------------------------------------------------------------------------

    def press_key(self, event: QKeyEvent) -> None:
        """Take the press of a key that the page has for beats; auto-repeat is none."""
        if not event.isAutoRepeat():
            self._press(key_source(event), event.timestamp())

    def release_key(self, event: QKeyEvent) -> None:
        """Take the release of such a key."""
        if not event.isAutoRepeat():
            self._release(key_source(event), event.timestamp())

    def release_keys(self) -> None:
        """Release the keys that are down: the keyboard is elsewhere, and they go up unseen."""
        for source in tuple(self._sources):
            if isinstance(source, KeySource):
                self._release(source, 0)

    def release_all(self) -> None:
        """Release all that is down: no release will reach the pad any more."""
        for source in tuple(self._sources):
            self._release(source, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() in TOUCHES and isinstance(event, QTouchEvent):
            event.accept()
            for contact in self._contacts.of_touch(event):
                self._take(contact)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take(self._contacts.of_mouse(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._take(self._contacts.of_mouse(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._take(self._contacts.of_mouse(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.release_all()

    def _take(self, contact: Contact | None) -> None:
        if contact is None:
            return
        if contact.is_down:
            self._press(contact.source, contact.stamp_ms)
        else:
            self._release(contact.source, contact.stamp_ms)

    def _press(self, source: Hashable, stamp_ms: int) -> None:
        is_early = not self.may_press(stamp_ms)
        at_ms = self._clock.at_ms(stamp_ms)
        # Only keys are pressed by a window system, and it stamps them.
        is_genuine = not (isinstance(source, KeySource) and stamp_ms)
        self._sources[source] = stamp_ms
        if not is_early:
            self.state.cleared = None
        self._follow(
            lambda: self.train.press(source, at_ms, is_early=is_early, is_genuine=is_genuine)
        )
        if self.train.is_down:
            self._refresh.start()

    def _release(self, source: Hashable, stamp_ms: int) -> None:
        pressed_ms = self._sources.pop(source, 0)
        at_ms = self._clock.at_ms(stamp_ms)
        if pressed_ms and stamp_ms and elapsed_ms(pressed_ms, stamp_ms) > LONGEST_MS:
            # The stamps know of a sleep that the clock does not.
            self._follow(lambda: self.train.give_up(source))
        self._follow(lambda: self.train.release(source, at_ms))

    def _press_by_screen_reader(self) -> None:
        self._press("screen reader", 0)
        self._release("screen reader", 0)

    def _tick(self) -> None:
        self._follow(lambda: self.train.tick(self._clock.now_ms()))
        if self.train.is_holding:
            self.held.emit(self.running_s)
            self.changed.emit()
            self.update()
        elif not self.train.is_down:
            self._refresh.stop()

    def _follow(self, act: Callable[[], object]) -> None:
        """Do something to the train and report what came of it."""
        train = self.train
        before = (len(train.beats_ms), train.is_holding, train.held_ms, train.is_overlong)
        act()
        after = (len(train.beats_ms), train.is_holding, train.held_ms, train.is_overlong)
        if after == before:
            return
        if after[0] > before[0]:
            self.pressed_at.emit(train.beats_ms[-1] / 1000)
            self.tapped.emit(train.beat_times_s[-1])
        elif after[0] < before[0]:
            self.beat_taken_back.emit()
        has_held = after[2] is not None and before[2] is None
        if (after[1] or has_held) and not before[1]:
            self.hold_started.emit()
        if has_held:
            self.hold_released.emit(self.running_s)
        self._show()

    def _show(self) -> None:
        self._name()
        self.update()
        self.changed.emit()

    # -- look ---------------------------------------------------------------------------------

    @property
    def unit(self) -> str:
        """What the big number counts."""
        if self.shows_time:
            return _("seconds held")
        return ngettext("beat", "beats", self.pending.beats)

    def _name(self) -> None:
        self.setAccessibleName(_("Tap once per beat"))
        hint = _("Press Space or a foot pedal once per beat, or hold to time.")
        self.setAccessibleDescription(shown_words(self) or hint)

    def sizeHint(self) -> QSize:
        return idle_size().expandedTo(QSize(0, appearance().px(tokens.PAD_FLOOR)))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        if number := self.shown_number:
            paint_live(self, number, self.unit, is_down=self.train.is_down)
        else:
            paint_idle(self)
