import dataclasses
import math

import pytest

from clonus_desktop.domain.anatomy import ANKLE, Side, Sides
from clonus_desktop.domain.clonus_test import NotTestedReason
from clonus_desktop.domain.protocol import (
    LONGEST_CAP_S,
    Caution,
    CautionKind,
    Check,
    InvalidProtocol,
    Pitfall,
    PositionChoice,
    Protocol,
    Step,
)

FORBIDS = CautionKind.DO_NOT_TEST
FRACTURE = NotTestedReason.FRACTURE_OR_INJURY


def _protocol(**changes):
    values = {
        "site": ANKLE,
        "version": 1,
        "order": 1,
        "name": "ankle",
        "picture": "ankle.svg",
        "position": "supine",
        "stretch": "rapid dorsiflexion",
        "muscle": "soleus",
        "level": "S1–S2",
        "beat": "One beat is one jerk.",
        "cap_s": 12.0,
        "source_keys": ("fpnotebook", "general"),
        "steps": (Step(text="Push.", source="fpnotebook"),),
        "cautions": (Caution(text="Stop if it is painful.", source="general"),),
    }
    return Protocol(**(values | changes))


def test_a_complete_protocol_stands_and_cannot_be_changed():
    protocol = _protocol()
    assert protocol.steps[0].text == "Push."
    with pytest.raises(dataclasses.FrozenInstanceError):
        protocol.version = 2


def _forbids(short):
    return Caution(
        text="Do not test.", source="general", kind=FORBIDS, short=short, reason=FRACTURE
    )


def _check(**changes):
    return Check(**({"key": "held", "text": "Stretch held", "source": "general"} | changes))


def test_what_may_be_left_out_is_left_out():
    protocol = _protocol()
    assert protocol.sides is Sides.BOTH
    assert (protocol.reminder, protocol.drawing, protocol.body_spot) == ("", "", None)
    assert protocol.pitfalls == protocol.checks == protocol.positions == ()


def test_a_caution_without_a_kind_asks_to_take_care():
    plain = Caution(text="Mind the skin.", source="general")
    stop = Caution(text="Stop.", source="general", kind=CautionKind.STOP)
    protocol = _protocol(cautions=(plain, stop))
    assert protocol.cautions_of(CautionKind.TAKE_CARE) == (plain,)
    assert protocol.cautions_of(CautionKind.STOP) == (stop,)
    assert protocol.cautions_of(FORBIDS) == ()


def test_only_cautions_with_a_reason_can_say_why_a_place_was_not_tested():
    refer = Caution(text="Specialist only.", source="general", kind=FORBIDS, short="spine")
    broken = Caution(
        text="Not with a fracture.", source="general", kind=FORBIDS, short="x", reason=FRACTURE
    )
    assert _protocol(cautions=(refer, broken)).contraindications == (broken,)


def test_the_picture_is_turned_for_the_left_alone():
    protocol = _protocol()
    assert [side for side in Side if protocol.is_mirrored_on(side)] == [Side.LEFT]


def test_positions_and_checks_are_found_by_their_keys():
    bent = PositionChoice(key="bent", text="supine")
    protocol = _protocol(positions=(bent,), checks=(_check(),))
    assert protocol.position_of("bent") == "supine"
    assert protocol.position_of("straight") is None
    assert protocol.check_of("held") == _check()
    assert protocol.check_of("fast") is None


@pytest.mark.parametrize("kind", [Step, Caution, Pitfall])
@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"text": "", "source": "general"}, "text"),
        ({"text": " Push.", "source": "general"}, "text"),
        ({"text": None, "source": "general"}, "text"),
        ({"text": "Push\nnow.", "source": "general"}, "text"),
        ({"text": "Push \u202enow.", "source": "general"}, "text"),
        ({"text": "x" * 501, "source": "general"}, "text"),
        ({"text": "Push.", "source": ""}, "source"),
        ({"text": "Push.", "source": "A paper, 2005"}, "source"),
        ({"text": "Push.", "source": 3}, "source"),
    ],
)
def test_a_step_or_caution_without_words_or_source_is_refused_by_key(kind, values, key):
    with pytest.raises(InvalidProtocol, match=f"^{key} must"):
        kind(**values)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("site", "ankle"),
        ("version", 0),
        ("version", True),
        ("order", "1"),
        ("name", ""),
        ("position", "  "),
        ("stretch", None),
        ("muscle", 4),
        ("level", ""),
        ("beat", ""),
        ("picture", "../ankle.svg"),
        ("picture", "ankle.png"),
        ("picture", None),
        ("cap_s", 0),
        ("cap_s", -1.0),
        ("cap_s", LONGEST_CAP_S + 1),
        ("cap_s", math.nan),
        ("cap_s", math.inf),
        ("cap_s", True),
        ("cap_s", "12"),
        ("source_keys", ()),
        ("source_keys", ["fpnotebook", "general"]),
        ("source_keys", ("fpnotebook", "general", "general")),
        ("source_keys", ("fpnotebook", "general", 3)),
        ("source_keys", ("general",)),
        ("source_keys", ("fpnotebook",)),
        ("steps", ()),
        ("steps", [Step(text="Push.", source="general")]),
        ("steps", (Caution(text="Stop.", source="general"),)),
        ("cautions", ()),
        ("cautions", ("Stop.",)),
        ("sides", "both"),
        ("name", "a" * 41),
        ("reminder", " "),
        ("reminder", None),
        ("drawing", None),
        ("body_spot", [1, 2]),
        ("body_spot", (1,)),
        ("body_spot", (1, "2")),
        ("body_spot", (1, math.nan)),
        ("body_spot", (-1, 2)),
        ("body_spot", (1, 271)),
        ("pitfalls", ("Too slow.",)),
        ("checks", [_check()]),
        ("checks", (_check(), _check(text="Held"))),
        ("checks", tuple(_check(key=f"c{n}") for n in range(10))),
        ("positions", (PositionChoice(key="x", text="sitting"),)),
        ("positions", tuple(PositionChoice(key=f"p{n}", text="supine") for n in range(9))),
        ("cautions", tuple(_forbids(f"reason {n}") for n in range(9))),
        ("positions", (PositionChoice(key="x", text="supine"),) * 2),
        ("source_keys", ("fpnotebook", "general", "x", "y z")),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_its_key(key, value):
    with pytest.raises(InvalidProtocol, match=f"^{key} must"):
        _protocol(**{key: value})


def test_a_pitfall_is_no_step_and_a_step_no_pitfall_although_both_are_alike():
    words = {"text": "Fast, then held.", "source": "general"}
    with pytest.raises(InvalidProtocol, match=r"^steps must hold Step values"):
        _protocol(steps=(Pitfall(**words),))
    with pytest.raises(InvalidProtocol, match=r"^pitfalls must hold Pitfall values"):
        _protocol(pitfalls=(Step(**words),))
    assert Step(**words) != Pitfall(**words)


@pytest.mark.parametrize("part", [_check(source="x"), Pitfall(text="Too slow.", source="x")])
def test_every_further_part_rests_on_a_listed_source_too(part):
    key = "checks" if isinstance(part, Check) else "pitfalls"
    with pytest.raises(InvalidProtocol, match=r"^source_keys must list 'x'"):
        _protocol(**{key: (part,)})


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"kind": "stop"}, "kind"),
        ({"kind": FORBIDS, "short": " "}, "short"),
        ({"kind": FORBIDS, "short": "x" * 41}, "short"),
        ({"kind": FORBIDS, "short": "x", "reason": "other"}, "reason"),
        ({"kind": CautionKind.STOP, "short": "x", "reason": FRACTURE}, "reason"),
        ({"kind": FORBIDS, "reason": FRACTURE}, "reason"),
        ({"short": "x", "reason": FRACTURE}, "reason"),
    ],
)
def test_a_caution_that_contradicts_itself_is_refused_by_key(changes, key):
    with pytest.raises(InvalidProtocol, match=f"^{key} must"):
        Caution(text="Stop.", source="general", **changes)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"key": "Held"}, "key"),
        ({"text": "x" * 81}, "text"),
        ({"source": ""}, "source"),
        ({"yes": " held"}, "yes"),
        ({"no": 3}, "no"),
    ],
)
def test_a_check_without_key_words_or_source_is_refused_by_key(changes, key):
    with pytest.raises(InvalidProtocol, match=f"^{key} must"):
        _check(**changes)


@pytest.mark.parametrize(
    ("values", "key"), [({"key": "", "text": "supine"}, "key"), ({"key": "x", "text": ""}, "text")]
)
def test_a_position_without_key_or_words_is_refused_by_key(values, key):
    with pytest.raises(InvalidProtocol, match=f"^{key} must"):
        PositionChoice(**values)


@pytest.mark.parametrize("spot", [(0, 0), (200, 270), (79.5, 12)])
def test_a_spot_on_the_body_picture_stands_up_to_its_edges(spot):
    assert _protocol(body_spot=spot).body_spot == spot
