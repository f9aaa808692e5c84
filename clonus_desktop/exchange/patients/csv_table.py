"""A CSV file as rows of cells: delimiter, quotation mark and heading are found, and can be chosen.

The standard library's own sniffer guesses from all characters there are, and takes the "e" of a
list of names for a delimiter: this one tries the few that programs write.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from clonus_desktop.domain.message import Message
from clonus_desktop.exchange.patients.columns import guess
from clonus_desktop.exchange.patients.decoding import Encoding, decode
from clonus_desktop.exchange.patients.entry import BadFile

DELIMITERS = (",", ";", "\t", "|")
QUOTES = ('"', "'")
MOST_ROWS = 100_000
MOST_COLUMNS = 200

_LOOKED_AT = 64 * 1024
_ROWS_LOOKED_AT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a file is to be read; None for what is to be found.

    Attributes:
        has_heading: True when the first row names the columns.
    """

    encoding: Encoding | None = None
    delimiter: str | None = None
    has_heading: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a file.

    Attributes:
        encoding: By which it was read.
        is_encoding_certain: False when accents should be looked at.
        delimiter: Between the cells.
        quote: Around a cell.
        heading: The names of the columns; empty without a heading.
        rows: Number of the line and cells of each row that is not empty.
    """

    encoding: Encoding
    is_encoding_certain: bool
    delimiter: str
    quote: str
    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(len(self.heading), *(len(cells) for _line, cells in self.rows), 1)

    def column(self, index: int) -> Iterator[str]:
        """The cells of a column, from the top."""
        return (cells[index] if index < len(cells) else "" for _line, cells in self.rows)


def read_table(content: bytes, shape: Shape | None = None) -> Table:
    """The rows of a CSV file.

    Raises:
        BadFile: It is no text, is cut off, or has too many rows or columns.
    """
    shape = shape or Shape()
    decoded = decode(content, shape.encoding)
    said, text = _without_said_delimiter(decoded.text)
    sample = text[:_LOOKED_AT]
    quote = _quote(sample)
    delimiter = shape.delimiter or said or _delimiter(sample, quote)
    first_line = 1 if text is decoded.text else 2
    rows = tuple(_rows(text, delimiter, quote, first_line))
    found = Table(
        encoding=decoded.encoding,
        is_encoding_certain=decoded.is_certain,
        delimiter=delimiter,
        quote=quote,
        heading=(),
        rows=rows,
    )
    has_heading = shape.has_heading
    if has_heading if has_heading is not None else _has_heading(rows):
        found = replace(found, heading=rows[0][1], rows=rows[1:])
    if not found.rows:
        raise BadFile(
            Message(
                "The file holds a heading and nobody under it. Nothing was taken in. "
                "Choose the file with the list.",
            )
        )
    return found


def _without_said_delimiter(text: str) -> tuple[str | None, str]:
    """The delimiter that a spreadsheet wrote into the first line, and the text after that line."""
    for end in ("\r\n", "\n", "\r"):
        for delimiter in DELIMITERS:
            line = f"sep={delimiter}{end}"
            if text.startswith(line):
                return delimiter, text[len(line) :]
    return None, text


def _quote(sample: str) -> str:
    """The apostrophe only where the first line holds nothing else: names have apostrophes."""
    line = re.split(r"[\r\n]", sample, maxsplit=1)[0].strip()
    is_apostrophe = len(line) > 1 and line[0] == line[-1] == "'" and '"' not in line
    return "'" if is_apostrophe else '"'


def _delimiter(sample: str, quote: str) -> str:
    """The one by which most rows have the same number of cells, and more than one."""

    def merit(delimiter: str) -> tuple[float, int]:
        rows = _sampled(sample, delimiter, quote)
        width, count = Counter(len(row) for row in rows if row).most_common(1)[0]
        return (count / len(rows), width) if width > 1 else (0.0, 1)

    return max(DELIMITERS, key=merit)


def _sampled(sample: str, delimiter: str, quote: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, quotechar=quote)
    filled = (row for row in reader if any(cell.strip() for cell in row))
    # At least the one that an odd quotation mark has swallowed; the reading of the whole tells.
    return list(islice(filled, _ROWS_LOOKED_AT)) or [[""]]


def _rows(
    text: str, delimiter: str, quote: str, first_line: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=True
    )
    count, line = 0, first_line
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                count += 1
                _check_size(count, row, line)
                yield line, tuple(_plain(cell) for cell in row)
            line = reader.line_num + first_line
    except csv.Error:
        raise _not_closed(line) from None


def _check_size(count: int, row: Sequence[str], line: int) -> None:
    # One more: the heading.
    if count > MOST_ROWS + 1:
        raise BadFile(
            Message(
                "The file has more than {most} rows. Nothing was taken in. "
                "Divide it into several files, and take them in one after the other.",
                {"most": MOST_ROWS},
            )
        )
    if len(row) > MOST_COLUMNS:
        raise BadFile(
            Message(
                "Line {line} of the file has more than {most} columns. Nothing was taken in. "
                "Choose another character between the columns, or another file.",
                {"line": line, "most": MOST_COLUMNS},
            )
        )


def _plain(cell: str) -> str:
    """The cell without what guards it against being reckoned: ``="0123"`` and ``'=x``."""
    cell = cell.strip()
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1]
    is_guarded = len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@|\uff1d\uff0b\uff0d\uff20"
    return cell[1:] if is_guarded else cell


def _has_heading(rows: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    first = rows[0][1]
    known = guess(first)
    if known:
        return True
    # Without a known word: a row of words over rows with numbers.
    if any(_has_digit(cell) for cell in first):
        return False
    return any(_has_digit(cell) for _line, cells in rows[1:] for cell in cells)


def _has_digit(cell: str) -> bool:
    return any(letter.isdecimal() for letter in cell)


def _not_closed(line: int) -> BadFile:
    return BadFile(
        Message(
            "From line {line} on the file cannot be read: a quotation mark is not closed, stands "
            "in the middle of a cell, or a cell is too long. Nothing was taken in. "
            "Correct that line, or save the list as CSV again.",
            {"line": line},
        )
    )
