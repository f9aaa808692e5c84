"""What the pad holds at one place: the presses, their corrections, and the way back from each.

Free of Qt, so that it can be kept in the record until it is used and come back after a crash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from clonus_desktop.language import _, ngettext, number
from clonus_desktop.ui.pending_result import PendingResult
from clonus_desktop.ui.press_train import PressTrain


class InvalidPad(ValueError):
    """What was kept of a pad cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """All corrections that hold after one of them was made.

    Attributes:
        removed_s: Taps taken away, in seconds from the first tap.
        added_s: Beats put in.
        by: Beats more or fewer, without a time of their own.
        label: What was done, as Undo names it.
    """

    removed_s: tuple[float, ...] = ()
    added_s: tuple[float, ...] = ()
    by: int = 0
    label: str = ""


@dataclass(slots=True)
class PadState:
    """The presses at one place and the corrections made to them, each of which can be undone.

    Attributes:
        train: The presses since it was cleared.
        steps: The corrections in their order; those behind ``done`` were undone.
        done: How many of them hold.
        cleared: What it held before it was cleared; the next press forgets it.
        cleared_label: What clearing was, as Undo names it.
    """

    train: PressTrain = field(default_factory=PressTrain)
    steps: list[Correction] = field(default_factory=list)
    done: int = 0
    cleared: "PadState | None" = None
    cleared_label: str = ""

    @property
    def pending(self) -> PendingResult:
        """What it has taken, ready to be used; a hold that is running is not in it yet."""
        now = self._now
        held_ms = self.train.held_ms
        return PendingResult(
            tap_times_s=self.train.beat_times_s,
            removed_s=now.removed_s,
            added_s=now.added_s,
            corrected_by=now.by,
            held_s=None if held_ms is None else held_ms / 1000,
        )

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back here, or None."""
        if self.done:
            return self.steps[self.done - 1].label
        return None if self.cleared is None or not self.train.is_empty else self.cleared_label

    @property
    def redo_label(self) -> str | None:
        """What Redo would do again here, or None."""
        return self.steps[self.done].label if self.done < len(self.steps) else None

    @property
    def _now(self) -> Correction:
        return self.steps[self.done - 1] if self.done else Correction()

    def correct(self, by: int, label: str) -> None:
        """One beat more (1) or fewer (-1); nothing below zero."""
        corrected = self.pending.corrected(by).corrected_by
        if corrected != self._now.by:
            self._do(replace(self._now, by=corrected, label=label))

    def edit(self, beat_times_s: tuple[float, ...], label: str) -> None:
        """Other beats than were tapped; the taps stay as they came."""
        edited = self.pending.edited(beat_times_s)
        self._do(
            replace(self._now, removed_s=edited.removed_s, added_s=edited.added_s, label=label)
        )

    def _do(self, correction: Correction) -> None:
        del self.steps[self.done :]
        self.steps.append(correction)
        self.done += 1

    def undo(self) -> "PadState":
        """The state before the last correction, or before it was cleared."""
        if self.done:
            self.done -= 1
            return self
        return self if self.cleared is None or not self.train.is_empty else self.cleared

    def redo(self) -> None:
        """Make the correction again that was undone last."""
        if self.done < len(self.steps):
            self.done += 1

    def after_clear(self, label: str) -> "PadState":
        """An empty state from which Undo leads back to this one."""
        if self.train.is_empty:
            return self
        self.cleared = None
        return PadState(cleared=self, cleared_label=label)

    # -- keeping it -------------------------------------------------------------------------

    def to_content(self) -> dict[str, object]:
        """Values of JSON from which it can be made again; empty when there is nothing to keep."""
        if self.train.is_empty and self.cleared is None:
            return {}
        return {
            "taps_ms": [at - self.train.beats_ms[0] for at in self.train.beats_ms],
            "held_ms": self.train.held_ms,
            "steps": [
                [list(step.removed_s), list(step.added_s), step.by, step.label]
                for step in self.steps
            ],
            "done": self.done,
            "cleared": None if self.cleared is None else self.cleared.to_content(),
            "cleared_label": self.cleared_label,
        }


def pad_state_from(content: Mapping[str, object], *, now_ms: int) -> PadState:
    """The state that was kept; its taps lie before now.

    Raises:
        InvalidPad: The content was not written by ``to_content``.
    """
    try:
        return _read(content, now_ms)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise InvalidPad(f"What was kept of the pad cannot be read: {error!r}") from error


def _read(content: Mapping[str, object], now_ms: int) -> PadState:
    kept: Mapping[str, object] = content
    taps = [int(at) for at in kept["taps_ms"]]  # type: ignore[attr-defined]  # or InvalidPad
    held = kept["held_ms"]
    first = now_ms - taps[-1] if taps else now_ms
    steps = [
        Correction(
            removed_s=tuple(map(float, removed)),
            added_s=tuple(map(float, added)),
            by=int(by),
            label=str(label),
        )
        for removed, added, by, label in kept["steps"]  # type: ignore[attr-defined]  # or InvalidPad
    ]
    done = int(kept["done"])  # type: ignore[call-overload]  # or InvalidPad
    if not 0 <= done <= len(steps):
        raise ValueError(f"{done} of {len(steps)} corrections")
    cleared = kept["cleared"]
    return PadState(
        train=PressTrain(
            beats_ms=[first + at for at in taps],
            held_ms=None if held is None else int(held),  # type: ignore[call-overload]  # or InvalidPad
        ),
        steps=steps,
        done=done,
        # A pad that was empty when it was cleared keeps nothing of itself.
        cleared=None if cleared in (None, {}) else _read(cleared, now_ms),  # type: ignore[arg-type]  # or InvalidPad
        cleared_label=str(kept["cleared_label"]),
    )


def cleared_words(pending: PendingResult) -> str:
    """What clearing takes away, as Undo names it."""
    if pending.held_s is not None:
        return _("cleared {seconds} s").format(seconds=f"{number(pending.held_s):.1f}")
    beats = pending.beats
    return ngettext("cleared {n} beat", "cleared {n} beats", beats).format(n=beats)
