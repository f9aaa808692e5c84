"""One act of the clinician in an examination: what Undo and Redo name and turn back."""

from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest


class GestureKind(StrEnum):
    """What was done."""

    TEST = "test"
    NOTE = "note"
    COMMENT = "comment"
    TECHNIQUE = "technique"
    CONTEXT = "context"
    HUNTER = "hunter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """One recorded act.

    Attributes:
        id: Row of the record; grows with each act.
        examination_id: Where it was done.
        kind: A test (trials or not tested), a note on a place, the comment on the whole, or a
            statement on a topic.
        place: None for what is about the whole.
        test: What was recorded, for a TEST.
        test_before: What stood at the place before it, for a TEST.
        about: What was stated, in a few words, for a statement; may be empty.
    """

    id: int
    examination_id: int
    kind: GestureKind
    place: Place | None = None
    test: ClonusTest | None = None
    test_before: ClonusTest | None = None
    about: str = ""
