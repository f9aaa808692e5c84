"""The manifest of a backup: written in one form only, and read as if a stranger had written it."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from clonus_desktop.storage import backup_faults, private_file, schema
from clonus_desktop.storage.backups.bundle import (
    AGENTS,
    DATABASE,
    FORMAT,
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

MOST_BYTES = 1_000_000
MOST_NUMBER = 2**53
_SITE_NAME = re.compile(r"[^/\\:\x00-\x1f.][^/\\:\x00-\x1f]{0,199}")
_HEX = re.compile(r"[0-9a-f]*")
_SEAL = b"clonus-desktop backup manifest"


class _Bad(ValueError):
    """A manifest that this program did not write."""


def sealed(backup: Backup, key: bytes) -> Backup:
    """The backup with a seal, which nobody can make without the key of the casebook."""
    return replace(backup, seal=_seal(_content(backup), key))


def rendered(backup: Backup) -> str:
    """The manifest as it is stored."""
    return _rendered(_content(backup))


def read(folder: Path) -> Backup:
    """The backup of a folder, by its manifest alone.

    Raises:
        BackupForeign: There is none.
        BackupNewer: A later program made it.
        BackupDamaged: The manifest is not as any version of this program writes it.
        OSError: The folder cannot be read.
    """
    try:
        raw = _bytes(folder / MANIFEST)
    except (FileNotFoundError, NotADirectoryError):
        raise backup_faults.foreign(folder) from None
    try:
        content = json.loads(raw.decode())
        version = _number(_mapping(content), "format")
        if version > FORMAT or _number(content, "schema") > schema.version():
            raise backup_faults.newer(folder)
        backup = _backup(content, folder)
        # One form only: so a changed byte is found wherever it stands.
        if rendered(backup).encode() != raw:
            raise _Bad
    except (ValueError, OverflowError, RecursionError):
        # Overflow: a time of the first or the last year that has none in UTC.
        raise backup_faults.damaged(folder, MANIFEST) from None
    return backup


def is_sealed_by(backup: Backup, key: bytes) -> bool:
    """True when the manifest says what it said when the holder of the key made it."""
    wanted = _seal(_content(backup), key)
    return hmac.compare_digest(wanted, backup.seal or "")


def _seal(content: Mapping[str, object], key: bytes) -> str:
    of_manifests = hmac.new(key, _SEAL, hashlib.sha256).digest()
    said = _rendered({**content, "seal": None})
    return hmac.new(of_manifests, said.encode(), hashlib.sha256).hexdigest()


def _bytes(path: Path) -> bytes:
    # Never more than a manifest can have, and no waiting, whatever lies there.
    return private_file.read(path, largest=MOST_BYTES)


def _rendered(content: Mapping[str, object]) -> str:
    checked = {**content, "digest": None, "seal": None}
    text = json.dumps(checked, ensure_ascii=False, sort_keys=True)
    whole = {**checked, "digest": hashlib.sha256(text.encode()).hexdigest()}
    return json.dumps({**whole, "seal": content["seal"]}, indent=1, sort_keys=True) + "\n"


def _content(backup: Backup) -> dict[str, object]:
    said = backup.content
    counts = said.counts
    return {
        "format": FORMAT,
        "program": backup.program_version,
        "schema": said.schema_version,
        "casebook": said.identity.casebook_id,
        "origin": said.identity.origin,
        "kind": str(backup.kind),
        "made_at": backup.made_at.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        "sequence": backup.sequence,
        "counts": {
            "patients": counts.patients,
            "signed": counts.signed,
            "drafts": counts.drafts,
            "letters": counts.letters,
            "acts": counts.acts,
        },
        "head": {"sequence": said.head.sequence, "digest": said.head.digest},
        "key": backup.key_id,
        "files": {
            name: {"bytes": stored.size, "sha256": stored.sha256}
            for name, stored in backup.files.items()
        },
        "seal": backup.seal,
    }


def _backup(content: Mapping[str, object], folder: Path) -> Backup:
    counts, head = _mapping(content.get("counts")), _mapping(content.get("head"))
    return Backup(
        folder=folder,
        kind=Kind(_text(content, "kind", longest=40)),
        made_at=_time(_text(content, "made_at", longest=40)),
        sequence=_number(content, "sequence"),
        program_version=_text(content, "program", longest=40),
        content=Content(
            schema_version=_number(content, "schema"),
            identity=Identity(
                casebook_id=_hex_or_none(content, "casebook", 32),
                origin=_text(content, "origin", longest=64),
            ),
            counts=Counts(
                patients=_number(counts, "patients"),
                signed=_number(counts, "signed"),
                drafts=_number(counts, "drafts"),
                letters=_number(counts, "letters"),
                acts=_number(counts, "acts"),
            ),
            head=Head(_number(head, "sequence"), _text(head, "digest", longest=64)),
        ),
        files=_files(_mapping(content.get("files"))),
        key_id=_hex_or_none(content, "key", 32),
        seal=_hex_or_none(content, "seal", 64),
    )


def _files(content: Mapping[str, object]) -> dict[str, Stored]:
    files = {name: _stored(name, value) for name, value in content.items()}
    if DATABASE not in files:
        raise _Bad
    return files


def _stored(name: str, value: object) -> Stored:
    if not is_safe_name(name):
        raise _Bad
    one = _mapping(value)
    return Stored(size=_number(one, "bytes"), sha256=_hex(one, "sha256", 64))


def is_safe_name(name: str) -> bool:
    """True for the few paths that a backup holds: none of them leads out of its folder."""
    if name in {DATABASE, VAULT, AGENTS}:
        return True
    parts = PurePosixPath(name).parts
    return (
        len(parts) == 2
        and f"{SITES}/{parts[1]}" == name
        and parts[0] == SITES
        and _SITE_NAME.fullmatch(parts[1]) is not None
    )


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _Bad
    return value


def _number(content: Mapping[str, object], key: str) -> int:
    value = content.get(key)
    # True is a number to Python.
    if type(value) is not int or not 0 <= value <= MOST_NUMBER:
        raise _Bad
    return value


def _text(content: Mapping[str, object], key: str, *, longest: int) -> str:
    value = content.get(key)
    if not isinstance(value, str) or len(value) > longest:
        raise _Bad
    return value


def _hex(content: Mapping[str, object], key: str, length: int) -> str:
    value = _text(content, key, longest=length)
    if len(value) != length or not _HEX.fullmatch(value):
        raise _Bad
    return value


def _hex_or_none(content: Mapping[str, object], key: str, length: int) -> str | None:
    return None if content.get(key) is None else _hex(content, key, length)


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None:
        raise _Bad
    return at.astimezone(UTC)
