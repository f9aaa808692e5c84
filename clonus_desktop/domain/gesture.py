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


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """One recorded act.

    Attributes:
        id: Row of the record; grows with each act.
        examination_id: Where it was done.
        kind: A test (trials or not tested), a note on a place, or the comment on the whole.
        place: None for the comment.
        test: What was recorded, for a TEST.
    """

    id: int
    examination_id: int
    kind: GestureKind
    place: Place | None = None
    test: ClonusTest | None = None
