"""The whole record, one JSON object to a line: enough to make an equal casebook of it."""

from clonus_desktop.exchange.record.letters import RecordLetter
from clonus_desktop.exchange.record.lines import (
    FORMAT,
    VERSION,
    Header,
    InvalidRecord,
    Line,
    Merged,
    Person,
    line_of,
    read_line,
)

__all__ = [
    "FORMAT",
    "VERSION",
    "Header",
    "InvalidRecord",
    "Line",
    "Merged",
    "Person",
    "RecordLetter",
    "line_of",
    "read_line",
]
