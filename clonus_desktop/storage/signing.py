"""The secret half of a clinician's signing key, at work in memory."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEED_BYTES = 32


class SeedSigner:
    """Signs with the Ed25519 key of a seed (RFC 8032).

    Args:
        seed: 32 bytes that only this clinician's passphrase opens.

    Raises:
        ValueError: The seed has another length.
    """

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError(f"A seed has {SEED_BYTES} bytes, not {len(seed)}.")
        self._seed = seed

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        # Imported when somebody signs in: a list of patients needs none of it.
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self._seed)

    @property
    def public_key(self) -> bytes:
        """32 bytes that everybody may know."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """64 bytes over the message."""
        return self._key.sign(message)
