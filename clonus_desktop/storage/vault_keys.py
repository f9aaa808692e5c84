"""What stands in a slot, and how it is locked: Argon2id, X25519, AES-GCM, HKDF, HMAC.

A passphrase gives, by Argon2id, the key that wraps the private part of its slot: an X25519 key,
the *anchor*, and the clinician's Ed25519 seed. The data key is sealed to the X25519 key, so that
a new one reaches every slot without its passphrase. The anchor, 32 random bytes that are the
same in all slots of a casebook, makes the seal of the vault together with the data key: without
it somebody who only has the disk could seal a data key of their own to every slot, lay a casebook
under that key beside it, and read what is entered from then on.

``cryptography`` is imported when it is wanted: the start of the program does not wait for it.
"""

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clonus_desktop.storage.values import compact
from clonus_desktop.storage.vault import (
    FORMAT,
    ID_BYTES,
    SALT_BYTES,
    Cost,
    Slot,
    SlotKind,
    Stage,
    Vault,
)
from clonus_desktop.storage.vault_format import sealed_part

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

KEY_BYTES = 32
_NONCE_BYTES = 12


class WrongSecret(Exception):
    """The passphrase or code does not open the slot."""


class Tampered(Exception):
    """The slot opens, and what it then gives was not put there by somebody with a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an opened slot gives.

    Attributes:
        data_key: Of the database.
        next_key: Of the database, when a re-keying was about to bring it.
        anchor: Of all slots of the casebook.
        signing_seed: Ed25519; None in the slot of the recovery code.
    """

    data_key: bytes = field(repr=False)
    next_key: bytes | None = field(repr=False)
    anchor: bytes = field(repr=False)
    signing_seed: bytes | None = field(repr=False)


def new_id() -> str:
    """32 hexadecimal digits that nobody had before."""
    return os.urandom(ID_BYTES).hex()


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def new_slot(
    casebook_id: str,
    secret: str,
    *,
    slot_id: str,
    name: str,
    data_key: bytes,
    anchor: bytes,
    signing_seed: bytes | None,
    cost: Cost,
) -> Slot:
    """A slot that the secret opens; of the recovery code when there is nothing to sign with."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private_key = X25519PrivateKey.generate()
    slot = Slot(
        id=slot_id,
        kind=SlotKind.RECOVERY if signing_seed is None else SlotKind.CLINICIAN,
        name=name,
        cost=cost,
        salt=os.urandom(SALT_BYTES),
        public_key=private_key.public_key().public_bytes_raw(),
        private=b"",
        data_key=b"",
    )
    content = private_key.private_bytes_raw() + anchor + (signing_seed or b"")
    wrapped = _encrypt(derived(secret, slot), content, _bound(casebook_id, slot, "private"))
    sealed = seal_key(casebook_id, slot, data_key)
    return replace(slot, private=wrapped, data_key=sealed)


def open_slot(vault: Vault, slot: Slot, secret: str) -> Opening:
    """What the slot gives to one who knows the secret; the seal of the vault holds.

    Raises:
        WrongSecret: It is another.
        Tampered: Somebody without a key changed the vault.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    bound = _bound(vault.casebook_id, slot, "private")
    try:
        content = _decrypt(derived(secret, slot), slot.private, bound)
    except InvalidTag:
        raise WrongSecret from None
    private_key = X25519PrivateKey.from_private_bytes(content[:KEY_BYTES])
    following = slot.next_key
    try:
        opening = Opening(
            data_key=_unsealed(vault.casebook_id, slot, private_key, slot.data_key),
            next_key=following and _unsealed(vault.casebook_id, slot, private_key, following),
            anchor=content[KEY_BYTES : 2 * KEY_BYTES],
            signing_seed=content[2 * KEY_BYTES :] or None,
        )
    # A ValueError is said of public keys that would give everybody the same secret.
    except (InvalidTag, ValueError):
        raise Tampered from None
    check_seal(vault, data_key=opening.data_key, anchor=opening.anchor)
    return opening


def seal_key(casebook_id: str, slot: Slot, data_key: bytes) -> bytes:
    """A data key that only the private key of the slot gives back."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(slot.public_key))
    key = _hkdf(shared, salt=public + slot.public_key, info=b"clonus-desktop sealed data key")
    return public + _encrypt(key, data_key, _bound(casebook_id, slot, "data key"))


def sealed(vault: Vault, *, data_key: bytes, anchor: bytes) -> Vault:
    """The vault with the seal that vouches for it."""
    return replace(vault, seal=_seal_of(vault, data_key, anchor))


def check_seal(vault: Vault, *, data_key: bytes, anchor: bytes) -> None:
    """Returns when the seal vouches for the vault as it is.

    Raises:
        Tampered: It does not.
    """
    from hmac import compare_digest

    if not compare_digest(_seal_of(vault, data_key, anchor), vault.seal):
        raise Tampered


def with_record_system(vault: Vault, content: bytes, *, data_key: bytes) -> Vault:
    """The vault with something that only the data key gives back; b"" takes it out."""
    kept = _seal_kept(vault, content, data_key) if content else b""
    return replace(vault, record_system=kept, next_record_system=b"", seal=b"")


def record_system_of(vault: Vault, *, data_key: bytes) -> bytes:
    """What was put in; b"" for nothing.

    Raises:
        Tampered: The key does not give it back.
    """
    from cryptography.exceptions import InvalidTag

    if not vault.record_system:
        return b""
    try:
        return _decrypt(_key_of_kept(data_key), vault.record_system, _bound_kept(vault))
    except InvalidTag:
        raise Tampered from None


def with_next_key(vault: Vault, next_key: bytes, *, data_key: bytes) -> Vault:
    """The vault with another data key in every slot, beside the one that still counts.

    Raises:
        Tampered: What the vault keeps is not given back by the key that still counts.
    """
    slots = (
        replace(slot, next_key=seal_key(vault.casebook_id, slot, next_key)) for slot in vault.slots
    )
    content = record_system_of(vault, data_key=data_key)
    following = _seal_kept(vault, content, next_key) if content else b""
    return replace(vault, slots=tuple(slots), next_record_system=following, seal=b"")


def settled(vault: Vault, *, with_next: bool) -> Vault:
    """The vault with one data key in every slot: the next one, or the one from before."""
    slots = tuple(
        replace(
            slot, data_key=(slot.next_key if with_next else None) or slot.data_key, next_key=None
        )
        for slot in vault.slots
    )
    due = vault.rekey_due and not with_next
    return replace(
        vault,
        stage=Stage.SETTLED,
        rekey_due=due,
        slots=slots,
        record_system=(vault.next_record_system if with_next else b"") or vault.record_system,
        next_record_system=b"",
        seal=b"",
    )


def public_key_of(signing_seed: bytes) -> bytes:
    """The Ed25519 public key that belongs to a seed, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(signing_seed).public_key().public_bytes_raw()


def derived(secret: str, slot: Slot) -> bytes:
    """The wrapping key of a secret: the slow step, about 0.13 s at the standard cost."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=slot.cost.passes,
        lanes=slot.cost.lanes,
        memory_cost=slot.cost.memory_kib,
    )
    return derivation.derive(secret.encode("utf-8", "surrogatepass"))


def _unsealed(
    casebook_id: str, slot: Slot, private_key: "X25519PrivateKey", sealed_key: bytes
) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    public = sealed_key[:KEY_BYTES]
    shared = private_key.exchange(X25519PublicKey.from_public_bytes(public))
    key = _hkdf(shared, salt=public + slot.public_key, info=b"clonus-desktop sealed data key")
    return _decrypt(key, sealed_key[KEY_BYTES:], _bound(casebook_id, slot, "data key"))


def _seal_of(vault: Vault, data_key: bytes, anchor: bytes) -> bytes:
    from hmac import digest

    salt = bytes.fromhex(vault.casebook_id)
    key = _hkdf(data_key + anchor, salt=salt, info=b"clonus-desktop vault seal")
    return digest(key, compact(sealed_part(vault)).encode(), "sha256")


def _seal_kept(vault: Vault, content: bytes, data_key: bytes) -> bytes:
    return _encrypt(_key_of_kept(data_key), content, _bound_kept(vault))


def _key_of_kept(data_key: bytes) -> bytes:
    return _hkdf(data_key, salt=b"", info=b"clonus-desktop record system")


def _bound_kept(vault: Vault) -> bytes:
    return compact(["clonus-desktop", FORMAT, vault.casebook_id, "record system"]).encode()


def _bound(casebook_id: str, slot: Slot, what: str) -> bytes:
    """What a ciphertext is bound to: in another place it does not open."""
    return compact(["clonus-desktop", FORMAT, casebook_id, slot.id, slot.kind.value, what]).encode()


def _encrypt(key: bytes, content: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _decrypt(key: bytes, content: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], bound)


def _hkdf(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)
