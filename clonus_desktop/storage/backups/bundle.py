"""What a backup is: a folder with the casebook, all that belongs to it, and a manifest."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

FORMAT = 1
FOLDER = "backups"
DATABASE = "casebook.sqlite"
VAULT = "vault.json"
AGENTS = "agents.toml"
SITES = "sites"
MANIFEST = "manifest.json"
PART = ".part"

_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-[a-z-]+(-\d+)?")


class Kind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    CLOSE = "close"
    ON_DEMAND = "on-demand"
    PRE_MIGRATION = "pre-migration"
    PRE_RESTORE = "pre-restore"
    PRE_IMPORT = "pre-import"
    PRE_ENCRYPTION = "pre-encryption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is in a casebook.

    Attributes:
        signed: Signed examinations, each revision counted.
        drafts: Examinations that are neither signed nor discarded.
        acts: Entries of the audit.
    """

    patients: int
    signed: int
    drafts: int
    letters: int
    acts: int


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of the audit; 0 and "" before the first."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which casebook it is.

    Attributes:
        casebook_id: 32 hexadecimal characters; None in a casebook of an earlier version.
        origin: Digest of the first entry of the audit; "" before it.
    """

    casebook_id: str | None
    origin: str

    def is_same(self, other: "Identity") -> bool | None:
        """True for the same casebook, also after a migration; None when nothing tells."""
        if self.casebook_id is not None and other.casebook_id is not None:
            return self.casebook_id == other.casebook_id
        if self.origin and other.origin:
            return self.origin == other.origin
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a casebook says of itself in one snapshot."""

    schema_version: int
    identity: Identity
    counts: Counts
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file of a backup: its length in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup, as its manifest tells it.

    Attributes:
        folder: Where it lies.
        made_at: In UTC, to the second.
        sequence: Counts up with each backup of a folder, whatever the clock does.
        program_version: Of the program that made it.
        content: What the casebook said then.
        files: By their path inside the folder.
        key_id: Tells whether a key is the one of this backup; None when it is not encrypted.
        seal: HMAC of the manifest by the casebook's key; None when it is not encrypted.
    """

    folder: Path
    kind: Kind
    made_at: datetime
    sequence: int
    program_version: str
    content: Content
    files: Mapping[str, Stored]
    key_id: str | None = None
    seal: str | None = None

    @property
    def is_encrypted(self) -> bool:
        """True when nobody reads it without the key."""
        return self.key_id is not None

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(stored.size for stored in self.files.values())

    @property
    def is_whole(self) -> bool:
        """True while each file is there in its length. A damaged byte is for ``verify``."""
        try:
            lengths = {name: (self.folder / name).stat().st_size for name in self.files}
        except OSError:
            return False
        return all(one.size == lengths[name] for name, one in self.files.items())

    def is_of(self, key: bytes | None) -> bool:
        """True when this key opens it; without a key, when it needs none."""
        return self.key_id == (None if key is None else key_id_of(key))


def key_id_of(key: bytes) -> str:
    """A name for a key that tells nothing about it."""
    return hmac.new(key, b"clonus-desktop backup key", hashlib.sha256).hexdigest()[:32]


def folder_name(made_at: datetime, kind: Kind) -> str:
    """``2026-05-01T101500Z-daily``: sorts by time, and fits every file system."""
    return f"{stamp(made_at)}-{kind}"


def stamp(at: datetime) -> str:
    """The second in UTC, as it stands in the names of folders."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def is_name_of_a_backup(name: str) -> bool:
    """True for names that ``folder_name`` gives, also with a number for the same second."""
    return _NAME.fullmatch(name) is not None
