"""The outbox: what a record system is to be told, once, and what it answered."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.earlier_rows import count_earlier, earlier_revisions
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.refusals import NoSuchRow
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, compact, time_from, time_text

_SELECT = (
    "SELECT s.*, attempts, tried_at, problem FROM shipment s "
    "LEFT JOIN shipment_attempt ON shipment_id = s.id"
)
_WAITING = f"{_SELECT} WHERE s.state = 'waiting'"
# The draft of a later version that was discarded is none; and so there is an index.
_NEXT = "e.revises_id = {before}.id AND e.struck_at IS NULL"
# All revisions of one examination, from whichever of them.
_CHAIN = f"""WITH RECURSIVE back (id, revises_id) AS (
    SELECT id, revises_id FROM examination WHERE id = ?
    UNION SELECT e.id, e.revises_id FROM examination e JOIN back ON e.id = back.revises_id
), chain (id) AS (
    SELECT id FROM back WHERE revises_id IS NULL
    UNION SELECT e.id FROM chain JOIN examination e ON {_NEXT.format(before="chain")}
)"""

# What waits for an address, and nothing of the same examination waits there before it.
_HEADS = f"""{_SELECT}
WHERE s.state = 'waiting' AND s.endpoint = ? AND NOT EXISTS (
    {_CHAIN.replace("?", "s.examination_id")}
    SELECT 1 FROM chain CROSS JOIN shipment b ON b.examination_id = chain.id
    WHERE b.state = 'waiting' AND b.endpoint = s.endpoint AND b.id < s.id
) ORDER BY s.id"""

# Later revisions of what an address was told, or is to be told.
_TOLD = f"""WITH RECURSIVE told (id) AS (
    SELECT examination_id FROM shipment WHERE endpoint = ?1
    UNION SELECT e.id FROM told JOIN examination e ON {_NEXT.format(before="told")}
)"""
_NOT_QUEUED = (
    "NOT EXISTS (SELECT 1 FROM shipment s WHERE s.examination_id = told.id "
    "AND s.kind = '{kind}' AND s.endpoint = ?1) ORDER BY told.id"
)
_LATER = (
    f"{_TOLD} SELECT told.id FROM told CROSS JOIN examination e ON e.id = told.id "
    f"WHERE e.signed_at IS NOT NULL AND {_NOT_QUEUED.format(kind='examination')}"
)
_WITHDRAWN = (
    f"{_TOLD} SELECT w.examination_id FROM told JOIN withdrawal w ON w.examination_id = told.id "
    f"WHERE {_NOT_QUEUED.format(kind='withdrawal')}"
)


class ShipmentKind(StrEnum):
    """What is told of an examination."""

    EXAMINATION = "examination"
    WITHDRAWAL = "withdrawal"


class ShipmentState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    GIVEN_UP = "given up"


_ACTS = {
    ShipmentState.WAITING: "queue shipment again",
    ShipmentState.ACCEPTED: "ship",
    ShipmentState.REFUSED: "refuse shipment",
    ShipmentState.GIVEN_UP: "give shipment up",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """One thing to be told.

    Attributes:
        id: Row of the record; the order in which they are told.
        examination_id: Of what.
        kind: That it was signed, or that it was withdrawn.
        endpoint: Address of the record system.
        queued_at: In UTC.
        state: Where it stands.
        answered_at: When it came to that, in UTC; None while it was never answered.
        answer: What the record system said, as the casebook keeps it.
        attempts: How often it was tried since it waits.
        tried_at: The last time, in UTC; None when it was not tried.
        problem: Why it was not told then, as the casebook keeps it; "" for nothing.
    """

    id: int
    examination_id: int
    kind: ShipmentKind
    endpoint: str
    queued_at: datetime
    state: ShipmentState
    answered_at: datetime | None = None
    answer: Mapping[str, object] = field(default_factory=dict)
    attempts: int = 0
    tried_at: datetime | None = None
    problem: str = ""


class Outbox:
    """The shipments of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def queue(
        self,
        examination_id: int,
        kind: ShipmentKind,
        endpoint: str,
        *,
        at: datetime,
        by: Examiner | None,
    ) -> int | None:
        """The id of the shipment that waits now; None when it was queued for there before."""
        before = self._store.row(
            "SELECT 1 FROM shipment WHERE examination_id = ? AND kind = ? AND endpoint = ?",
            (examination_id, kind, endpoint),
        )
        if before is not None:
            return None
        new_id = self._store.change(
            "INSERT INTO shipment (id, examination_id, kind, endpoint, queued_at, queued_by, "
            f"state) VALUES ({new_number('shipment')}, ?, ?, ?, ?, ?, 'waiting')",
            (examination_id, kind, endpoint, time_text(at), examiner_id(self._store, by)),
        )
        self._audit.enter("queue shipment", "shipment", new_id, old=None, at=at, by=by)
        return new_id

    def change(
        self,
        shipment_id: int,
        state: ShipmentState,
        *,
        answer: Mapping[str, object],
        at: datetime,
        by: Examiner | None,
    ) -> None:
        """Says where it stands from now on. What was accepted stays so.

        Raises:
            NoSuchRow: There is none of that id that can change: it was erased, or accepted.
        """
        if self.get(shipment_id).state is ShipmentState.ACCEPTED:
            raise NoSuchRow("shipment", shipment_id)
        old = self._audit.digest_of("shipment", shipment_id)
        self._store.change(
            "UPDATE shipment SET state = ?, answered_at = ?, answer = ? WHERE id = ?",
            (state, time_text(at), clean(compact(dict(answer))), shipment_id),
        )
        self._store.change("DELETE FROM shipment_attempt WHERE shipment_id = ?", (shipment_id,))
        self._audit.enter(_ACTS[state], "shipment", shipment_id, old=old, at=at, by=by)

    def note_attempt(self, shipment_id: int, problem: str, *, at: datetime) -> None:
        """Keeps that it was tried and not told; nothing for one that was erased meanwhile."""
        self._store.change(
            "INSERT INTO shipment_attempt SELECT id, 1, ?2, ?3 FROM shipment WHERE id = ?1 "
            "ON CONFLICT (shipment_id) DO UPDATE SET attempts = attempts + 1, tried_at = ?2, "
            "problem = ?3",
            (shipment_id, time_text(at), clean(problem)),
        )

    def forget_attempts(self) -> None:
        """Lets all that waits be tried at once."""
        self._store.change("DELETE FROM shipment_attempt")

    def get(self, shipment_id: int) -> Shipment:
        """The shipment of an id.

        Raises:
            NoSuchRow: There is none; perhaps it was erased.
        """
        row = self._store.row(f"{_SELECT} WHERE s.id = ?", (shipment_id,))
        if row is None:
            raise NoSuchRow("shipment", shipment_id)
        return _shipment(row)

    def waiting(self, *, limit: int = -1) -> tuple[Shipment, ...]:
        """What waits, in the order in which it is to be told; below 0 all of it."""
        rows = self._store.rows(f"{_WAITING} ORDER BY s.id LIMIT ?", (limit,))
        return tuple(_shipment(row) for row in rows)

    def waiting_elsewhere(self, endpoint: str) -> tuple[Shipment, ...]:
        """What waits for any other address, in its order."""
        rows = self._store.rows(f"{_WAITING} AND s.endpoint <> ? ORDER BY s.id", (endpoint,))
        return tuple(_shipment(row) for row in rows)

    def tried_last(self) -> Shipment | None:
        """What was tried last of what waits; None when nothing was."""
        row = self._store.row(
            f"{_SELECT} WHERE tried_at IS NOT NULL ORDER BY tried_at DESC, s.id LIMIT 1"
        )
        return None if row is None else _shipment(row)

    def heads(self, endpoint: str) -> Iterator[Shipment]:
        """Of each examination the first thing that waits for an address, in their order.

        Read one by one: who wants the first does not wait for thousands.
        """
        return map(_shipment, self._store.each(_HEADS, (endpoint,)))

    def newest(self, states: Sequence[ShipmentState], *, limit: int) -> tuple[Shipment, ...]:
        """Those in some states, the newest answer first."""
        rows = self._store.rows(
            f"{_SELECT} WHERE s.state IN (SELECT value FROM json_each(?)) "
            "ORDER BY s.answered_at DESC, s.id DESC LIMIT ?",
            (json.dumps(list(states)), limit),
        )
        return tuple(_shipment(row) for row in rows)

    def counts(self) -> Mapping[ShipmentState, int]:
        """How many there are in each state."""
        rows = self._store.rows("SELECT state, count(*) AS n FROM shipment GROUP BY state")
        found = {ShipmentState(row["state"]): row["n"] for row in rows}
        return {state: found.get(state, 0) for state in ShipmentState}

    def of_examination(self, examination_id: int) -> tuple[Shipment, ...]:
        """What one revision of an examination was, or is to be, told by."""
        rows = self._store.rows(
            f"{_SELECT} WHERE s.examination_id = ? ORDER BY s.id", (examination_id,)
        )
        return tuple(_shipment(row) for row in rows)

    def of_chain(self, examination_id: int, endpoint: str) -> tuple[Shipment, ...]:
        """What all revisions of an examination were, or are to be, told to one address by."""
        rows = self._store.rows(
            f"{_CHAIN} {_SELECT} WHERE s.examination_id IN (SELECT id FROM chain) "
            "AND s.endpoint = ? ORDER BY s.id",
            (examination_id, endpoint),
        )
        return tuple(_shipment(row) for row in rows)

    def behind(self, endpoint: str) -> tuple[tuple[int, ShipmentKind], ...]:
        """What was signed or withdrawn of examinations that an address knows, and not queued."""
        later = [
            (row["id"], ShipmentKind.EXAMINATION) for row in self._store.rows(_LATER, (endpoint,))
        ]
        withdrawn = [
            (row["examination_id"], ShipmentKind.WITHDRAWAL)
            for row in self._store.rows(_WITHDRAWN, (endpoint,))
        ]
        return (*later, *withdrawn)

    def count_earlier(self, endpoint: str) -> int:
        """How many signed examinations were never queued for an address.

        Without what was withdrawn, and what was signed in another casebook: who signs tells.
        """
        return count_earlier(self._store, endpoint)

    def earlier(self, endpoint: str) -> tuple[int, ...]:
        """Their revisions, the oldest first: all that would be queued, had it begun with them."""
        return earlier_revisions(self._store, endpoint)

    def first_of_chain(self, examination_id: int) -> int:
        """The row of the first revision of an examination."""
        rows = self._store.rows(
            f"{_CHAIN} SELECT id FROM back WHERE revises_id IS NULL", (examination_id,)
        )
        return int(rows[0]["id"])


def _shipment(row: Row) -> Shipment:
    answered_at, tried_at = row["answered_at"], row["tried_at"]
    return Shipment(
        id=row["id"],
        examination_id=row["examination_id"],
        kind=ShipmentKind(row["kind"]),
        endpoint=row["endpoint"],
        queued_at=time_from(row["queued_at"]),
        state=ShipmentState(row["state"]),
        answered_at=None if answered_at is None else time_from(answered_at),
        answer=json.loads(row["answer"]),
        attempts=row["attempts"] or 0,
        tried_at=None if tried_at is None else time_from(tried_at),
        problem=row["problem"] or "",
    )
