"""The pad under real events: keys, mouse and fingers with their own time stamps."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from clonus_desktop.ui.event_clock import EventClock
from clonus_desktop.ui.widgets.count_pad import CountPad
from clonus_desktop.ui.widgets.count_pad_look import idle_size

DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
SPACE, B = Qt.Key.Key_Space, Qt.Key.Key_B


class Hands:
    def __init__(self) -> None:
        self.ms = 50_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def pad(qtbot, look, hands) -> CountPad:
    made = CountPad(EventClock(hands))
    qtbot.addWidget(made)
    made.resize(200, 200)
    made.show()
    return made


def key_event(
    kind: QEvent.Type, key: Qt.Key, stamp_ms: int, *, repeated: bool = False
) -> QKeyEvent:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeated)
    event.setTimestamp(stamp_ms)
    return event


def tap(pad: CountPad, at_ms: int, key: Qt.Key = SPACE, lasts_ms: int = 60) -> None:
    pad.press_key(key_event(DOWN, key, at_ms))
    pad.release_key(key_event(UP, key, at_ms + lasts_ms))


def mouse(pad: CountPad, kind: QEvent.Type, at_ms: int, *, made_up: bool = False) -> None:
    source = Qt.MouseEventSource.MouseEventSynthesizedBySystem
    if not made_up:
        source = Qt.MouseEventSource.MouseEventNotSynthesized
    middle = QPointF(pad.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    device = QPointingDevice.primaryPointingDevice()
    event = QMouseEvent(
        kind,
        middle,
        middle,
        middle,
        left,
        left,
        none,
        source,
        device,
    )
    event.setTimestamp(at_ms)
    QApplication.sendEvent(pad, event)


# --- beats ------------------------------------------------------------------------------------


def test_a_train_of_8_hz_loses_nothing_and_keeps_its_times(pad):
    for beat in range(40):
        tap(pad, 10_000 + 125 * beat)
    assert pad.pending.beat_times_s == tuple(beat * 0.125 for beat in range(40))
    assert pad.shown_number == "40"


def test_the_time_stamp_counts_and_not_the_time_of_handling(pad, hands):
    tap(pad, 10_000)
    hands.ms += 900
    tap(pad, 10_125)
    assert pad.pending.beat_times_s == (0.0, 0.125)


def test_a_beat_is_shown_when_the_key_goes_down_and_not_when_it_is_let_go(pad, qtbot):
    with qtbot.waitSignal(pad.tapped) as tapped:
        pad.press_key(key_event(DOWN, SPACE, 10_000))
    assert tapped.args == [0.0]
    assert pad.shown_number == "1"


def test_auto_repeat_is_no_beat(pad):
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    for at in range(10_030, 10_300, 30):
        pad.release_key(key_event(UP, SPACE, at, repeated=True))
        pad.press_key(key_event(DOWN, SPACE, at, repeated=True))
    assert len(pad.pending.beat_times_s) == 1


def test_presses_that_x11_makes_up_are_dropped_and_the_train_goes_on(pad):
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    for at in (10_040, 10_080):
        pad.release_key(key_event(UP, SPACE, at))
        pad.press_key(key_event(DOWN, SPACE, at))
    pad.release_key(key_event(UP, SPACE, 10_100))
    tap(pad, 10_200)
    assert pad.pending.beat_times_s == (0.0, 0.2)


def test_two_keys_may_take_turns(pad):
    for beat in range(10):
        pad.press_key(key_event(DOWN, (SPACE, B)[beat % 2], 10_000 + 80 * beat))
        if beat:
            pad.release_key(key_event(UP, (SPACE, B)[(beat - 1) % 2], 10_020 + 80 * beat))
    assert len(pad.pending.beat_times_s) == 10


def test_a_correction_changes_the_number_and_not_the_taps(pad):
    for beat in range(3):
        tap(pad, 10_000 + 200 * beat)
    pad.correct(-1)
    assert (pad.shown_number, pad.pending.beats) == ("2", 2)
    assert len(pad.pending.beat_times_s) == 3
    for _press in range(5):
        pad.correct(-1)
    assert pad.pending.beats == 0


def test_presses_too_soon_after_an_entry_count_nowhere_when_nothing_follows(pad, qtbot, hands):
    pad.may_press = lambda stamp_ms: stamp_ms >= 10_400
    tap(pad, 10_100)
    tap(pad, 10_190)
    hands.ms += 2000
    qtbot.wait(100)
    assert pad.pending.is_empty
    assert pad.shown_number == ""
    tap(pad, 12_300)
    assert pad.pending.beat_times_s == (0.0,)


def test_a_train_that_begins_too_soon_after_an_entry_loses_nothing(pad):
    pad.may_press = lambda stamp_ms: stamp_ms >= 10_400
    for beat in range(6):
        tap(pad, 10_100 + 170 * beat)
    assert pad.pending.beat_times_s == tuple(round(0.17 * beat, 3) for beat in range(6))


def test_a_hold_that_begins_too_soon_after_an_entry_is_timed_from_its_press(pad, qtbot, hands):
    pad.may_press = lambda stamp_ms: stamp_ms >= 10_400
    pad.press_key(key_event(DOWN, SPACE, 10_300))
    with qtbot.waitSignal(pad.hold_started):
        hands.ms += 700
    pad.release_key(key_event(UP, SPACE, 12_300))
    assert pad.pending.held_s == 2.0


def test_clearing_makes_the_pad_ready(pad, qtbot):
    tap(pad, 10_000)
    with qtbot.waitSignal(pad.changed):
        pad.clear()
    assert pad.pending.is_empty
    assert pad.shown_number == ""


def test_a_key_that_is_down_while_the_pad_is_cleared_begins_nothing(pad):
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    pad.clear()
    for at in (10_040, 10_080):
        pad.release_key(key_event(UP, SPACE, at))
        pad.press_key(key_event(DOWN, SPACE, at))
    pad.release_key(key_event(UP, SPACE, 10_100))
    assert pad.pending.is_empty
    tap(pad, 10_300)
    assert pad.pending.beats == 1


# --- holding ----------------------------------------------------------------------------------


def test_a_press_of_400_ms_becomes_a_timer_and_its_beat_is_taken_back(pad, qtbot, hands):
    signals = [pad.beat_taken_back, pad.hold_started]
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    assert pad.shown_number == "1"
    with qtbot.waitSignals(signals):
        hands.ms += 400
    assert pad.is_holding
    hands.ms += 3800
    with qtbot.waitSignal(pad.held):
        pass
    assert (pad.shown_number, pad.unit) == ("4.2", "seconds held")
    with qtbot.waitSignal(pad.hold_released) as released:
        pad.release_key(key_event(UP, SPACE, 14_350))
    assert released.args == [4.35]
    assert (pad.pending.held_s, pad.pending.beat_times_s) == (4.35, ())


def test_tenths_are_cut_so_that_10_is_shown_only_once_it_is_reached(pad):
    tap(pad, 10_000, lasts_ms=9_990)
    assert pad.shown_number == "9.9"


def test_a_hold_ends_when_the_keyboard_goes_elsewhere(pad, qtbot, hands):
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    hands.ms += 2000
    with qtbot.waitSignal(pad.held):
        pass
    pad.release_all()
    assert pad.pending.held_s == 2.0


def test_when_the_keyboard_leaves_only_keys_are_let_go(pad, qtbot, hands):
    mouse(pad, QEvent.Type.MouseButtonPress, 10_000)
    hands.ms += 1000
    with qtbot.waitSignal(pad.held):
        pad.release_keys()
    assert pad.is_holding
    mouse(pad, QEvent.Type.MouseButtonRelease, 12_500)
    assert pad.pending.held_s == 2.5


def test_a_key_is_let_go_also_when_shift_or_num_lock_changed_meanwhile(pad):
    down = QKeyEvent(DOWN, Qt.Key.Key_0, Qt.KeyboardModifier.KeypadModifier, 90, 0, 0, "0")
    up = QKeyEvent(UP, Qt.Key.Key_Insert, Qt.KeyboardModifier.KeypadModifier, 90, 0, 0, "")
    for event, at in ((down, 10_000), (up, 10_060), (down, 10_200), (up, 10_260)):
        event.setTimestamp(at)
        (pad.press_key if event.type() is DOWN else pad.release_key)(event)
    assert pad.pending.beat_times_s == (0.0, 0.2)
    assert not pad.train.is_down


@pytest.mark.parametrize("knows", ["stamps", "clock"])
def test_a_hold_over_a_sleep_of_hours_has_no_time_and_makes_no_trial(pad, hands, knows):
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    hands.ms += 8 * 3600_000 if knows == "clock" else 50
    after_ms = 8 * 3600_000 if knows == "stamps" else 50
    pad.release_key(key_event(UP, SPACE, 10_000 + after_ms))
    assert pad.pending.is_empty
    assert pad.train.is_overlong
    tap(pad, 10_000 + after_ms + 1000)
    assert (pad.pending.beats, pad.train.is_overlong) == (1, False)


def test_a_hold_that_nobody_ends_is_given_up_by_itself(pad, qtbot, hands):
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    hands.ms += 5000
    with qtbot.waitSignal(pad.held):
        pass
    hands.ms += 600_000
    qtbot.waitUntil(lambda: pad.train.is_overlong)
    assert (pad.is_holding, pad.shown_number) == (False, "")


def test_ten_minutes_are_still_a_time(pad):
    tap(pad, 10_000, lasts_ms=600_000)
    assert pad.pending.held_s == 600.0


def test_hiding_the_pad_ends_what_is_held(pad, qtbot, hands):
    pad.press_key(key_event(DOWN, SPACE, 10_000))
    hands.ms += 1000
    pad.hide()
    assert not pad.is_holding
    assert pad.pending.held_s == 1.0


# --- mouse and touch --------------------------------------------------------------------------


def test_a_fast_double_press_of_the_mouse_is_two_beats(pad):
    mouse(pad, QEvent.Type.MouseButtonPress, 10_000)
    mouse(pad, QEvent.Type.MouseButtonRelease, 10_050)
    mouse(pad, QEvent.Type.MouseButtonDblClick, 10_140)
    mouse(pad, QEvent.Type.MouseButtonRelease, 10_190)
    assert pad.pending.beat_times_s == (0.0, 0.14)


def test_another_button_of_the_mouse_is_no_beat(pad):
    QTest.mouseClick(pad, Qt.MouseButton.RightButton)
    assert pad.pending.is_empty


def test_each_finger_counts_once_and_fingers_may_take_turns(pad):
    screen = QTest.createTouchDevice()
    for beat in range(6):
        finger = beat % 2
        # No finger is back within 5 ms: sooner it counts as the window system's doing.
        QTest.qWait(10)
        QTest.touchEvent(pad, screen).press(finger, QPoint(40 + 80 * finger, 60)).commit()
        QTest.touchEvent(pad, screen).release(finger, QPoint(40 + 80 * finger, 60)).commit()
    assert pad.pending.beats == 6


def test_two_fingers_that_are_down_together_are_two_beats(pad):
    screen = QTest.createTouchDevice()
    first, second = QPoint(40, 60), QPoint(120, 60)
    QTest.touchEvent(pad, screen).press(0, first).commit()
    QTest.touchEvent(pad, screen).stationary(0).press(1, second).commit()
    QTest.touchEvent(pad, screen).release(0, first).stationary(1).commit()
    QTest.touchEvent(pad, screen).release(1, second).commit()
    assert pad.pending.beats == 2


def test_a_mouse_press_made_up_from_a_touch_is_not_counted_again(pad):
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(0, QPoint(40, 60)).commit()
    QTest.touchEvent(pad, screen).release(0, QPoint(40, 60)).commit()
    stamp = pad._contacts._last_touch_ms
    assert stamp is not None
    mouse(pad, QEvent.Type.MouseButtonPress, stamp + 5, made_up=True)
    mouse(pad, QEvent.Type.MouseButtonRelease, stamp + 9, made_up=True)
    assert pad.pending.beats == 1


def test_where_a_system_gives_no_touches_its_made_up_mouse_presses_count(pad):
    mouse(pad, QEvent.Type.MouseButtonPress, 10_000, made_up=True)
    mouse(pad, QEvent.Type.MouseButtonRelease, 10_060, made_up=True)
    assert pad.pending.beats == 1


def test_five_fingers_are_five_beats_and_leave_nothing_down(pad):
    screen = QTest.createTouchDevice()
    spots = [QPoint(20 + 30 * finger, 60) for finger in range(5)]
    hand = QTest.touchEvent(pad, screen)
    for finger, spot in enumerate(spots):
        hand.press(finger, spot)
    hand.commit()
    hand = QTest.touchEvent(pad, screen)
    for finger, spot in enumerate(spots):
        hand.release(finger, spot)
    hand.commit()
    assert pad.pending.beats == 5
    assert not pad.train.is_down


def test_a_palm_that_rests_is_one_press_and_the_finger_goes_on_counting(pad):
    screen = QTest.createTouchDevice()
    palm, finger = QPoint(40, 160), QPoint(120, 60)
    QTest.touchEvent(pad, screen).press(1, finger).commit()
    QTest.touchEvent(pad, screen).release(1, finger).commit()
    QTest.touchEvent(pad, screen).press(0, palm).commit()
    for _tap in range(5):
        QTest.touchEvent(pad, screen).stationary(0).press(1, finger).commit()
        QTest.touchEvent(pad, screen).stationary(0).release(1, finger).commit()
    QTest.touchEvent(pad, screen).release(0, palm).commit()
    assert pad.pending.beats == 7
    assert not pad.train.is_down


def test_the_mouse_counts_while_a_finger_is_down(pad):
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(0, QPoint(40, 60)).commit()
    stamp = pad._contacts._last_touch_ms
    assert stamp is not None
    mouse(pad, QEvent.Type.MouseButtonPress, stamp + 120)
    mouse(pad, QEvent.Type.MouseButtonRelease, stamp + 170)
    QTest.touchEvent(pad, screen).release(0, QPoint(40, 60)).commit()
    assert pad.pending.beats == 2


def test_each_tap_of_a_tablet_that_sends_touch_and_mouse_counts_once(pad):
    screen = QTest.createTouchDevice()
    for _tap in range(4):
        QTest.touchEvent(pad, screen).press(0, QPoint(40, 60)).commit()
        QTest.touchEvent(pad, screen).release(0, QPoint(40, 60)).commit()
        stamp = pad._contacts._last_touch_ms or 0
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            mouse(pad, kind, stamp + 3, made_up=True)
    assert pad.pending.beats == 4


# --- keys and screen readers ------------------------------------------------------------------


class Page(QWidget):
    """A page that forwards Space."""

    def __init__(self) -> None:
        super().__init__()
        self.pad = CountPad()
        QVBoxLayout(self).addWidget(self.pad)

    def keyPressEvent(self, event):
        self.pad.press_key(event)

    def keyReleaseEvent(self, event):
        self.pad.release_key(event)


def test_a_key_on_the_pad_itself_reaches_the_page_and_counts_once(qtbot, look):
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.pad.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.pad, SPACE)
    assert page.pad.pending.beats == 1


def test_a_press_by_the_mouse_leaves_the_keyboard_where_it_was(pad):
    assert pad.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_screen_reader_can_press_and_hears_what_is_counted(pad):
    pad.click()
    assert pad.pending.beats == 1
    assert pad.accessibleDescription() == "1 beat"


# --- look -------------------------------------------------------------------------------------


def test_every_word_of_the_waiting_pad_is_whole(qtbot, each_look):
    pad = CountPad()
    qtbot.addWidget(pad)
    least = pad.minimumSizeHint()
    assert least.height() >= each_look.px(130)
    words = ["Tap", "once", "per", "beat"]
    metrics = QFontMetricsF(each_look.font("pad-title"))
    assert idle_size().width() > max(metrics.horizontalAdvance(word) for word in words)
    pad.resize(least)
    assert not pad.grab().isNull()
    tap(pad, 1000, lasts_ms=12_300)
    assert not pad.grab().isNull()
