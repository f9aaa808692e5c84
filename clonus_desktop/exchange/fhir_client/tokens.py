"""Being let in: by nothing, by a token that was given, or by one that is asked for.

The last is "SMART Backend Services" of SMART App Launch 2.x: where tokens are given is read at
the record system, who asks is shown by a signed statement.
"""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from clonus_desktop.domain.record_system import Authentication, InvalidAddress, Trouble, address_of
from clonus_desktop.exchange.fhir_client.answers import Reply, parsed
from clonus_desktop.exchange.fhir_client.connection import Connection, Unreachable
from clonus_desktop.exchange.fhir_client.keys import UnusableKey, assertion

SCOPE = "system/*.cruds"
STANDARD_LASTS_S = 300.0
"""Of a token that does not say (SMART: at most five minutes are recommended)."""
EARLIER_S = 30.0
"""Before its end a token is not begun with any more."""

_IS_SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LONGEST = 20_000


class Tokens:
    """The token of a record system, kept in memory for as long as it holds.

    Args:
        now_s: Seconds that only ever go on.
        clock_s: Seconds since 1970.
    """

    def __init__(
        self,
        now_s: Callable[[], float] = time.monotonic,
        clock_s: Callable[[], float] = time.time,
    ) -> None:
        self._now_s, self._clock_s = now_s, clock_s
        self._token, self._ends_s = "", 0.0

    def forget(self) -> None:
        """Ask for another one next time."""
        self._token = ""

    async def headers(self, connection: Connection) -> dict[str, str]:
        """What is said with each question, so that it is answered.

        Raises:
            Unreachable: No token was given, or nobody gives any.
        """
        system = connection.system
        if system.authentication is Authentication.NONE:
            return {}
        if system.authentication is Authentication.BEARER:
            return _bearer(system.token)
        if not self._token or self._now_s() >= self._ends_s:
            await self._ask(connection)
        return _bearer(self._token)

    async def _ask(self, connection: Connection) -> None:
        system = connection.system
        address = await _place_of_tokens(connection)
        try:
            said = assertion(
                system.private_key,
                client_id=system.client_id,
                audience=address,
                now_s=self._clock_s(),
            )
        except UnusableKey:
            raise Unreachable(Trouble.NO_TOKEN) from None
        form = {
            "grant_type": "client_credentials",
            "scope": SCOPE,
            "client_assertion_type": _IS_SIGNED,
            "client_assertion": said,
        }
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "accept": "application/json",
        }
        body = urlencode(form).encode()
        given = _told(await connection.ask("POST", address, body=body, headers=headers))
        token = given.get("access_token")
        if not isinstance(token, str) or not _is_sendable(token):
            raise Unreachable(Trouble.NO_TOKEN)
        self._token = token
        self._ends_s = self._now_s() + _lasts(given.get("expires_in")) - EARLIER_S


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"} if _is_sendable(token) else {}


def _is_sendable(token: str) -> bool:
    """True for what can stand in a header."""
    fits = 0 < len(token) <= _LONGEST
    return fits and token.isascii() and token.isprintable() and " " not in token


def _lasts(seconds: object) -> float:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return STANDARD_LASTS_S
    return float(seconds) if 0 < seconds < 1e6 else STANDARD_LASTS_S


def _told(reply: Reply) -> dict[str, object]:
    """What stands in an answer.

    Raises:
        Unreachable: It is a fault, a refusal, or no table.
    """
    if reply.status >= 500 or reply.status == 429:
        raise Unreachable(Trouble.FAULT)
    found = parsed(reply.body)
    if reply.status != 200 or not isinstance(found, dict):
        raise Unreachable(Trouble.NO_TOKEN)
    return found


async def _place_of_tokens(connection: Connection) -> str:
    """Where tokens are given, as the record system says.

    Raises:
        Unreachable: It does not say, or names an address that no secret is sent to.
    """
    url = f"{connection.system.address}/.well-known/smart-configuration"
    found = _told(await connection.ask("GET", url, headers={"accept": "application/json"}))
    place = found.get("token_endpoint")
    if not isinstance(place, str):
        raise Unreachable(Trouble.NO_TOKEN)
    try:
        # As it was said: a stroke at its end is a part of it.
        address_of(place)
    except InvalidAddress:
        raise Unreachable(Trouble.NO_TOKEN) from None
    return place
