"""What can go wrong with a backup, each with its message in three sentences."""

from pathlib import Path

from clonus_desktop.domain.message import Message
from clonus_desktop.storage import driver
from clonus_desktop.storage.faults import FORBIDDEN, NO_ROOM, CasebookLocked
from clonus_desktop.storage.storage_fault import StorageFault


class BackupNotMade(StorageFault):
    """There is no new backup; the casebook and the earlier backups are as they were."""


class BackupCancelled(StorageFault):
    """Somebody stopped it."""


class BackupsBusy(StorageFault):
    """Another process makes or restores a backup of the same casebook."""


class BackupDamaged(StorageFault):
    """A backup does not hold what it held when it was made."""


class BackupForeign(StorageFault):
    """The folder is no backup of Clonus Desktop."""


class BackupNewer(StorageFault):
    """The backup was made by a later version of the program."""


class SecondPlaceFault(StorageFault):
    """The stick or share took no copy; no half copy is left under the name of a whole one."""


class CasebookInUse(CasebookLocked):
    """The casebook is open and cannot be restored."""


class NotRestored(StorageFault):
    """The restore ended before anything was changed, or goes on at the next start."""


class NotMigrated(StorageFault):
    """An older casebook was left as it was, because no backup of it could be made."""


def disk_full(folder: Path) -> BackupNotMade:
    """The fault of a backup that does not fit."""
    return BackupNotMade(
        Message(
            "There is no room for a backup in the folder {folder}. "
            "No backup was made; the casebook and the earlier backups are as they were. "
            "Free some space, then make the backup again.",
            {"folder": folder.name},
        )
    )


def folder_read_only(folder: Path) -> BackupNotMade:
    """The fault of a folder that takes no backup."""
    return BackupNotMade(
        Message(
            "Nothing can be written into the folder {folder}, because it is read-only. "
            "No backup was made; the casebook and the earlier backups are as they were. "
            "Allow this user to write in the folder, then make the backup again.",
            {"folder": folder.name},
        )
    )


def write_failed(folder: Path) -> BackupNotMade:
    """The fault of a disk that does not keep a backup."""
    return BackupNotMade(
        Message(
            "The disk with the folder {folder} did not accept the backup. "
            "No backup was made; the casebook and the earlier backups are as they were. "
            "Check the disk and its connection, then make the backup again.",
            {"folder": folder.name},
        )
    )


def not_sound(path: Path) -> BackupNotMade:
    """The fault of a copy that does not read back as what the casebook says."""
    return BackupNotMade(
        Message(
            "The new backup of the casebook {file} did not pass its check. "
            "It was removed again; the casebook and the earlier backups are as they were. "
            "Keep the earlier backups, check the disk, then make the backup again.",
            {"file": path.name},
        )
    )


def vault_changed(path: Path) -> BackupNotMade:
    """The fault of keys that were changed during the backup."""
    return BackupNotMade(
        Message(
            "The keys of the casebook {file} were changed while its backup was made. "
            "The backup was removed again; the casebook is as it was. "
            "Make the backup again.",
            {"file": path.name},
        )
    )


def cancelled() -> BackupCancelled:
    """The fault of a backup, check or restore that was stopped."""
    return BackupCancelled(
        Message(
            "It was stopped before it was finished. "
            "The casebook and the earlier backups are as they were. "
            "Start again when there is more time.",
        )
    )


def busy(folder: Path) -> BackupsBusy:
    """The fault of two backups at once."""
    return BackupsBusy(
        Message(
            "The folder {folder} is in use by another backup. "
            "Nothing was begun, and nothing was changed. "
            "Wait until the other one has finished, then try again.",
            {"folder": folder.name},
        )
    )


def damaged(folder: Path, name: str) -> BackupDamaged:
    """The fault of a file of a backup that is not what it was."""
    return BackupDamaged(
        Message(
            "The backup {folder} is damaged: its file {file} is not what was stored. "
            "It cannot be trusted, and nothing was changed. "
            "Choose another backup, and check the disk that holds this one.",
            {"folder": folder.name, "file": name},
        )
    )


def foreign(folder: Path) -> BackupForeign:
    """The fault of another folder."""
    return BackupForeign(
        Message(
            "The folder {folder} is not a backup of Clonus Desktop. "
            "It was not used, and nothing was changed. "
            "Choose a folder whose name begins with the day of the backup.",
            {"folder": folder.name},
        )
    )


def newer(folder: Path) -> BackupNewer:
    """The fault of a backup from a later version."""
    return BackupNewer(
        Message(
            "The backup {folder} was made by a newer version of Clonus Desktop. "
            "It was not used, and nothing was changed. "
            "Install the newer version on this computer, then try again.",
            {"folder": folder.name},
        )
    )


def second_missing(folder: Path) -> SecondPlaceFault:
    """The fault of a stick that is not there."""
    return SecondPlaceFault(
        Message(
            "The second place for backups, {folder}, is not there. "
            "No copy was made; the backup on this computer is kept. "
            "Connect the stick or the share, then copy again.",
            {"folder": folder.name},
        )
    )


def second_read_only(folder: Path) -> SecondPlaceFault:
    """The fault of a stick with its switch on."""
    return SecondPlaceFault(
        Message(
            "The second place for backups, {folder}, may not be written to. "
            "No copy was made; the backup on this computer is kept. "
            "Allow this user to write there or choose another place, then copy again.",
            {"folder": folder.name},
        )
    )


def second_full(folder: Path) -> SecondPlaceFault:
    """The fault of a full stick."""
    return SecondPlaceFault(
        Message(
            "The second place for backups, {folder}, is full. "
            "No copy was made; the backup on this computer is kept. "
            "Free some space there or choose another place, then copy again.",
            {"folder": folder.name},
        )
    )


def second_lost(folder: Path) -> SecondPlaceFault:
    """The fault of a stick that was pulled, or does not keep what it is given."""
    return SecondPlaceFault(
        Message(
            "The second place for backups, {folder}, was lost before the copy was complete. "
            "What was copied there does not count; the backup on this computer is kept. "
            "Connect it again, wait until it is found, then copy again.",
            {"folder": folder.name},
        )
    )


def in_use(path: Path) -> CasebookInUse:
    """The fault of a casebook that is open."""
    return CasebookInUse(
        Message(
            "The casebook {file} is open and cannot be restored. "
            "Nothing was restored, and nothing in it was changed. "
            "Close every window that shows it, then restore again.",
            {"file": path.name},
        )
    )


def not_restored(error: Exception, path: Path) -> NotRestored:
    """The fault of a restore that could not be put together."""
    if getattr(error, "errno", None) in NO_ROOM:
        return NotRestored(
            Message(
                "There is no room to restore the casebook {file}. "
                "Nothing was restored, and the casebook is as it was. "
                "Free some space, then restore again.",
                {"file": path.name},
            )
        )
    return NotRestored(
        Message(
            "The folder of the casebook {file} did not accept the restored files. "
            "Nothing was restored, and the casebook is as it was. "
            "Check that this user may write there and that the disk is well, then restore again.",
            {"file": path.name},
        )
    )


def half_restored(path: Path) -> NotRestored:
    """The fault of a restore that stopped at putting the files in their place."""
    return NotRestored(
        Message(
            "The restore of the casebook {file} could not be finished. "
            "Nothing is lost: every file lies in the same folder, the earlier ones set aside. "
            "Allow this user to write in the folder, then open the casebook again.",
            {"file": path.name},
        )
    )


def not_migrated(path: Path) -> NotMigrated:
    """The fault of an older casebook without a backup."""
    return NotMigrated(
        Message(
            "The casebook {file} is of an earlier version, and no backup of it could be made. "
            "It was not brought up to date and not opened, and nothing in it was changed. "
            "Free some space and allow this user to write in its folder, then open it again.",
            {"file": path.name},
        )
    )


def not_made(error: Exception, folder: Path) -> Exception:
    """The fault that an error means while a backup is made; a bug stays what it is."""
    code = driver.code_of(error)
    number = getattr(error, "errno", None)
    if number in NO_ROOM or code in driver.FULL:
        return disk_full(folder)
    if number in FORBIDDEN or code in driver.READ_ONLY:
        return folder_read_only(folder)
    is_of_the_disk = isinstance(error, OSError) or code == driver.IO_ERROR
    return write_failed(folder) if is_of_the_disk else error


def second(error: OSError, folder: Path) -> SecondPlaceFault:
    """The fault that an error means while a backup is copied to a second place."""
    if error.errno in NO_ROOM:
        return second_full(folder)
    if error.errno in FORBIDDEN:
        return second_read_only(folder)
    return second_lost(folder)
