"""Letters under the headings of data files: their order, what is typed, what is left out."""

from dataclasses import replace

import pytest

from clonus_desktop import resources, toml_files
from clonus_desktop.domain.message import Message
from clonus_desktop.report.options import SWITCHED, LetterOptions
from clonus_desktop.report.parts import Plot, Section, Table
from clonus_desktop.report.structure_words import HEADINGS, STRUCTURES, TYPED
from clonus_desktop.report.structures import (
    GENERATED,
    StructureError,
    load_structures,
    structure_from,
    structure_named,
)
from clonus_desktop.report.text import as_text
from tests.report.cases import (
    HISTORY,
    LEFT_SIDED,
    PATIENT,
    SEROTONERGIC,
    TODAY,
    beside,
    courses_of,
    letter,
    with_hunter,
)

EVERYTHING = {part: f"What was typed as {part}." for part in TYPED}
FULL = replace(
    TODAY,
    comment="Seen with his wife.",
    notes={TODAY.places[0]: "Foot warm."},
    revision=2,
    revises_id=11,
    revision_reason="counted again",
    statements={**with_hunter(TODAY, SEROTONERGIC).statements, **beside(LEFT_SIDED)},
)


def written(structure, *, typed=EVERYTHING, without=(), examination=FULL, **changes):
    options = LetterOptions(
        recipient="Dr M Halloran", structure=structure, typed=typed, without=frozenset(without)
    )
    return letter(
        examination,
        options=options,
        compare_with=HISTORY[-1],
        courses=courses_of(*HISTORY, TODAY),
        **changes,
    )


def headings_of(made):
    return [b.heading for b in made.body if isinstance(b, Section) and not b.is_beneath]


def beneath(made, heading):
    """What stands under a heading of the structure: kinds or own headings."""
    blocks = iter(made.body)
    next(b for b in blocks if isinstance(b, Section) and b.heading == heading)
    found = []
    for block in blocks:
        if isinstance(block, Section) and not block.is_beneath:
            break
        found.append("table" if isinstance(block, Table) else block.heading)
    return found


def test_every_file_is_a_structure_and_every_structure_has_its_file():
    files = {file.stem for file in resources.path("letter", "structures").glob("*.toml")}
    assert files == set(STRUCTURES) == {structure.key for structure in load_structures()}


def test_the_structure_of_a_later_version_becomes_the_plain_one():
    assert structure_named("soap") == structure_named("plain")
    assert written("soap").structure == "plain"


def test_an_outpatient_letter_has_the_prsb_headings_in_their_order():
    assert headings_of(written("prsb")) == [
        "Attendance details",
        "Individual requirements",
        "Diagnoses",
        "Procedures",
        "Medications and medical devices",
        "Allergies and adverse reactions",
        "Clinical history",
        "Clinical summary",
        "Examination findings",
        "Assessment scales",
        "Investigation results",
        "Social context",
        "Family history",
        "Safety alerts",
        "Patient and carer concerns",
        "Information and advice given",
        "Plan and requested actions",
    ]


def test_sbar_has_its_four_headings_and_the_clinician_writes_the_last_one():
    made = written("sbar")
    assert headings_of(made) == ["Situation", "Background", "Assessment", "Recommendation"]
    assert made.opening == ()
    last = made.body[-1]
    assert last == Section(paragraphs=("What was typed as plan.",), is_typed=True, is_beneath=True)
    assert beneath(made, "Background") == [
        "Known conditions",
        "Clinical history",
        "Antispastic treatment",
        "Medication",
    ]
    assert beneath(made, "Assessment") == [
        "table",
        "",
        "",
        "Other neurological signs",
        "",
        "Serotonergic exposure",
        "How the test was done",
        "Notes",
        "Comment",
        "Beats at each examination",
        "Limit and counting",
    ]


def test_a_heading_with_nothing_to_stand_under_it_is_left_out():
    bare = replace(PATIENT, known_conditions="", alert="")
    made = written("prsb", typed={"plan": "Please see him."}, examination=TODAY, patient=bare)
    assert headings_of(made) == [
        "Attendance details",
        "Examination findings",
        "Assessment scales",
        "Plan and requested actions",
    ]


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_letter_has_all_typed_words_of_its_structure_once_and_no_others(structure):
    said = as_text(written(structure))
    for part, words in EVERYTHING.items():
        assert said.count(words) == (part in structure_named(structure).typed)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_typed_and_generated_words_never_share_a_section(structure):
    for block in written(structure).body:
        if isinstance(block, Section):
            typed = [p.startswith("What was typed") for p in block.paragraphs]
            assert not any(typed) or (all(typed) and block.is_typed)


def test_the_fields_are_called_by_the_heading_that_they_stand_under_alone():
    sbar = structure_named("sbar").typed
    assert list(sbar) == ["reason", "history", "medication", "plan"]
    assert [str(words) for words in sbar.values()] == [
        "Situation",
        "Clinical history",
        "Medication",
        "Recommendation",
    ]
    assert structure_named("plain").typed == {"reason": Message("Reason for referral")}
    assert str(structure_named("prsb").typed["reason"]) == "Reason for referral"


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("part", SWITCHED)
def test_a_part_that_is_switched_off_is_gone_and_all_else_stays(structure, part):
    whole, less = written(structure), written(structure, without=[part])
    gone = [block for block in whole.body if block not in less.body]
    said = {block.heading for block in gone if isinstance(block, Section)}
    assert (
        said
        <= {
            "table": set(),
            "plot": set(),
            "technique": {"How the test was done"},
            "notes": {"Notes"},
            "context": {
                "Other neurological signs and treatment",
                "Other neurological signs",
                "Antispastic treatment",
                "",
            },
            "hunter": {"Serotonergic exposure"},
            "rules": {"Limit and counting"},
        }[part]
    )
    assert gone
    assert (less.table is None, less.plot is None) == (part == "table", part == "plot")
    assert sum(isinstance(block, Table | Plot) for block in gone) == (part in {"table", "plot"})


@pytest.mark.parametrize("structure", STRUCTURES)
def test_even_in_short_a_letter_names_the_rule_its_source_and_what_absence_does_not_say(structure):
    said = as_text(written(structure, without=["rules"]))
    assert 'Rule ARTICLE_GT5, version 1 ("More than 5 beats"). Source: ' in said
    assert "is not a diagnosis" in said
    assert "Absent clonus does not exclude" in said
    assert "counts as a beat" not in said


def test_the_examiner_is_named_with_the_time_unless_somebody_else_may_have_amended():
    once = replace(FULL, revision=1, revises_id=None, revision_reason="")
    said = (
        "Examined on 14 November 2025 at 10:38 by Dr P Okafor, "
        "Consultant in Rehabilitation Medicine."
    )
    assert said in as_text(written("sbar", examination=once))
    for examination in (FULL, replace(once, signature=None)):
        assert "Examined on 14 November 2025 at 10:38." in as_text(
            written("sbar", examination=examination)
        )


# --- the files --------------------------------------------------------------------------------

GOOD = {"headings": [{"parts": ["findings", "revision", "rules"]}]}


def test_a_smallest_structure_is_one_without_headings():
    (heading,) = structure_from("plain", GOOD, "plain.toml").headings
    assert heading.words is None


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "'headings' is missing"),
        ({**GOOD, "name": "Plain"}, "'name' is not a key"),
        ({"headings": []}, r"one or more \[\[headings\]\]"),
        ({**GOOD, "opening": "reason"}, "opening: parts must be a list"),
        ({**GOOD, "opening": ["table"]}, "opening: 'table' is not the key of a part"),
        ({**GOOD, "opening": ["reason", "reason"]}, "'reason' stands there twice"),
        ({"headings": [{"parts": ["findings", "rules"]}]}, "'revision' is missing"),
        ({"headings": [{"heading": "plan"}]}, "headings 1: 'parts' is missing"),
        ({"headings": [{"heading": "Plan", "parts": []}]}, "'Plan' is not the key of a heading"),
        ({"headings": [{"heading": 3, "parts": []}]}, "heading must be words"),
        ({"headings": [{"parts": [3]}]}, "3 is not the key of a part"),
        ({"headings": [{"parts": [], "bare": "yes"}]}, "bare must be true or false"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name_and_place(table, said):
    with pytest.raises(StructureError, match=f"^plain.toml.*{said}"):
        structure_from("plain", table, "plain.toml")


def test_every_part_and_every_heading_is_used_somewhere():
    tables = [
        toml_files.read(file, StructureError)
        for file in resources.path("letter", "structures").glob("*.toml")
    ]
    headings = [one for table in tables for one in table["headings"]]
    used = {part for one in headings for part in one["parts"]}
    used |= {part for table in tables for part in table.get("opening", ())}
    assert used == {*GENERATED, *TYPED}
    assert {one["heading"] for one in headings if "heading" in one} == set(HEADINGS)
