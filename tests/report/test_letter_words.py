"""What no letter may say, and what every letter says, whatever was recorded."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.finding import FindingKind
from clonus_desktop.report.parts import Section
from clonus_desktop.report.text import as_text
from tests.report.cases import (
    HISTORY,
    LANGUAGES,
    PATIENT,
    PRACTICE,
    TODAY,
    courses_of,
    letter,
    read,
)
from tests.report.examinations import earlier, examinations, options

FORBIDDEN = {
    "en": r"\bnormal(?:ly)?\b|\bpositive|\bnegative|\bdiagnosed\b|\bhealthy\b|\bsafe\b"
    r"|lesion (?:at|detected)|has serotonin|\bNone\b|[{}]",
    "de": r"\bnormal|\bpositiv|\bnegativ|\bunauffällig|\bgesund|[{}]",
    "es": r"\bnormal|\bpositiv|\bnegativ|\bsano\b|[{}]",
    "fr": r"\bnormal|\bpositi[fv]|\bnégati[fv]|\bsain\b|[{}]",
}
"""The words that product.md and ux.md rule out: a letter records and never judges."""


def judging_words(made) -> list[str]:
    """The forbidden words of a letter; the published wording of a rule is the publisher's."""
    text = as_text(made).replace(made.citation.wording, "")
    return re.findall(FORBIDDEN[made.language], text, flags=re.IGNORECASE)


@settings(max_examples=120, deadline=None)
@given(examinations(), earlier, options, st.sampled_from(LANGUAGES))
def test_no_letter_judges_the_patient_in_any_structure_or_language(now, before, chosen, language):
    made = letter(
        now,
        compare_with=before,
        courses=courses_of(*HISTORY, now),
        options=chosen,
        patient=replace(PATIENT, known_conditions="", alert=""),
        language=language,
    )
    assert judging_words(made) == []


@settings(max_examples=60, deadline=None)
@given(examinations(), options)
def test_every_letter_names_its_rule_and_tells_the_three_states_apart(now, chosen):
    made = letter(now, options=chosen)
    said = as_text(made)
    assert f"Rule {made.citation.rule_id}, version {made.citation.version}" in said
    assert "Absent clonus does not exclude an upper motor neurone lesion." in said
    kinds = [finding.kind for finding in read(now).findings]
    without_clonus = any(f.trial and f.trial.no_clonus for f in read(now).findings)
    assert ("No clonus was elicited at" in said) == without_clonus
    assert (" not tested " in said) == (FindingKind.NOT_TESTED in kinds)
    assert ("Nothing was recorded at" in said) == (FindingKind.NOT_EXAMINED in kinds)


@settings(max_examples=60, deadline=None)
@given(examinations(), options)
def test_no_heading_of_any_letter_stands_over_nothing(now, chosen):
    blocks = letter(now, options=chosen).body
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Section) and not block.paragraphs:
            assert following is not None
            assert not isinstance(following, Section) or following.is_beneath


def test_the_forbidden_words_would_be_found():
    made = letter(TODAY, practice=replace(PRACTICE, clinic="Reflexes normal\nTest negative"))
    assert judging_words(made) == ["normal", "negative"]
