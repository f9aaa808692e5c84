"""Presses and releases with their time stamps, turned into beats or into one held time.

Free of Qt, so that every train of presses can be tried. Facts it knows: auto-repeat is sorted
out before; X11 under load also sends presses that are not marked as repeated, 0 ms after a
release of the same key while it is held; two fingers or two keys may alternate and overlap; a
busy window hands out events late, and its clock has run on by then.
"""

from bisect import insort
from collections.abc import Hashable
from dataclasses import dataclass, field

from clonus_desktop.ui.early_presses import EarlyPresses, Moved

HOLD_MS = 400
"""A press this long is a timer and no beat."""

PHANTOM_MS = 5
"""A press sooner after the same key's release is the window system's, not a person's."""

LONGEST_MS = 600_000
"""No stretch is held for ten minutes: the key was stuck, or the computer slept meanwhile."""


@dataclass(slots=True)
class PressTrain:
    """The presses of one stretch.

    Attributes:
        beats_ms: Time stamp of each beat, in milliseconds, shape (beats,), increasing.
        held_ms: How long the pad was held, once a hold has ended; else None.
        is_overlong: True after a hold of more than LONGEST_MS, whose time is not kept; the next
            press begins anew.
    """

    beats_ms: list[int] = field(default_factory=list)
    held_ms: int | None = None
    is_overlong: bool = False
    _down_ms: dict[Hashable, int] = field(default_factory=dict)
    _lifted: dict[Hashable, tuple[int, int]] = field(default_factory=dict)
    _holding: Hashable | None = None
    _early: EarlyPresses = field(default_factory=EarlyPresses)
    _spent: dict[Hashable, int | None] = field(default_factory=dict)

    def begin_after(self, before: "PressTrain") -> None:
        """Follow another train: what is still down belongs to that and begins nothing here."""
        spent = {source for source, lifted in before._spent.items() if lifted is None}
        spent |= {*before._down_ms, *before._early.down_ms}
        self._down_ms.clear()
        self._holding, self._early = None, EarlyPresses()
        self._spent = dict.fromkeys(spent)

    @property
    def is_down(self) -> bool:
        """True while anything is pressed."""
        return bool(self._down_ms) or bool(self._early.down_ms)

    @property
    def is_holding(self) -> bool:
        """True while a press has become a timer."""
        return self._holding is not None

    @property
    def is_empty(self) -> bool:
        """True before the first beat and the first hold."""
        return not self.beats_ms and self.held_ms is None and not self.is_holding

    # -- presses ------------------------------------------------------------------------------

    def press(
        self, source: Hashable, at_ms: int, *, is_early: bool = False, is_genuine: bool = False
    ) -> bool:
        """A key, finger or mouse button goes down; True when it counts as a beat.

        A press that X11 made up continues the press before it: it is still held.

        Args:
            source: Which one.
            at_ms: When.
            is_early: It came too soon after an entry: it counts once another follows it, or
                once it is held.
            is_genuine: The window system cannot have made it up: it is a finger's or the
                mouse's, or it has no time stamp that would tell.
        """
        move = Moved(source=source, at_ms=at_ms, is_down=True, is_genuine=is_genuine)
        if self._is_spent(move):
            return False
        if is_early or self._continues_early(move):
            self._early.keep(move)
            return False
        self._take(self._early.followed_at(at_ms))
        return self._press(move)

    def release(self, source: Hashable, at_ms: int) -> None:
        """The same goes up again; a hold ends with it."""
        if source in self._spent:
            self._spent[source] = at_ms
        if self._early.has_down(source):
            held = self._early.held_at(at_ms, HOLD_MS)
            if not held:
                self._early.keep(Moved(source=source, at_ms=at_ms, is_down=False))
                return
            self._take(held)
        self._release(source, at_ms)

    def give_up(self, source: Hashable) -> None:
        """The same goes up at a time that nobody knows: a hold has no length then."""
        if source not in self._down_ms:
            return
        was_first = self._holding == source or self.beats_ms == [self._down_ms[source]]
        del self._down_ms[source]
        if was_first:
            self._end_overlong()

    def tick(self, now_ms: int) -> bool:
        """Time goes on: True when a press has just become a timer."""
        self._take(self._early.held_at(now_ms, HOLD_MS))
        if self.running_ms(now_ms) > LONGEST_MS:
            self._end_overlong()
            return False
        return self._begin_hold_by(now_ms)

    def running_ms(self, now_ms: int) -> int:
        """How long the hold has gone on; 0 when nothing is held."""
        return 0 if self._holding is None else max(0, now_ms - self._down_ms[self._holding])

    @property
    def beat_times_s(self) -> tuple[float, ...]:
        """Seconds from the first beat to each beat, shape (beats,)."""
        first = self.beats_ms[0] if self.beats_ms else 0
        return tuple((at - first) / 1000 for at in self.beats_ms)

    # -- how ----------------------------------------------------------------------------------

    def _take(self, moves: tuple[Moved, ...]) -> None:
        """Let early presses count after all."""
        for move in moves:
            if move.is_down:
                self._press(move)
            else:
                self._release(move.source, move.at_ms)

    def _press(self, move: Moved) -> bool:
        source, at_ms = move.source, move.at_ms
        if source in self._down_ms:
            return False
        if not move.is_genuine and self._continue_phantom(source, at_ms):
            return False
        if source in self._lifted:
            # Nothing goes down before it went up: the stamps jumped back.
            at_ms = max(at_ms, self._lifted[source][1])
        self._settle_hold(at_ms)
        self._down_ms[source] = at_ms
        if self.is_holding or self.held_ms is not None:
            return False
        self.is_overlong = False
        self._add_beat(source, at_ms)
        return True

    def _add_beat(self, source: Hashable, at_ms: int) -> None:
        if self.beats_ms and at_ms - self.beats_ms[0] > LONGEST_MS:
            # Taps of ten minutes ago were of another stretch.
            self.beats_ms.clear()
        while at_ms in self.beats_ms:
            at_ms += 1
        self._down_ms[source] = at_ms
        # Of two devices, the later press may be handed out first.
        insort(self.beats_ms, at_ms)

    def _settle_hold(self, at_ms: int) -> None:
        """Before another press: was the first one a hold by then? Its stamp says it."""
        if self._holding is None:
            self._begin_hold_by(at_ms)
        elif at_ms - self._down_ms[self._holding] < HOLD_MS:
            # Only the clock had run on: both are beats.
            self.beats_ms = [self._down_ms[self._holding]]
            self._holding = None

    def _release(self, source: Hashable, at_ms: int) -> None:
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
        if at_ms - down > LONGEST_MS:
            self._end_overlong()
        elif at_ms - down >= HOLD_MS:
            self.held_ms = at_ms - down
        else:
            # The window was busy and its clock ran on: by the time stamps it was a tap.
            self.beats_ms = [down]

    def _is_spent(self, move: Moved) -> bool:
        """True when X11 made the press up out of one that belongs to the train before."""
        if move.source not in self._spent:
            return False
        lifted = self._spent.pop(move.source)
        if lifted is None or (not move.is_genuine and 0 <= move.at_ms - lifted < PHANTOM_MS):
            self._spent[move.source] = None
            return True
        return False

    def _continues_early(self, move: Moved) -> bool:
        """True when the press is no new one, but goes on with an early one that is still held."""
        if self._early.has_down(move.source):
            return True
        lifted = None if move.is_genuine else self._early.lifted_ms(move.source)
        return lifted is not None and move.at_ms - lifted < PHANTOM_MS

    def _continue_phantom(self, source: Hashable, at_ms: int) -> bool:
        """Take up the press again that the window system only seemed to end."""
        if source not in self._lifted:
            return False
        down, lifted = self._lifted[source]
        if not 0 <= at_ms - lifted < PHANTOM_MS:
            return False
        self._down_ms[source] = down
        if self.held_ms is not None and not self.beats_ms:
            self.held_ms, self._holding = None, source
        return True

    def _begin_hold_by(self, now_ms: int) -> bool:
        if self.is_holding or self.held_ms is not None or len(self._down_ms) != 1:
            return False
        source, down = next(iter(self._down_ms.items()))
        return now_ms - down >= HOLD_MS and self._begin_hold(source)

    def _begin_hold(self, source: Hashable) -> bool:
        """Turn a press into a timer, when it was the first and only one."""
        if self.is_holding or self.beats_ms != [self._down_ms[source]]:
            return False
        # It was shown as a beat at once; it was the start of a hold, so it is taken back.
        self._holding = source
        self.beats_ms.clear()
        return True

    def _end_overlong(self) -> None:
        self.beats_ms.clear()
        self._holding, self.held_ms, self.is_overlong = None, None, True
