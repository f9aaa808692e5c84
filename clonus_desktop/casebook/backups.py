"""Backups: made, listed, checked, copied to a second place, restored with a preview.

Those with ``progress`` take long. They need no opened casebook, so that they can run in a worker
beside it; ``restore`` wants it closed.
"""

from datetime import timedelta
from pathlib import Path

from clonus_desktop.casebook.book import Casebook, Clock, local_time, open_book
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.storage import backup_faults, backups, schema
from clonus_desktop.storage.backup_faults import (
    BackupCancelled,
    BackupDamaged,
    BackupForeign,
    BackupNewer,
    BackupNotMade,
    BackupsBusy,
    CasebookInUse,
    NotMigrated,
    NotRestored,
    SecondPlaceFault,
)
from clonus_desktop.storage.backups import (
    Backup,
    Cancel,
    Kind,
    Lost,
    Present,
    Progress,
    Restored,
    RestorePreview,
    Verified,
    Work,
)

__all__ = [
    "Backup",
    "BackupCancelled",
    "BackupDamaged",
    "BackupForeign",
    "BackupNewer",
    "BackupNotMade",
    "BackupsBusy",
    "CasebookInUse",
    "Kind",
    "Lost",
    "NotMigrated",
    "NotRestored",
    "Present",
    "RestorePreview",
    "Restored",
    "SecondPlaceFault",
    "Verified",
    "copy_to",
    "due",
    "enter_restored",
    "enter_restored_at",
    "folder_of",
    "holder_of",
    "listed",
    "listed_in",
    "make",
    "newest_whole",
    "preview",
    "read",
    "restore",
    "unreadable",
    "verify",
]

EVERY = timedelta(minutes=30)
"""How long changes wait for a backup while the casebook stays open."""

OLD_AFTER = timedelta(days=7)
"""From this age of the copy in the second place, the practice is reminded."""


def make(
    book_or_path: Casebook | Path,
    kind: Kind,
    *,
    key: bytes | None = None,
    now: Clock = local_time,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Backup:
    """A new, verified backup beside the casebook; older ones that are not kept are removed.

    Args:
        key: Of the casebook, when it is encrypted: the backup has the same.
        progress: Is told how much is done, from 0 to 1.
        cancel: Says whether it shall stop.

    Raises:
        StorageFault: There is no new backup; the casebook and the earlier ones are as they were.
    """
    path = _path_of(book_or_path)
    backups.finish(path)
    at = now()
    made = backups.make(path, kind, key=key, at=at, work=Work(progress, cancel))
    backups.rotate(folder_of(path), at)
    return made


def due(book: Casebook, kind: Kind = Kind.CLOSE) -> bool:
    """True when something was done since the last whole backup.

    Args:
        kind: For a daily one the last must also be half an hour old, or from the future.
    """
    last = newest_whole(book.file.path)
    sequence, digest = book.file.audit.head()
    if last is None:
        return sequence > 0
    head = last.content.head
    if (head.sequence, head.digest) == (sequence, digest):
        return False
    return kind is not Kind.DAILY or not timedelta(0) <= book.now() - last.made_at < EVERY


def folder_of(path: Path) -> Path:
    """Where the backups of a casebook lie beside it."""
    return path.with_name(backups.FOLDER)


def holder_of(folder: Path) -> Path:
    """Where to look for backups when somebody chose a folder: of a backup itself, around it."""
    try:
        return folder.parent if (folder / backups.MANIFEST).is_file() else folder
    except OSError:
        # Why it cannot be looked into is said when it is.
        return folder


def listed(path: Path) -> tuple[Backup, ...]:
    """The backups beside a casebook, the newest first; ``is_whole`` tells if all is there."""
    return backups.listed(folder_of(path))


def newest_whole(path: Path) -> Backup | None:
    """The newest whole backup beside a casebook; None without one, or where nobody may look."""
    try:
        return next((one for one in listed(path) if one.is_whole), None)
    except OSError:
        return None


def listed_in(folder: Path, path: Path) -> tuple[Backup, ...]:
    """The backups of a casebook in another folder, the newest first.

    Args:
        path: The casebook. Without one backup beside it, nothing tells which are of another.

    Raises:
        SecondPlaceFault: The folder is not there, or cannot be read.
    """
    try:
        if not folder.is_dir():
            raise backup_faults.second_missing(folder)
        found = backups.listed(folder)
    except OSError as error:
        raise backup_faults.second(error, folder) from error
    own = _newest(path)
    if own is None:
        return found
    is_same = own.content.identity.is_same
    return tuple(one for one in found if is_same(one.content.identity) is not False)


def _newest(path: Path) -> Backup | None:
    try:
        return next(iter(listed(path)), None)
    except OSError:
        # On a disk that fails, a backup from elsewhere is wanted all the more.
        return None


def unreadable(path: Path) -> tuple[Path, ...]:
    """The folders beside a casebook that are named as backups and cannot be read as one."""
    return backups.unreadable(folder_of(path))


def read(folder: Path) -> Backup:
    """The backup in a folder, wherever it lies.

    Raises:
        StorageFault: It is no backup, damaged, or from a later version.
    """
    try:
        return backups.read(folder)
    except OSError as error:
        raise backup_faults.foreign(folder) from error


def verify(
    backup: Backup,
    *,
    key: bytes | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Verified:
    """That a backup is what it was; without its key, by the digests of its files alone.

    Raises:
        BackupDamaged: It is not.
    """
    return backups.verify(backup, key=key, work=Work(progress, cancel))


def preview(path: Path, backup: Backup, *, key: bytes | None = None) -> RestorePreview:
    """What is in a backup, and what of the present casebook would be out of sight."""
    backups.finish(path)
    return backups.preview(path, backup, key=key)


def restore(
    path: Path,
    backup: Backup,
    *,
    key: bytes | None = None,
    now: Clock = local_time,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Restored:
    """The casebook of a backup in the place of the present one, which is set aside whole.

    Args:
        key: Of the present casebook and of the backup, when they are encrypted. Without it the
            files are compared by their digests, and no backup of the present one is made first.

    Raises:
        CasebookInUse: It is open, in this window or another.
        StorageFault: Nothing was restored.
    """
    work = Work(progress, cancel)
    return backups.restore(path, backup, key=key, at=now(), work=work)


def enter_restored(book: Casebook, restored: Restored) -> Change | None:
    """Enter that a backup was restored by this program, and let the mark begin anew.

    None when the mark finds something amiss and the opened casebook is not the one that the
    backup was: then the alarm stays.
    """
    backup, key = restored.backup, book.file.key
    head = backup.content.head
    is_known = key is None or backups.is_sealed_by(backup, key)
    is_it = is_known and book.file.audit.digest_at(head.sequence) == head.digest
    if book.file.trouble is not None and not is_it:
        return None
    book.file.enter_restored(at=book.now(), by=book.examiner)
    return Change(deed=Deed.PRACTICE)


def enter_restored_at(restored: Restored, *, key: bytes | None, now: Clock = local_time) -> bool:
    """The same for a casebook that nobody has open; False when the alarm stays.

    A casebook of a version without marks is left as it was: the next start brings it up to date.

    Raises:
        StorageFault: It cannot be opened or written.
    """
    content = restored.backup.content
    if not restored.was_opened or content.schema_version < schema.VERSION_WITH_MARK:
        return False
    with open_book(restored.path, key=key, now=now) as book:
        return enter_restored(book, restored) is not None


def copy_to(
    backup: Backup,
    folder: Path,
    *,
    now: Clock = local_time,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Backup:
    """The copy of a backup in a second place, read back from there.

    Raises:
        SecondPlaceFault: The place is missing, read-only, full, or was lost in the middle.
        BackupDamaged: The backup itself is not what it was.
    """
    return backups.copy_to(backup, folder, now=now(), work=Work(progress, cancel))


def _path_of(book_or_path: Casebook | Path) -> Path:
    return book_or_path if isinstance(book_or_path, Path) else book_or_path.file.path
