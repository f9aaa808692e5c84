"""The colours of paper, read from ``resources/letter/print.toml``."""

import tomllib
from functools import cache
from types import MappingProxyType

from clonus_desktop import resources


@cache
def print_colours() -> MappingProxyType[str, str]:
    """Colour by its role, such as ``ink`` or ``right``."""
    return MappingProxyType(tomllib.loads(resources.read_text("letter", "print.toml")))
