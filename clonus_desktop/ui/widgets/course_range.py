"""How much of a long course is shown: the last visits, a year of them, or all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

VISITS_SHOWN = 12
"""A longer course begins with its last visits and says how to see more."""

FEWEST_SHOWN = 2
_YEAR = timedelta(days=365, hours=6)


class Stretch(StrEnum):
    """What is chosen."""

    VISITS = "visits"
    YEAR = "year"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRange:
    """A stretch of the visits, counted from the oldest.

    Attributes:
        times: When each visit was, oldest first.
        stretch: A number of visits, a year, or all of them.
        count: How many visits, of that stretch.
        last: Index of the newest visit shown.
    """

    times: tuple[datetime, ...]
    stretch: Stretch = Stretch.VISITS
    count: int = VISITS_SHOWN
    last: int = -1

    @property
    def first(self) -> int:
        """Index of the oldest visit shown."""
        if self.stretch is Stretch.ALL or self.last < 0:
            return 0
        if self.stretch is Stretch.VISITS:
            return max(0, self.last - self.count + 1)
        begin = self.times[self.last] - _YEAR
        return next(index for index, time in enumerate(self.times) if time > begin)

    @property
    def shown(self) -> int:
        """How many visits are shown."""
        return self.last - self.first + 1

    @property
    def has_earlier(self) -> bool:
        """True when older visits are left out."""
        return self.first > 0

    @property
    def has_later(self) -> bool:
        """True when newer visits are left out."""
        return self.last < len(self.times) - 1

    def among(self, times: Sequence[datetime]) -> "CourseRange":
        """The same visits counted among more, all of them older."""
        more = len(times) - len(self.times)
        return replace(self, times=tuple(times), last=self.last + more)

    def newest(self, stretch: Stretch) -> "CourseRange":
        """The stretch that ends with the newest visit."""
        return replace(self, stretch=stretch, count=VISITS_SHOWN, last=len(self.times) - 1)

    def earlier(self) -> "CourseRange":
        """The stretch before this one; the same where there is none."""
        if not self.has_earlier:
            return self
        fewest = min(self.count, len(self.times)) - 1 if self.stretch is Stretch.VISITS else 0
        return replace(self, last=max(self.first - 1, fewest))

    def later(self) -> "CourseRange":
        """The stretch after this one; the same where there is none."""
        if not self.has_later:
            return self
        end = len(self.times) - 1
        if self.stretch is Stretch.VISITS:
            return replace(self, last=min(self.last + self.count, end))
        limit = self.times[self.last + 1] + _YEAR
        last = max(index for index, time in enumerate(self.times) if time < limit)
        return replace(self, last=last)

    def closer(self) -> "CourseRange":
        """Half as many visits, up to the newest of those shown."""
        count = max(FEWEST_SHOWN, self.shown // 2)
        return replace(self, stretch=Stretch.VISITS, count=count)

    def wider(self) -> "CourseRange":
        """Twice as many visits, or all of them."""
        count = 2 * self.shown
        if count >= len(self.times):
            return self.newest(Stretch.ALL)
        last = max(self.last, count - 1)
        return replace(self, stretch=Stretch.VISITS, count=count, last=last)


def range_of(times: Sequence[datetime]) -> CourseRange:
    """The last visits of a course, all of them where they are few."""
    return CourseRange(times=tuple(times)).newest(Stretch.VISITS)
