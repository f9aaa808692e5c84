"""The seal at the foot of a letter: by it a printed letter can be held against the record."""

from dataclasses import dataclass, replace

from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue
from clonus_desktop.report.parts import Letter

RECORD_DIGITS = 8
"""Hexadecimal digits of the casebook's id that are printed."""

SEAL_DIGITS = 12
"""Of a seal: enough to tell two apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSeal:
    """How far the record had come when a letter was written.

    Attributes:
        record: Id of the casebook, 32 hexadecimal digits.
        act: Number of the newest act.
        digest: Its digest, 64 hexadecimal digits.
    """

    record: str
    act: int
    digest: str


def sealed(letter: Letter, seal: RecordSeal, words: Catalogue) -> Letter:
    """The letter with the seal at its foot; a draft bears none."""
    values = {
        "record": seal.record[:RECORD_DIGITS],
        "act": seal.act,
        "seal": seal.digest[:SEAL_DIGITS],
    }
    return with_seal_words(
        letter, words.say(Message("Record {record}, act {act}, seal {seal}", values))
    )


def with_seal_words(letter: Letter, seal: str) -> Letter:
    """The letter with these words as its seal; a draft bears none."""
    if letter.is_draft:
        return letter
    return replace(letter, frame=replace(letter.frame, seal=seal))
