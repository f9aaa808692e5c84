"""The connection to a record system: TLS always verified, nothing followed, nothing endless."""

import ssl
from collections.abc import Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clonus_desktop.domain.record_system import RecordSystem, Trouble, is_on_this_computer
from clonus_desktop.exchange.fhir_client.answers import Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

LARGEST_ANSWER = 4 * 1024 * 1024
"""Bytes; the answer to a bundle has some thousands, a CapabilityStatement up to a million."""

FHIR_JSON = "application/fhir+json"
AGENT = "Clonus-Desktop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long something is waited for, in seconds.

    Attributes:
        connect_s: Until somebody is there.
        silence_s: While nothing comes.
        whole_s: For everything that belongs to one parcel.
    """

    connect_s: float = 15.0
    silence_s: float = 60.0
    whole_s: float = 180.0


USUAL = Patience()


NOTHING_SAID: Mapping[str, str] = {}


class Unreachable(Exception):
    """There is no answer.

    Attributes:
        trouble: Why not.
    """

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(f"No answer: {trouble}.")
        self.trouble = trouble


class UnusableAuthority(ValueError):
    """What was given as the certificates of an authority are none."""


class Connection:
    """Asks a record system, and what gives tokens for it."""

    def __init__(self, client: "httpx.AsyncClient", system: RecordSystem) -> None:
        self._client = client
        self.system = system

    async def ask(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] = NOTHING_SAID,
    ) -> Reply:
        """The answer, whatever it says.

        Raises:
            Unreachable: There is none, or one that does not end.
        """
        import httpx

        try:
            async with self._client.stream(method, url, content=body, headers=headers) as response:
                found = bytearray()
                async for part in response.aiter_raw():
                    found += part
                    if len(found) > LARGEST_ANSWER:
                        raise Unreachable(Trouble.TOO_LARGE)
                return Reply(
                    status=response.status_code,
                    body=bytes(found),
                    retry_after=response.headers.get("retry-after", ""),
                )
        except (httpx.TransportError, httpx.InvalidURL) as error:
            # Without its cause: that may quote what was sent.
            raise Unreachable(trouble_of(error)) from None


def trouble_of(error: BaseException) -> Trouble:
    """What is behind an error of the network."""
    import httpx

    if isinstance(error, httpx.TimeoutException) and not isinstance(error, httpx.ConnectTimeout):
        return Trouble.TOO_SLOW
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Trouble.CERTIFICATE
        cause = cause.__cause__ or cause.__context__
    before = (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.ProxyError,
        httpx.InvalidURL,
        httpx.UnsupportedProtocol,
    )
    is_before = isinstance(error, before)
    return Trouble.NOT_REACHED if is_before else Trouble.CUT_OFF


@asynccontextmanager
async def connected(system: RecordSystem, patience: Patience) -> "AsyncIterator[Connection]":
    """A connection, closed at the end.

    Raises:
        Unreachable: The certificates that were given are none: nobody can be trusted by them.
    """
    import httpx

    try:
        trusted = trust_for(system.authority)
    except UnusableAuthority:
        raise Unreachable(Trouble.CERTIFICATE) from None

    timeout = httpx.Timeout(patience.silence_s, connect=patience.connect_s)
    async with httpx.AsyncClient(
        verify=trusted,
        timeout=timeout,
        follow_redirects=False,
        # What stands between this computer and others is not between it and itself.
        trust_env=not is_on_this_computer(system.address),
        # Compressed, a small answer could become one that fills the memory.
        headers={"accept": FHIR_JSON, "accept-encoding": "identity", "user-agent": AGENT},
    ) as client:
        yield Connection(client, system)


def trust_for(authority: str) -> ssl.SSLContext:
    """Who is trusted: whom this computer trusts, and the authority that was given.

    Args:
        authority: Certificates in PEM; or "".

    Raises:
        UnusableAuthority: What was given are no certificates.
    """
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority.strip():
        try:
            context.load_verify_locations(cadata=authority)
        except (ssl.SSLError, ValueError):
            raise UnusableAuthority("These are no certificates in PEM.") from None
    return context
