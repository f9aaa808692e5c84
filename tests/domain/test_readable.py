"""Words without the characters that nobody sees."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.exposure import Exposure
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.practice import Practice
from clonus_desktop.domain.readable import NOTHING_READABLE, kept_readable, readable
from clonus_desktop.domain.trial import Trial

TURNS = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
UNSEEN = ["\u00ad", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u3164", "\U000e0041"]
RIGHT = Place(ANKLE, Side.RIGHT)


@pytest.mark.parametrize("character", [*TURNS, *UNSEEN])
def test_what_turns_or_hides_words_is_left_out(character: str) -> None:
    assert readable(f"Mac{character}ilroy") == "Macilroy"


@pytest.mark.parametrize(
    "text", ["\u0645\u06cc\u200c\u062e", "\u845b\U000e0100", "🙂\ufe0f", "e\u0301", "a\tb\nc", "ß"]
)
def test_what_is_a_part_of_a_script_stays(text: str) -> None:
    assert readable(text) == text


def test_words_of_nothing_else_are_still_words() -> None:
    assert kept_readable("\u200b\u3164") == NOTHING_READABLE
    assert kept_readable(" ") == " "
    assert kept_readable("") == ""


@given(st.text())
def test_no_bidirectional_control_is_left_and_twice_is_once(text: str) -> None:
    once = readable(text)
    assert readable(once) == once
    assert {unicodedata.bidirectional(c) for c in once}.isdisjoint(
        {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )


def test_no_value_of_the_record_holds_them_whether_typed_or_read() -> None:
    bad, good = "a\u202eb", "ab"
    patient = Patient(family_name=bad, given_name=bad, number=bad, alert=bad, known_conditions=bad)
    assert patient == Patient(
        family_name=good, given_name=good, number=good, alert=good, known_conditions=good
    )
    assert Examiner(name=bad, role=bad) == Examiner(name=good, role=good)
    assert Practice(clinic=bad).clinic == good
    assert NotTested(reason=NotTestedReason.OTHER, explanation=bad).explanation == good
    assert Exposure(drug=bad, dose=bad) == Exposure(drug=good, dose=good)
    assert DrugUse(drug="other", name=bad, dose=bad) == DrugUse(drug="other", name=good, dose=good)
    examination = Examination(
        patient_id=1,
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        places=(RIGHT,),
        notes={RIGHT: bad},
        comment=bad,
    )
    assert (examination.notes, examination.comment) == ({RIGHT: good}, good)


def test_a_record_of_invisible_words_can_still_be_read() -> None:
    assert Patient(family_name="\u3164").formal_name == NOTHING_READABLE
    assert NotTested(reason=NotTestedReason.OTHER, explanation="\u200b").explanation
    assert Exposure(drug="\u2060").drug == NOTHING_READABLE


def test_a_struck_trial_stays_struck_whatever_its_reason_was() -> None:
    assert Trial(beats=2, struck_reason="\u200b").is_struck
    assert Trial(beats=2, struck_reason="no\u202e").struck_reason == "no"
