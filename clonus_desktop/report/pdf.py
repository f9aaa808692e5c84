"""A letter as an archival, tagged PDF, and as pages for preview and print: one template."""

import json
from datetime import UTC, datetime

from clonus_desktop.language import catalogue
from clonus_desktop.report.course_plot import course_svg
from clonus_desktop.report.glyphs import drawn
from clonus_desktop.report.parts import Letter, Plot, Section, Table
from clonus_desktop.report.plain import REPLACEMENT
from clonus_desktop.report.typesetting import inputs_of, pdf_of, printable, svg_pages_of

_TEMPLATE = "letter.typ"


def as_pdf(letter: Letter) -> bytes:
    """The letter as PDF/A-3a and PDF/UA-1; the same letter always gives the same bytes."""
    noon = datetime(
        letter.written_on.year, letter.written_on.month, letter.written_on.day, 12, tzinfo=UTC
    )
    return pdf_of(_TEMPLATE, _inputs(letter), made_at=noon)


def as_svg_pages(letter: Letter) -> tuple[bytes, ...]:
    """The pages of the same letter, one SVG each, to be painted on a screen or a printer."""
    return svg_pages_of(_TEMPLATE, _inputs(letter))


def _inputs(letter: Letter) -> dict[str, str]:
    values = _values(letter)
    is_replaced = REPLACEMENT in json.dumps(values, ensure_ascii=False)
    values["replaced"] = drawn(letter.frame.replaced) if is_replaced else ""
    values["plot"] = _plot(letter.plot, letter.language) if letter.plot else None
    return inputs_of("letter", values, language=letter.language)


def _values(letter: Letter) -> dict[str, object]:
    values = {
        "is_draft": letter.is_draft,
        "draft_mark": letter.frame.draft_mark,
        "identity": letter.frame.identity,
        "record": letter.frame.record,
        "seal": letter.frame.seal,
        "page_of": letter.frame.page_of,
        "clinic": letter.clinic,
        "date": letter.date,
        "recipient": letter.recipient,
        "salutation": letter.salutation,
        "subject": letter.subject,
        "identifiers": [[known.label, known.value] for known in letter.identifiers],
        "title": letter.title,
        "reason": _section(letter.reason) if letter.reason else None,
        "table": _table(letter.table) if letter.table else None,
        "sections": [_section(section) for section in letter.sections],
        "explanations": [_section(section) for section in letter.explanations],
        "closing": letter.closing,
        "signature": letter.signature,
    }
    return {key: printable(value) for key, value in values.items()}


def _section(section: Section) -> dict[str, object]:
    return {"heading": section.heading, "paragraphs": section.paragraphs}


def _table(table: Table) -> dict[str, object]:
    rows = []
    for row in table.rows:
        cells: list[dict[str, object]] = [{"text": row.site, "above": "", "span": 1}]
        for cell in row.cells:
            mark, span = table.above_mark if cell.is_above else "", 2 if row.is_midline else 1
            cells.append({"text": table.in_row(row, cell), "above": mark, "span": span})
        if table.compared_on:
            cells.append({"text": row.before, "above": "", "span": 1})
        rows.append(cells)
    return {"header": table.header, "rows": rows}


def _plot(plot: Plot, language: str) -> dict[str, object]:
    svg = course_svg(
        plot.courses,
        limit=plot.limit,
        legend=plot.legend,
        words=catalogue(language),
        notes=plot.notes,
        marks=plot.marks,
    )
    return {
        "heading": printable(plot.heading),
        "svg": drawn(svg),
        "summary": printable(plot.summary),
    }
