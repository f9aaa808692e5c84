"""What making and changing the keys share: reading, sealing, slots, names and codes."""

from pathlib import Path

from clonus_desktop.casebook.opened import Opened
from clonus_desktop.domain import recovery_code
from clonus_desktop.storage import vault_faults, vault_file, vault_keys, vault_match
from clonus_desktop.storage.values import clean
from clonus_desktop.storage.vault import Cost, Slot, SlotKind, Vault
from clonus_desktop.storage.vault_faults import NoSuchWayIn
from clonus_desktop.storage.vault_format import LONGEST_NAME


def vault_for(path: Path, opened: Opened, cost: Cost) -> Vault:
    """The vault, for a change by one who unlocked the casebook before.

    Raises:
        KeysReplaced: The casebook has another key by now.
        StorageFault: The vault is missing, damaged, newer, or was changed from outside.
    """
    return vault_match.checked(path, vault_file.read(path, least=cost), opened.opening)


def seal_and_write(path: Path, vault: Vault, opened: Opened) -> None:
    """Puts the vault in its place, sealed by one who unlocked the casebook."""
    sealed = vault_keys.sealed(vault, data_key=opened.key, anchor=opened.anchor)
    vault_file.write(path, sealed)


def slot_for(
    opened: Opened, slot_id: str, name: str, secret: str, seed: bytes | None, cost: Cost
) -> Slot:
    """A slot that the secret opens, and that gives what was unlocked; without a seed, of a code."""
    return vault_keys.new_slot(
        opened.casebook_id,
        secret,
        slot_id=slot_id,
        name=name,
        data_key=opened.key,
        anchor=opened.anchor,
        signing_seed=seed,
        cost=cost,
    )


def clinician_in(vault: Vault, slot_id: str) -> Slot:
    """The slot of a clinician.

    Raises:
        NoSuchWayIn: There is none of that id.
    """
    slot = vault.slot(slot_id)
    if slot.kind is not SlotKind.CLINICIAN:
        raise NoSuchWayIn(slot_id)
    return slot


def name_from(name: str) -> str:
    """The name as it is kept.

    Raises:
        ValueError: It is empty or too long.
    """
    name = clean(name).strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"A name has 1 to {LONGEST_NAME} characters.")
    return name


def new_code() -> str:
    """A recovery code that nobody had before, without groups."""
    # Imported here: OpenSSL behind it takes some ms, and a code is made only once.
    import secrets

    return recovery_code.code_of(secrets.randbits(recovery_code.BITS))


def code_from(typed: str) -> str:
    """The recovery code that was typed, without groups.

    Raises:
        BadRecoveryCode: It is none; says which group is mistyped.
    """
    try:
        return recovery_code.read(typed)
    except recovery_code.MistypedCode as error:
        raise vault_faults.bad_recovery_code(error.group) from None
