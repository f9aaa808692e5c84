"""Sending to the record system: what is next, what its answer means for the outbox.

The casebook belongs to the thread of the window. What is sent is taken out of it beforehand as
frozen values, ``send`` runs in a worker, and its answer is entered here. Between the answer and
its entry the program may end: then the same is sent once more, which changes nothing there.
"""

from dataclasses import dataclass
from datetime import timedelta

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.outbox import (
    CONFLICT,
    Problem,
    next_at,
    problem_text,
)
from clonus_desktop.casebook.parcels import KNOWN, REPLACES, parcel_for
from clonus_desktop.domain.record_system import RecordSystem, Trouble
from clonus_desktop.exchange.fhir_client import (
    Accepted,
    Answer,
    Cancel,
    Cancelled,
    Found,
    NotNow,
    Parcel,
    Patience,
    Refused,
    Tokens,
    UnusableAuthority,
    UnusableKey,
    look,
    new_private_key,
    public_keys,
    send,
    trust_for,
)
from clonus_desktop.storage.outbox import Shipment, ShipmentState
from clonus_desktop.storage.refusals import NoSuchRow

__all__ = [
    "Accepted",
    "Answer",
    "Cancel",
    "Cancelled",
    "Due",
    "Found",
    "NotNow",
    "Parcel",
    "Patience",
    "Refused",
    "Tokens",
    "Trouble",
    "UnusableAuthority",
    "UnusableKey",
    "begin",
    "give_up",
    "look",
    "new_private_key",
    "next_due",
    "pause_after",
    "public_keys",
    "seconds_until_due",
    "send",
    "take",
    "trust_for",
    "try_again",
    "try_all_now",
]

OF_ONE_PARCEL = frozenset({Trouble.FAULT, Trouble.NOT_FHIR, Trouble.TOO_LARGE})
"""What may be the matter with one parcel alone: others are tried meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be sent now.

    Attributes:
        shipment_id: Its row.
        parcel: What is sent.
    """

    shipment_id: int
    parcel: Parcel


def begin(book: Casebook, system: RecordSystem | None) -> Change | None:
    """Sends to a record system from now on, or nowhere.

    What waits for another address waits for this one instead. And what happened while sending
    was off, to an examination that the record system knows, is queued.
    """
    book.sends_to = system.address if system is not None and system.is_on else ""
    if not book.sends_to:
        return None
    queued = False
    with book.file.write():
        for shipment in book.file.outbox.waiting_elsewhere(book.sends_to):
            _move(book, shipment)
            queued = True
        for examination_id, kind in book.file.outbox.behind(book.sends_to):
            book.file.outbox.queue(
                examination_id, kind, book.sends_to, at=book.now(), by=book.examiner
            )
            queued = True
    return Change(deed=Deed.SHIPPED) if queued else None


def _move(book: Casebook, shipment: Shipment) -> None:
    outbox, at, by = book.file.outbox, book.now(), book.examiner
    outbox.change(shipment.id, ShipmentState.GIVEN_UP, answer={}, at=at, by=by)
    if outbox.queue(shipment.examination_id, shipment.kind, book.sends_to, at=at, by=by) is None:
        _take_back(book, shipment)


def _take_back(book: Casebook, moved: Shipment) -> None:
    """Lets what waited for this address once, and for another one since, wait for it again."""
    for one in book.file.outbox.of_examination(moved.examination_id):
        is_it = one.kind is moved.kind and one.endpoint == book.sends_to
        if is_it and one.state is ShipmentState.GIVEN_UP:
            book.file.outbox.change(
                one.id, ShipmentState.WAITING, answer={}, at=book.now(), by=book.examiner
            )


def next_due(book: Casebook, system: RecordSystem) -> Due | None:
    """What is to be sent now, oldest first; of one examination never a later thing first."""
    now, heads = book.now(), book.file.outbox.heads(book.sends_to)
    shipment = next((one for one in heads if (next_at(one) or now) <= now), None)
    if shipment is None:
        return None
    return Due(shipment_id=shipment.id, parcel=parcel_for(book, shipment, system))


def seconds_until_due(book: Casebook) -> float | None:
    """How long until something is due; 0 for now, None when nothing waits."""
    now = book.now()
    soonest: float | None = None
    for one in book.file.outbox.heads(book.sends_to):
        seconds = max(0.0, ((next_at(one) or now) - now).total_seconds())
        soonest = seconds if soonest is None else min(soonest, seconds)
        if soonest == 0.0:
            break
    return soonest


def take(book: Casebook, shipment_id: int, answer: Answer) -> Change | None:
    """Enter what became of a shipment; None when it is not there any more, or nothing changed.

    What was accepted stays so, and what was given up meanwhile is not refused.
    """
    outbox, at = book.file.outbox, book.now()
    try:
        state = outbox.get(shipment_id).state
    except NoSuchRow:
        # The patient was erased while it was on its way.
        return None
    is_late = state is not ShipmentState.WAITING
    if state is ShipmentState.ACCEPTED or (is_late and not isinstance(answer, Accepted)):
        return None
    with book.file.write():
        if isinstance(answer, Accepted):
            known = {name: [one.kind, one.id, one.version] for name, one in answer.known.items()}
            kept: dict[str, object] = {KNOWN: known}
            outbox.change(shipment_id, ShipmentState.ACCEPTED, answer=kept, at=at, by=None)
        elif isinstance(answer, Refused):
            kept = {"status": answer.status, "said": list(answer.said)}
            kept |= {CONFLICT: True} if answer.is_conflict else {}
            outbox.change(shipment_id, ShipmentState.REFUSED, answer=kept, at=at, by=None)
        else:
            problem = Problem(trouble=answer.trouble, status=answer.status, wait_s=answer.wait_s)
            outbox.note_attempt(shipment_id, problem_text(problem), at=at)
    return Change(deed=Deed.SHIPPED)


def pause_after(answer: Answer) -> timedelta | None:
    """How long nothing at all is tried after an answer; None to go on with the next at once."""
    if not isinstance(answer, NotNow) or answer.trouble in OF_ONE_PARCEL:
        return None
    return timedelta(seconds=max(30.0, answer.wait_s))


def try_again(book: Casebook, shipment_id: int) -> Change:
    """Queue what was refused or given up once more.

    Where another version stands in the record system than the one that was known, that is
    replaced this time.

    Raises:
        LookupError: There is none of that id, or it was accepted.
    """
    before = book.file.outbox.get(shipment_id).answer
    answer = {REPLACES: True} if before.get(CONFLICT) else {}
    with book.file.write():
        book.file.outbox.change(
            shipment_id, ShipmentState.WAITING, answer=answer, at=book.now(), by=book.examiner
        )
    return Change(deed=Deed.SHIPPED)


def try_all_now(book: Casebook) -> Change:
    """Let all that waits be tried at once, whatever was agreed on waiting."""
    with book.file.write():
        book.file.outbox.forget_attempts()
    return Change(deed=Deed.SHIPPED)


def give_up(book: Casebook, shipment_id: int) -> Change:
    """Do not send it: what the record system has of the examination stays as it is there.

    Raises:
        LookupError: There is none of that id, or it was accepted.
    """
    answer = book.file.outbox.get(shipment_id).answer
    with book.file.write():
        book.file.outbox.change(
            shipment_id, ShipmentState.GIVEN_UP, answer=answer, at=book.now(), by=book.examiner
        )
    return Change(deed=Deed.SHIPPED)
