"""The ways into a casebook: making, opening and changing them.

All that derives a key or copies the record takes from a tenth of a second to minutes, and is
meant for a worker thread: it takes frozen values and a path, and touches no open casebook.
``encrypt_in_place`` and ``rekey`` want the casebook closed, in this process too.

``cost`` is for tests: what a slot that is made costs, and the least that is accepted of one that
is read. No file and no setting can lower it.
"""

from pathlib import Path

from clonus_desktop.casebook import passphrases
from clonus_desktop.casebook.key_changes import (
    accept_recovery_code,
    add_way_in,
    change_passphrase,
    new_recovery_code,
    rekey,
    remove_way_in,
    rename_way_in,
    reset_passphrase,
)
from clonus_desktop.casebook.key_parts import (
    clinician_in,
    code_from,
    name_from,
    new_code,
    slot_for,
)
from clonus_desktop.casebook.opened import Opened, Prepared, PreparedCode, WayIn
from clonus_desktop.domain import recovery_code
from clonus_desktop.domain.passphrase import normalised
from clonus_desktop.storage import rekeying, vault_faults, vault_file, vault_keys, vault_match
from clonus_desktop.storage.casebook_file import finish_a_restore, open_casebook
from clonus_desktop.storage.copying import Progress
from clonus_desktop.storage.vault import STANDARD, Cost, Slot, SlotKind, Stage, Vault
from clonus_desktop.storage.vault_attempts import Attempts
from clonus_desktop.storage.vault_faults import (
    BadRecoveryCode,
    CasebookExists,
    KeysReplaced,
    LastWayIn,
    NoSuchWayIn,
    TooEarly,
    TooManyWaysIn,
    VaultChanged,
    VaultDamaged,
    VaultForeign,
    VaultMissing,
    VaultNewer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from clonus_desktop.storage.vault_keys import Opening, Tampered, WrongSecret, public_key_of
from clonus_desktop.storage.vault_match import CasebookState

__all__ = [
    "STANDARD",
    "BadRecoveryCode",
    "CasebookExists",
    "CasebookState",
    "Cost",
    "KeysReplaced",
    "LastWayIn",
    "NoSuchWayIn",
    "Opened",
    "Prepared",
    "PreparedCode",
    "Progress",
    "TooEarly",
    "TooManyWaysIn",
    "VaultChanged",
    "VaultDamaged",
    "VaultForeign",
    "VaultMissing",
    "VaultNewer",
    "WayIn",
    "WrongPassphrase",
    "WrongRecoveryCode",
    "accept_recovery_code",
    "add_way_in",
    "change_passphrase",
    "create",
    "differing_group",
    "encrypt_in_place",
    "id_of_plain",
    "new_recovery_code",
    "prepare",
    "public_key_of",
    "rekey",
    "remove_way_in",
    "rename_way_in",
    "reset_passphrase",
    "state_of",
    "unlock",
    "unlock_with_recovery_code",
    "wait_s",
    "ways_in",
]


def state_of(path: Path) -> CasebookState:
    """What lies there, by the files alone and without a key.

    A restore that was interrupted is finished first: between its renames there is a casebook
    without its vault, or no casebook.

    Raises:
        StorageFault: It cannot be finished; nothing is lost.
    """
    finish_a_restore(path)
    return vault_match.state_of(path)


def ways_in(path: Path, *, cost: Cost = STANDARD) -> tuple[WayIn, ...]:
    """The clinicians who may unlock, in the order in which they came.

    The names are as they stand in the file: only unlocking shows whether somebody changed them.

    Raises:
        StorageFault: The vault is missing, damaged or newer.
    """
    vault = vault_file.read(path, least=cost)
    return tuple(WayIn(id=slot.id, name=slot.name) for slot in vault.clinicians)


def wait_s(path: Path, way_in_id: str, now_s: float | None = None) -> float:
    """Seconds until the next passphrase of a clinician is tried; 0 when at once.

    Args:
        now_s: Seconds since 1970; the clock of this computer when it is None.

    Raises:
        StorageFault: The clock was set back, and the delay from now could not be written.
    """
    return Attempts(path, now_s).wait_s(way_in_id)


def unlock(
    path: Path,
    way_in_id: str,
    passphrase: str,
    *,
    now_s: float | None = None,
    cost: Cost = STANDARD,
) -> Opened:
    """What the passphrase of a clinician opens; finishes what was interrupted.

    Raises:
        WrongPassphrase: It is another; says when the next one is tried.
        TooEarly: None is tried yet.
        NoSuchWayIn: The clinician was removed.
        VaultChanged: The passphrase is right, but somebody without a key changed the vault.
        VaultForeign: The casebook beside the vault is not the one that it is for.
        StorageFault: Vault or casebook cannot be read, or the attempt cannot be counted.
    """
    vault = vault_file.read(path, least=cost)
    slot = clinician_in(vault, way_in_id)
    attempts = Attempts(path, now_s)
    wait = attempts.wait_s(slot.id)
    if wait > 0:
        raise vault_faults.too_early(slot.name, wait_s=wait)
    wait = attempts.count(slot.id)
    try:
        opening = _opening(path, vault, slot, normalised(passphrase))
    except WrongSecret:
        raise vault_faults.wrong_passphrase(slot.name, wait_s=wait) from None
    attempts.forget(slot.id)
    return _opened(path, vault, slot, opening)


def unlock_with_recovery_code(path: Path, code: str, *, cost: Cost = STANDARD) -> Opened:
    """What the recovery code opens; without delay, as nobody guesses 130 bits.

    Raises:
        BadRecoveryCode: It is mistyped; says where.
        WrongRecoveryCode: It is the code of another casebook, or was replaced.
        StorageFault: As of ``unlock``.
    """
    typed = code_from(code)
    vault = vault_file.read(path, least=cost)
    try:
        opening = _opening(path, vault, vault.recovery, typed)
    except WrongSecret:
        raise vault_faults.wrong_recovery_code() from None
    return _opened(path, vault, vault.recovery, opening)


def prepare(
    name: str, passphrase: str, *, casebook_id: str | None = None, cost: Cost = STANDARD
) -> Prepared:
    """The keys of a new casebook and of its first clinician; nothing is written.

    Args:
        casebook_id: Of a plain casebook that has one already, 32 hexadecimal digits; a new one
            when it is None.

    Raises:
        PassphraseRefused: Too short, or a common one.
        ValueError: The name is empty or too long.
    """
    name, passphrase = name_from(name), passphrases.check(passphrase)
    code, casebook_id = new_code(), casebook_id or vault_keys.new_id()
    opened = Opened(
        key=vault_keys.new_key(),
        slot_id=vault_keys.new_id(),
        signing_seed=vault_keys.new_key(),
        by_recovery=False,
        casebook_id=casebook_id,
        anchor=vault_keys.new_key(),
    )
    slot = slot_for(opened, opened.slot_id, name, passphrase, opened.signing_seed, cost)
    recovery = slot_for(opened, vault_keys.new_id(), "", code, None, cost)
    vault = Vault(
        casebook_id=casebook_id, stage=Stage.BEGUN, rekey_due=False, slots=(slot, recovery)
    )
    vault = vault_keys.sealed(vault, data_key=opened.key, anchor=opened.anchor)
    return Prepared(recovery_code=recovery_code.grouped(code), opened=opened, vault=vault)


def id_of_plain(path: Path) -> str:
    """The id that a plain casebook of an earlier build has, or is given now, for its vault."""
    with open_casebook(path, create=False) as file:
        return file.casebook_id


def differing_group(prepared: Prepared | PreparedCode, typed: str) -> int | None:
    """The first group, from 1, in which a code asked back differs; None when it is right.

    Raises:
        BadRecoveryCode: What was typed is no recovery code at all.
    """
    code = recovery_code.read(prepared.recovery_code)
    return recovery_code.differing_group(code, code_from(typed))


def create(path: Path, prepared: Prepared) -> Opened:
    """Makes an empty casebook under keys whose recovery code was asked back.

    Raises:
        CasebookExists: There is a casebook, or the keys of one.
        StorageFault: It could not be written; the next start is a first start again.
    """
    rekeying.make(path, prepared.vault, prepared.opened.opening)
    return prepared.opened


def encrypt_in_place(path: Path, prepared: Prepared, progress: Progress) -> Opened:
    """Encrypts the plain casebook of an earlier build; any failure leaves the plain one.

    A verified encrypted copy with its keys stays in ``backups/``. What the plain file held is
    not overwritten on the disk: only encryption of the whole disk helps against who reads that.

    Args:
        progress: Is told what part is done, from 0 to 1; what it raises stops the work.

    Raises:
        CasebookMissing: There is none.
        CasebookForeign: It is encrypted already, or no casebook.
        CasebookLocked: Somebody has it open.
        StorageFault: It cannot be read, or the copy cannot be written.
    """
    rekeying.encrypt(path, prepared.vault, prepared.opened.opening, progress)
    return prepared.opened


def _opening(path: Path, vault: Vault, slot: Slot, secret: str) -> Opening:
    try:
        return vault_keys.open_slot(vault, slot, secret)
    except Tampered:
        raise vault_faults.vault_changed(vault_file.path_beside(path)) from None


def _opened(path: Path, vault: Vault, slot: Slot, opening: Opening) -> Opened:
    vault, key = vault_match.settle(path, vault, opening)
    rekeying.sweep(path)
    return Opened(
        key=key,
        slot_id=slot.id,
        signing_seed=opening.signing_seed,
        by_recovery=slot.kind is SlotKind.RECOVERY,
        casebook_id=vault.casebook_id,
        anchor=opening.anchor,
        rekey_due=vault.rekey_due,
    )
