"""Presses that came too soon after an entry: strays of a double press, or the start of a train."""

from collections.abc import Hashable
from dataclasses import dataclass, field

FOLLOWS_MS = 1000
"""A press this soon after them makes them the start of its train: clonus beats every 125-330 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A key, finger or button that went down or up.

    Attributes:
        source: Which one.
        at_ms: When.
        is_down: True for a press, False for a release.
        is_genuine: True when the window system cannot have made it up.
    """

    source: Hashable
    at_ms: int
    is_down: bool
    is_genuine: bool = False


@dataclass(slots=True)
class EarlyPresses:
    """What was pressed while the guard after an entry was closed, in the order it came.

    It counts for nothing until it is shown to be meant: by another press soon after it, once
    the guard is open, or by being held. A double press of the entry before is neither.
    """

    _moves: list[Moved] = field(default_factory=list)

    def keep(self, move: Moved) -> None:
        """Remember a move that may turn out to be meant."""
        self._moves.append(move)

    def has_down(self, source: Hashable) -> bool:
        """True when it went down here and has not come up."""
        return source in self.down_ms

    @property
    def down_ms(self) -> dict[Hashable, int]:
        """When each that is still down went down."""
        down: dict[Hashable, int] = {}
        for move in self._moves:
            if move.is_down:
                down.setdefault(move.source, move.at_ms)
            else:
                down.pop(move.source, None)
        return down

    def lifted_ms(self, source: Hashable) -> int | None:
        """When it came up last, or None when it is down or was never pressed here."""
        ours = [move for move in self._moves if move.source == source]
        return ours[-1].at_ms if ours and not ours[-1].is_down else None

    def followed_at(self, at_ms: int) -> tuple[Moved, ...]:
        """A meant press at that time follows: what begins its train. Nothing is kept after it."""
        moves, self._moves = tuple(self._moves), []
        return moves if moves and at_ms - moves[-1].at_ms <= FOLLOWS_MS else ()

    def held_at(self, now_ms: int, hold_ms: int) -> tuple[Moved, ...]:
        """What has become a hold by that time. Nothing is kept after it."""
        if not any(now_ms - down >= hold_ms for down in self.down_ms.values()):
            return ()
        moves, self._moves = tuple(self._moves), []
        return moves
