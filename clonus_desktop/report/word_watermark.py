"""The mark of a draft in Word: across every page, and in the first line."""

import io
from copy import deepcopy

from docx import Document
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


def with_draft_mark(template: bytes) -> bytes:
    """The template with the mark as a tag, behind each page and over the text."""
    document = Document(io.BytesIO(template))
    body = document.element.body
    body.insert(0, parse_xml(_first_line()))
    mark = parse_xml(_across_the_page())
    for index, section in enumerate(document.sections):
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            # What goes on from the section before has the mark of that one.
            if index == 0 or not header.is_linked_to_previous:
                header.paragraphs[0]._p.append(deepcopy(mark))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _first_line() -> str:
    colour = print_colours()["draft"].removeprefix("#")
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f"<w:p {nsdecls('w')}><w:pPr><w:pBdr>{sides}</w:pBdr></w:pPr><w:r><w:rPr><w:b/>"
        f'<w:color w:val="{colour}"/></w:rPr><w:t>{{{{ draft }}}}</w:t></w:r></w:p>'
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
