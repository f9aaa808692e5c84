"""A casebook whose clock the test turns."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop.casebook import practice
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.examination import Examiner


class Clock:
    """Stands still until the test says another time."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Casebook]:
    """An empty casebook, signed in by name as Dr Okafor."""
    with open_book(tmp_path / "casebook.sqlite", now=clock) as opened:
        okafor = Examiner(name="Dr P Okafor", role="Consultant")
        practice.change(opened, replace(opened.practice, examiner=okafor))
        yield opened
