"""The manifest of a backup, from a stick that was in other hands."""

import hashlib
import json
from datetime import UTC, datetime

from clonus_desktop.storage.backup_faults import BackupDamaged, BackupNewer
from clonus_desktop.storage.backups.bundle import (
    DATABASE,
    MANIFEST,
    SITES,
    VAULT,
    Backup,
    Content,
    Counts,
    Head,
    Identity,
    Kind,
    Stored,
)
from clonus_desktop.storage.backups.manifest import (
    is_safe_name,
    is_sealed_by,
    read,
    rendered,
    sealed,
)
from tests.fuzz.in_folder import as_file, folder

KEY = bytes(range(32))
_STORED = Stored(size=4096, sha256="0" * 64)


def _backup(kind: Kind, casebook_id: str | None, *names: str) -> Backup:
    return Backup(
        folder=folder("manifest"),
        kind=kind,
        made_at=datetime(2026, 11, 25, 10, 42, tzinfo=UTC),
        sequence=7,
        program_version="1.0.0",
        content=Content(
            schema_version=3,
            identity=Identity(casebook_id=casebook_id, origin="a" * 64),
            counts=Counts(patients=2, signed=3, drafts=1, letters=1, acts=40),
            head=Head(40, "b" * 64),
        ),
        files={DATABASE: _STORED} | dict.fromkeys(names, _STORED),
        key_id=None if casebook_id is None else "c" * 32,
        seal=None,
    )


SEEDS = (
    rendered(_backup(Kind.DAILY, None)).encode(),
    rendered(sealed(_backup(Kind.CLOSE, "d" * 32, VAULT, f"{SITES}/wrist.toml"), KEY)).encode(),
    b'{"format": 99, "schema": 1}',
    # A time that has no name in UTC.
    rendered(_backup(Kind.DAILY, None))
    .replace("2026-11-25T10:42:00+00:00", "0001-01-01T00:00:00+14:00")
    .encode(),
)


def parse(data: bytes) -> None:
    """It is one that this program writes, to the byte, or is refused by name."""
    for content in (data, _with_its_digest(data)):
        _read(content)


def _with_its_digest(data: bytes) -> bytes:
    """The same as if whoever changed it had also reckoned the digest."""
    try:
        table = json.loads(data)
        checked = {**table, "digest": None, "seal": None}
        text = json.dumps(checked, ensure_ascii=False, sort_keys=True)
        whole = {**table, "digest": hashlib.sha256(text.encode()).hexdigest()}
        return (json.dumps(whole, indent=1, sort_keys=True) + "\n").encode()
    except (ValueError, TypeError, RecursionError):
        return data


def _read(data: bytes) -> None:
    beside = as_file(data, MANIFEST, of="manifest").parent
    try:
        backup = read(beside)
    except (BackupDamaged, BackupNewer):
        return
    assert rendered(backup).encode() == data
    assert all(is_safe_name(name) for name in backup.files)
    assert is_sealed_by(sealed(backup, KEY), KEY)
    assert backup.made_at.tzinfo is UTC
