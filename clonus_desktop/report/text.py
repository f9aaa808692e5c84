"""A letter as plain lines, for the clipboard and for record systems that know nothing else."""

from collections.abc import Iterator

from clonus_desktop.language import catalogue
from clonus_desktop.language.forms import Forms
from clonus_desktop.report.parts import Block, Cell, Letter, Section, Table
from clonus_desktop.report.plain import ascii_signs


def as_text(letter: Letter) -> str:
    """The letter in lines that end in CRLF: one finding a line, no tabs, typed signs (``>=``)."""
    blocks = [block for block in _blocks(letter) if block]
    text = "\n\n".join("\n".join(block) for block in blocks)
    return ascii_signs(text).replace("\n", "\r\n") + "\r\n"


def _blocks(letter: Letter) -> Iterator[tuple[str, ...]]:
    yield (letter.frame.draft_mark,) if letter.is_draft else ()
    yield (letter.frame.copy_mark,) if letter.frame.copy_mark else ()
    yield letter.clinic
    yield (letter.date,)
    yield letter.recipient
    yield (letter.salutation,)
    signs = catalogue(letter.language).forms
    identifiers = (signs.colon.join((known.label, known.value)) for known in letter.identifiers)
    yield (letter.subject, *identifiers)
    yield from map(_section, letter.opening)
    yield from _body(letter, signs)
    yield (letter.closing,)
    yield letter.signature
    yield letter.copies
    yield tuple(filter(None, (letter.frame.record, letter.frame.seal)))


def _body(letter: Letter, signs: Forms) -> Iterator[tuple[str, ...]]:
    """The title and what follows it; a heading stands directly over what it heads."""
    over: tuple[str, ...] = (letter.title,)
    for block in letter.body:
        heading, lines = _told(block, signs)
        if heading:
            yield over
            over = (heading,)
        if lines:
            yield (*over, *lines)
            over = ()
    yield over


def _told(block: Block, signs: Forms) -> tuple[str, tuple[str, ...]]:
    """Heading and lines; a plot has neither where there are no pictures."""
    if isinstance(block, Section):
        return block.heading, block.paragraphs
    return "", tuple(_table_lines(block, signs)) if isinstance(block, Table) else ()


def _section(section: Section) -> tuple[str, ...]:
    return (section.heading, *section.paragraphs) if section.heading else section.paragraphs


def _table_lines(table: Table, signs: Forms) -> Iterator[str]:
    for row in table.rows:
        for cell in row.cells:
            yield _cell_line(cell, table, signs)


def _cell_line(cell: Cell, table: Table, signs: Forms) -> str:
    mark = f", {table.above_mark}" if cell.is_above else ""
    said = signs.colon.join((cell.place, f"{cell.text}{mark}"))
    if not cell.before:
        return said
    return signs.semicolon.join((said, signs.colon.join((table.compared_on, cell.before))))
