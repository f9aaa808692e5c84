"""A letter as a Word document, in the practice's own template or in ours."""

import io
import re
from functools import cache

from clonus_desktop import resources
from clonus_desktop.report.parts import Letter
from clonus_desktop.report.word_filling import Filling, environment
from clonus_desktop.report.word_package import Package, packed, unpacked
from clonus_desktop.report.word_values import values_of
from clonus_desktop.report.word_watermark import with_marks

_STYLES = "word/styles.xml"
_END_OF_DEFAULTS = b"</w:rPr></w:rPrDefault>"
_LANGUAGE = re.compile(rb"<w:lang\b[^>]*/>")


@cache
def default_template() -> bytes:
    """The template that is taken when the practice has none of its own: checked when it is made."""
    return resources.path("letter", "letter.docx").read_bytes()


def as_docx(letter: Letter, template: bytes | None = None) -> bytes:
    """The letter as .docx; the same letter and template always give the same bytes.

    A draft is marked on every page and a copy in its first line, whatever the template asks for.

    Args:
        template: Content of a ``WordTemplate``; ours when there is none.
    """
    source = template or default_template()
    if letter.is_draft or letter.is_copy:
        source = with_marks(source, is_draft=letter.is_draft, is_copy=letter.is_copy)
    language = letter.language.replace("_", "-")
    filled = Filling(
        io.BytesIO(source), title=letter.title, language=language, on=letter.written_on
    )
    filled.render(dict(values_of(letter, filled)), environment())
    made = io.BytesIO()
    filled.save(made)
    return packed(_in_language(unpacked(made.getvalue()), language))


def _in_language(parts: Package, language: str) -> Package:
    """The parts with every word said to be in the letter's language, whatever it was typed in."""
    told = b'<w:lang w:val="%s"/>' % language.encode()
    styles = parts.get(_STYLES, b"")
    if not _LANGUAGE.search(styles):
        styles = styles.replace(_END_OF_DEFAULTS, told + _END_OF_DEFAULTS, 1)
    return {
        name: _LANGUAGE.sub(told, part) if name.endswith(".xml") else part
        for name, part in ({**parts, _STYLES: styles} if styles else parts).items()
    }
