"""One parcel to a record system, and a look at what is there."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from clonus_desktop.domain.record_system import Authentication, RecordSystem, Trouble
from clonus_desktop.exchange.fhir_client.answers import (
    Accepted,
    Answer,
    NotNow,
    Refused,
    Reply,
    answer_of,
    parsed,
    refusal_of,
    version_of,
)
from clonus_desktop.exchange.fhir_client.connection import (
    FHIR_JSON,
    USUAL,
    Connection,
    Patience,
    Unreachable,
    connected,
)
from clonus_desktop.exchange.fhir_client.found import Found, found_in
from clonus_desktop.exchange.fhir_client.parcel import Kept, Parcel
from clonus_desktop.exchange.fhir_client.running import Cancel, run
from clonus_desktop.exchange.fhir_client.tokens import Tokens

_CONFLICTS = {409, 412}
"""What servers say when another version is there than the one to be replaced."""

TOO_LATE = NotNow(trouble=Trouble.TOO_SLOW)


def send(
    system: RecordSystem,
    parcel: Parcel,
    *,
    tokens: Tokens,
    cancel: Cancel,
    patience: Patience = USUAL,
) -> Answer:
    """What became of a parcel. Sent again, it changes nothing.

    Raises:
        Cancelled: It was stopped; it may have arrived.
    """
    work = _send(system, parcel, tokens, patience)
    return run(work, cancel=cancel, limit_s=patience.whole_s) or TOO_LATE


def look(
    system: RecordSystem,
    *,
    tokens: Tokens,
    cancel: Cancel,
    patience: Patience = USUAL,
) -> Found | NotNow:
    """What is at the address, and whether this program is let in; nothing is changed there.

    Raises:
        Cancelled: It was stopped.
    """
    work = _look(system, tokens, patience)
    return run(work, cancel=cancel, limit_s=patience.whole_s) or TOO_LATE


async def _send(system: RecordSystem, parcel: Parcel, tokens: Tokens, patience: Patience) -> Answer:
    try:
        async with connected(system, patience) as connection:
            reply = await _let_in(connection, tokens, "POST", system.address, parcel.body)
            answer = answer_of(reply, parcel)
            if not isinstance(answer, Refused) or answer.status not in _CONFLICTS:
                return answer
            return await _in_conflict(connection, tokens, parcel, answer)
    except Unreachable as error:
        return NotNow(trouble=error.trouble)


async def _let_in(
    connection: Connection,
    tokens: Tokens,
    method: str,
    url: str,
    body: bytes | None = None,
) -> Reply:
    """The answer to a question with a token; with a fresh one when it does not hold any more."""
    said = {} if body is None else {"prefer": "return=minimal", "content-type": FHIR_JSON}

    async def ask() -> Reply:
        headers = said | await tokens.headers(connection)
        return await connection.ask(method, url, body=body, headers=headers)

    reply = await ask()
    can_ask = connection.system.authentication is Authentication.SMART
    if reply.status not in {401, 403} or not can_ask:
        return reply
    tokens.forget()
    return await ask()


async def _in_conflict(
    connection: Connection, tokens: Tokens, parcel: Parcel, refused: Refused
) -> Answer:
    """Whether the version that is there came with this very parcel, the time before.

    Then its answer was lost on the way, and it is accepted; with the versions of today.
    """
    if not parcel.replaces:
        return refused
    refused = replace(refused, is_conflict=True)
    proof = await _read(connection, tokens, parcel.proof)
    if proof is None or not _is_same_time(proof.get("recorded"), parcel.recorded):
        return refused
    known = {}
    for name, before in parcel.replaces.items():
        version = version_of(await _read(connection, tokens, before.path))
        if version:
            known[name] = Kept(kind=before.kind, id=before.id, version=version)
    return Accepted(known=known)


def _is_same_time(found: object, ours: str) -> bool:
    """True for the same moment, in whatever zone it is written."""
    try:
        return datetime.fromisoformat(str(found)) == datetime.fromisoformat(ours)
    except ValueError:
        return False


async def _read(connection: Connection, tokens: Tokens, path: str) -> dict[str, object] | None:
    reply = await _let_in(connection, tokens, "GET", f"{connection.system.address}/{path}")
    found = parsed(reply.body) if reply.status == 200 else None
    if not isinstance(found, dict):
        return None
    kind, _stroke, resource_id = path.partition("/")
    is_it = (found.get("resourceType"), found.get("id")) == (kind, resource_id)
    return found if is_it else None


async def _look(system: RecordSystem, tokens: Tokens, patience: Patience) -> Found | NotNow:
    try:
        async with connected(system, patience) as connection:
            url = f"{system.address}/metadata"
            reply = await connection.ask("GET", url)
            # Some show even this to nobody whom they do not know.
            if reply.status in {401, 403}:
                reply = await _let_in(connection, tokens, "GET", url)
            found = found_in(parsed(reply.body)) if reply.status == 200 else None
            if found is None:
                return _why_not(reply)
            return replace(found, not_let_in=await _why_not_let_in(connection, tokens))
    except Unreachable as error:
        return NotNow(trouble=error.trouble)


def _why_not(reply: Reply) -> NotNow:
    refusal = refusal_of(reply.status, None, retry_after=reply.retry_after)
    if isinstance(refusal, NotNow):
        return refusal
    return NotNow(trouble=Trouble.NOT_FHIR, status=reply.status)


async def _why_not_let_in(connection: Connection, tokens: Tokens) -> NotNow | None:
    """Asks for something that nobody has: it is found by no one, and says nothing of anybody."""
    url = f"{connection.system.address}/Observation?identifier=urn:uuid:{uuid4()}"
    try:
        reply = await _let_in(connection, tokens, "GET", url)
    except Unreachable as error:
        return NotNow(trouble=error.trouble)
    if reply.status in {401, 403}:
        return NotNow(trouble=Trouble.NOT_LET_IN, status=reply.status)
    return None
