"""What the clinician states beside the counts: how a place was tested, context, exposure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.readable import make_readable

MOST_ABOUT = 200


class InvalidStatement(ValueError):
    """A statement at the wrong place, or with a value that no file can hold."""


class Topic(StrEnum):
    """What a statement is about."""

    TECHNIQUE = "technique"
    CONTEXT = "context"
    HUNTER = "hunter"

    @property
    def is_of_a_place(self) -> bool:
        """True when it belongs to one place, False when to the whole examination."""
        return self is Topic.TECHNIQUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The standing answers on one topic; the typed value of the topic reads and writes them.

    Attributes:
        topic: What it is about.
        place: Which place, for a topic of a place; else None.
        content: Values of JSON by name; empty to take the statement back.
        about: What has just been answered, in a few words, as Undo names it; may be empty.

    Raises:
        InvalidStatement: A place is missing or too much, or a value is none of JSON.
    """

    topic: Topic
    place: Place | None = None
    content: Mapping[str, object]
    about: str = ""

    def __post_init__(self) -> None:
        make_readable(self, "about")
        if (self.place is not None) != self.topic.is_of_a_place:
            raise InvalidStatement(f"A statement on {self.topic} cannot stand at {self.place}.")
        try:
            json.dumps(dict(self.content), allow_nan=False)
        except (TypeError, ValueError) as error:
            raise InvalidStatement(f"A value on {self.topic} is none of JSON: {error}.") from error
        if len(self.about) > MOST_ABOUT:
            raise InvalidStatement(f"about is {len(self.about)} characters; {MOST_ABOUT} fit.")
