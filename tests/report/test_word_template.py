"""Word templates: checked when they are chosen, with every fault told at once."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.report.unusable import Unusable
from clonus_desktop.report.word_package import (
    DEEPEST,
    LARGEST,
    LARGEST_PART,
    LARGEST_UNPACKED,
    MOST_PARTS,
)
from clonus_desktop.report.word_tags import NEEDED
from clonus_desktop.report.word_template import template_of
from tests.report.stationery_files import (
    TEMPLATE,
    changed,
    document,
    parts_of,
    with_part,
    with_tag,
)

RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"
END_OF_RELATIONS = "</Relationships>"


def reasons(content: bytes) -> list[str]:
    with pytest.raises(Unusable) as refused:
        template_of(content)
    return [str(message) for message in refused.value.messages]


def with_relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    relation = f'<Relationship Id="rX" Type="http://x/{kind}" Target="{target}"{mode}/>'
    return changed(END_OF_RELATIONS, relation + END_OF_RELATIONS, RELATIONS)


def test_the_template_of_the_program_prints_every_part_of_a_letter():
    made = template_of(TEMPLATE)
    assert set(NEEDED) | {"identity", "page_of", "clinic_name"} <= set(made.tags)
    assert template_of(made.content) == made


# --- tags -------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["{{ titel }}", "{{titel}}", "{% if titel %}{% endif %}"])
def test_an_unknown_tag_is_named(tag):
    assert reasons(with_tag(tag)) == ["These tags are unknown: titel."]


def test_all_unknown_tags_are_named_at_once_with_what_they_are_part_of():
    tags = "{{ titel }}{% for x in body %}{{ x.paragraph }}{{ x.rows }}{% endfor %}{{ clinic.a }}"
    assert reasons(with_tag(tags)) == [
        "These tags are unknown: titel, body.paragraph, clinic.a.",
        "body.rows has parts and cannot be printed alone.",
    ]


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("{{ title", "title"),
        ("{{ title }", "title"),
        ("{% if title %", "if title"),
        ("{{ }}", "{{ }}"),
        ("{{ title title }}", "title title"),
        ("{% nonsense %}", "nonsense"),
        ("title %}", "%}"),
        ("{{ {{ title }}", "{{ {{"),
    ],
)
def test_a_broken_tag_is_told_with_where_it_stands(tag, word):
    (told,) = reasons(with_tag(tag))
    assert told.startswith("In the text, a tag is broken: “")
    assert word in told


@pytest.mark.parametrize(("part", "where"), [("header1", "the header"), ("footer1", "the footer")])
def test_a_broken_tag_over_or_under_the_page_is_told_as_such(part, where):
    tag = {"header1": "{{ identity }}", "footer1": "{{ record }}"}[part]
    content = changed(tag, tag + "{{ }}", f"word/{part}.xml")
    (told,) = reasons(content)
    assert told.startswith(f"In {where}, a tag is broken")


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{% for x in body %}", "“{% for x in body %}” has no end: endfor is missing."),
        ("{% if title %}", "“{% if title %}” has no end: endif is missing."),
        ("{% endfor %}", "a tag is broken: “{% endfor %}”."),
        ("{% if title %}{% endfor %}", "a tag is broken: “{% endfor %}”."),
    ],
)
def test_a_tag_that_has_no_end_or_no_beginning_is_told(tag, told):
    assert reasons(changed("{{ signature }}", "{{ signature }}" + tag)) in (
        [f"In the text, {told}"],
        # What stands after it is what does not fit.
        ["In the text, a tag is broken: “{%p endif %}”."],
    )


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "nothing else: take “call” out"),
        ("{{ title.__class__ }}", "unknown: title.__class__"),
        ("{{ cycler.__init__ }}", "unknown: cycler"),
        ("{{ range(9) }}", "“call”"),
        ("{% set x = title %}", "“assign”"),
        ("{% macro x() %}{% endmacro %}", "“macro”"),
        ("{% include 'x' %}", "“include”"),
        ("{% import 'x' as y %}", "“import”"),
        ("{{ title ~ title }}", "“concat”"),
        ("{{ title|upper }}", "“filter”"),
        ("{{ 9 * 9 }}", "“mul”"),
        ("{{ 9 }}", "“const”"),
        ("{{ body[0] }}", "“getitem”"),
        ("{% if 9 %}{% endif %}", "“const”"),
        ("{% for a, b in body %}{% endfor %}", "“for”"),
        ("{% for a in body if a.heading %}{% endfor %}", "“for”"),
        ("{% for a in body recursive %}{% endfor %}", "“for”"),
        ("{% for a in body %}{% else %}x{% endfor %}", "“for”"),
        ("{% for a in title %}{% endfor %}", "title is one thing and cannot be repeated"),
        ("{% for a in nothing %}{{ a }}{{ a.b }}{% endfor %}", "unknown: nothing"),
    ],
)
def test_a_template_that_would_do_more_than_print_is_not_taken(tag, words):
    assert any(words in told for told in reasons(with_tag(tag)))


@pytest.mark.parametrize("name", ["w." + "9" * 5000, "w" + "-" * 5000])
def test_a_tag_of_thousands_of_signs_is_refused(name):
    assert reasons(with_tag(f"{{{{ title<{name}/> }}}}")) == ["In the text, a tag is broken: “…”."]


def test_what_chooses_between_words_is_taken():
    tag = "{% if title and not date or closing %}a{% elif seal %}b{% else %}c{% endif %}{# x #}"
    assert "title" in template_of(with_tag(tag)).tags


def test_tags_that_lie_too_deep_in_others_are_refused_before_they_are_read():
    (told,) = reasons(with_tag("{% if title %}" * 3000 + "{% endif %}" * 3000))
    assert "a tag is broken" in told


# --- what would tear the document -------------------------------------------------------------

NEXT_PARAGRAPH = "</w:t></w:r></w:p><w:p><w:r><w:t>"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (f"{{% if title %}}{NEXT_PARAGRAPH}{{% endif %}}", "“if title”"),
        (f"{{% if title or date %}}{NEXT_PARAGRAPH}{{% endif %}}", "“if …”"),
        (f"{{% for one in body %}}{NEXT_PARAGRAPH}{{% endfor %}}", "“for body”"),
        (f"{{% if title %}}{{% elif date %}}{NEXT_PARAGRAPH}{{% endif %}}", "“if date”"),
        (f"{{% if title %}}{{% else %}}{NEXT_PARAGRAPH}{{% endif %}}", "“if title”"),
    ],
)
def test_what_begins_in_one_paragraph_and_ends_in_another_is_refused(tag, said):
    assert any(told.startswith(f"What {said} encloses is torn.") for told in reasons(with_tag(tag)))


def test_a_row_that_repeats_outside_a_table_is_refused():
    (told,) = reasons(with_tag("{%tr for x in body %}{%tr endfor %}"))
    assert told.startswith("In the text, a tag is broken: “{%tr for x in body %}")


@pytest.mark.parametrize("tag", ["{{p title }}", "{{r title }}"])
def test_words_that_would_stand_between_paragraphs_are_refused(tag):
    assert reasons(with_tag(tag)) == [
        "title does not stand in a text. Write it without a letter after its braces."
    ]


def test_words_in_the_description_of_a_picture_are_taken_and_fields_are_not():
    description = '</w:t><w:drawing descr="{}"/><w:t xml:space="preserve">'
    assert template_of(with_tag(description.format("{{ title }}")))
    (told,) = reasons(with_tag(description.format("{{ page_of }}")))
    assert told.startswith("page_of does not stand in a text.")


def test_a_document_that_the_library_cannot_fill_is_refused():
    parts = parts_of(TEMPLATE)
    body = parts["word/document.xml"]
    begin, end = body.index(b"<w:tblGrid>"), body.index(b"</w:tblGrid>") + len(b"</w:tblGrid>")
    (told,) = reasons(document({**parts, "word/document.xml": body[:begin] + body[end:]}))
    assert told.startswith("The document cannot be filled.")


# --- what is missing --------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["subject", "title", "signature"])
def test_a_template_that_leaves_a_part_of_the_letter_out_is_not_taken(tag):
    (told,) = reasons(changed(f"{{{{ {tag} }}}}", ""))
    assert told.endswith(f"These tags are missing: {tag}.")


def test_every_page_has_to_name_the_patient():
    content = changed("{{ identity }}", "", "word/header1.xml")
    (told,) = reasons(content)
    assert told.startswith("Not every page would name the patient.")
    assert template_of(changed("{{ record }}", "{{ record }}{{ identity }}", "word/footer1.xml"))


def test_even_pages_that_differ_have_to_name_the_patient_too():
    begin = "<w:zoom"
    assert begin.encode() in parts_of(TEMPLATE)[SETTINGS]
    (told,) = reasons(changed(begin, "<w:evenAndOddHeaders/>" + begin, SETTINGS))
    assert told.startswith("Not every page would name the patient.")


# --- what runs, fetches, or is far too large --------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no Word document"),
        (b"PK\x03\x04 and nothing else", "no Word document"),
        (document({}), "no Word document"),
        (document({"[Content_Types].xml": b"<Types/>"}), "no Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "locked by a password"),
        (bytes(LARGEST + 1), "larger than 4 MB"),
        (with_part("word/vbaProject.bin", b"x"), "macros"),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "macros"),
        (changed(".document.main+xml", ".macroEnabled.main+xml", "[Content_Types].xml"), "macros"),
        (changed(".document.main+xml", ".template.main+xml", "[Content_Types].xml"), "no Word"),
        (with_part("word/header1.xml", b"<w:hdr"), "no Word document"),
        (with_part("customXml/item1.xml", b"<!DOCTYPE x><x/>"), "no Word document"),
        (with_part("word/footnotes.xml", b"<x><!-- x --></x>"), "no Word document"),
        (with_part("word/footnotes.xml", b"<x><![CDATA[x]]></x>"), "no Word document"),
        (with_part("word/x.xml", b"<x>" * DEEPEST * 2 + b"</x>" * DEEPEST * 2), "far more"),
        (with_part("word/footnotes.xml", b"<x>" + bytes(LARGEST_PART) + b"</x>"), "far more"),
        (with_part("word/media/x.png", bytes(LARGEST_UNPACKED)), "far more"),
        (document({f"word/{n}.bin": b"" for n in range(MOST_PARTS + 1)}), "far more"),
        (with_relation("image", "http://elsewhere/x.png"), "from http://elsewhere/x.png"),
        (with_relation("oleObject", "x.bin", ""), "from x.bin"),
        (with_relation("aFChunk", "x.html", ""), "from x.html"),
        (with_relation("hyperlink", "file:///etc/passwd"), "from file:///etc/passwd"),
        (with_relation("frame", "", ""), "from frame"),
        (with_tag("</w:t><w:instrText>DDEAUTO c</w:instrText><w:t>"), "DDEAUTO"),
        (with_tag("</w:t><w:instrText>INCLUDE</w:instrText><w:instrText>TEXT</w:instrText><w:t>"),
         "INCLUDETEXT"),
        (with_tag('</w:t></w:r><w:fldSimple w:instr=" link x"/><w:r><w:t>'), "LINK"),
        (with_tag("</w:t><w:instrText>HYPERLINK {{ title }}</w:instrText><w:t>"), "inside a field"),
    ],
)  # fmt: skip
def test_a_file_that_runs_or_fetches_something_or_is_none_is_refused(content, words):
    (told,) = reasons(content)
    assert words in told


def test_a_part_that_is_there_twice_is_refused():
    made = io.BytesIO(TEMPLATE)
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    assert "no Word document" in reasons(made.getvalue())[0]


def test_links_to_the_clinic_and_usual_fields_are_taken():
    assert template_of(with_relation("hyperlink", "https://northgate.example"))
    field = "</w:t><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK</w:instrText><w:t>"
    assert template_of(with_tag(field + "{{ date }}"))


def test_the_tie_to_the_template_a_file_was_begun_with_is_cut():
    parts = parts_of(changed("<w:zoom", '<w:attachedTemplate r:id="rId9"/><w:zoom', SETTINGS))
    head = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    one = b'<Relationship Id="rId%d" Type="http://x/%s" Target="%s" TargetMode="External"/>'
    parts["word/_rels/settings.xml.rels"] = (
        head
        + one % (9, b"attachedTemplate", b"file:///C:/templates/x.dotm")
        + one % (8, b"hyperlink", b"https://x")
        + b"</Relationships>"
    )
    kept = parts_of(template_of(document(parts)).content)
    assert b"attachedTemplate" not in kept[SETTINGS]
    assert b"x.dotm" not in kept["word/_rels/settings.xml.rels"]
    assert b"rId8" in kept["word/_rels/settings.xml.rels"]


def settled(content: bytes) -> object:
    """The tags of a template, or why it is none."""
    try:
        return template_of(content).tags
    except Unusable as refused:
        return refused.messages


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="{}%# abcdefnoriltx.|()'[]_", max_size=40))
def test_any_words_in_braces_are_a_template_or_a_reason(words):
    assert settled(with_tag(words))


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=40), st.integers(0, len(TEMPLATE)))
def test_a_spoiled_file_is_a_template_or_a_reason(inserted, at):
    assert settled(TEMPLATE[:at] + inserted + TEMPLATE[at + len(inserted) :])
