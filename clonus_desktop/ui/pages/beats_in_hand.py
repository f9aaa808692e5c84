"""Where beats that are being corrected come from: the pad, or a trial of the record."""

from dataclasses import replace
from typing import Protocol

from clonus_desktop.casebook import examinations, trials
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.beat_times import Times
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.count_pad import CountPad


class BeatsInHand(Protocol):
    """A train of beats that can be corrected step by step."""

    @property
    def times_s(self) -> Times:
        """The beats as they stand."""

    @property
    def raw_s(self) -> Times:
        """The taps as they came."""

    @property
    def can_undo(self) -> bool:
        """True when a correction can be taken back."""

    @property
    def can_redo(self) -> bool:
        """True when one that was taken back can be made again."""

    def put(self, times_s: Times, label: str) -> None:
        """Other beats; the label names it for Undo."""

    def undo(self) -> None:
        """Take the last correction back."""

    def redo(self) -> None:
        """Make it again."""


class BeatsOfPad:
    """What was tapped and is not used yet."""

    def __init__(self, pad: CountPad) -> None:
        self._pad = pad

    @property
    def times_s(self) -> Times:
        """The beats as they stand."""
        return self._pad.pending.beat_times_s

    @property
    def raw_s(self) -> Times:
        """The taps as they came."""
        return self._pad.pending.tap_times_s

    @property
    def can_undo(self) -> bool:
        """True when a correction can be taken back."""
        return self._pad.state.done > 0

    @property
    def can_redo(self) -> bool:
        """True when one that was taken back can be made again."""
        return self._pad.state.redo_label is not None

    def put(self, times_s: Times, label: str) -> None:
        """Other beats; the label names it for Undo."""
        self._pad.edit(times_s, label)

    def undo(self) -> None:
        """Take the last correction back."""
        if self.can_undo:
            self._pad.undo()

    def redo(self) -> None:
        """Make it again."""
        self._pad.redo()


class BeatsOfTrial:
    """A tapped trial of the draft: each correction is an act of the record.

    Args:
        index: Which of the trials of the place, from 0.
    """

    def __init__(self, session: Session, draft: Examination, place: Place, index: int) -> None:
        self._session, self._draft = session, draft
        self._place, self._index = place, index
        self._made, self._undone = 0, 0
        self._read()

    def _read(self) -> None:
        test = examinations.get(self._session.book, self._draft.id).tests[self._place]
        self._trial: Trial = test.trials[self._index]

    @property
    def times_s(self) -> Times:
        """The beats as they stand."""
        return self._trial.beat_times_s

    @property
    def raw_s(self) -> Times:
        """The taps as they came."""
        trial = self._trial
        return trial.raw_beat_times_s or trial.beat_times_s

    @property
    def can_undo(self) -> bool:
        """True when a correction that was made here can be taken back."""
        return self._made > 0

    @property
    def can_redo(self) -> bool:
        """True when one that was taken back here can be made again."""
        return self._undone > 0

    def put(self, times_s: Times, label: str) -> None:
        """Other beats; beats that were added without a time of their own stay added."""
        trial, raw = self._trial, self.raw_s
        apart = (trial.known_beats or 0) - len(trial.beat_times_s)
        corrected = replace(
            trial,
            beats=max(0, len(times_s) + apart),
            beat_times_s=times_s,
            raw_beat_times_s=() if times_s == raw else raw,
        )
        done = self._session.do(
            trials.correct, self._draft, self._place, self._index, corrected, entry=label
        )
        if done is not None:
            self._made, self._undone = self._made + 1, 0
            self._read()

    def undo(self) -> None:
        """Take the last correction back."""
        if self.can_undo and self._session.do(examinations.undo, self._draft) is not None:
            self._made, self._undone = self._made - 1, self._undone + 1
            self._read()

    def redo(self) -> None:
        """Make it again."""
        if self.can_redo and self._session.do(examinations.redo, self._draft) is not None:
            self._made, self._undone = self._made + 1, self._undone - 1
            self._read()
