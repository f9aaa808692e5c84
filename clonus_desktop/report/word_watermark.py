"""The marks of drafts and of copies in Word, whatever the template asks for."""

import io
from copy import deepcopy

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from clonus_desktop.report.palette import print_colours

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
# How a word processor bends words into a shape: the same in every document that has any.
_EQUATIONS = (
    "sum #0 0 10800,prod #0 2 1,sum 21600 0 @1,sum 0 0 @2,sum 21600 0 @3,if @0 @3 0,"
    "if @0 21600 @1,if @0 0 @2,if @0 @4 21600,mid @5 @6,mid @8 @5,mid @7 @8,mid @6 @7,sum @6 0 @5"
)
_KIND = (
    '<v:shapetype id="draft-kind" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>{equations}</v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectangles="270,180,90,0" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)
_SIZE = "width:440pt;height:60pt;rotation:315"
_ACROSS = (
    "position:absolute;margin-left:0;margin-top:0;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def with_marks(template: bytes, *, is_draft: bool, is_copy: bool) -> bytes:
    """The template with tags for what has to be seen first: of a draft, on every page."""
    document = Document(io.BytesIO(template))
    if is_copy:
        document.element.body.insert(0, parse_xml(_first_line("copy_mark", "ink2")))
    if is_draft:
        document.element.body.insert(0, parse_xml(_first_line("draft", "draft")))
        _mark_pages(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _mark_pages(document: DocumentObject) -> None:
    mark, sections = parse_xml(_across_the_page()), list(document.sections)
    first = [sections[0].header]
    if any(section.different_first_page_header_footer for section in sections):
        first.append(sections[0].first_page_header)
    if document.settings.odd_and_even_pages_header_footer:
        first.append(sections[0].even_page_header)
    for header in first:
        # The sections that follow take over what they lack.
        header.is_linked_to_previous = False
    for section in sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            if not header.is_linked_to_previous:
                header.paragraphs[0]._p.append(deepcopy(mark))


def _first_line(tag: str, role: str) -> str:
    colour = print_colours()[role].removeprefix("#")
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f"<w:p {nsdecls('w')}><w:pPr><w:pBdr>{sides}</w:pBdr></w:pPr><w:r><w:rPr><w:b/>"
        f'<w:color w:val="{colour}"/></w:rPr><w:t>{{{{ {tag} }}}}</w:t></w:r></w:p>'
    )


def _across_the_page() -> str:
    colour = print_colours()["watermark"]
    equations = "".join(f'<v:f eqn="{equation}"/>' for equation in _EQUATIONS.split(","))
    kind = _KIND.format(equations=equations)
    words = '<v:textpath style="font-family:Arial;font-weight:bold" string="{{ draft }}"/>'
    return (
        f"<w:r {nsdecls('w')} {_VML}><w:rPr><w:noProof/></w:rPr><w:pict>{kind}"
        f'<v:shape id="draft-mark" type="#draft-kind" alt="{{{{ draft }}}}" '
        f'style="{_ACROSS};{_SIZE}" fillcolor="{colour}" stroked="f">{words}</v:shape>'
        "</w:pict></w:r>"
    )
