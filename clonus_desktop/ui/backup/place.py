"""Where a casebook is, and what is known of it while its backups are shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from clonus_desktop.casebook.book import local_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A casebook, open or not.

    Attributes:
        path: Of the file, whether it is there or not.
        key: Of the casebook; None when it has none, or when it is not at hand.
        second: A second place that takes copies of its backups.
        now: The clock.
    """

    path: Path
    key: bytes | None = field(default=None, repr=False)
    second: Path | None = None
    now: Callable[[], datetime] = field(default=local_time, repr=False)
