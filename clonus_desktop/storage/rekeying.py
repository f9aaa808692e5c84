"""A casebook made with its keys, or exchanged for its copy under another: encrypted, re-keyed.

Never ``PRAGMA rekey``: it rewrites the file where it is. Here the casebook stays as it is until
a verified copy takes its place in one rename, and the vault says before and after what it is
for (``vault_match``). Killed at any moment, the next start opens the one or the other.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from clonus_desktop.storage import (
    copying,
    faults,
    vault_faults,
    vault_file,
    vault_keys,
    vault_match,
)
from clonus_desktop.storage.casebook_file import open_casebook
from clonus_desktop.storage.copying import Progress
from clonus_desktop.storage.mark import MarkFile
from clonus_desktop.storage.vault import Vault
from clonus_desktop.storage.vault_attempts import Attempts
from clonus_desktop.storage.vault_format import content_of
from clonus_desktop.storage.vault_keys import Opening


def make(path: Path, begun: Vault, opening: Opening) -> None:
    """Makes an empty casebook and its vault.

    Raises:
        CasebookExists: There is a casebook, or the keys of one.
        StorageFault: It could not be written; the next start is a first start again.
    """
    if vault_match.state_of(path) is not vault_match.CasebookState.NONE:
        raise vault_faults.casebook_exists(path)
    with faults.told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    Attempts(path).begin()
    vault_file.write(path, begun)
    open_casebook(path, key=opening.data_key, casebook_id=begun.casebook_id).close()
    # Its write also waits for the name of the casebook in the folder.
    vault_file.write(path, _settled(begun, opening, with_next=False))


def encrypt(path: Path, begun: Vault, opening: Opening, progress: Progress) -> None:
    """Encrypts a plain casebook; a verified encrypted copy with its keys stays in ``backups/``.

    Until the exchange any failure leaves the plain casebook. Its content is not overwritten on
    the disk afterwards: see ``copying.publish``.

    Args:
        begun: The vault that shall open it.
        opening: The keys in the vault.

    Raises:
        CasebookMissing: There is none.
        CasebookForeign: It is encrypted, is none, or has the keys of another beside it.
        CasebookLocked: Somebody has it open.
        StorageFault: It cannot be read or the copy cannot be written.
    """
    if not path.exists():
        raise faults.missing(path)
    if vault_match.state_of(path) is not vault_match.CasebookState.PLAIN:
        encrypted = vault_match.is_encrypted(path)
        raise (faults.unreadable_without_key if encrypted else faults.not_encrypted)(path)
    settled = _settled(begun, opening, with_next=False)
    part = part_of(path)
    with copying.copied(path, None, part, opening.data_key, progress):
        _keep_backup(path, part, settled, opening.data_key)
        Attempts(path).begin()
        MarkFile(path, None).hand_over(opening.data_key)
        vault_file.write(path, begun)
    copying.publish(part, path)
    vault_file.write(path, settled)


def rekey(path: Path, vault: Vault, opening: Opening, progress: Progress) -> bytes:
    """Gives the casebook, and every way in that is left, a new key.

    Backups from before keep the key of their day, in the vault of their day.

    Args:
        vault: Settled, as ``vault_match.checked`` gives it.
        opening: The key until now, and the anchor.

    Returns:
        The new key.

    Raises:
        CasebookLocked: Somebody has it open.
        StorageFault: The casebook has one of the two keys, and unlocking it finds out which.
    """
    new = vault_keys.new_key()
    part = part_of(path)
    coming = vault_keys.with_next_key(vault, new, data_key=opening.data_key)
    coming = vault_keys.sealed(coming, data_key=opening.data_key, anchor=opening.anchor)
    with copying.copied(path, opening.data_key, part, new, progress):
        # From here on either key finds the mark: a kill between the two raises no alarm.
        MarkFile(path, opening.data_key).hand_over(new)
        vault_file.write(path, coming)
    if not vault_file.is_beside(path, coming):
        # Somebody unlocked meanwhile, and took this for interrupted.
        part.unlink(missing_ok=True)
        raise vault_faults.keys_replaced(path)
    copying.publish(part, path)
    vault_file.write(path, _settled(coming, replace(opening, data_key=new), with_next=True))
    return new


def part_of(path: Path) -> Path:
    """Where the copy of a casebook grows."""
    return path.with_name(f".{path.name}.rekey.part")


def sweep(path: Path) -> None:
    """Removes what a killed process left: an encrypted copy that never took its place."""
    part_of(path).unlink(missing_ok=True)


def _settled(vault: Vault, opening: Opening, *, with_next: bool) -> Vault:
    done = vault_keys.settled(vault, with_next=with_next)
    return vault_keys.sealed(done, data_key=opening.data_key, anchor=opening.anchor)


def _keep_backup(path: Path, part: Path, vault: Vault, key: bytes) -> None:
    """Keeps the verified copy and its vault as a backup that is never removed."""
    # Seldom needed, and long to import.
    from clonus_desktop.storage import backups

    coming = backups.Successor(path=part, vault=content_of(vault))
    at = datetime.now(UTC)
    backups.make(path, backups.Kind.PRE_ENCRYPTION, key=key, at=at, work=backups.Work(), of=coming)
