"""A key of its own shows who asks; only kinds that record systems take are used."""

import json

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from clonus_desktop.exchange.fhir_client import UnusableKey, new_private_key, public_keys
from clonus_desktop.exchange.fhir_client.keys import ASSERTION_LASTS_S, assertion


def pem(key: object, password: bytes = b"") -> str:
    encryption = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
    ).decode()


RSA = pem(rsa.generate_private_key(65537, 2048))


@pytest.mark.parametrize("private", [new_private_key(), RSA], ids=["ES384", "RS384"])
def test_what_is_signed_is_vouched_for_by_the_keys_that_are_shown(private):
    shown = json.loads(public_keys(private))["keys"]
    assert len(shown) == 1
    assert not {"d", "p", "q"} & shown[0].keys()
    said = assertion(private, client_id="me", audience="https://x/token", now_s=1_800_000_000.9)
    header = jwt.get_unverified_header(said)
    assert (header["kid"], header["alg"]) == (shown[0]["kid"], shown[0]["alg"])
    claims = jwt.decode(
        said,
        jwt.PyJWK(shown[0]),
        algorithms=[header["alg"]],
        audience="https://x/token",
        options={"verify_exp": False, "verify_iat": False},
    )
    assert (claims["iss"], claims["sub"]) == ("me", "me")
    assert claims["exp"] - claims["iat"] == ASSERTION_LASTS_S < 300
    assert claims["iat"] == 1_800_000_000


def test_no_two_statements_are_the_same():
    one, two = (
        assertion(RSA, client_id="me", audience="https://x", now_s=1_800_000_000) for _ in range(2)
    )
    assert one != two


def test_the_name_of_a_key_is_reckoned_as_rfc_7638_says():
    # The key of its section 3.1, in the form of a public key set.
    from clonus_desktop.exchange.fhir_client.keys import _thumbprint

    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
        "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_"
        "FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI"
        "4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    )
    members = {"e": "AQAB", "kty": "RSA", "n": modulus}
    assert _thumbprint(members) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


@pytest.mark.parametrize(
    "private",
    [
        "",
        "no key",
        "\ud800",
        pem(ec.generate_private_key(ec.SECP256R1())),
        pem(rsa.generate_private_key(65537, 1024)),
        pem(ed25519.Ed25519PrivateKey.generate()),
        pem(ec.generate_private_key(ec.SECP384R1()), b"secret"),
        RSA.replace("A", "B", 9),
    ],
    ids=["nothing", "words", "half", "p256", "short", "ed25519", "locked", "damaged"],
)
def test_a_key_of_another_kind_is_refused_without_a_word_of_it(private):
    with pytest.raises(UnusableKey) as refused:
        public_keys(private)
    assert refused.value.__cause__ is None
    assert "BEGIN" not in str(refused.value)
