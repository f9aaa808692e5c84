"""What a record system answers: accepted, refused, or not now. Nothing in it is trusted."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clonus_desktop.domain.record_system import Trouble
from clonus_desktop.exchange.fhir_client.parcel import Kept, Parcel

MOST_REASONS = 8
LONGEST_REASON = 400
LONGEST_WAIT_S = 24 * 3600.0

_MOST_DEEP = 100
_LONGEST_ID = 200
_ODD = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """All of it is there.

    Attributes:
        known: What is kept there and under which id and version, by its name in the bundle.
    """

    known: Mapping[str, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It will not be taken as it is.

    Attributes:
        status: Of HTTP.
        said: The reasons, in the words of the record system, each of one line.
        is_conflict: True when another version stands there than the one to be replaced.
    """

    status: int
    said: tuple[str, ...] = ()
    is_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow:
    """It may be taken later.

    Attributes:
        trouble: Why not now.
        status: Of HTTP; 0 without an answer.
        wait_s: Seconds that the record system asks to wait; 0 when it does not say.
    """

    trouble: Trouble
    status: int = 0
    wait_s: float = 0.0


Answer = Accepted | Refused | NotNow


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer of HTTP, as it came.

    Attributes:
        status: Such as 200.
        body: Not more than the connection lets through.
        retry_after: The header of that name; "" without one.
    """

    status: int
    body: bytes = b""
    retry_after: str = ""


def answer_of(reply: Reply, parcel: Parcel) -> Answer:
    """What the reply to a parcel means."""
    if reply.status in {200, 201}:
        return _judged(parsed(reply.body), parcel)
    return refusal_of(reply.status, parsed(reply.body), retry_after=reply.retry_after)


def refusal_of(status: int, found: object, *, retry_after: str = "") -> Refused | NotNow:
    """What a status other than success means.

    Args:
        found: What came with it, perhaps an OperationOutcome.
        retry_after: The header of that name.
    """
    trouble = _TROUBLES.get(status)
    if trouble is None and status >= 500:
        trouble = Trouble.FAULT
    elif trouble is None and 300 <= status < 400:
        trouble = Trouble.LEADS_ELSEWHERE
    elif trouble is None and status < 400:
        trouble = Trouble.NOT_FHIR
    if trouble is not None:
        return NotNow(trouble=trouble, status=status, wait_s=wait_of(retry_after))
    return Refused(status=status, said=outcome_words(found))


_TROUBLES: Mapping[int, Trouble] = {
    401: Trouble.NOT_LET_IN,
    403: Trouble.NOT_LET_IN,
    407: Trouble.NOT_LET_IN,
    408: Trouble.TOO_SLOW,
    425: Trouble.BUSY,
    429: Trouble.BUSY,
}


def wait_of(retry_after: str) -> float:
    """Seconds of a ``Retry-After`` header, a day at most; 0 for none, or for a date."""
    text = retry_after.strip()
    # Not isdigit(): it is also said of a superscript. A date would be by the server's clock.
    return min(float(text), LONGEST_WAIT_S) if re.fullmatch(r"[0-9]{1,9}", text) else 0.0


def parsed(body: bytes) -> object:
    """The JSON of an answer; None for what is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def outcome_words(found: object) -> tuple[str, ...]:
    """What an OperationOutcome says for people: at most some lines, each of a modest length."""
    if not isinstance(found, dict) or found.get("resourceType") != "OperationOutcome":
        return ()
    issues = found.get("issue")
    if not isinstance(issues, list):
        return ()
    words = (_issue_words(issue) for issue in issues[: 4 * MOST_REASONS])
    return tuple(dict.fromkeys(said for said in words if said))[:MOST_REASONS]


def _issue_words(issue: object) -> str:
    """The words of one issue; "" for one that tells of no fault, or has none."""
    if not isinstance(issue, dict) or issue.get("severity") in {"information", "warning"}:
        return ""
    details = issue.get("details")
    said = details.get("text") if isinstance(details, dict) else None
    found = (one_line(text) for text in (said, issue.get("diagnostics"), issue.get("code")))
    return next((text for text in found if text), "")


def one_line(text: object) -> str:
    """Words of somebody else, fit to be shown: one line, no marks that turn or hide letters."""
    if not isinstance(text, str):
        return ""
    line = " ".join(_ODD.sub(" ", text[: 4 * LONGEST_REASON]).split())
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


def _judged(bundle: object, parcel: Parcel) -> Answer:
    """What became of each entry: all of them, or it is not accepted."""
    not_fhir = NotNow(trouble=Trouble.NOT_FHIR, status=200)
    if not isinstance(bundle, dict) or bundle.get("type") != "transaction-response":
        return not_fhir
    entries = bundle.get("entry")
    if not isinstance(entries, list) or len(entries) != len(parcel.names):
        return not_fhir
    responses = [_response_of(entry) for entry in entries]
    statuses = [_status_of(response) for response in responses]
    failed = [
        (status, response)
        for status, response in zip(statuses, responses, strict=True)
        if not 200 <= status < 300
    ]
    if failed:
        return _failed(failed)
    kept = (_kept(entry, one) for entry, one in zip(entries, responses, strict=True))
    return Accepted(
        known={name: one for name, one in zip(parcel.names, kept, strict=True) if one is not None}
    )


def _failed(failed: Sequence[tuple[int, Mapping[str, object]]]) -> Answer:
    """Of several, what may pass by itself goes before what is refused for good."""
    answers = [refusal_of(status, response.get("outcome")) for status, response in failed]
    return next((one for one in answers if isinstance(one, NotNow)), answers[0])


def _response_of(entry: object) -> Mapping[str, object]:
    response = entry.get("response") if isinstance(entry, dict) else None
    return response if isinstance(response, dict) else {}


def _status_of(response: Mapping[str, object]) -> int:
    """The status of one entry, such as of ``201 Created``; 0 when it has none."""
    found = re.match(r"[1-5][0-9]{2}(?![0-9])", str(response.get("status", ""))[:20])
    return int(found[0]) if found else 0


def _kept(entry: Mapping[str, object], response: Mapping[str, object]) -> Kept | None:
    """Where it is kept, with its version; None when it does not say both."""
    location = str(response.get("location", ""))[: 4 * _LONGEST_ID]
    found = re.search(
        r"([A-Z][A-Za-z]{1,40})/([A-Za-z0-9.\-]{1,64})(?:/_history/([A-Za-z0-9.\-]{1,64}))?/?$",
        location,
    )
    if found is None:
        return None
    etag = re.fullmatch(r'(?:W/)?"([A-Za-z0-9.\-]{1,64})"', str(response.get("etag", ""))[:80])
    version = found[3] or (etag[1] if etag else "") or version_of(entry.get("resource"))
    return Kept(kind=found[1], id=found[2], version=version) if version else None


def version_of(resource: object) -> str:
    """The version of a resource that was read; "" when it does not say one."""
    meta = resource.get("meta") if isinstance(resource, dict) else None
    version = meta.get("versionId") if isinstance(meta, dict) else None
    fits = isinstance(version, str) and re.fullmatch(r"[A-Za-z0-9.\-]{1,64}", version)
    return str(version) if fits else ""
