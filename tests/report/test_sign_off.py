"""The lines under a letter: who writes it, and who examined and signed."""

from dataclasses import replace

import pytest

from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.practice import NOBODY
from clonus_desktop.report.sign_off import name_and_role, signature_lines
from tests.report.cases import PRACTICE, TODAY, WORDS

NOBODY_NAMED = replace(PRACTICE, examiner=NOBODY)
SIGNED = TODAY.signature.examiner


@pytest.mark.parametrize(
    ("profile", "lines"),
    [
        ({}, ["Dr A Lund"]),
        ({"role": "Physician"}, ["Dr A Lund, Physician"]),
        ({"registration": "4711"}, ["Dr A Lund", "Registration No. 4711"]),
        (
            {"role": "Physician", "signature_text": "Anna Lund\nWard 3", "registration": "4711"},
            ["Anna Lund", "Ward 3", "Registration No. 4711"],
        ),
    ],
)
def test_a_clinician_writes_under_the_own_lines_or_name_and_role(profile, lines):
    writer = Clinician(name="Dr A Lund", **profile)
    *written, signed = signature_lines(TODAY, PRACTICE, writer, WORDS)
    assert written == lines
    assert signed.startswith(f"Examined and signed by {SIGNED.name} on ")


def test_without_clinicians_the_practice_writes_or_whoever_signed():
    assert signature_lines(TODAY, PRACTICE, None, WORDS)[0].startswith(PRACTICE.examiner.name)
    named = signature_lines(TODAY, NOBODY_NAMED, None, WORDS)[0]
    assert named == name_and_role(SIGNED, WORDS)


def test_nobody_signs_a_draft_whoever_writes():
    draft = replace(TODAY, signature=None)
    assert signature_lines(draft, NOBODY_NAMED, None, WORDS) == ("Not signed: this is a draft.",)


@pytest.mark.parametrize(
    ("who", "line"),
    [
        (Examiner(name="Dr A Lund", role="Physician"), "Dr A Lund, Physician"),
        (Examiner(name="Dr A Lund"), "Dr A Lund"),
        (Examiner(name="", role="Physician"), "Physician"),
        (NOBODY, ""),
    ],
)
def test_name_and_role_stand_on_one_line(who, line):
    assert name_and_role(who, WORDS) == line
