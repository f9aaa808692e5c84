"""The parts of a protocol: steps, cautions, pitfalls, checks and positions."""

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.clonus_test import NotTestedReason

LONGEST_CAP_S = 600.0
"""Holding a stretch for longer than minutes tells nothing more (clinical.md 1.1)."""

LONGEST_TEXT = 500
LONGEST_NAME = 40
"""Of a name and of the few words of a list: a column has to hold them."""

BODY_FIELD = (200.0, 270.0)
"""Width and height of the body picture on which ``body_spot`` lies."""

_PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.svg")
_KEY = re.compile(r"[a-z][a-z0-9-]*")
_UNPRINTED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
# Joiners are letters of Persian and Indian scripts.
_KEPT = "\u200c\u200d"


class InvalidProtocol(ValueError):
    """A protocol lacks something a clinician needs, or holds a value that cannot be meant."""


class CautionKind(StrEnum):
    """What a caution asks for, the strictest first."""

    DO_NOT_TEST = "do-not-test"
    TAKE_CARE = "take-care"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sourced:
    """A text that rests on a source.

    Attributes:
        text: One or two short sentences.
        source: Key of the source it rests on.

    Raises:
        InvalidProtocol: The text is empty or the source is not a key.
    """

    text: str
    source: str

    def __post_init__(self) -> None:
        check_words(self.text, "text")
        check_key(self.source, "source", of="a source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(_Sourced):
    """One thing to do, in the order of the test.

    Attributes:
        text: One or two short sentences.
        source: Key of the source it rests on.

    Raises:
        InvalidProtocol: The text is empty or the source is not a key.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitfall(_Sourced):
    """One way in which the test goes wrong, and what to do instead.

    Attributes:
        text: One or two short sentences.
        source: Key of the source it rests on.

    Raises:
        InvalidProtocol: The text is empty or the source is not a key.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution(_Sourced):
    """One reason to stop, to take care or not to test.

    Attributes:
        text: One or two short sentences.
        source: Key of the source it rests on.
        kind: What it asks for; None where the file does not say.
        short: A few words for the list on the exam page, such as "fracture"; may be empty.
        reason: Why a place counts as not tested because of it; only where it forbids the test.

    Raises:
        InvalidProtocol: A text is no words, the source is not a key, or there is a reason where
            the caution does not forbid the test.
    """

    kind: CautionKind | None = None
    short: str = ""
    reason: NotTestedReason | None = None

    def __post_init__(self) -> None:
        # By name: super() alone does not find a slotted dataclass on Python 3.11.
        _Sourced.__post_init__(self)
        if self.kind is not None:
            check_is(self.kind, CautionKind, "kind")
        check_words_or_none(self.short, "short", longest=LONGEST_NAME)
        if self.reason is None:
            return
        check_is(self.reason, NotTestedReason, "reason")
        if self.kind is not CautionKind.DO_NOT_TEST or not self.short:
            raise InvalidProtocol(
                "reason must stand at a caution of the kind 'do-not-test' with a short text, "
                f"not at {self.text!r}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that makes a count reliable, ticked by the examiner.

    Attributes:
        key: As it is stored.
        text: As it is asked: "Stretch held".
        source: Key of the source it rests on.
        yes: As a letter says that it was so: "the stretch held"; may be empty.
        no: As a letter says that it was not so; may be empty.

    Raises:
        InvalidProtocol: A text is no words, or a key is not a key.
    """

    key: str
    text: str
    source: str
    yes: str = ""
    no: str = ""

    def __post_init__(self) -> None:
        check_key(self.key, "key", of="a check")
        check_words(self.text, "text", longest=2 * LONGEST_NAME)
        check_key(self.source, "source", of="a source")
        check_words_or_none(self.yes, "yes")
        check_words_or_none(self.no, "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionChoice:
    """One position in which the test can be done.

    Attributes:
        key: As it is stored.
        text: As a letter says it: "supine, knee slightly bent".

    Raises:
        InvalidProtocol: The text is empty or the key is not a key.
    """

    key: str
    text: str

    def __post_init__(self) -> None:
        check_key(self.key, "key", of="a position")
        check_words(self.text, "text")


Part = Step | Pitfall | Caution | Check | PositionChoice


def check_words(value: object, key: str, *, longest: int = LONGEST_TEXT) -> None:
    """Refuse anything but words on one line."""
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise InvalidProtocol(f"{key} must be words without space around them, not {value!r}.")
    if len(value) > longest:
        raise InvalidProtocol(f"{key} must have {longest} characters at most, not {len(value)}.")
    # A line break, or a sign that turns the order of reading, would reach the letter.
    if any(unicodedata.category(c) in _UNPRINTED and c not in _KEPT for c in value):
        raise InvalidProtocol(f"{key} must hold nothing but printed characters, not {value!r}.")


def check_words_or_none(value: object, key: str, *, longest: int = LONGEST_TEXT) -> None:
    """Refuse anything but words on one line or an empty text."""
    if value != "":
        check_words(value, key, longest=longest)


def check_key(value: object, key: str, *, of: str) -> None:
    """Refuse anything but a key: a lower-case word with digits and hyphens."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise InvalidProtocol(f"{key} must be the key of {of}, not {value!r}.")


def check_is(value: object, kind: type, key: str) -> None:
    """Refuse a value of another kind."""
    if not isinstance(value, kind):
        raise InvalidProtocol(f"{key} must be a {kind.__name__}, not {value!r}.")


def check_picture(value: object) -> None:
    """Refuse anything but the name of an SVG file in the folder of pictures."""
    if not isinstance(value, str) or not _PICTURE_NAME.fullmatch(value):
        raise InvalidProtocol(f"picture must be the name of an SVG file, not {value!r}.")


def check_count(value: object, key: str) -> None:
    """Refuse anything but a whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidProtocol(f"{key} must be a whole number from 1, not {value!r}.")


def check_cap(value: object) -> None:
    """Refuse anything but a sensible number of seconds."""
    if not is_number(value):
        raise InvalidProtocol(f"cap_s must be a number of seconds, not {value!r}.")
    if not 0 < value <= LONGEST_CAP_S:  # type: ignore[operator]  # is_number has just said so
        raise InvalidProtocol(f"cap_s must lie above 0 and up to {LONGEST_CAP_S:g}, not {value!r}.")


def check_spot(value: object) -> None:
    """Refuse anything but a point on the body picture, or None."""
    if value is None:
        return
    width, height = BODY_FIELD
    if isinstance(value, tuple) and len(value) == 2 and all(map(is_number, value)):
        x, y = value
        if 0 <= x <= width and 0 <= y <= height:
            return
    raise InvalidProtocol(
        f"body_spot must be two numbers up to {width:g} and {height:g}, not {value!r}."
    )


def is_number(value: object) -> bool:
    """True for a finite number; a truth value is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def check_all(values: object, kind: type[Part], key: str, *, least: int = 0) -> None:
    """Refuse anything but a tuple of that kind of part, with so many at least."""
    if not isinstance(values, tuple) or len(values) < least:
        held = "at least one" if least else f"{kind.__name__} values"
        raise InvalidProtocol(f"{key} must hold {held}, not {values!r}.")
    for value in values:
        if not isinstance(value, kind):
            raise InvalidProtocol(f"{key} must hold {kind.__name__} values, not {value!r}.")
