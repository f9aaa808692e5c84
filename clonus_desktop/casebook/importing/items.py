"""What would become of each patient of a file, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from clonus_desktop.domain.likeness import Likeness
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.exchange.patients import Problem


class Kind(StrEnum):
    """What a file is; the value stands in the record."""

    CSV = "patients csv"
    FHIR = "patients fhir"
    RECORD = "record"


class Verdict(StrEnum):
    """What would become of a patient."""

    ADD = "add"
    KNOWN = "known"
    ASK = "ask"
    WRONG = "wrong"


class Decision(StrEnum):
    """What somebody decided about a patient who may be in the record."""

    LEAVE_OUT = "leave-out"
    ADD = "add"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """Somebody whom the patient resembles.

    Attributes:
        patient: Who: the record that stands for the person.
        record: What resembles: the patient's own record, or one that was merged into it.
        reasons: What is the same, the strongest first.
        where: The line of the file that it stands on; None for the record.
    """

    patient: Patient
    record: Patient
    reasons: tuple[Likeness, ...]
    where: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One patient of a file.

    Attributes:
        where: Number of the line or entry, from 1.
        named: Who it is about, as far as the file tells.
        verdict: What would become of it.
        patient: None when it is wrong.
        key: Under which name it is known in the file.
        problems: All that is wrong with it.
        notes: What is left aside.
        likes: Whom it resembles; of one that is known, who it is.
        choices: What can be decided, the careful one first.
    """

    where: int
    named: str
    verdict: Verdict
    patient: Patient | None = None
    key: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Message, ...] = ()
    likes: tuple[Like, ...] = ()
    choices: tuple[Decision, ...] = ()


Decisions = Mapping[int, Decision]
"""By the number of the line; whoever is not decided about is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do.

    Attributes:
        kind: What the file is.
        source: Where it lies.
        digest: SHA-256 of it, in hexadecimal.
        head: Number and digest of the newest act of the casebook that it was compared with.
        items: Everybody of a list; of a record those alone who are asked about or wrong.
        counts: How many of what would be done without any decision: "patients" to add, "same"
            that are there, and of a record "examinations", "known", "drafts", "withdrawals",
            "letters".
        left_out: Lines of a record whose examination stays out, and why.
        encoding: By which a list was read; empty for others.
    """

    kind: Kind
    source: Path
    digest: str
    head: tuple[int, str]
    items: tuple[Item, ...]
    counts: Mapping[str, int]
    left_out: tuple[tuple[int, Message], ...] = ()
    encoding: str = ""

    def of(self, verdict: Verdict) -> tuple[Item, ...]:
        """The items of that verdict, in their order."""
        return tuple(item for item in self.items if item.verdict is verdict)

    def would_change(self, decisions: Decisions) -> bool:
        """True when something would be taken in."""
        decided = any(decision is not Decision.LEAVE_OUT for decision in decisions.values())
        done = ("patients", "examinations", "drafts", "withdrawals", "letters")
        return decided or any(self.counts.get(name, 0) for name in done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an import did.

    Attributes:
        counts: As in Plan, with what was decided.
        backup: Name of the backup that was made before; empty where there was nothing to lose.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    backup: str = ""
