"""The confirmation of an erasure: all that was done and nothing of what was found."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from clonus_desktop.domain.erased_content import ErasedContent
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.domain.practice import Practice
from clonus_desktop.language import catalogue
from clonus_desktop.report import erasure
from clonus_desktop.report.erasure import (
    ErasureFacts,
    compose_confirmation,
    confirmation_pages,
    confirmation_pdf,
)
from clonus_desktop.report.options import Naming

FACTS = ErasureFacts(
    patient=Patient(
        family_name="Macilroy",
        given_name="Iain",
        born_on=date(1968, 1, 11),
        sex=Sex.MALE,
        number="999 018 5301",
        alert="Latex allergy",
        known_conditions="Stroke",
    ),
    naming=Naming(
        number_label="NHS No.",
        sex_label="Gender",
        others=(Patient(family_name="Macilroy", given_name="Ian", number="Record No. 77"),),
    ),
    content=ErasedContent(records=2, signed=8, unsigned=1, letters=3, signatures=11, rows=163),
    erased_at=datetime(2026, 5, 3, 14, 5, 7, 123, tzinfo=UTC),
    erased_by=Examiner(name="Dr P Okafor", role="Consultant"),
    reason="Letter of 1 May",
    casebook_id="ab" * 16,
    audit_number=412,
    audit_digest="cd" * 32,
    backups=3,
)
PRACTICE = Practice(clinic="Northgate Rehabilitation Clinic\n1 North Road")


def composed(facts: ErasureFacts = FACTS) -> erasure.Confirmation:
    return compose_confirmation(facts, PRACTICE, words=catalogue("en"))


def test_it_tells_who_when_by_whom_why_and_how_much() -> None:
    note = composed()
    assert note.title == "Confirmation of erasure"
    assert note.opening == (
        "On 3 May 2026 at 14:05, everything that this casebook held about the person named here "
        "was erased on request."
    )
    assert note.name == "MACILROY, Iain"
    assert [(one.label, one.value) for one in note.identifiers] == [
        ("Born", "11 January 1968 (58 years)"),
        ("Gender", "Male"),
        ("NHS No.", "999 018 5301"),
        ("Also known as", "MACILROY, Ian, Record No. 77"),
    ]
    assert [(one.label, one.value) for one in note.facts] == [
        ("Erased by", "Dr P Okafor, Consultant"),
        ("Reason", "Letter of 1 May"),
        ("Records of this person", "2"),
        ("Signed exams, each version counted", "8"),
        ("Unfinished and discarded exams", "1"),
        ("Issued letters", "3"),
        ("Signatures of clinicians", "11"),
        ("Rows of the casebook, all together", "163"),
        ("Newest entry of the audit", f"412, sealed {'cd' * 32}"),
    ]
    assert note.record.startswith(f"Casebook {'ab' * 16} · Clonus Desktop ")


def test_it_never_tells_what_was_known_of_the_person() -> None:
    said = repr(composed())
    assert "Latex" not in said
    assert "Stroke" not in said


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "No backup lies beside the casebook."),
        (1, "1 backup beside the casebook was made before and still holds this person."),
        (3, "3 backups beside the casebook were made before and still hold this person."),
    ],
)
def test_it_says_honestly_which_backups_still_hold_the_person(count: int, words: str) -> None:
    first, elsewhere, audit = composed(replace(FACTS, backups=count)).notes
    assert first.startswith(words)
    assert "were not reached" in elsewhere
    assert "seals" in audit


def test_it_says_when_the_file_could_not_be_written_anew_yet() -> None:
    first, *others = composed(replace(FACTS, is_wiped=False)).notes
    assert first.startswith("The file of the casebook could not be written anew at once.")
    assert tuple(others) == composed().notes


def test_nobody_is_named_when_nobody_was_and_a_role_is_not_needed() -> None:
    assert composed(replace(FACTS, erased_by=None)).facts[0].value == "Nobody was named"
    alone = composed(replace(FACTS, erased_by=Examiner(name="Dr Ng")))
    assert alone.facts[0].value == "Dr Ng"


def test_an_unknown_number_says_so_and_another_name_needs_none() -> None:
    naming = Naming(others=(Patient(family_name="Other"),))
    unknown = replace(FACTS, patient=Patient(family_name="Solo"), naming=naming)
    values = [one.value for one in composed(unknown).identifiers]
    assert values == ["Not known", "Not known", "Not known", "OTHER"]


def test_the_same_confirmation_always_gives_the_same_archival_file() -> None:
    pdf = confirmation_pdf(composed())
    assert pdf == confirmation_pdf(composed())
    assert pdf.startswith(b"%PDF-1.7")
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf


def test_markup_and_long_text_are_inert_and_go_on_over_pages() -> None:
    hostile = replace(
        FACTS,
        patient=Patient(family_name="#emph[x] <b>" + "W" * 150, given_name="$x^2$ 李\u202e"),
        reason="word " * 1500,
    )
    pages = confirmation_pages(composed(hostile))
    assert len(pages) > 1
    assert all(page.startswith(b"<svg") for page in pages)
    assert confirmation_pdf(composed(hostile)).startswith(b"%PDF")


def test_one_page_is_enough_for_the_usual_one() -> None:
    assert len(confirmation_pages(composed())) == 1
