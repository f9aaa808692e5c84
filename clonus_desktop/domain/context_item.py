"""The lines of the context form: questions, their answers, and the scales of reflexes."""

import re
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Side

NOT_ASSESSED = "not-assessed"
"""An answer of every item: it is said, and never left blank."""

_KEY = re.compile(r"[a-z0-9][a-z0-9+-]{0,31}")
_BLANKS = re.compile(r"\{(\w*)\}")


class InvalidContextForm(ValueError):
    """A form lacks something a clinician needs, or holds a value that cannot be meant."""


class Per(StrEnum):
    """How often an item is answered."""

    NONE = "none"
    SIDE = "side"
    LIMB = "limb"


class Limb(StrEnum):
    """Arm stands before leg."""

    ARM = "arm"
    LEG = "leg"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One question: an item, and the side or limb that it asks about.

    Raises:
        InvalidContextForm: The item is not a key, or a limb stands without its side.
    """

    item: str
    side: Side | None = None
    limb: Limb | None = None

    def __post_init__(self) -> None:
        check_key(self.item, "item")
        if self.limb is not None and self.side is None:
            raise InvalidContextForm(f"The {self.limb} of {self.item!r} needs its side.")

    @property
    def where(self) -> str:
        """``right``, ``left leg``, or nothing where the item is asked once."""
        return " ".join(part.value for part in (self.side, self.limb) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer.

    Attributes:
        key: As the record keeps it.
        label: On its button.
        words: In a clause of the letter; for an item that is asked once, the clause itself.
        meaning: What the label means; may be empty.
        both: A clause of its own when both sides have this answer; usually empty.

    Raises:
        InvalidContextForm: The key is not a short word or is the reserved one, or words lack.
    """

    key: str
    label: str
    words: str
    meaning: str = ""
    both: str = ""

    def __post_init__(self) -> None:
        check_key(self.key, "key")
        if self.key == NOT_ASSESSED:
            raise InvalidContextForm(f"key {NOT_ASSESSED!r} is an answer of every item already.")
        check_words(self, "label", "words")
        check_words_or_none(self, "meaning", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A scale of reflexes, without which a grade says nothing.

    Attributes:
        key: As the record keeps it.
        label: On its button.
        name: As the letter names it, such as "NINDS scale".
        source: Key of the source it rests on.
        options: The grades from the least.

    Raises:
        InvalidContextForm: Something is missing, or a grade stands twice.
    """

    key: str
    label: str
    name: str
    source: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        check_key(self.key, "key")
        check_key(self.source, "source")
        check_words(self, "label", "name")
        _check_options(self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextItem:
    """One line of the form.

    Attributes:
        key: As the record keeps it.
        label: Heads its line.
        noun: As it stands inside a sentence.
        per: How often it is answered.
        source: Key of the source it rests on.
        options: Its answers; empty for a reflex, which takes those of the scale.
        both, one, differ: Clauses for two equal sides, for one side alone, for two that differ.
        all: The clause for limbs.
        dated: True when it also asks since when.

    Raises:
        InvalidContextForm: A clause is missing, or has other blanks than its values.
    """

    key: str
    label: str
    noun: str
    per: Per
    source: str
    options: tuple[Option, ...] = ()
    both: str = ""
    one: str = ""
    differ: str = ""
    all: str = ""
    dated: bool = False

    def __post_init__(self) -> None:
        check_key(self.key, "key")
        check_key(self.source, "source")
        check_words(self, "label", "noun")
        if not isinstance(self.per, Per):
            raise InvalidContextForm(f"per must be none, side or limb, not {self.per!r}.")
        if not isinstance(self.dated, bool) or (self.dated and self.per is not Per.NONE):
            raise InvalidContextForm("dated must be true or false, and needs per = none.")
        if self.options:
            _check_options(self.options)
            self._check_clauses()
        elif self.per is not Per.SIDE:
            raise InvalidContextForm("option is missing: only a reflex of two sides has none.")

    def _check_clauses(self) -> None:
        wanted = _CLAUSES[self.per]
        for key in ("both", "one", "differ", "all"):
            value = getattr(self, key)
            blanks = _BLANKS.findall(value) if isinstance(value, str) else None
            if blanks is None or sorted(blanks) != sorted(wanted.get(key, ())):
                raise InvalidContextForm(
                    f"{key} must hold the blanks {wanted.get(key, ())!r}, not {value!r}."
                )

    @property
    def is_graded(self) -> bool:
        """True for a reflex: its answers are the grades of the scale."""
        return not self.options

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every question that the item asks, right before left, arm before leg."""
        if self.per is Per.NONE:
            return (Spot(self.key),)
        sides = (Side.RIGHT, Side.LEFT)
        if self.per is Per.SIDE:
            return tuple(Spot(self.key, side) for side in sides)
        return tuple(Spot(self.key, side, limb) for limb in Limb for side in sides)


_CLAUSES: dict[Per, dict[str, tuple[str, ...]]] = {
    Per.NONE: {},
    Per.SIDE: {"both": ("answer",), "one": ("answer", "side"), "differ": ("left", "right")},
    Per.LIMB: {"all": ("answers",)},
}


def check_key(value: object, name: str) -> None:
    """Raise when a value is not a key.

    Raises:
        InvalidContextForm: It is not 1-32 of a-z, 0-9, plus and hyphen.
    """
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise InvalidContextForm(f"{name} must be 1-32 of a-z, 0-9, + and -, not {value!r}.")


def check_words(thing: object, *names: str) -> None:
    """Raise InvalidContextForm when one of the fields holds no words."""
    for name in names:
        value = getattr(thing, name)
        if not isinstance(value, str) or not value.strip():
            raise InvalidContextForm(f"{name} must be words, not {value!r}.")


def check_words_or_none(thing: object, *names: str) -> None:
    """Raise InvalidContextForm when one of the fields is no text."""
    for name in names:
        if not isinstance(getattr(thing, name), str):
            raise InvalidContextForm(f"{name} must be words, not {getattr(thing, name)!r}.")


def _check_options(options: tuple[Option, ...]) -> None:
    if not isinstance(options, tuple) or len(options) < 2:
        raise InvalidContextForm("option: at least two answers are needed.")
    check_unlike([option.key for option in options], "option")


def check_unlike(keys: list[str], name: str) -> None:
    """Raise InvalidContextForm when a key stands twice."""
    for key in keys:
        if keys.count(key) > 1:
            raise InvalidContextForm(f"{name} {key!r} stands twice.")
