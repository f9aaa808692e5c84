import dataclasses
import math

import pytest

from clonus_desktop.domain.anatomy import ANKLE
from clonus_desktop.domain.protocol import (
    LONGEST_CAP_S,
    Caution,
    InvalidProtocol,
    Protocol,
    Step,
)


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


@pytest.mark.parametrize("kind", [Step, Caution])
@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"text": "", "source": "general"}, "text"),
        ({"text": " Push.", "source": "general"}, "text"),
        ({"text": None, "source": "general"}, "text"),
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
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_its_key(key, value):
    with pytest.raises(InvalidProtocol, match=f"^{key} must"):
        _protocol(**{key: value})
