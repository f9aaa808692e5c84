from dataclasses import replace
from datetime import date

import pytest

from clonus_desktop.domain.anatomy import Place, Side
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.trial import Trial
from clonus_desktop.report.html import as_html
from clonus_desktop.report.letter import InvalidLetter, LetterOptions
from clonus_desktop.report.options import USUALLY_WITHOUT
from clonus_desktop.report.parts import Cell, Row, Section
from clonus_desktop.report.pdf import as_pdf, as_svg_pages
from clonus_desktop.report.text import as_text
from tests.report.cases import (
    HISTORY,
    INFANT,
    JAW,
    LETTERS,
    OPTIONS,
    PATIENT,
    PRACTICE,
    TODAY,
    WITHDRAWN,
    clonus_test_at,
    courses_of,
    examined,
    letter,
    read,
)


@pytest.mark.parametrize(
    ("recipient", "salutation"),
    [
        ("Dr M Halloran, Neurology", "Dear Dr Halloran,"),
        ("Prof. Anna van der Berg", "Dear Prof. van der Berg,"),
        ("Ms Li\nWard 4", "Dear Ms Li,"),
        ("Department of Neurology", "Dear colleague,"),
        ("Drummond Clinic", "Dear colleague,"),
        ("", "Dear colleague,"),
    ],
)
def test_a_title_and_a_name_are_greeted_and_everyone_else_is_a_colleague(recipient, salutation):
    assert letter(TODAY, options=LetterOptions(recipient=recipient)).salutation == salutation


def test_a_letter_of_another_patients_examination_is_refused():
    other = replace(TODAY, patient_id=8)
    with pytest.raises(InvalidLetter):
        letter(other)
    with pytest.raises(InvalidLetter):
        letter(TODAY, compare_with=replace(HISTORY[-1], patient_id=8))


def test_a_withdrawn_examination_is_neither_told_nor_compared():
    with pytest.raises(InvalidLetter, match="was withdrawn"):
        letter(WITHDRAWN)
    with pytest.raises(InvalidLetter, match="compare with was withdrawn"):
        letter(TODAY, compare_with=WITHDRAWN)


def test_a_comparison_is_with_an_earlier_signed_examination():
    with pytest.raises(InvalidLetter):
        letter(TODAY, compare_with=replace(HISTORY[-1], signature=None))
    with pytest.raises(InvalidLetter):
        letter(HISTORY[-1], compare_with=TODAY)


def test_the_parts_that_were_not_wanted_are_left_out():
    options = replace(OPTIONS, without=USUALLY_WITHOUT | {"table", "plot"})
    made = letter(TODAY, options=options, courses=courses_of(*HISTORY, TODAY))
    assert made.table is None
    assert made.plot is None


def test_typed_and_generated_words_stay_in_sections_of_their_own():
    made = LETTERS["longest"]
    typed = [s.heading for s in made.sections if s.is_typed]
    assert typed == ["Notes", "Comment", "Known conditions"]
    (reason,) = made.opening
    assert reason.is_typed


def test_another_writer_signs_below_and_the_examiner_stays_named():
    writer = replace(PRACTICE, examiner=Examiner(name="Ms S Lindqvist"))
    assert letter(TODAY, practice=writer).signature == (
        "Ms S Lindqvist",
        "Examined and signed by Dr P Okafor on 14 November 2025 at 10:44.",
    )
    nobody = replace(PRACTICE, examiner=Examiner(name=" "))
    assert letter(TODAY, practice=nobody).signature[0].startswith("Dr P Okafor")


def test_a_superseded_examination_says_that_a_later_revision_exists():
    made = letter(replace(TODAY, superseded=True))
    assert "A later revision of this examination exists." in made.sections[1].paragraphs


def test_a_patient_without_date_of_birth_or_number_is_not_known():
    unknown = replace(PATIENT, born_on=None, number="")
    assert [i.value for i in letter(TODAY, patient=unknown).identifiers] == [
        "Not known",
        "Male",
        "Not known",
    ]


def test_a_letter_dated_before_the_birth_gives_no_age():
    made = letter(replace(TODAY, signature=None), patient=INFANT, written_on=date(2025, 1, 1))
    assert made.identifiers[0].value == "10 February 2025"


def test_one_visit_is_no_course():
    assert letter(TODAY, courses=courses_of(TODAY)).plot is None
    assert letter(TODAY, courses=()).plot is None


def test_the_last_twelve_visits_are_drawn_and_the_heading_says_of_how_many():
    visits = [examined(0, n, 0, 0, 0, 0, on=date(2024, 1 + n, 1), exam_id=n) for n in range(12)]
    plot = letter(TODAY, courses=courses_of(*visits, TODAY)).plot
    assert plot is not None
    assert plot.heading == "Beats at each examination, the last 12 of 13"
    # A circle for the right at each visit and site, and one in the legend.
    assert plot.svg.count("<circle") == 12 * 3 + 1


def test_the_plot_is_told_in_one_sentence():
    plot = LETTERS["comparison"].plot
    assert plot is not None
    assert plot.summary.startswith(
        "Course from 9 March 2023 to 14 November 2025: right ankle at most 3 beats, last 2 beats; "
        "left ankle at most sustained clonus, last 6 beats; "
    )


def test_a_site_examined_on_one_side_only_says_so_on_the_other():
    made = letter(
        examined(1, None, None, None, None, None, places=TODAY.places[:1]),
        compare_with=HISTORY[-1],
    )
    assert made.table is not None
    (row,) = made.table.rows
    assert (row.right.text, row.left.text) == ("1 beat", "Not examined")
    assert (row.right.before, row.left.before) == ("2 beats", "8 beats")


def test_a_comparison_without_a_shared_place_says_what_was_examined_when():
    before = examined(
        None, 1, None, None, None, None, places=TODAY.places[1:2], on=date(2025, 1, 1)
    )
    now = examined(1, None, None, None, None, None, places=TODAY.places[:1])
    _findings, compared, _conditions = letter(now, compare_with=before).sections
    assert compared.paragraphs == (
        "Not examined on 1 January 2025: the right ankle (1 beat now). "
        "Examined on 1 January 2025 and not now: the left ankle (1 beat then).",
    )


def test_a_long_note_keeps_its_paragraphs_under_one_place():
    note = {TODAY.places[0]: "First.\n\nSecond."}
    options = replace(OPTIONS, without=frozenset({"technique"}))
    made = letter(replace(TODAY, notes=note), options=options)
    assert made.sections[1].paragraphs == ("Right ankle: First.", "Second.")


def test_technique_is_told_of_tested_sites_with_the_version_that_was_used():
    made = letter(
        replace(TODAY, protocol_versions={"ankle": 3}),
        options=replace(OPTIONS, without=frozenset()),
    )
    (ankle, *_) = made.sections[1].paragraphs
    assert ankle == "Ankle: supine, knee slightly bent; rapid dorsiflexion (protocol version 3)."


def test_only_times_and_no_count_are_not_judged():
    empty = Trial(duration_s=0.0)
    made = letter(examined(empty, empty, empty, empty, empty, empty))
    assert made.sections[0].paragraphs[0].startswith("At the right ankle 0.0 s was timed")
    assert made.sections[0].paragraphs[1].startswith("The limit could not be applied at either")


@pytest.mark.parametrize(
    "held", [("right",), ("left", "midline"), ("right", "left", "midline"), ()]
)
def test_a_row_has_both_sides_or_the_midline_alone(held):
    cell = Cell(place="Jaw", text="6 beats")
    with pytest.raises(ValueError, match="needs right and left, or a midline alone"):
        Row(site="Jaw", **dict.fromkeys(held, cell))


def test_a_site_that_has_both_sides_and_a_midline_is_told_in_both_ways_and_never_merged():
    sides = [Place(JAW.site, side) for side in Side]
    mixed = examined(0, 0, 0, 0, 0, 0)
    tests = {**mixed.tests, **{p: clonus_test_at(p, n) for n, p in enumerate(sides)}}
    whole = letter(replace(mixed, places=(*mixed.places, *sides), tests=tests))
    rows = [[cell.text for cell in row.cells] for row in whole.table.rows if row.site == "Jaw"]
    assert rows == [["No clonus (0 beats)", "1 beat"], ["2 beats"]]
    assert read(mixed).all_of(sides) == "the right and left jaw and the jaw"


STRUCTURED = replace(
    LETTERS["comparison"],
    body=(
        Section(heading="Examination findings"),
        *LETTERS["comparison"].body[:2],
        Section(heading="Notes", paragraphs=("Tired.",), is_beneath=True),
        replace(LETTERS["comparison"].plot, is_beneath=True),
        Section(heading="Plan and requested actions", paragraphs=("Please see.",), is_typed=True),
        Section(heading="Nothing beneath"),
    ),
    copies=("Copies to:", "Dr A Moreau"),
)


def test_a_heading_stands_directly_over_what_it_heads():
    blocks = as_text(STRUCTURED).split("\r\n\r\n")
    heads = [block.split("\r\n")[0] for block in blocks]
    assert heads[5:-1] == [
        "Clonus examination, 14 November 2025",
        "Examination findings",
        blocks[7].split("\r\n")[0],
        "Notes",
        "Plan and requested actions",
        "Nothing beneath",
        "Yours sincerely,",
        "Dr P Okafor, Consultant in Rehabilitation Medicine",
        "Copies to:",
    ]
    assert "\r\nRight ankle: 2 beats" in blocks[6]
    assert blocks[7].startswith("A rapid stretch elicited ")


def test_the_headings_of_the_structure_stand_over_those_of_its_parts():
    html, (page, *_) = as_html(STRUCTURED), as_svg_pages(STRUCTURED)
    assert "<h3>Examination findings</h3>" in html
    assert "<h4>Notes</h4>\n<p>Tired.</p>" in html
    assert "<p>Copies to:<br>Dr A Moreau</p>" in html
    assert page.startswith(b"<svg")
    assert as_pdf(STRUCTURED).startswith(b"%PDF-")
