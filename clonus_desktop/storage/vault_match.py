"""Which key opens the casebook, and finishing what was interrupted between the two files.

Vault and casebook are two files, and no system exchanges two at once. So whatever writes both
says first in the vault what is coming, then exchanges the casebook, and then says that it is
done. Which of the two stands there is asked of the casebook itself: the key that opens it.

=============  ==================  ==========================================================
vault          casebook            what happened, and what is done
=============  ==================  ==========================================================
none           none                nothing yet: a new one is made
none           plain               of an earlier build, or encrypting stopped early: encrypt
begun          none                making a new one stopped: it is made again, with new keys
begun          plain               encrypting stopped before the exchange: again, new keys
begun          encrypted           stopped after the exchange: unlocking settles the vault
settled        encrypted           as it should be
with next key  of the key before   re-keying stopped before the exchange: the next key goes
with next key  of the next key     stopped after it: unlocking leaves the next key alone
settled        none or plain       somebody took the casebook away, or put another there
none           encrypted           somebody took the vault away
=============  ==================  ==========================================================
"""

from contextlib import closing
from enum import StrEnum
from pathlib import Path

from clonus_desktop.storage import driver, faults, vault_faults, vault_file, vault_keys
from clonus_desktop.storage.driver import Access
from clonus_desktop.storage.journals import is_unfinished
from clonus_desktop.storage.vault import Stage, Vault
from clonus_desktop.storage.vault_keys import Opening


class CasebookState(StrEnum):
    """What lies at the path of a casebook.

    NONE: Nothing that was finished; a first start.
    PLAIN: A casebook that is not encrypted.
    LOCKED: A casebook and its keys.
    VAULT_MISSING: A file that is encrypted, or something else altogether, without keys.
    CASEBOOK_MISSING: Keys without their casebook.
    """

    NONE = "none"
    PLAIN = "plain"
    LOCKED = "locked"
    VAULT_MISSING = "vault-missing"
    CASEBOOK_MISSING = "casebook-missing"


def state_of(path: Path) -> CasebookState:
    """What lies there, by the files alone and without a key."""
    stage = vault_file.stage_of(path)
    if not _is_there(path):
        done = stage is Stage.SETTLED
        return CasebookState.CASEBOOK_MISSING if done else CasebookState.NONE
    if stage is not Stage.SETTLED and not is_encrypted(path):
        return CasebookState.PLAIN
    return CasebookState.VAULT_MISSING if stage is None else CasebookState.LOCKED


def is_encrypted(path: Path) -> bool:
    """True when the file begins like no plain database; a folder or an empty file is plain."""
    # Through the driver: closing a file that Python opened would drop this process's locks on it.
    error = driver.look(path, None)
    return error is not None and driver.code_of(error) == driver.NOT_A_DATABASE


def fits(path: Path, key: bytes) -> bool:
    """True when the key opens the casebook.

    Raises:
        CasebookMissing: There is no casebook.
        StorageFault: It cannot be looked at.
    """
    if not path.exists():
        raise faults.missing(path)
    error = driver.look(path, key)
    if error is not None and driver.code_of(error) != driver.NOT_A_DATABASE:
        raise faults.fault_of(error, path) from None
    return error is None


def settle(path: Path, vault: Vault, opening: Opening) -> tuple[Vault, bytes]:
    """The vault as it is when nothing is under way, and the key that opens the casebook.

    Raises:
        VaultForeign: The casebook opens with none of the keys.
        CasebookForeign: It is not encrypted.
        CasebookLocked: It is not interrupted: another process is at it.
        StorageFault: What was interrupted could not be finished.
    """
    key, with_next = opening.data_key, False
    if not fits(path, key):
        if opening.next_key and fits(path, opening.next_key):
            key, with_next = opening.next_key, True
        elif opening.next_key or not is_unfinished(path):
            raise _why_not(path)
        # Else, after a power loss, the file is whole only with its journal: opening it will tell.
    if vault.stage is Stage.BEGUN or opening.next_key:
        _refuse_while_at_work(path, key)
        vault = vault_keys.settled(vault, with_next=with_next)
        vault = vault_keys.sealed(vault, data_key=key, anchor=opening.anchor)
        vault_file.write(path, vault)
    return vault, key


def checked(path: Path, vault: Vault, opening: Opening) -> Vault:
    """The vault as it is when nothing is under way, for a change by one who unlocked it before.

    Raises:
        KeysReplaced: The casebook has another key by now.
        VaultChanged: Somebody without a key changed the vault.
        StorageFault: The casebook cannot be looked at.
    """
    if not fits(path, opening.data_key):
        raise vault_faults.keys_replaced(path)
    try:
        vault_keys.check_seal(vault, data_key=opening.data_key, anchor=opening.anchor)
    except vault_keys.Tampered:
        raise vault_faults.vault_changed(vault_file.path_beside(path)) from None
    # A re-keying that failed has left its next key there, and the casebook has the one before.
    return vault_keys.settled(vault, with_next=False)


def _is_there(path: Path) -> bool:
    # Not exists(): it raises in a folder that may not be looked into.
    try:
        path.stat()
    except OSError:
        return False
    return True


def _why_not(path: Path) -> Exception:
    return vault_faults.vault_foreign(path) if is_encrypted(path) else faults.not_encrypted(path)


def _refuse_while_at_work(path: Path, key: bytes) -> None:
    """Returns when nobody holds the casebook, as re-keying does until it exchanges it."""
    try:
        with closing(driver.connect(path, Access.READ_AND_WRITE, key=key)) as connection:
            driver.require_writing(connection)
    except driver.READ_ERRORS as error:
        raise faults.fault_of(error, path) from None
