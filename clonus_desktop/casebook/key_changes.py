"""Changes to the ways into a casebook, by somebody who has unlocked it."""

from dataclasses import replace
from pathlib import Path

from clonus_desktop.casebook import passphrases
from clonus_desktop.casebook.key_parts import (
    clinician_in,
    name_from,
    new_code,
    seal_and_write,
    slot_for,
    vault_for,
)
from clonus_desktop.casebook.opened import Opened, PreparedCode
from clonus_desktop.domain import recovery_code
from clonus_desktop.storage import rekeying, vault_faults, vault_keys
from clonus_desktop.storage.copying import Progress
from clonus_desktop.storage.vault import STANDARD, Cost
from clonus_desktop.storage.vault_attempts import Attempts
from clonus_desktop.storage.vault_format import MOST_SLOTS
from clonus_desktop.storage.vault_keys import public_key_of


def change_passphrase(path: Path, opened: Opened, new: str, *, cost: Cost = STANDARD) -> None:
    """Gives the clinician who unlocked another passphrase.

    A copy of the vault from before still opens with the old one, until ``rekey``.

    Raises:
        PassphraseRefused: Too short, or a common one.
        ValueError: It was unlocked by the recovery code.
        StorageFault: It could not be written; the old passphrase still counts.
    """
    if opened.signing_seed is None:
        raise ValueError("The recovery code is no clinician's: reset a passphrase instead.")
    new = passphrases.check(new)
    vault = vault_for(path, opened, cost)
    name = clinician_in(vault, opened.slot_id).name
    slot = slot_for(opened, opened.slot_id, name, new, opened.signing_seed, cost)
    seal_and_write(path, vault.with_slot(slot), opened)


def reset_passphrase(
    path: Path, opened: Opened, slot_id: str, new: str, *, cost: Cost = STANDARD
) -> Opened:
    """Gives a clinician who forgot it another passphrase, and a new signing seed.

    The seed until now is lost with the passphrase; what it signed can still be verified.

    Raises:
        PassphraseRefused: Too short, or a common one.
        ValueError: It was not unlocked by the recovery code.
        NoSuchWayIn: The clinician was removed.
        StorageFault: It could not be written.
    """
    if not opened.by_recovery:
        raise ValueError("Only the recovery code resets a passphrase.")
    new = passphrases.check(new)
    vault = vault_for(path, opened, cost)
    seed = vault_keys.new_key()
    slot = slot_for(opened, slot_id, clinician_in(vault, slot_id).name, new, seed, cost)
    seal_and_write(path, vault.with_slot(slot), opened)
    Attempts(path).forget(slot_id)
    return replace(opened, slot_id=slot_id, signing_seed=seed, by_recovery=False)


def new_recovery_code(path: Path, opened: Opened, *, cost: Cost = STANDARD) -> PreparedCode:
    """Another recovery code, to be asked back; the one before still counts.

    Raises:
        StorageFault: The keys could not be changed by it now.
    """
    vault_for(path, opened, cost)
    return PreparedCode(recovery_code=recovery_code.grouped(new_code()))


def accept_recovery_code(
    path: Path, opened: Opened, prepared: PreparedCode, *, cost: Cost = STANDARD
) -> None:
    """Lets the code count, and the one before no longer.

    Raises:
        StorageFault: It could not be written; the one before still counts.
    """
    vault = vault_for(path, opened, cost)
    code = recovery_code.read(prepared.recovery_code)
    slot = slot_for(opened, vault.recovery.id, "", code, None, cost)
    seal_and_write(path, vault.with_slot(slot), opened)


def add_way_in(
    path: Path, opened: Opened, name: str, passphrase: str, *, cost: Cost = STANDARD
) -> tuple[str, bytes]:
    """Lets another clinician in; the id of the way in, and the Ed25519 public key.

    Raises:
        PassphraseRefused: Too short, or a common one.
        ValueError: The name is empty or too long.
        TooManyWaysIn: The vault takes no more.
        StorageFault: It could not be written.
    """
    name, passphrase = name_from(name), passphrases.check(passphrase)
    vault = vault_for(path, opened, cost)
    if len(vault.slots) >= MOST_SLOTS:
        raise vault_faults.too_many_ways_in()
    slot_id, seed = vault_keys.new_id(), vault_keys.new_key()
    slot = slot_for(opened, slot_id, name, passphrase, seed, cost)
    seal_and_write(path, replace(vault, slots=(*vault.slots, slot)), opened)
    return slot_id, public_key_of(seed)


def rename_way_in(
    path: Path, opened: Opened, slot_id: str, name: str, *, cost: Cost = STANDARD
) -> None:
    """Changes the name in the list of ways in.

    Raises:
        ValueError: The name is empty or too long.
        NoSuchWayIn: The clinician was removed.
        StorageFault: It could not be written.
    """
    vault = vault_for(path, opened, cost)
    slot = replace(clinician_in(vault, slot_id), name=name_from(name))
    seal_and_write(path, vault.with_slot(slot), opened)


def remove_way_in(path: Path, opened: Opened, slot_id: str, *, cost: Cost = STANDARD) -> None:
    """Closes a way in; ``rekey_due`` is said at each unlocking until ``rekey`` was done.

    Whoever was removed may have a copy of the vault, which opens with the key that the database
    has until then.

    Raises:
        NoSuchWayIn: The clinician was removed before.
        LastWayIn: Nobody else has a passphrase.
        StorageFault: It could not be written.
    """
    vault = vault_for(path, opened, cost)
    gone = clinician_in(vault, slot_id)
    if len(vault.clinicians) == 1:
        raise vault_faults.last_way_in(gone.name)
    slots = tuple(slot for slot in vault.slots if slot is not gone)
    seal_and_write(path, replace(vault, slots=slots, rekey_due=True), opened)
    Attempts(path).forget(slot_id)


def rekey(path: Path, opened: Opened, progress: Progress, *, cost: Cost = STANDARD) -> Opened:
    """Gives the database and every way in a new key.

    Backups from before keep the key, and the ways in, of their day.

    Args:
        progress: Is told what part is done, from 0 to 1; what it raises stops the work.

    Raises:
        CasebookLocked: Somebody has the casebook open.
        StorageFault: It could not be done. Unlock again: the casebook has one of the two keys,
            and this finds out which.
    """
    vault = vault_for(path, opened, cost)
    return opened.with_key(rekeying.rekey(path, vault, opened.opening, progress))
