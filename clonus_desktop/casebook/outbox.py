"""The outbox as it is read: what waits, what was accepted, what was refused and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.record_system import Trouble
from clonus_desktop.storage.outbox import Shipment, ShipmentKind, ShipmentState

__all__ = [
    "Line",
    "Problem",
    "Sent",
    "ShipmentKind",
    "ShipmentState",
    "Told",
    "counts",
    "last_problem",
    "lines",
    "problem_of",
    "problem_text",
    "sent",
]

CONFLICT = "conflict"
"""Under it an answer keeps that another version stands there than the one that was known."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
SHOWN = 200


class Told(StrEnum):
    """What a shipment tells.

    SIGNED: A first version.
    AMENDED: A later one.
    WITHDRAWN: That it does not count any more.
    """

    SIGNED = "signed"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why something was not told the last time.

    Attributes:
        trouble: Why.
        status: Of HTTP; 0 without an answer.
        wait_s: Seconds that the record system asked to wait; 0 when it did not.
    """

    trouble: Trouble
    status: int = 0
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Where one shipment stands, as it is read.

    Attributes:
        id: Of the shipment.
        told: What it tells.
        state: Where it stands.
        endpoint: Address of the record system.
        at: When it came to that, in the zone of this computer.
        problem: Why it still waits; None when it was not tried yet, or does not wait.
        next_at: When it is tried again; None when at once, or when it does not wait.
        status: Of HTTP, of a refusal; 0 else.
        said: The reasons of a refusal, in the words of the record system.
        is_conflict: True when another version stands there than the one that was known; trying
            again replaces it.
    """

    id: int
    told: Told
    state: ShipmentState
    endpoint: str
    at: datetime
    problem: Problem | None = None
    next_at: datetime | None = None
    status: int = 0
    said: tuple[str, ...] = ()
    is_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the outbox.

    Attributes:
        sent: Where it stands.
        patient: Whose examination it is.
        examined_at: When that began.
    """

    sent: Sent
    patient: Patient
    examined_at: datetime


def counts(book: Casebook) -> Mapping[ShipmentState, int]:
    """How many there are in each state."""
    return book.file.outbox.counts()


def last_problem(book: Casebook) -> Problem | None:
    """Why the thing that was tried last still waits; None when nothing was tried in vain."""
    last = book.file.outbox.tried_last()
    return None if last is None else problem_of(last.problem)


def lines(book: Casebook, *, limit: int = SHOWN) -> tuple[Line, ...]:
    """What was refused, then what waits in its order, then what is done, the newest first."""
    outbox = book.file.outbox
    done = (ShipmentState.ACCEPTED, ShipmentState.GIVEN_UP)
    found = (
        *outbox.newest((ShipmentState.REFUSED,), limit=limit),
        *outbox.waiting(limit=limit),
        *outbox.newest(done, limit=limit),
    )
    return tuple(_line(book, one) for one in found)


def sent(book: Casebook, examination: Examination) -> tuple[Sent, ...]:
    """What one revision was, or is to be, told by; of a withdrawal as well."""
    found = book.file.outbox.of_examination(examination.id)
    return tuple(_sent(one, examination.revision) for one in found)


def _line(book: Casebook, shipment: Shipment) -> Line:
    examination = book.file.examinations.get(shipment.examination_id)
    return Line(
        sent=_sent(shipment, examination.revision),
        patient=book.file.patients.get(examination.patient_id),
        examined_at=examination.started_at,
    )


def _sent(shipment: Shipment, revision: int) -> Sent:
    problem = problem_of(shipment.problem)
    status, said = shipment.answer.get("status"), shipment.answer.get("said")
    return Sent(
        id=shipment.id,
        told=_told(shipment, revision),
        state=shipment.state,
        endpoint=shipment.endpoint,
        at=(shipment.answered_at or shipment.queued_at).astimezone(),
        problem=problem,
        next_at=next_at(shipment),
        status=status if isinstance(status, int) else 0,
        said=tuple(map(str, said)) if isinstance(said, list) else (),
        is_conflict=bool(shipment.answer.get(CONFLICT)),
    )


def _told(shipment: Shipment, revision: int) -> Told:
    if shipment.kind is ShipmentKind.WITHDRAWAL:
        return Told.WITHDRAWN
    return Told.AMENDED if revision > 1 else Told.SIGNED


def next_at(shipment: Shipment) -> datetime | None:
    """When it is tried again: each time later, and as late as it was asked for; None at once."""
    if shipment.tried_at is None:
        return None
    problem = problem_of(shipment.problem)
    wait = min(FIRST_WAIT * (1 << min(shipment.attempts - 1, 20)), LONGEST_WAIT)
    asked = timedelta(seconds=0.0 if problem is None else problem.wait_s)
    return (shipment.tried_at + max(wait, asked)).astimezone()


def problem_text(problem: Problem) -> str:
    """A problem as the record keeps it."""
    return json.dumps(
        {
            "trouble": problem.trouble.value,
            "status": problem.status,
            "wait_s": problem.wait_s,
        }
    )


def problem_of(text: str) -> Problem | None:
    """The problem that was kept; None for none."""
    if not text:
        return None
    kept = json.loads(text)
    return Problem(
        trouble=Trouble(kept["trouble"]), status=kept["status"], wait_s=float(kept["wait_s"])
    )
