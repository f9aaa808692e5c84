"""Makes resources/letter/letter.docx, the Word template that comes with the program.

    .venv/bin/python packaging/word_template.py

Run it after a change here; the file is kept in the repository, and a test holds it to this.
"""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from clonus_desktop.report.palette import print_colours
from clonus_desktop.report.word_template import template_of

PATH = Path(__file__).parents[1] / "resources" / "letter" / "letter.docx"
FONT = "Arial"
MARGIN, WIDTH = Mm(22), Mm(166)


def colour(role: str) -> RGBColor:
    """A colour of the print."""
    return RGBColor.from_string(print_colours()[role].removeprefix("#"))


def style(
    document: Doc,
    name: str,
    *,
    size: float = 10,
    role: str = "ink",
    is_bold: bool = False,
    before: float = 0,
    after: float = 6,
) -> ParagraphStyle:
    """A paragraph style, made when Word has none of that name."""
    known = {one.name for one in document.styles}
    made = (
        document.styles[name]
        if name in known
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    assert isinstance(made, ParagraphStyle)
    if name != "Normal":
        made.base_style = document.styles["Normal"]
    made.quick_style = True
    made.font.name, made.font.size, made.font.bold = FONT, Pt(size), is_bold
    made.font.italic = False
    made.font.color.rgb = colour(role)
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    made.paragraph_format.line_spacing = 1.1
    return made


def make_styles(document: Doc) -> None:
    """Few styles, by the names that Word knows: to change one changes the letter."""
    style(document, "Normal")
    style(document, "Title", size=13, role="primary", is_bold=True, after=2)
    style(document, "Heading 1", size=11, is_bold=True, before=8, after=2)
    style(document, "Heading 2", size=10, is_bold=True, before=10, after=3)
    style(document, "Heading 3", size=10, role="ink2", is_bold=True, before=8, after=3)
    style(document, "Explanation", size=8.5, role="ink2", after=4)
    style(document, "Header", size=8, role="ink2", after=0)
    style(document, "Footer", size=8, role="ink2", after=0)
    style(document, "Table Text", size=10, before=2, after=2)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        document.styles[name].paragraph_format.keep_with_next = True
        border = document.styles[name].element.find(f".//{qn('w:pBdr')}")
        if border is not None:
            border.getparent().remove(border)


def add(document: Doc, text: str, style_name: str = "Normal") -> Paragraph:
    """A paragraph; a tag that begins with ``{%p`` goes away with the paragraph it is in."""
    return document.add_paragraph(text, style=style_name)


def make_page(document: Doc) -> None:
    """A4, with the patient over every page and the record and the page under it."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    section.header_distance = section.footer_distance = Mm(10)
    head = section.header.paragraphs[0]
    head.add_run("{{ identity }}").bold = True
    foot = section.footer.paragraphs[0]
    stops = foot.paragraph_format.tab_stops
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("{{ record }}\t{{ page_of }}")
    for text in ("{%p if seal %}", "{{ seal }}", "{%p endif %}"):
        section.footer.add_paragraph(text, style="Footer")
    for styled in ("Header", "Footer"):
        tabs = document.styles[styled].element.find(f".//{qn('w:tabs')}")
        if tabs is not None:
            tabs.getparent().remove(tabs)


def make_head(document: Doc) -> None:
    """From the clinic to the salutation, and whom the letter is about."""
    add(document, "{%p if clinic %}")
    add(document, "{{ clinic_name }}", "Title")
    add(document, "{%p endif %}")
    add(document, "{%p if clinic_address %}")
    address = add(document, "{{ clinic_address }}", "Explanation")
    edge = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:space="4" w:color="'
    edge += f'{colour("primary")}"/></w:pBdr>'
    address._p.get_or_add_pPr().append(parse_xml(edge))
    address.paragraph_format.space_after = Pt(12)
    add(document, "{%p endif %}")
    add(document, "{{ date }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add(document, "{{ recipient }}").paragraph_format.space_after = Pt(12)
    add(document, "{{ salutation }}")
    add(document, "{{ subject }}", "Heading 1")
    add(
        document,
        "{% for known in identifiers %}{{ known.label }} {{ known.value }}"
        "{% if not loop.last %}     {% endif %}{% endfor %}",
    )


def make_sections(document: Doc, name: str) -> None:
    """The headings and paragraphs of one part of the letter."""
    add(document, f"{{%p if {name}.heading %}}")
    add(document, f"{{%p if {name}.is_beneath %}}")
    add(document, f"{{{{ {name}.heading }}}}", "Heading 3")
    add(document, "{%p else %}")
    add(document, f"{{{{ {name}.heading }}}}", "Heading 2")
    add(document, "{%p endif %}")
    add(document, "{%p endif %}")
    add(document, f"{{%p for words in {name}.paragraphs %}}")
    add(document, f"{{%p if {name}.is_small %}}")
    add(document, "{{ words }}", "Explanation")
    add(document, "{%p else %}")
    add(document, "{{ words }}")
    add(document, "{%p endif %}")
    add(document, "{%p endfor %}")


def fill(cell: _Cell, *texts: str, is_bold: bool = False) -> None:
    """Put texts into a cell, a run for each."""
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    for text in texts:
        paragraph.add_run(text).bold = is_bold


def make_table(document: Doc) -> None:
    """The findings: a row of titles that comes again on a new page, and a row for each site."""
    add(document, "{%p if block.rows %}")
    table = document.add_table(rows=4, cols=3)
    table.autofit = True
    draw_lines(table)
    titles = table.rows[0]
    titles._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    fill(titles.cells[0], "{%tc for words in block.header %}")
    fill(titles.cells[1], "{{ words }}", is_bold=True)
    fill(titles.cells[2], "{%tc endfor %}")
    fill(table.rows[1].cells[0], "{%tr for row in block.rows %}")
    row = table.rows[2]
    for _more in range(1):
        row._tr.append(parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr/><w:p/></w:tc>"))
    cells = [_Cell(tc, table) for tc in row._tr.tc_lst]
    fill(cells[0], "{{ row.site }}", is_bold=True)
    fill(cells[1], "{%tc for cell in row.cells %}")
    fill(cells[2], "{% colspan cell.span %}", "{%r if cell.above %}")
    fill(cells[2], "{{ cell.text }}", is_bold=True)
    finding = cells[2].paragraphs[0]
    finding.add_run().add_break()
    small = finding.add_run("{{ cell.above }}")
    small.font.size, small.font.color.rgb = Pt(8.5), colour("ink2")
    fill(cells[2], "{%r else %}", "{{ cell.text }}", "{%r endif %}")
    fill(cells[3], "{%tc endfor %}")
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    fill(table.rows[3].cells[0], "{%tr endfor %}")
    add(document, "").paragraph_format.space_after = Pt(0)
    add(document, "{%p endif %}")


def draw_lines(table: Table) -> None:
    """Lines between the rows alone, as on paper."""
    strong, weak = str(colour("line_strong")), str(colour("line"))
    line = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'
    edges = line.format("top", 8, strong) + line.format("bottom", 8, strong)
    edges += line.format("insideH", 4, weak)
    properties = table._tbl.tblPr
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"))
    width = properties.find(qn("w:tblW"))
    if width is not None:
        properties.remove(width)
    properties.append(parse_xml(f'<w:tblW {nsdecls("w")} w:type="pct" w:w="5000"/>'))


def make_body(document: Doc) -> None:
    """Title, findings, plot and explanations, in the order of the letter."""
    add(document, "{%p for part in opening %}")
    make_sections(document, "part")
    add(document, "{%p endfor %}")
    add(document, "{{ title }}", "Heading 1")
    add(document, "{%p for block in body %}")
    make_sections(document, "block")
    make_table(document)
    add(document, "{%p if block.picture %}")
    add(document, "{{ block.picture }}")
    add(document, "{%p endif %}")
    add(document, "{%p endfor %}")


def make_end(document: Doc) -> None:
    """Who writes, and to whom else."""
    closing = add(document, "{{ closing }}")
    closing.paragraph_format.space_before, closing.paragraph_format.space_after = Pt(12), Pt(30)
    closing.paragraph_format.keep_with_next = True
    add(document, "{{ signature }}").paragraph_format.keep_together = True
    add(document, "{%p if copies %}")
    add(document, "{{ copies }}", "Explanation")
    add(document, "{%p endif %}")


def make() -> bytes:
    """The template as a file; checked as those are that a practice chooses."""
    document = Document()
    make_styles(document)
    make_page(document)
    make_head(document)
    make_body(document)
    make_end(document)
    for name in ("author", "comments", "title", "last_modified_by"):
        setattr(document.core_properties, name, "")
    made = io.BytesIO()
    document.save(made)
    return template_of(made.getvalue()).content


if __name__ == "__main__":
    PATH.write_bytes(make())
