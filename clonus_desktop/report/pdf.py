"""A letter as an archival, tagged PDF, and as pages for preview and print: one template."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from clonus_desktop.language import catalogue
from clonus_desktop.report.glyphs import drawn
from clonus_desktop.report.letterhead import Letterhead, as_dots, placed
from clonus_desktop.report.parts import Block, Letter, Plot, Section, Table
from clonus_desktop.report.plain import REPLACEMENT
from clonus_desktop.report.typesetting import inputs_of, pdf_of, printable, svg_pages_of

_TEMPLATE = "letter.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes inside the PDF, for programs that read the same in another form.

    Attributes:
        name: ``clonus-examination-12.fhir.json``; never a patient's.
        media_type: ``application/fhir+json``.
        text: Its content, written as UTF-8.
        description: What it is, in the letter's language.
    """

    name: str
    media_type: str
    text: str
    description: str


def as_pdf(
    letter: Letter,
    *,
    letterhead: Letterhead | None = None,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The letter as PDF/A-3a and PDF/UA-1; the same letter always gives the same bytes.

    Args:
        letterhead: Stands at the top of the first page instead of the clinic's words.
        attachments: Go inside, each as the data that the letter tells in words.
    """
    noon = datetime(
        letter.written_on.year, letter.written_on.month, letter.written_on.day, 12, tzinfo=UTC
    )
    return pdf_of(_TEMPLATE, _inputs(letter, letterhead, attachments), made_at=noon)


def as_svg_pages(letter: Letter, *, letterhead: Letterhead | None = None) -> tuple[bytes, ...]:
    """The pages of the same letter, one SVG each, to be painted on a screen or a printer."""
    # A painter would take other fonts for its words, and some shapes for others.
    dots = None if letterhead is None else as_dots(letterhead)
    return svg_pages_of(_TEMPLATE, _inputs(letter, dots))


def _inputs(
    letter: Letter,
    letterhead: Letterhead | None = None,
    attachments: Sequence[Attachment] = (),
) -> dict[str, str]:
    values = _values(letter)
    is_replaced = REPLACEMENT in json.dumps(values, ensure_ascii=False)
    values["replaced"] = drawn(letter.frame.replaced) if is_replaced else ""
    values["letterhead"] = letterhead and placed(letterhead, _in_words(letter))
    attached = json.dumps([asdict(attachment) for attachment in attachments])
    return inputs_of("letter", values, language=letter.language) | {"attachments": attached}


def _in_words(letter: Letter) -> str:
    """What the letterhead says, as far as the practice typed it."""
    words = catalogue(letter.language)
    said = words.gettext("Letterhead")
    if not letter.clinic:
        return said
    return drawn(f"{said}: {', '.join(letter.clinic)}")


def _values(letter: Letter) -> dict[str, object]:
    values = {
        "is_draft": letter.is_draft,
        "draft_mark": letter.frame.draft_mark,
        "copy_mark": letter.frame.copy_mark,
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
        "opening": [_section(section) for section in letter.opening],
        "closing": letter.closing,
        "signature": letter.signature,
        "copies": letter.copies,
    }
    body = [_block(block) for block in letter.body]
    return {key: printable(value) for key, value in values.items()} | {"body": body}


def _block(block: Block) -> object:
    if isinstance(block, Plot):
        return _plot(block)
    return printable(_section(block) if isinstance(block, Section) else _table(block))


def _section(section: Section) -> dict[str, object]:
    return {
        "kind": "section",
        "heading": section.heading,
        "level": 3 if section.is_beneath else 2,
        "paragraphs": section.paragraphs,
        "small": section.is_small,
    }


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
    return {"kind": "table", "header": table.header, "rows": rows}


def _plot(plot: Plot) -> dict[str, object]:
    # A word of the picture may not be broken: only the words around it are made printable.
    return {
        "kind": "plot",
        "heading": printable(plot.heading),
        "level": 3 if plot.is_beneath else 2,
        "svg": drawn(plot.svg),
        "summary": printable(plot.summary),
    }
