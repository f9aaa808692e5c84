from dataclasses import replace

import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.protocol import Check
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.technique import CheckAnswer, Technique
from clonus_desktop.report import technique_words
from clonus_desktop.report.technique_words import short_words, technique_prose
from tests.report.cases import PROTOCOLS, WORDS, examined, read

YES, NO = CheckAnswer.YES, CheckAnswer.NO
ANKLE_PROTOCOL = PROTOCOLS[0]
RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)


def prose(right: Technique, left: Technique, protocols=PROTOCOLS, **changes):
    stated = {RIGHT: right, LEFT: left}
    contents = {
        (Topic.TECHNIQUE, place): technique.to_content()
        for place, technique in stated.items()
        if not technique.is_empty
    }
    examination = examined(2, 6, None, None, None, None, statements=contents, **changes)
    return technique_prose(examination, protocols, read(examination))


def test_without_a_statement_the_standard_position_is_told():
    assert prose(Technique(), Technique(), protocol_versions={"ankle": 1}) == (
        "Ankle: supine, knee slightly bent; rapid dorsiflexion (protocol version 1).",
    )


def test_what_was_ticked_on_both_sides_is_told_once():
    both = Technique(position="knee-straight", checks={"held": YES, "relaxed": YES})
    assert prose(both, both) == (
        "Ankle: supine, knee straight; rapid dorsiflexion with the muscle relaxed and the stretch "
        "held (protocol version 2).",
    )


def test_sides_that_were_tested_unlike_are_told_apart():
    assert prose(Technique(checks={"held": NO}), Technique(checks={"fast": YES, "held": NO})) == (
        "Right ankle: supine, knee slightly bent; rapid dorsiflexion with the stretch not held "
        "(protocol version 2).",
        "Left ankle: supine, knee slightly bent; rapid dorsiflexion with a fast stretch, but with "
        "the stretch not held (protocol version 2).",
    )


def test_a_check_without_words_for_a_letter_is_told_as_it_is_asked():
    bare = replace(ANKLE_PROTOCOL, checks=(Check(key="warm", text="Room warm", source="general"),))
    technique = Technique(checks={"warm": YES})
    assert " with room warm: yes (" in prose(technique, technique, (bare,))[0]


def test_what_a_later_protocol_no_longer_asks_is_still_told_by_its_key():
    technique = Technique(position="knee-over-edge", checks={"room-warm": NO, "held": YES})
    assert prose(technique, technique) == (
        "Ankle: knee over edge; rapid dorsiflexion with the stretch held, but with room warm: no "
        "(protocol version 2).",
    )


def test_a_site_whose_protocol_is_gone_is_left_out():
    assert prose(Technique(), Technique(), PROTOCOLS[1:]) == ()


@pytest.mark.parametrize(
    ("technique", "said"),
    [
        (Technique(), ""),
        (Technique(position="knee-straight"), "supine, knee straight"),
        (Technique(checks={"held": YES, "fast": YES}), "2 of 5 checks ticked"),
        (
            Technique(position="sitting", checks={"held": NO, "fast": YES}),
            "sitting, knee bent; 1 of 5 checks ticked; stretch held: no",
        ),
    ],
)
def test_a_few_words_count_the_ticks_and_name_what_was_not_so(technique, said):
    assert short_words(technique, ANKLE_PROTOCOL, WORDS) == said


def test_a_few_words_without_a_protocol_are_its_keys():
    technique = Technique(position="half-sitting", checks={"jaw-relaxed": NO, "held": YES})
    said = "half sitting; 1 of 2 checks ticked; jaw relaxed: no"
    assert short_words(technique, None, WORDS) == said


def test_a_position_is_told_by_its_key_where_no_protocol_knows_it():
    assert (
        technique_words.position_words("knee-straight", ANKLE_PROTOCOL) == "supine, knee straight"
    )
    assert technique_words.position_words("knee-gone", ANKLE_PROTOCOL) == "knee gone"
