"""Whatever bytes a parser is given, it reads them or refuses them in its own words.

Each module of ``targets`` is one parser::

    SEEDS: tuple[bytes, ...]          what it is meant to read, to begin with
    def parse(data: bytes) -> None    catches the errors that the parser names, and no other

The tests run every target over its seeds and over many changed ones. With atheris installed (it
is in no lock) ``python -m tests.fuzz.run TARGET SECONDS`` looks for inputs by coverage.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz import targets


@dataclass(frozen=True)
class Target:
    """One parser that is given anything."""

    name: str
    seeds: tuple[bytes, ...]
    parse: Callable[[bytes], None]


def names() -> tuple[str, ...]:
    """The names of all targets."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(targets.__path__)))


def target(name: str) -> Target:
    """The target of a name."""
    module = importlib.import_module(f"{targets.__name__}.{name}")
    return Target(name, tuple(module.SEEDS), module.parse)
