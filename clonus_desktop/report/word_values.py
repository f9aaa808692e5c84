"""What the tags of a Word template stand for in one letter."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from clonus_desktop.report.parts import Block, Letter, Plot, Row, Table
from clonus_desktop.report.plain import REPLACEMENT
from clonus_desktop.report.typesetting import picture_inputs, png_of
from clonus_desktop.report.word_tags import FLAG, NUMBER, TAGS, Kind

if TYPE_CHECKING:
    from clonus_desktop.report.word_filling import Filling

_DOTS_PER_INCH = 300.0
_PLOT_WIDTH_MM = 165.8
_EMU_PER_MM = 36_000

# What no XML may hold, whoever wrote it down.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Tags are made of braces: no words may look like one, nor like what stands for one.
_BRACES = {"{": "&#123;", "}": "&#125;"}
_FIELD = (
    "</w:t></w:r><w:r><w:fldChar w:fldCharType={begin}/></w:r>"
    '<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    "<w:r><w:fldChar w:fldCharType={separate}/></w:r><w:r><w:t>1</w:t></w:r>"
    '<w:r><w:fldChar w:fldCharType={end}/></w:r><w:r><w:t xml:space="preserve">'
)


class Words:
    """Words that a tag prints: always text, and no list of letters to be gone through."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __html__(self) -> str:
        return in_xml(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)


class _PageOf(Words):
    """``Page 1 of 2``, counted by the word processor."""

    def __html__(self) -> str:
        said = super().__html__()
        for name, field in (("page", "PAGE"), ("pages", "NUMPAGES")):
            said = said.replace(f"&#123;{name}&#125;", _field(field))
        return said


class _Picture(Words):
    """The course as dots, with its words for those who cannot see it."""

    def __init__(self, plot: Plot, template: "Filling") -> None:
        super().__init__(plot.summary)
        self._plot, self._template = plot, template

    def __html__(self) -> str:
        inputs = picture_inputs(self._plot.svg, width_mm=_PLOT_WIDTH_MM, alt=self._plot.summary)
        png = io.BytesIO(png_of(inputs, dots_per_inch=_DOTS_PER_INCH))
        part = self._template.current_rendering_part
        inline = part.new_pic_inline(png, width=round(_PLOT_WIDTH_MM * _EMU_PER_MM))
        inline.docPr.set("descr", self._plot.summary)
        inline.docPr.set("name", self._plot.heading)
        drawing = inline.xml.replace("{", _BRACES["{"]).replace("}", _BRACES["}"])
        return (
            f"</w:t></w:r><w:r><w:drawing>{drawing}</w:drawing></w:r>"
            '<w:r><w:t xml:space="preserve">'
        )


NOTHING = Words("")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    text: Words
    above: Words
    span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    site: Words
    cells: Sequence[_Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Any part of the letter: what it is not made of is empty."""

    heading: Words = NOTHING
    paragraphs: Sequence[Words] = ()
    is_beneath: bool = False
    is_small: bool = False
    header: Sequence[Words] = ()
    rows: Sequence[_Row] = ()
    picture: Words = NOTHING
    summary: Words = NOTHING


def in_xml(text: str) -> str:
    """The text as it stands in XML, where no word processor takes it for anything else."""
    kept = _NO_XML.sub(REPLACEMENT, text).replace("\t", " ").replace("\r", " ")
    return escape(kept, {'"': "&quot;", "'": "&#39;", **_BRACES})


def values_of(letter: Letter, template: "Filling") -> Mapping[str, object]:
    """Each tag with what it stands for."""
    frame = letter.frame
    return {
        "clinic": _lines(letter.clinic),
        "clinic_name": _lines(letter.clinic[:1]),
        "clinic_address": Words(" · ".join(letter.clinic[1:])),
        "date": Words(letter.date),
        "recipient": _lines(letter.recipient),
        "salutation": Words(letter.salutation),
        "subject": Words(letter.subject),
        "identity": Words(frame.identity),
        "identifiers": [
            {"label": Words(known.label), "value": Words(known.value)}
            for known in letter.identifiers
        ],
        "title": Words(letter.title),
        "opening": [_block(section, template) for section in letter.opening],
        "body": [_block(block, template) for block in letter.body],
        "closing": Words(letter.closing),
        "signature": _lines(letter.signature),
        "copies": _lines(letter.copies),
        "record": Words(frame.record),
        "seal": Words(frame.seal),
        "page_of": _PageOf(frame.page_of),
        "draft": Words(frame.draft_mark),
        "copy_mark": Words(frame.copy_mark),
    }


def sample_values(*, is_full: bool) -> dict[str, object]:
    """Each tag with something, or with nothing, to try a template out."""
    return {name: _sample(kind, is_full=is_full) for name, kind in TAGS.items()}


def _sample(kind: Kind, *, is_full: bool) -> object:
    if isinstance(kind, tuple):
        return [_sample(kind[0], is_full=is_full)] * (2 if is_full else 0)
    if isinstance(kind, Mapping):
        return {name: _sample(part, is_full=is_full) for name, part in kind.items()}
    if kind == NUMBER:
        return 1
    return is_full if kind == FLAG else Words("x" if is_full else "")


def _lines(lines: Sequence[str]) -> Words:
    return Words("\n".join(lines))


def _block(block: Block, template: "Filling") -> _Block:
    if isinstance(block, Table):
        header = tuple(map(Words, block.header))
        return _Block(header=header, rows=tuple(_row(row, block) for row in block.rows))
    if isinstance(block, Plot):
        return _Block(
            heading=Words(block.heading),
            is_beneath=block.is_beneath,
            picture=_Picture(block, template),
            summary=Words(block.summary),
        )
    return _Block(
        heading=Words(block.heading),
        paragraphs=tuple(map(Words, block.paragraphs)),
        is_beneath=block.is_beneath,
        is_small=block.is_small,
    )


def _row(row: Row, table: Table) -> _Row:
    span = 2 if row.is_midline else 1
    cells = [
        _Cell(
            text=Words(table.in_row(row, cell)),
            above=Words(table.above_mark if cell.is_above else ""),
            span=span,
        )
        for cell in row.cells
    ]
    if table.compared_on:
        cells.append(_Cell(text=Words(row.before), above=NOTHING, span=1))
    return _Row(site=Words(row.site), cells=cells)


def _field(name: str) -> str:
    begin, separate, end = map(quoteattr, ("begin", "separate", "end"))
    return _FIELD.format(begin=begin, name=name, separate=separate, end=end)
