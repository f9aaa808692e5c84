"""One patient of a list, as far as the list could be understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import InvalidPatient, Patient


class BadFile(Exception):
    """A file of which nothing can be taken in.

    Attributes:
        message: What is wrong with it, that nothing was taken in, what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an entry cannot be taken in as it is.

    Attributes:
        field: Name of the field, as in Patient; empty for the whole entry.
        message: What is wrong.
    """

    field: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One patient of a list.

    Attributes:
        where: Number of the line, or of the entry in a bundle, from 1.
        named: Who it is about, as far as it tells.
        patient: None when there are problems.
        problems: All that is wrong.
        notes: What is left aside, and does not keep the patient out.
        key: Under which name the other program knows the patient; may be empty.
    """

    where: int
    named: str
    patient: Patient | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Message, ...] = ()
    key: str = ""


@dataclass(slots=True)
class Draft:
    """An entry in the making.

    Attributes:
        values: Fields of Patient that were understood.
    """

    values: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    def object_to(self, name: str, message: Message) -> None:
        """Say what is wrong with a field."""
        self.problems.append(Problem(name, message))

    def check_texts(self, texts: Mapping[str, str]) -> None:
        """Take the texts that a patient can have, each for itself: all that is wrong is said."""
        for name, text in texts.items():
            if name in _NAMES and text and not any(letter.isalpha() for letter in text):
                self.object_to(name, Message("“{value}” is no name.", {"value": shortened(text)}))
                continue
            try:
                Patient(**({"family_name": "x"} | {name: text}))  # type: ignore[arg-type]  # texts
            except InvalidPatient as problem:
                self.object_to(name, problem.message)
            else:
                self.values[name] = text

    def entry(self, where: int, *, named: str, key: str = "") -> Entry:
        """The finished entry."""
        patient = None if self.problems else Patient(**self.values)  # type: ignore[arg-type]
        return Entry(
            where=where,
            named=named,
            patient=patient,
            problems=tuple(self.problems),
            notes=tuple(self.notes),
            key=key,
        )


_NAMES = frozenset({"family_name", "given_name"})

_LONGEST_SHOWN = 40


def shortened(text: str) -> str:
    """The text as it can stand in a sentence: on one line, and not too long."""
    one = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return one if len(one) <= _LONGEST_SHOWN else f"{one[: _LONGEST_SHOWN - 1]}…"


def name_shown(texts: Mapping[str, str]) -> str:
    """``Family, Given`` as far as there is one."""
    parts = (texts.get("family_name", ""), texts.get("given_name", ""))
    return ", ".join(shortened(part) for part in parts if part.strip())
