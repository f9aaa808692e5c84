"""The manual of the program, written in ``resources/help``."""

from clonus_desktop.manual.chapters import (
    Block,
    Chapter,
    Heading,
    Hit,
    Link,
    Manual,
    Paragraph,
    Picture,
    Points,
    Table,
)
from clonus_desktop.manual.reading import ManualError, load_manual

__all__ = [
    "Block",
    "Chapter",
    "Heading",
    "Hit",
    "Link",
    "Manual",
    "ManualError",
    "Paragraph",
    "Picture",
    "Points",
    "Table",
    "load_manual",
]
