"""Filling a Word template in: what the library for it does, and what it has to do otherwise."""

import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from docx.oxml import parse_xml
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # publishes no annotations
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

_LONGEST_TITLE = 255
"""In letters: the library refuses longer ones."""

_PARAGRAPH = re.compile(r"<w:p([ >])")


def environment() -> SandboxedEnvironment:
    """In which templates are read and filled: names are all that it knows."""
    made = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    for known in (made.globals, made.filters, made.tests):
        known.clear()
    return made


def source_of(part: bytes) -> str:
    """A part as it is filled: each tag in one piece, and a line for each paragraph."""
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(part.decode("utf-8", "replace"))
    return _PARAGRAPH.sub(r"\n<w:p\1", patched)


class Filling(DocxTemplate):  # type: ignore[misc]  # publishes no annotations
    """A template that is filled strictly: what does not fit is a fault, and never left out."""

    def __init__(self, template: io.BytesIO, *, title: str, language: str, on: date) -> None:
        super().__init__(template)
        self._title, self._language, self._on = title, language, on

    def fix_tables(self, xml: str) -> object:
        # The library mends broken XML by leaving out what it does not understand.
        parse_xml(xml)
        return super().fix_tables(xml)

    def render_properties(
        self, _context: Mapping[str, object], _environment: Environment | None = None
    ) -> None:
        """The document's own words are those of the letter, none of the template's writer."""
        on, known = self._on, self.docx.core_properties
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC).replace(tzinfo=None)
        known.title, known.language = self._title[:_LONGEST_TITLE], self._language
        known.created = known.modified = noon
        known.revision = 1
        for name in ("author", "last_modified_by", "comments", "subject", "keywords", "category"):
            setattr(known, name, "")
