"""Sending to a record system that speaks FHIR R4; nothing here knows a casebook or a screen.

``httpx``, ``truststore`` and ``jwt`` are imported when something is sent: the start of the
program does not wait for them.
"""

from clonus_desktop.exchange.fhir_client.answers import (
    Accepted,
    Answer,
    NotNow,
    Refused,
)
from clonus_desktop.exchange.fhir_client.connection import (
    USUAL,
    Patience,
    UnusableAuthority,
    trust_for,
)
from clonus_desktop.exchange.fhir_client.found import Found
from clonus_desktop.exchange.fhir_client.keys import UnusableKey, new_private_key, public_keys
from clonus_desktop.exchange.fhir_client.parcel import Kept, Parcel, parcel_of
from clonus_desktop.exchange.fhir_client.running import Cancel, Cancelled
from clonus_desktop.exchange.fhir_client.sending import look, send
from clonus_desktop.exchange.fhir_client.tokens import Tokens

__all__ = [
    "USUAL",
    "Accepted",
    "Answer",
    "Cancel",
    "Cancelled",
    "Found",
    "Kept",
    "NotNow",
    "Parcel",
    "Patience",
    "Refused",
    "Tokens",
    "UnusableAuthority",
    "UnusableKey",
    "look",
    "new_private_key",
    "parcel_of",
    "public_keys",
    "send",
    "trust_for",
]
