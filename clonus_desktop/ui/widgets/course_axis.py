"""The axes of the course plot as numbers and words: which visits, which ticks, one sentence."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clonus_desktop.domain.course import (
    LEVEL_OF_10_OR_MORE,
    LEVEL_OF_OVER_10_S,
    LEVEL_OF_SUSTAINED,
)
from clonus_desktop.language import _, of_screen
from clonus_desktop.ui.dates import short_date

_ROOM_BETWEEN_LABELS, _ROOM_BETWEEN_LINES = 1.25, 1.15
_LABELS_OF_BEATS = (2, 5, 8, 3, 7, 1, 4, 6, 9)
"""Where there is room, in this order of worth (the limit's own label comes first)."""

_LABELS_OF_SECONDS = (10, 3, 6, 8, 1)
"""The limits of SCATS first."""

WidthOf = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Marks of an axis.

    Attributes:
        labelled: Position and words, in the order of the axis.
        unlabelled: Positions of the short marks between them.
    """

    labelled: tuple[tuple[float, str], ...]
    unlabelled: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The dates that all panels share.

    Attributes:
        first: The first visit shown.
        last: The last one; the same in a course of one day.
        room: Beside the first and the last visit, as a share of the time between them.
    """

    first: datetime
    last: datetime
    room: float = 0.05

    @property
    def left(self) -> float:
        """Where the axis begins, in seconds since 1970."""
        return self.first.timestamp() - self._room

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.last.timestamp() + self._room

    @property
    def _room(self) -> float:
        # A visit never stands on the edge, and visits of one moment still have a width.
        seconds = self.last.timestamp() - self.first.timestamp()
        return max(self.room * seconds, 1800.0)


def span_of(visits: Sequence[tuple[datetime, int]]) -> Span | None:
    """The dates from the first visit to the last, or None without any."""
    return Span(first=visits[0][0], last=visits[-1][0]) if visits else None


def beat_ticks(*, limit: float | None, beat_px: float, line_px: float) -> Ticks:
    """Labels of the axis in beats that do not touch each other, from 0 to sustained.

    Args:
        limit: The dashed line, between two counts; the count below it is labelled.
        beat_px: Height of one beat in pixels.
        line_px: Height of a label.
    """
    labels = {
        0.0: "0",
        LEVEL_OF_SUSTAINED: _("Sust."),
        LEVEL_OF_10_OR_MORE: "10+",
    }
    wanted = _LABELS_OF_BEATS if limit is None else (int(limit), *_LABELS_OF_BEATS)
    for beats in wanted:
        if all(abs(beats - other) * beat_px >= _ROOM_BETWEEN_LINES * line_px for other in labels):
            labels[float(beats)] = str(beats)
    return Ticks(labelled=tuple(sorted(labels.items())))


def second_ticks(*, level_px: float, line_px: float) -> Ticks:
    """Labels of the axis in seconds that do not touch each other, from 0 to over 10 s.

    Args:
        level_px: Height of one second in pixels.
        line_px: Height of a label.
    """
    labels = {0.0: "0", LEVEL_OF_OVER_10_S: _("> {n} s").format(n=10)}
    for seconds in _LABELS_OF_SECONDS:
        if all(
            abs(seconds - other) * level_px >= _ROOM_BETWEEN_LINES * line_px for other in labels
        ):
            labels[float(seconds)] = _("{n} s").format(n=seconds)
    return Ticks(labelled=tuple(sorted(labels.items())))


def date_ticks(span: Span, *, width_px: float, width_of: WidthOf) -> Ticks:
    """Years with quarters between them; months or days where the span is short.

    Args:
        span: What the axis shows.
        width_px: Its width in pixels.
        width_of: Width of a label in pixels.
    """
    days = (span.right - span.left) / 86400
    if days > 2 * 365:
        return _fitting(span, _year_steps(), _quarters(span), width_px, width_of)
    if days > 62:
        return _fitting(span, _month_steps(), _months(span, 1), width_px, width_of)
    is_one_day = span.first.date() == span.last.date()
    steps = (_middle_of_the_day,) if is_one_day else _day_steps()
    return _fitting(span, steps, (), width_px, width_of)


Step = Callable[[Span], tuple[tuple[datetime, str], ...]]


def _fitting(
    span: Span,
    steps: Sequence[Step],
    between: Sequence[datetime],
    width_px: float,
    width_of: WidthOf,
) -> Ticks:
    scale = width_px / (span.right - span.left)
    for step in steps:
        marks = [(time.timestamp(), said) for time, said in step(span)]
        marks = [mark for mark in marks if _is_inside(mark, span, scale, width_of)]
        gaps = itertools.pairwise(marks)
        widest = max((width_of(said) for _at, said in marks), default=0.0)
        room = _ROOM_BETWEEN_LABELS * widest
        if marks and all((later[0] - earlier[0]) * scale >= room for earlier, later in gaps):
            break
    else:
        # Too narrow for any step: one date is better than none.
        marks = [(time.timestamp(), said) for time, said in _middle_of_the_day(span)]
    taken = {position for position, _said in marks}
    inside = (time.timestamp() for time in between)
    return Ticks(
        labelled=tuple(marks),
        unlabelled=tuple(t for t in inside if span.left <= t <= span.right and t not in taken),
    )


def _is_inside(mark: tuple[float, str], span: Span, scale: float, width_of: WidthOf) -> bool:
    half = width_of(mark[1]) / 2 / scale
    return span.left + half <= mark[0] <= span.right - half


def _year_steps() -> tuple[Step, ...]:
    def every(years: int) -> Step:
        def step(span: Span) -> tuple[tuple[datetime, str], ...]:
            first, last = span.first.year, span.last.year + 1
            return tuple(
                (_midnight(span, year, 1), str(year))
                for year in range(first - 1, last + 1)
                if year % years == 0
            )

        return step

    return tuple(every(years) for years in (1, 2, 5, 10, 20))


def _month_steps() -> tuple[Step, ...]:
    def every(months: int) -> Step:
        def step(span: Span) -> tuple[tuple[datetime, str], ...]:
            return tuple((time, month_words(time)) for time in _months(span, months))

        return step

    return tuple(every(months) for months in (1, 2, 3, 6, 12))


def _day_steps() -> tuple[Step, ...]:
    def every(days: int) -> Step:
        def step(span: Span) -> tuple[tuple[datetime, str], ...]:
            day = _midnight_of(span.first)
            count = (span.last - day).days // days + 1
            times = (day + timedelta(days=days * index) for index in range(count + 1))
            return tuple((time, short_date(time)) for time in times)

        return step

    return tuple(every(days) for days in (1, 2, 7, 14, 28))


def _middle_of_the_day(span: Span) -> tuple[tuple[datetime, str], ...]:
    middle = span.first + (span.last - span.first) / 2
    return ((middle, short_date(middle)),)


def _quarters(span: Span) -> tuple[datetime, ...]:
    return _months(span, 3)


def _months(span: Span, step: int) -> tuple[datetime, ...]:
    begin = span.first.year * 12 + span.first.month - 1
    end = span.last.year * 12 + span.last.month
    return tuple(
        _midnight(span, month // 12, month % 12 + 1)
        for month in range(begin - begin % step - step, end + step, step)
    )


def _midnight(span: Span, year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=span.last.tzinfo)


def _midnight_of(time: datetime) -> datetime:
    return time.replace(hour=0, minute=0, second=0, microsecond=0)


def month_words(time: datetime) -> str:
    """The month and year of a tick: ``Jan 2025``."""
    return f"{of_screen().forms.short_months[time.month - 1]} {time.year}"
