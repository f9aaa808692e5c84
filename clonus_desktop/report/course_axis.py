"""Where days and levels lie on paper, and which labels fit side by side."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LOWEST, HIGHEST = -0.7, 13.0
"""Ends of the vertical axis in levels: a little air below 0, the top of the sustained band."""

_CHARACTER = 4.1  # average width of a digit or letter at 7 pt, in points
_STEPS_IN_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The rectangle of one site, in points, and the days that its width stands for."""

    left: float
    top: float
    width: float
    height: float
    first: date
    last: date

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge, where the axis of days lies."""
        return self.top + self.height

    def x(self, day: date) -> float:
        """Where a day lies; a single day lies in the middle."""
        margin = 9.0
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return self.left + margin + share * (self.width - 2 * margin)

    def y(self, level: float) -> float:
        """Where a level lies."""
        return self.top + (HIGHEST - level) / (HIGHEST - LOWEST) * self.height


@dataclass(frozen=True, slots=True)
class Label:
    """A few characters centred on ``x``; ``count`` of them stand for one another."""

    x: float
    text: str
    count: int = 1

    @property
    def printed(self) -> str:
        """The text, and how many visits it stands for."""
        return f"{self.text} ×{self.count}" if self.count > 1 else self.text

    @property
    def half(self) -> float:
        """Half of its width in points."""
        return text_width(self.printed) / 2


def text_width(text: str) -> float:
    """About how wide a small text prints, in points."""
    return _CHARACTER * len(text)


def apart(labels: Sequence[Label], panel: Panel) -> list[Label]:
    """The labels inside the panel, those that would touch merged into one that counts them."""
    placed: list[Label] = []
    for label in sorted(labels, key=lambda one: one.x):
        merged = _inside(label, panel)
        while placed and placed[-1].x + placed[-1].half + 3 > merged.x - merged.half:
            merged = _inside(_merged(placed.pop(), merged), panel)
        placed.append(merged)
    return placed


def ticks(panel: Panel, months: Sequence[str]) -> list[Label]:
    """Labels of years, or of months when there are few; ends as dates when there is neither."""
    for step in _STEPS_IN_MONTHS:
        found = [_tick(panel, day, step, months) for day in month_starts(panel, step)]
        fitting = [label for label in found if _fits(label, panel)]
        if fitting and all(
            one.x + one.half + 4 < other.x - other.half
            for one, other in itertools.pairwise(fitting)
        ):
            return fitting
    ends = sorted({panel.first, panel.last})
    labels = [Label(panel.x(day), f"{day.day} {months[day.month - 1]} {day.year}") for day in ends]
    return [_inside(label, panel) for label in labels]


def month_starts(panel: Panel, step: int) -> list[date]:
    """First days of every ``step``-th month within the panel's days."""
    first = panel.first.year * 12 + panel.first.month - 1
    last = panel.last.year * 12 + panel.last.month - 1
    days = (date(m // 12, m % 12 + 1, 1) for m in range(first, last + 1) if m % step == 0)
    return [day for day in days if day >= panel.first]


def _tick(panel: Panel, day: date, step: int, months: Sequence[str]) -> Label:
    text = str(day.year) if step % 12 == 0 else f"{months[day.month - 1]} {day.year}"
    return Label(panel.x(day), text)


def _fits(label: Label, panel: Panel) -> bool:
    return panel.left - 3 <= label.x - label.half and label.x + label.half <= panel.right + 3


def _inside(label: Label, panel: Panel) -> Label:
    low, high = panel.left + label.half, panel.right - label.half
    return Label(max(low, min(label.x, high)), label.text, label.count)


def _merged(one: Label, other: Label) -> Label:
    count = one.count + other.count
    middle = (one.x * one.count + other.x * other.count) / count
    # Different words in one place: the first says that there is no mark, the record says why.
    text = one.text if one.text == other.text else f"{one.text.split()[0]} –"
    return Label(middle, text, count)
