"""The key by which this program shows who it is, as SMART Backend Services wants it.

RFC 7523 with the algorithms of "SMART App Launch" 2.x, "Client Authentication: Asymmetric":
ES384 and RS384.
"""

import base64
import hashlib
import json
import uuid
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

ASSERTION_LASTS_S = 240
"""Less than the five minutes that are allowed: clocks differ."""

_LEAST_RSA_BITS = 2048
_MOST_RSA_BITS = 8192


class UnusableKey(ValueError):
    """What was given is no private key of a kind that is used here."""


def new_private_key() -> str:
    """A private key for ES384 in PEM, that nobody had before."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    return (
        ec.generate_private_key(ec.SECP384R1())
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode("ascii")
    )


def public_keys(private_key: str) -> str:
    """The public half as a JSON Web Key Set, which the record system is given.

    Raises:
        UnusableKey: It is no such key.
    """
    return json.dumps({"keys": [_public_of(private_key)]}, indent=2)


def assertion(private_key: str, *, client_id: str, audience: str, now_s: float) -> str:
    """A signed statement of who asks for a token (RFC 7523).

    Args:
        audience: The address where tokens are given.
        now_s: Seconds since 1970.

    Raises:
        UnusableKey: It is no such key.
    """
    import jwt

    public = _public_of(private_key)
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "iat": int(now_s),
        "exp": int(now_s) + ASSERTION_LASTS_S,
        "jti": str(uuid.uuid4()),
    }
    algorithm = str(public["alg"])
    return jwt.encode(
        claims, _read(private_key), algorithm=algorithm, headers={"kid": str(public["kid"])}
    )


def _read(private_key: str) -> "EllipticCurvePrivateKey | RSAPrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(private_key.encode("utf-8", "replace"), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UnusableKey("This is no private key in PEM without a passphrase.") from None
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP384R1):
        return key
    if isinstance(key, rsa.RSAPrivateKey) and _LEAST_RSA_BITS <= key.key_size <= _MOST_RSA_BITS:
        return key
    raise UnusableKey("The key is neither of P-384 nor RSA of 2048 bits or more.")


def _public_of(private_key: str) -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric import ec

    public = _read(private_key).public_key()
    members: dict[str, str]
    if isinstance(public, ec.EllipticCurvePublicKey):
        numbers = public.public_numbers()
        x, y = (_base64(number.to_bytes(48, "big")) for number in (numbers.x, numbers.y))
        members, algorithm = {"crv": "P-384", "kty": "EC", "x": x, "y": y}, "ES384"
    else:
        of_rsa = public.public_numbers()
        e, n = (_base64(_shortest(number)) for number in (of_rsa.e, of_rsa.n))
        members, algorithm = {"e": e, "kty": "RSA", "n": n}, "RS384"
    return {**members, "alg": algorithm, "use": "sig", "kid": _thumbprint(members)}


def _thumbprint(members: dict[str, str]) -> str:
    """The name of a key that is reckoned from it (RFC 7638)."""
    text = json.dumps(members, sort_keys=True, separators=(",", ":"))
    return _base64(hashlib.sha256(text.encode()).digest())


def _shortest(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
