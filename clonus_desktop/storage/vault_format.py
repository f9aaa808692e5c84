"""How a vault stands in its file: JSON of one form, of which nothing may be missing or more."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clonus_desktop.storage.values import digest
from clonus_desktop.storage.vault import (
    FORMAT,
    FORMAT_WITH_MORE,
    ID_BYTES,
    MOST,
    SALT_BYTES,
    STANDARD,
    Cost,
    Slot,
    SlotKind,
    Stage,
    Vault,
)
from clonus_desktop.storage.vault_faults import vault_damaged, vault_newer

LARGEST_BYTES = 512 * 1024
MOST_SLOTS = 100
LONGEST_NAME = 200
MOST_KEPT_BYTES = 96 * 1024
"""Of the record system, before it is encrypted."""

# A data key sealed: ephemeral public key, nonce, key, tag.
_SEALED_BYTES = 32 + 12 + 32 + 16
# Nonce and tag around at least one byte.
_LEAST_KEPT_BYTES = 12 + 1 + 16
# Nonce, X25519 key, anchor, of clinicians an Ed25519 seed, tag.
_PRIVATE_BYTES = {SlotKind.CLINICIAN: 12 + 96 + 16, SlotKind.RECOVERY: 12 + 64 + 16}
_COST = ("memory_kib", "passes", "lanes")


def parsed(content: bytes, path: Path, *, least: Cost = STANDARD) -> Vault:
    """The vault of a file's content.

    Raises:
        VaultDamaged: As of ``read``.
        VaultNewer: As of ``read``.
    """
    try:
        found = json.loads(content.decode("ascii")) if len(content) <= LARGEST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise vault_damaged(path)
    number = found.get("format")
    if type(number) is int and number > FORMAT_WITH_MORE:
        raise vault_newer(path)
    try:
        vault = _vault_of(found, least)
        # Also finds a key that is there twice, and whatever JSON reads in two ways.
        if content_of(vault) != content:
            raise ValueError
    except (ValueError, TypeError, LookupError):
        raise vault_damaged(path) from None
    return vault


def content_of(vault: Vault) -> bytes:
    """The vault as it stands in its file: the same for the same vault."""
    table = sealed_part(vault) | {"seal": vault.seal.hex()}
    # Against mistakes of the disk only: whoever changes the file can also reckon this.
    table["checksum"] = digest(_text(table))
    return _text(table).encode("ascii")


def sealed_part(vault: Vault) -> dict[str, object]:
    """All that the seal vouches for."""
    keys: dict[str, object] = {
        "format": FORMAT,
        "casebook_id": vault.casebook_id,
        "stage": vault.stage.value,
        "rekey_due": vault.rekey_due,
        "slots": [_slot_table(slot) for slot in vault.slots],
    }
    if not vault.record_system:
        return keys
    return keys | {
        "format": FORMAT_WITH_MORE,
        "record_system": vault.record_system.hex(),
        "next_record_system": vault.next_record_system.hex(),
    }


def _text(table: dict[str, object]) -> str:
    return json.dumps(table, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def _slot_table(slot: Slot) -> dict[str, object]:
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "name": slot.name,
        "argon2id": {name: getattr(slot.cost, name) for name in _COST},
        "salt": slot.salt.hex(),
        "public_key": slot.public_key.hex(),
        "private": slot.private.hex(),
        "data_key": slot.data_key.hex(),
        "next_key": None if slot.next_key is None else slot.next_key.hex(),
    }


def _vault_of(table: Mapping[str, Any], least: Cost) -> Vault:
    """The vault of a table; what it has more than a vault is found when it is written again."""
    listed = table["slots"]
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_SLOTS:
        raise ValueError
    slots = tuple(_slot_of(one, least) for one in listed)
    if len({slot.id for slot in slots}) < len(slots):
        raise ValueError
    # One recovery code, and somebody who may be lost without it.
    if sum(slot.kind is SlotKind.RECOVERY for slot in slots) != 1 or len(slots) < 2:
        raise ValueError
    return Vault(
        casebook_id=_hex(table["casebook_id"], ID_BYTES).hex(),
        stage=Stage(table["stage"]),
        rekey_due=_truth(table["rekey_due"]),
        slots=slots,
        record_system=_kept(table.get("record_system", "")),
        next_record_system=_kept(table.get("next_record_system", "")),
        seal=_hex(table["seal"], 32),
    )


def _slot_of(table: Mapping[str, Any], least: Cost) -> Slot:
    kind = SlotKind(table["kind"])
    following = table["next_key"]
    return Slot(
        id=_hex(table["id"], ID_BYTES).hex(),
        kind=kind,
        name=_name(table["name"], kind),
        cost=_cost(table["argon2id"], least),
        salt=_hex(table["salt"], SALT_BYTES),
        public_key=_hex(table["public_key"], 32),
        private=_hex(table["private"], _PRIVATE_BYTES[kind]),
        data_key=_hex(table["data_key"], _SEALED_BYTES),
        next_key=None if following is None else _hex(following, _SEALED_BYTES),
    )


def _cost(table: Mapping[str, Any], least: Cost) -> Cost:
    numbers = {name: table[name] for name in _COST}
    # type and not isinstance: True is no number of passes.
    if any(type(number) is not int for number in numbers.values()):
        raise ValueError
    cost = Cost(**numbers)
    if not cost.is_within(least, MOST):
        raise ValueError
    return cost


def _name(text: Any, kind: SlotKind) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_NAME:
        raise ValueError
    if bool(text.strip()) != (kind is SlotKind.CLINICIAN):
        raise ValueError
    # Half a character, which JSON can spell and no screen can show.
    text.encode("utf-8")
    return text


def _hex(text: Any, size: int) -> bytes:
    if not isinstance(text, str) or not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", text):
        raise ValueError
    return bytes.fromhex(text)


def _kept(text: Any) -> bytes:
    if text == "":
        return b""
    size = len(text) // 2 if isinstance(text, str) else 0
    if not _LEAST_KEPT_BYTES <= size <= MOST_KEPT_BYTES + _LEAST_KEPT_BYTES:
        raise ValueError
    return _hex(text, size)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value
