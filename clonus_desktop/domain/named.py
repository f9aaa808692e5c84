"""Somebody with a name and further words, each no longer than it may be."""

from collections.abc import Mapping
from typing import Protocol

from clonus_desktop.domain.readable import make_readable


class InvalidNamed(ValueError):
    """A field of somebody with a name cannot be right.

    Attributes:
        field: Name of the field, as in the value.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Named(Protocol):
    """A value with a name."""

    @property
    def name(self) -> str:
        """As it was typed."""


def check_named(value: Named, longest: Mapping[str, int], refused: type[InvalidNamed]) -> None:
    """Make the words of a value readable that is just being made, and refuse it if need be.

    Args:
        value: Its name is never empty.
        longest: By field, the name among them: how many letters it may have.
        refused: Raised for the first field that cannot be right.
    """
    make_readable(value, *longest)
    if not value.name.strip():
        raise refused("name", "Enter the name.")
    for field, most in longest.items():
        if len(getattr(value, field)) > most:
            raise refused(field, f"Use at most {most} characters.")
