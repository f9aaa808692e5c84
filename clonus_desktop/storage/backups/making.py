"""Making a backup: one snapshot of a casebook that may be in use, verified before it counts."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from clonus_desktop import __version__
from clonus_desktop.storage import backup_faults, driver, faults, holding
from clonus_desktop.storage.backups import files, listing, manifest
from clonus_desktop.storage.backups.bundle import (
    AGENTS,
    DATABASE,
    FOLDER,
    MANIFEST,
    SITES,
    VAULT,
    Backup,
    Content,
    Kind,
    Stored,
    folder_name,
    key_id_of,
)
from clonus_desktop.storage.backups.checking import verify
from clonus_desktop.storage.backups.snapshot import content_of, without_a_trace
from clonus_desktop.storage.backups.work import Work
from clonus_desktop.storage.driver import Access, Connection

_PAGES_AT_ONCE = 1024
"""Of 4 KiB: often enough for a bar that moves, seldom enough to cost nothing."""

_MOST_SITE_FILES = 200
_SITE_ENDINGS = frozenset({".toml", ".svg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """What is about to take the place of a casebook.

    Attributes:
        path: A complete copy of it, under the key that it will have.
        vault: The content of the vault that will open it.
    """

    path: Path
    vault: bytes


def make(
    path: Path,
    kind: Kind,
    *,
    key: bytes | None,
    at: datetime,
    work: Work,
    of: Successor | None = None,
) -> Backup:
    """A new, verified backup of the casebook beside it; somebody may be writing meanwhile.

    Args:
        key: Of what is backed up.
        of: Instead of the casebook and its vault, what is about to take their place.

    Raises:
        CasebookMissing: There is no casebook.
        StorageFault: The casebook cannot be read.
        BackupNotMade: It could not be written, or did not read back. Nothing is left of it.
        BackupsBusy: Another one is being made.
        BackupCancelled: It was stopped. Nothing is left of it.
    """
    if not path.exists():
        raise faults.missing(path)
    folder = path.with_name(FOLDER)
    made_at = at.astimezone(UTC).replace(microsecond=0)
    with _told(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        with holding.folder_alone(folder):
            files.clear_parts(folder)
            with files.part_of(folder, folder_name(made_at, kind)) as part:
                content, stored = _filled(path, part, kind, key, work.part(0.0, 0.6), of)
                backup = _described(part, kind, made_at, key, content, stored)
                return _finished(backup, path, key, work.part(0.6, 1.0))


def _described(
    part: Path,
    kind: Kind,
    made_at: datetime,
    key: bytes | None,
    content: Content,
    stored: dict[str, Stored],
) -> Backup:
    return Backup(
        folder=part,
        kind=kind,
        made_at=made_at,
        sequence=listing.last_sequence(part.parent) + 1,
        program_version=__version__,
        content=content,
        files=stored,
        key_id=None if key is None else key_id_of(key),
    )


def _filled(
    path: Path, part: Path, kind: Kind, key: bytes | None, work: Work, of: Successor | None
) -> tuple[Content, dict[str, Stored]]:
    """Everything but the manifest, and what it says."""
    vault = path.with_name(VAULT)
    before = _bytes_of(vault)
    source_path = path if of is None else of.path
    with closing(_source(source_path, kind, key)) as source:
        content = _snapshot(source, source_path, part / DATABASE, key, work.part(0.0, 0.7))
    files.sync_file(part / DATABASE)
    found = {DATABASE: files.stored(part / DATABASE, work.part(0.7, 1.0))}
    if of is not None:
        files.write(part / VAULT, of.vault)
        found[VAULT] = files.stored(part / VAULT, work.part(1.0, 1.0))
    for name, file in _beside(path):
        if name in found:
            continue
        (part / name).parent.mkdir(mode=0o700, exist_ok=True)
        found[name] = files.copied(file, part / name, work.part(1.0, 1.0))
    # A key that was changed meanwhile would open the one and not the other.
    if _bytes_of(vault) != before:
        raise backup_faults.vault_changed(path)
    return content, found


def _beside(path: Path) -> Iterator[tuple[str, Path]]:
    """What belongs to a casebook, by its name in a backup."""
    for name in (VAULT, AGENTS):
        if path.with_name(name).is_file():
            yield name, path.with_name(name)
    sites = path.with_name(SITES)
    if sites.is_dir():
        named = sorted(one for one in sites.iterdir() if one.suffix in _SITE_ENDINGS)
        plain = [one for one in named if one.is_file() and not one.is_symlink()]
        for one in plain[:_MOST_SITE_FILES]:
            if manifest.is_safe_name(f"{SITES}/{one.name}"):
                yield f"{SITES}/{one.name}", one


def _source(path: Path, kind: Kind, key: bytes | None) -> Connection:
    # To write in the file is to tidy up after a crash, as every start does. What is about to be
    # set aside stays as it is; nobody has it open then.
    if kind is Kind.PRE_RESTORE:
        return without_a_trace(path, key)
    return driver.connect(path, Access.READ_AND_WRITE, key=key)


def _snapshot(
    source: Connection, path: Path, target: Path, key: bytes | None, work: Work
) -> Content:
    """What the casebook says at one moment, and a copy of it as it is at that moment."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        source.execute("PRAGMA query_only = ON")
        # While this is open, the connection sees neither what others write nor has to begin
        # again because of it: without it, one writer keeps a copy in pages from ever ending.
        source.execute("BEGIN")
        content = content_of(source, path)
    except driver.READ_ERRORS as error:
        raise _unreadable(error, path, key) from None
    with closing(driver.connect(target, Access.READ_AND_WRITE, key=key)) as copy:
        # Nothing of it counts before it was read back, and it is synced as a whole.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        try:
            source.backup(
                copy,
                pages=_PAGES_AT_ONCE,
                progress=lambda _status, left, of: work.tell(of - left, of),
            )
        except driver.READ_ERRORS as error:
            if driver.code_of(error) in driver.DAMAGED:
                raise faults.damaged(path) from None
            raise
    return content


def _unreadable(error: Exception, path: Path, key: bytes | None) -> Exception:
    if driver.code_of(error) != driver.NOT_A_DATABASE:
        return faults.fault_of(error, path)
    return faults.unreadable_without_key(path) if key is None else faults.wrong_key(path)


def _finished(backup: Backup, path: Path, key: bytes | None, work: Work) -> Backup:
    """The backup under its name, once it has read back as what the casebook said."""
    part = backup.folder
    told = backup if key is None else manifest.sealed(backup, key)
    files.write(part / MANIFEST, manifest.rendered(told).encode())
    written = manifest.read(part)
    try:
        verify(written, key=key, work=work)
    except backup_faults.BackupDamaged:
        raise backup_faults.not_sound(path) from None
    wanted = path.with_name(FOLDER) / folder_name(backup.made_at, backup.kind)
    return replace(written, folder=files.publish(part, wanted))


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except driver.READ_ERRORS as error:
        raise backup_faults.not_made(error, folder) from None
    except OSError as error:
        raise backup_faults.not_made(error, folder) from error
