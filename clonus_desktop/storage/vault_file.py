"""The vault as a file: read strictly, and exchanged as a whole."""

import json
from pathlib import Path

from clonus_desktop.storage import faults, private_file, vault_faults
from clonus_desktop.storage.storage_fault import StorageFault
from clonus_desktop.storage.vault import STANDARD, Cost, Stage, Vault
from clonus_desktop.storage.vault_format import LARGEST_BYTES, content_of, parsed

NAME = "vault.json"

_ANY = Cost(memory_kib=8, passes=1, lanes=1)


def path_beside(casebook: Path) -> Path:
    """Where the vault of a casebook lies."""
    return casebook.with_name(NAME)


def read(casebook: Path, *, least: Cost = STANDARD) -> Vault:
    """The vault beside a casebook; what no key is needed for has been checked.

    Args:
        least: The weakest slot that is accepted.

    Raises:
        VaultMissing: There is none.
        VaultDamaged: It is not what a vault of this program looks like.
        VaultNewer: A later version wrote it.
        StorageFault: It cannot be read.
    """
    path = path_beside(casebook)
    try:
        return parsed(content_beside(casebook), path, least=least)
    except FileNotFoundError:
        raise vault_faults.vault_missing(casebook) from None
    except OSError as error:
        raise faults.fault_of_file(error, path) from error


def write(casebook: Path, vault: Vault) -> None:
    """Puts a sealed vault in its place, in one rename.

    Raises:
        StorageFault: It could not; the vault is as it was.
    """
    path = path_beside(casebook)
    content = content_of(vault)
    # What could not be read again is never written: it would close every way in.
    parsed(content, path, least=_ANY)
    with faults.told(path):
        private_file.write(path, content)
        private_file.sweep(path)


def stage_of(casebook: Path) -> Stage | None:
    """The stage of the vault beside a casebook; SETTLED when it cannot be told, None without."""
    try:
        text = json.loads(content_beside(casebook))["stage"]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, StorageFault, ValueError, TypeError, LookupError, RecursionError):
        return Stage.SETTLED
    return Stage.BEGUN if text == Stage.BEGUN else Stage.SETTLED


def is_beside(casebook: Path, vault: Vault) -> bool:
    """True when the vault beside a casebook is this one, to the byte."""
    try:
        return content_beside(casebook) == content_of(vault)
    except (OSError, StorageFault):
        return False


def content_beside(casebook: Path) -> bytes:
    """The bytes of the vault beside a casebook, and no more than one that it may have.

    Raises:
        OSError: It cannot be read.
        VaultDamaged: It is no file.
    """
    path = path_beside(casebook)
    try:
        return private_file.read(path, largest=LARGEST_BYTES)
    except private_file.NotAFile:
        raise vault_faults.vault_damaged(path) from None
