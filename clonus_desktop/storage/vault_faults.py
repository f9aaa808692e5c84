"""What can go wrong with the keys of a casebook, each told apart and in three sentences."""

from pathlib import Path

from clonus_desktop.domain.message import Message
from clonus_desktop.storage.faults import WriteFailed
from clonus_desktop.storage.storage_fault import StorageFault


class VaultMissing(StorageFault):
    """An encrypted casebook lies there without its keys."""


class VaultDamaged(StorageFault):
    """The file of the keys cannot be read as what it should be."""


class VaultChanged(StorageFault):
    """The file of the keys was changed by somebody who had no key."""


class VaultNewer(StorageFault):
    """The keys were written by a later version of the program."""


class VaultForeign(StorageFault):
    """The keys are in order, and are those of another casebook."""


class WrongPassphrase(StorageFault):
    """The passphrase does not open this way in.

    Attributes:
        wait_s: Seconds until the next one is tried; 0 when at once.
    """

    def __init__(self, message: Message, *, wait_s: float) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class TooEarly(StorageFault):
    """No passphrase is tried yet, after several wrong ones.

    Attributes:
        wait_s: Seconds until the next one is tried.
    """

    def __init__(self, message: Message, *, wait_s: float) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class WrongRecoveryCode(StorageFault):
    """A recovery code, but not the one of this casebook."""


class BadRecoveryCode(StorageFault):
    """What was typed is no recovery code.

    Attributes:
        group: Which group is mistyped, from 1; None when the whole has too much or too little.
    """

    def __init__(self, message: Message, *, group: int | None) -> None:
        super().__init__(message)
        self.group = group


class LastWayIn(StorageFault):
    """Nobody could open the casebook by a passphrase any more."""


class TooManyWaysIn(StorageFault):
    """The vault is full."""


class CasebookExists(StorageFault):
    """There is something where a new casebook was to be made."""


class KeysReplaced(StorageFault):
    """The casebook got another key since it was unlocked here."""


class NoSuchWayIn(LookupError):
    """The casebook has no way in of that id."""

    def __init__(self, slot_id: str) -> None:
        super().__init__(f"There is no way in {slot_id}.")


def vault_missing(path: Path) -> VaultMissing:
    """The fault of an encrypted casebook alone."""
    return VaultMissing(
        Message(
            "The file vault.json with the keys of {file} is not there. "
            "Without it nobody can open this casebook, and nothing in it was changed. "
            "Bring vault.json back to this folder from a backup, then open the casebook again.",
            {"file": path.name},
        )
    )


def vault_damaged(path: Path) -> VaultDamaged:
    """The fault of a file of keys that is none."""
    return VaultDamaged(
        Message(
            "The file {vault} with the keys of the casebook is damaged. "
            "The casebook itself was not touched; it cannot be opened without its keys. "
            "Copy the whole folder to a safe place, then bring {vault} back from a backup.",
            {"vault": path.name},
        )
    )


def vault_changed(path: Path) -> VaultChanged:
    """The fault of keys that somebody added, took away or exchanged."""
    return VaultChanged(
        Message(
            "The file {vault} with the keys of the casebook was changed outside Clonus Desktop. "
            "The casebook was not opened, because somebody may have added a way into it. "
            "Keep this file as it is, and bring {vault} back from a backup.",
            {"vault": path.name},
        )
    )


def vault_newer(path: Path) -> VaultNewer:
    """The fault of keys from a later version."""
    return VaultNewer(
        Message(
            "The file {vault} was written by a newer version of Clonus Desktop. "
            "The casebook was not opened, and nothing in it was changed. "
            "Install the newer version on this computer, then open the casebook again.",
            {"vault": path.name},
        )
    )


def vault_foreign(path: Path) -> VaultForeign:
    """The fault of keys that do not fit the casebook beside them."""
    return VaultForeign(
        Message(
            "The keys in vault.json do not fit {file}: they belong to another casebook or to an "
            "older state of this one, or the beginning of {file} is damaged. "
            "It was not opened, and nothing in it was changed. "
            "Bring {file} and vault.json back from one and the same backup.",
            {"file": path.name},
        )
    )


def wrong_passphrase(name: str, *, wait_s: float) -> WrongPassphrase:
    """The fault of a passphrase that does not fit."""
    return WrongPassphrase(
        Message(
            "This is not the passphrase of {name}. "
            "The casebook stays locked, and nothing in it was changed. "
            "Check Caps Lock and the keyboard layout, then try again.",
            {"name": name},
        ),
        wait_s=wait_s,
    )


def too_early(name: str, *, wait_s: float) -> TooEarly:
    """The fault of trying before the delay is over."""
    return TooEarly(
        Message(
            "After several wrong passphrases of {name}, the next one has to wait. "
            "The casebook stays locked, and nothing in it was changed. "
            "Try again in {seconds} s, or use the recovery code.",
            {"name": name, "seconds": max(1, round(wait_s + 0.49))},
        ),
        wait_s=wait_s,
    )


def wrong_recovery_code() -> WrongRecoveryCode:
    """The fault of another casebook's code, or of one that was replaced."""
    return WrongRecoveryCode(
        Message(
            "This recovery code does not open this casebook. "
            "The casebook stays locked, and nothing in it was changed. "
            "Check that it is the newest code and of this casebook, then type it again.",
        )
    )


def bad_recovery_code(group: int | None) -> BadRecoveryCode:
    """The fault of a mistyped code."""
    if group is None:
        message = Message(
            "A recovery code has 26 letters and digits. "
            "The casebook stays locked, and nothing in it was changed. "
            "Check that no group is missing or there twice, then type it again.",
        )
    else:
        message = Message(
            "Group {group} of the recovery code is mistyped. "
            "The casebook stays locked, and nothing in it was changed. "
            "Check this group on your paper, then type it again.",
            {"group": group},
        )
    return BadRecoveryCode(message, group=group)


def last_way_in(name: str) -> LastWayIn:
    """The fault of removing the last clinician."""
    return LastWayIn(
        Message(
            "{name} is the last one who can open this casebook with a passphrase. "
            "Nobody was removed. "
            "Add another clinician first.",
            {"name": name},
        )
    )


def too_many_ways_in() -> TooManyWaysIn:
    """The fault of one clinician more than the vault takes."""
    return TooManyWaysIn(
        Message(
            "No more clinicians can be added to this casebook. "
            "Nobody was added, and nothing in it was changed. "
            "Remove somebody who no longer works with it, then try again.",
        )
    )


def casebook_exists(path: Path) -> CasebookExists:
    """The fault of a new casebook on top of another, or of its keys."""
    return CasebookExists(
        Message(
            "There is already a casebook {file} or its keys in this folder. "
            "No new casebook was made, and nothing there was changed. "
            "Open the one that is there, or choose another folder.",
            {"file": path.name},
        )
    )


def keys_replaced(path: Path) -> KeysReplaced:
    """The fault of an act with a key from before."""
    return KeysReplaced(
        Message(
            "The keys of {file} were replaced while it was open here. "
            "The keys were not changed by this act. "
            "Lock the casebook and open it again, then try once more.",
            {"file": path.name},
        )
    )


def copy_failed(path: Path) -> WriteFailed:
    """The fault of a copy that does not say the same as the casebook."""
    return WriteFailed(
        Message(
            "The encrypted copy of {file} does not say the same as the casebook itself. "
            "The copy was thrown away, and the casebook is as it was. "
            "Check the disk, then try again.",
            {"file": path.name},
        )
    )
