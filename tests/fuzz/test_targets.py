"""Every parser reads whatever it is given, or refuses it in its own words."""

import time

import pytest

from tests import fuzz
from tests.fuzz.mutations import changed

CHANGED = 400
LONGEST_S = 20.0
"""For all of a target's inputs: a parser that needs longer can be made to hang."""


@pytest.mark.parametrize("name", fuzz.names())
def test_a_parser_raises_nothing_but_what_it_names(name: str) -> None:
    target = fuzz.target(name)
    begun = time.monotonic()
    for data in (*target.seeds, b"", b"\xff\xfe", b"\xef\xbb\xbf", *changed(target.seeds, CHANGED)):
        target.parse(data)
    assert time.monotonic() - begun < LONGEST_S


def test_every_parser_is_a_target_and_a_new_one_is_found_by_itself() -> None:
    assert {
        "agents",
        "answers",
        "contents",
        "context_form",
        "dates",
        "drawing",
        "judge",
        "letterhead",
        "manifest",
        "mark",
        "pad",
        "patients_csv",
        "patients_fhir",
        "protocol",
        "settings",
        "sites",
        "vault",
        "word_package",
        "word_tags",
    } <= set(fuzz.names())


def test_changed_inputs_are_the_same_on_every_run_and_are_changed() -> None:
    first = [*changed((b"one", b"two words"), 50)]
    assert first == [*changed((b"one", b"two words"), 50)]
    assert len(set(first)) > 40
