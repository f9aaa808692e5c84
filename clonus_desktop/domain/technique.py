"""How a place was tested in one examination: the position, and what the examiner ticked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

MOST_ANSWERS = 32
_KEY = re.compile(r"[a-z][a-z0-9-]*")


class InvalidTechnique(ValueError):
    """A technique that holds a value that cannot be meant."""


class CheckAnswer(StrEnum):
    """What the examiner answered; without an answer nothing was stated."""

    YES = "yes"
    NO = "no"


_NEXT = {None: CheckAnswer.YES, CheckAnswer.YES: CheckAnswer.NO, CheckAnswer.NO: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Technique:
    """What was stated about the way in which one place was tested.

    Keys are those of the place's protocol; a later version of it may no longer know them.

    Attributes:
        position: Key of the position; empty when it was not stated.
        checks: The answers by the key of the check; what was not stated is not in it.

    Raises:
        InvalidTechnique: A key is not a key, or an answer is neither yes nor no.
    """

    position: str = ""
    checks: Mapping[str, CheckAnswer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.position != "":
            _check_key(self.position, "position")
        if not isinstance(self.checks, Mapping) or len(self.checks) > MOST_ANSWERS:
            raise InvalidTechnique(f"checks must be {MOST_ANSWERS} answers at most, by key.")
        for key, answer in self.checks.items():
            _check_key(key, "checks")
            if not isinstance(answer, CheckAnswer):
                raise InvalidTechnique(f"checks must be answered yes or no, not {answer!r}.")

    @property
    def is_empty(self) -> bool:
        """True when nothing was stated."""
        return not self.position and not self.checks

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys answered yes, in the order in which they were answered."""
        return tuple(key for key, answer in self.checks.items() if answer is CheckAnswer.YES)

    def turned(self, key: str) -> "Technique":
        """The same with one check moved on: not stated, yes, no, not stated."""
        others = {other: answer for other, answer in self.checks.items() if other != key}
        answer = _NEXT[self.checks.get(key)]
        return replace(self, checks=others if answer is None else others | {key: answer})

    def placed(self, position: str) -> "Technique":
        """The same in another position; the position that it has is taken back."""
        return replace(self, position="" if position == self.position else position)

    def to_content(self) -> dict[str, object]:
        """As it is stored; empty when nothing was stated."""
        content: dict[str, object] = {}
        if self.position:
            content["position"] = self.position
        if self.checks:
            content["checks"] = {key: str(answer) for key, answer in self.checks.items()}
        return content

    @classmethod
    def from_content(cls, content: Mapping[str, object]) -> "Technique":
        """The technique that was stored as this.

        Raises:
            InvalidTechnique: A name is not known, or a value cannot be meant.
        """
        unknown = sorted(set(content) - {"position", "checks"})
        if unknown:
            raise InvalidTechnique(f"{unknown[0]!r} is not part of a technique.")
        position, checks = content.get("position", ""), content.get("checks", {})
        if not isinstance(position, str):
            raise InvalidTechnique(f"position must be a key, not {position!r}.")
        if not isinstance(checks, Mapping):
            raise InvalidTechnique(f"checks must be answers by key, not {checks!r}.")
        return cls(
            position=position, checks={key: _answer(answer) for key, answer in checks.items()}
        )


def _answer(value: object) -> CheckAnswer:
    if not isinstance(value, str) or value not in tuple(CheckAnswer):
        raise InvalidTechnique(f"checks must be answered yes or no, not {value!r}.")
    return CheckAnswer(value)


def _check_key(value: object, name: str) -> None:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise InvalidTechnique(f"{name} must be a key, not {value!r}.")
