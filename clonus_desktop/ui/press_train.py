"""Presses and releases with their time stamps, turned into beats or into one held time.

Free of Qt, so that every train of presses can be tried. Facts it knows: auto-repeat is sorted
out before; X11 under load also sends presses that are not marked as repeated, 0 ms after a
release of the same key while it is held; two fingers or two keys may alternate.
"""

from dataclasses import dataclass, field

HOLD_MS = 400
"""A press this long is a timer and no beat."""

PHANTOM_MS = 5
"""A press sooner after the same key's release is the window system's, not a person's."""


@dataclass(slots=True)
class PressTrain:
    """The presses of one stretch.

    Attributes:
        beats_ms: Time stamp of each beat, in milliseconds, shape (beats,), increasing.
        held_ms: How long the pad was held, once a hold has ended; else None.
    """

    beats_ms: list[int] = field(default_factory=list)
    held_ms: int | None = None
    _down_ms: dict[object, int] = field(default_factory=dict)
    _lifted: dict[object, tuple[int, int]] = field(default_factory=dict)
    _holding: object | None = None

    @property
    def is_down(self) -> bool:
        """True while anything is pressed."""
        return bool(self._down_ms)

    @property
    def is_holding(self) -> bool:
        """True while a press has become a timer."""
        return self._holding is not None

    @property
    def is_empty(self) -> bool:
        """True before the first beat and the first hold."""
        return not self.beats_ms and self.held_ms is None and not self.is_holding

    def press(self, source: object, at_ms: int) -> bool:
        """A key, finger or mouse button goes down; True when it counts as a beat.

        A press that X11 made up continues the press before it: it is still held.
        """
        if source in self._down_ms:
            return False
        if self._continue_phantom(source, at_ms):
            return False
        self._down_ms[source] = at_ms
        if self.is_holding or self.held_ms is not None:
            return False
        self.beats_ms.append(max(at_ms, self.beats_ms[-1] + 1) if self.beats_ms else at_ms)
        return True

    def release(self, source: object, at_ms: int) -> None:
        """The same goes up again; a hold ends with it."""
        down = self._down_ms.get(source)
        if down is None:
            return
        if at_ms - down >= HOLD_MS:
            self._begin_hold(source)
        del self._down_ms[source]
        self._lifted[source] = (down, at_ms)
        if self._holding != source:
            return
        self._holding = None
        if at_ms - down >= HOLD_MS:
            self.held_ms = at_ms - down
        else:
            # The window was busy and its clock ran on: by the time stamps it was a tap.
            self.beats_ms = [down]

    def _continue_phantom(self, source: object, at_ms: int) -> bool:
        """Take up the press again that the window system only seemed to end."""
        if source not in self._lifted:
            return False
        down, lifted = self._lifted[source]
        if at_ms - lifted >= PHANTOM_MS:
            return False
        self._down_ms[source] = down
        if self.held_ms is not None and not self.beats_ms:
            self.held_ms, self._holding = None, source
        return True

    def tick(self, now_ms: int) -> bool:
        """Time goes on: True when a press has just become a timer."""
        if self.is_holding or self.held_ms is not None or len(self._down_ms) != 1:
            return False
        source, down = next(iter(self._down_ms.items()))
        return now_ms - down >= HOLD_MS and self._begin_hold(source)

    def running_ms(self, now_ms: int) -> int:
        """How long the hold has gone on; 0 when nothing is held."""
        return 0 if self._holding is None else max(0, now_ms - self._down_ms[self._holding])

    def _begin_hold(self, source: object) -> bool:
        """Turn a press into a timer, when it was the first and only one."""
        if self.is_holding or self.beats_ms != [self._down_ms[source]]:
            return False
        # It was shown as a beat at once; it was the start of a hold, so it is taken back.
        self._holding = source
        self.beats_ms.clear()
        return True

    @property
    def beat_times_s(self) -> tuple[float, ...]:
        """Seconds from the first beat to each beat, shape (beats,)."""
        first = self.beats_ms[0] if self.beats_ms else 0
        return tuple((at - first) / 1000 for at in self.beats_ms)
