"""The record system of a hospital or practice that signed examinations are sent to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from clonus_desktop.domain.json_values import InvalidContent, check_keys, choice_at, text_at

LONGEST_ADDRESS = 500
LONGEST_SECRET = 20_000
"""Letters of a token or a key; the longest in use have some thousands."""
LONGEST_AUTHORITY = 40_000
"""Letters of the certificates of an authority of one's own."""


class Authentication(StrEnum):
    """How this program shows who it is.

    NONE: Not at all.
    BEARER: By a token that somebody was given.
    SMART: By a key of its own, as SMART Backend Services has it.
    """

    NONE = "none"
    BEARER = "bearer"
    SMART = "smart"


class AddressProblem(StrEnum):
    """What is wrong with an address.

    EMPTY: There is none.
    NO_ADDRESS: It is none of a server.
    NOT_ENCRYPTED: It would be sent so that others can read it on the way.
    HAS_SECRET: It holds a name or a password.
    HAS_MORE: It goes on after the place with a question or a mark.
    """

    EMPTY = "empty"
    NO_ADDRESS = "no-address"
    NOT_ENCRYPTED = "not-encrypted"
    HAS_SECRET = "has-secret"
    HAS_MORE = "has-more"


class Trouble(StrEnum):
    """Why something could not be sent now; nothing is wrong with what was to be sent.

    NOT_REACHED: Nobody is at the address, or there is no network.
    TOO_SLOW: No answer in time.
    CUT_OFF: The connection ended in the middle.
    CERTIFICATE: The server could not show that it is who it should be.
    NOT_LET_IN: It knows nobody of this token or key, or allows them nothing.
    NO_TOKEN: Where tokens are given, none was given.
    BUSY: It asks to come back later.
    FAULT: It has a fault of its own.
    LEADS_ELSEWHERE: It leads to another address, which is not followed.
    NOT_FHIR: What answers there is no record system of this kind.
    TOO_LARGE: The answer does not end.
    """

    NOT_REACHED = "not-reached"
    TOO_SLOW = "too-slow"
    CUT_OFF = "cut-off"
    CERTIFICATE = "certificate"
    NOT_LET_IN = "not-let-in"
    NO_TOKEN = "no-token"
    BUSY = "busy"
    FAULT = "fault"
    LEADS_ELSEWHERE = "leads-elsewhere"
    NOT_FHIR = "not-fhir"
    TOO_LARGE = "too-large"


OF_ONE_PARCEL = frozenset({Trouble.FAULT, Trouble.NOT_FHIR, Trouble.TOO_LARGE})
"""What may be the matter with one parcel alone: others are tried meanwhile."""


class InvalidAddress(ValueError):
    """An address that nothing is sent to.

    Attributes:
        problem: What is wrong.
    """

    def __init__(self, problem: AddressProblem) -> None:
        super().__init__(f"The address is refused: {problem}.")
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSystem:
    """Where a casebook sends to, and how it is let in there.

    Attributes:
        address: The base URL, as ``address_of`` gives it.
        is_on: True while what is signed is to be sent.
        authentication: How this program shows who it is.
        token: Of ``Authentication.BEARER``.
        client_id: Of ``Authentication.SMART``, as it was given by the record system.
        private_key: Of ``Authentication.SMART``, in PEM.
        authority: Certificates in PEM that are trusted beside those of the computer; or "".
        number_system: What the record system calls its record numbers, a URI; "" when unknown.
    """

    address: str
    is_on: bool = False
    authentication: Authentication = Authentication.NONE
    token: str = field(default="", repr=False)
    client_id: str = ""
    private_key: str = field(default="", repr=False)
    authority: str = field(default="", repr=False)
    number_system: str = ""


_TEXTS = ("token", "client_id", "private_key", "authority", "number_system")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_OF_SIX = re.compile(r"[0-9a-f:.]{2,45}")

_KEYS = ("address", "is_on", "authentication", *_TEXTS)


def content_of(system: RecordSystem) -> Mapping[str, object]:
    """The record system as JSON keeps it."""
    return {key: getattr(system, key) for key in _KEYS}


def from_content(content: object) -> RecordSystem:
    """The record system that was kept.

    Raises:
        InvalidContent: A part is missing, unknown, or not what it should be.
    """
    table = check_keys(content, _KEYS, "record system")
    is_on = table["is_on"]
    if not isinstance(is_on, bool):
        raise InvalidContent(f"is_on must be true or false, not {is_on!r}.")
    try:
        address = address_of(text_at(table, "address"))
    except InvalidAddress as error:
        raise InvalidContent(str(error)) from None
    return RecordSystem(
        address=address,
        is_on=is_on,
        authentication=choice_at(table, "authentication", Authentication),
        **{key: text_at(table, key) for key in _TEXTS},
    )


def address_of(typed: str) -> str:
    """The base URL that was typed, without what a person adds at its ends.

    Raises:
        InvalidAddress: Nothing can be sent there, or not safely.
    """
    text = typed.strip().rstrip("/")
    if not text:
        raise InvalidAddress(AddressProblem.EMPTY)
    if not text.isascii() or not text.isprintable() or " " in text or len(text) > LONGEST_ADDRESS:
        raise InvalidAddress(AddressProblem.NO_ADDRESS)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise InvalidAddress(AddressProblem.NO_ADDRESS) from None
    if parts.scheme not in {"http", "https"} or not _is_host(host) or port == 0:
        raise InvalidAddress(AddressProblem.NO_ADDRESS)
    if "@" in parts.netloc:
        raise InvalidAddress(AddressProblem.HAS_SECRET)
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise InvalidAddress(AddressProblem.HAS_MORE)
    if parts.scheme == "http" and not is_on_this_computer(text):
        raise InvalidAddress(AddressProblem.NOT_ENCRYPTED)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}"


def _is_host(host: str) -> bool:
    """True for the name or the number of a computer."""
    if ":" in host:
        return _OF_SIX.fullmatch(host) is not None
    return len(host) < 254 and all(_LABEL.fullmatch(label) for label in host.split("."))


def is_on_this_computer(address: str) -> bool:
    """True for an address that never leaves the computer."""
    host = urlsplit(address).hostname or ""
    first, *rest = host.split(".")
    of_loopback = first == "127" and len(rest) == 3 and all(part.isdecimal() for part in rest)
    return of_loopback or host in {"localhost", "::1"}
