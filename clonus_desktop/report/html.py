"""A letter as HTML for the clipboard: styles inline, one table, no pictures."""

from collections.abc import Iterator
from html import escape

from clonus_desktop.report.palette import print_colours
from clonus_desktop.report.parts import Cell, Letter, Row, Section, Table


def as_html(letter: Letter) -> str:
    """The letter as one HTML document that pastes into a word processor with its table."""
    title, language = escape(letter.title), escape(letter.language.replace("_", "-"))
    font = f"font-family:'IBM Plex Sans',Arial,sans-serif;color:{print_colours()['ink']}"
    body = "\n".join(_blocks(letter))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n'
        f'<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f'<body style="{font}">\n{body}\n</body>\n</html>\n'
    )


def _blocks(letter: Letter) -> Iterator[str]:
    if letter.is_draft:
        style = f"color:{print_colours()['draft']};font-weight:bold"
        yield f'<p style="{style}">{escape(letter.frame.draft_mark)}</p>'
    if letter.frame.copy_mark:
        yield _lines((letter.frame.copy_mark,))
    yield _lines(letter.clinic)
    yield _lines((letter.date,))
    yield _lines(letter.recipient)
    yield _lines((letter.salutation,))
    known = " &nbsp; ".join(f"{escape(i.label)} {escape(i.value)}" for i in letter.identifiers)
    yield f"<p><strong>{escape(letter.subject)}</strong><br>{known}</p>"
    yield from map(_section, letter.opening)
    yield f"<h2>{escape(letter.title)}</h2>"
    for block in letter.body:
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Section):
            yield _section(block)
    yield _lines((letter.closing,))
    yield _lines(letter.signature)
    yield _lines(letter.copies)
    foot = "<br>".join(map(escape, filter(None, (letter.frame.record, letter.frame.seal))))
    yield f'<p style="color:{print_colours()["ink2"]}"><small>{foot}</small></p>'


def _lines(lines: tuple[str, ...]) -> str:
    return f"<p>{'<br>'.join(map(escape, lines))}</p>" if lines else ""


def _section(section: Section) -> str:
    level = "h4" if section.is_beneath else "h3"
    heading = [f"<{level}>{escape(section.heading)}</{level}>"] if section.heading else []
    return "\n".join((*heading, *(f"<p>{escape(text)}</p>" for text in section.paragraphs)))


def _table(table: Table) -> str:
    border = f"border:1px solid {print_colours()['line_strong']};padding:4px 8px"
    left = f'style="{border};text-align:left"'
    head = "".join(f'<th scope="col" {left}>{escape(text)}</th>' for text in table.header)
    rows = []
    for row in table.rows:
        across = ' colspan="2"' if row.is_midline else ""
        filled = "".join(f"<td{across} {left}>{_cell_text(row, c, table)}</td>" for c in row.cells)
        if table.compared_on:
            filled += f"<td {left}>{escape(row.before)}</td>"
        rows.append(f'<tr><th scope="row" {left}>{escape(row.site)}</th>{filled}</tr>')
    body = "\n".join(rows)
    return (
        '<table width="100%" style="border-collapse:collapse">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _cell_text(row: Row, cell: Cell, table: Table) -> str:
    text = escape(table.in_row(row, cell))
    return f"<strong>{text}</strong>, {escape(table.above_mark)}" if cell.is_above else text
