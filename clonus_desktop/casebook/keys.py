"""The ways into a casebook: making, opening and changing them.

All that derives a key or copies the record takes from a tenth of a second to minutes, and is
meant for a worker thread: it takes frozen values and a path, and touches no open casebook. The
casebook must be closed in this process for ``encrypt_in_place`` and ``rekey``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from clonus_desktop.storage.vault_faults import (
    BadRecoveryCode,
    KeysReplaced,
    LastWayIn,
    NoSuchWayIn,
    TooEarly,
    VaultChanged,
    VaultDamaged,
    VaultForeign,
    VaultMissing,
    VaultNewer,
    WrongPassphrase,
    WrongRecoveryCode,
)

__all__ = [
    "BadRecoveryCode",
    "CasebookState",
    "KeysReplaced",
    "LastWayIn",
    "NoSuchWayIn",
    "Opened",
    "Prepared",
    "PreparedCode",
    "TooEarly",
    "VaultChanged",
    "VaultDamaged",
    "VaultForeign",
    "VaultMissing",
    "VaultNewer",
    "WayIn",
    "WrongPassphrase",
    "WrongRecoveryCode",
]

Progress = Callable[[float], None]
"""Is told what part is done, from 0 to 1; an exception that it raises stops the work safely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess costs (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int


STANDARD = Cost(memory_kib=64 * 1024, passes=3, lanes=4)


class CasebookState(StrEnum):
    """What lies at a path."""

    NONE = "none"
    PLAIN = "plain"
    LOCKED = "locked"
    VAULT_MISSING = "vault-missing"
    CASEBOOK_MISSING = "casebook-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """A clinician who may unlock."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The secrets of an unlocked casebook; never shown, logged or stored.

    Attributes:
        key: Of the database, 32 bytes.
        slot_id: The way in that was used.
        signing_seed: Ed25519 seed of the clinician, 32 bytes; None by the recovery code.
        by_recovery: True when the recovery code was used.
        casebook_id: 32 hexadecimal digits.
        rekey_due: True when a way in was removed and the database has still the key it knew.
    """

    key: bytes = field(repr=False)
    slot_id: str
    signing_seed: bytes | None = field(repr=False)
    by_recovery: bool
    casebook_id: str
    rekey_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The keys of a casebook to come; written nowhere yet.

    Attributes:
        recovery_code: In groups, as it is shown.
        slot_id: The way in of the first clinician.
    """

    recovery_code: str = field(repr=False)
    data_key: bytes = field(repr=False)
    slot_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedCode:
    """A recovery code that counts once it was asked back."""

    recovery_code: str = field(repr=False)


def state_of(path: Path) -> CasebookState:
    """What lies at the path of a casebook."""
    raise NotImplementedError


def ways_in(path: Path, *, cost: Cost = STANDARD) -> tuple[WayIn, ...]:
    """The clinicians who may unlock, in the order in which they came."""
    raise NotImplementedError


def wait_s(path: Path, way_in_id: str, now_s: float | None = None) -> float:
    """Seconds until the next passphrase is tried; 0 when at once."""
    raise NotImplementedError


def unlock(path: Path, way_in_id: str, passphrase: str, *, cost: Cost = STANDARD) -> Opened:
    """Raises WrongPassphrase, TooEarly, NoSuchWayIn, StorageFault."""
    raise NotImplementedError


def unlock_with_recovery_code(path: Path, code: str, *, cost: Cost = STANDARD) -> Opened:
    """Raises WrongRecoveryCode, BadRecoveryCode, StorageFault."""
    raise NotImplementedError


def prepare(name: str, passphrase: str, *, cost: Cost = STANDARD) -> Prepared:
    """Raises PassphraseRefused (casebook.passphrases)."""
    raise NotImplementedError


def differing_group(prepared: Prepared | PreparedCode, typed: str) -> int | None:
    """The first group in which the code asked back differs; None when it is right.

    Raises BadRecoveryCode.
    """
    raise NotImplementedError


def create(path: Path, prepared: Prepared, *, cost: Cost = STANDARD) -> Opened:
    """Writes the keys and an empty casebook."""
    raise NotImplementedError


def encrypt_in_place(
    path: Path, prepared: Prepared, progress: Progress, *, cost: Cost = STANDARD
) -> Opened:
    """Encrypts a plain casebook of an earlier build; any failure leaves the plain one."""
    raise NotImplementedError


def change_passphrase(path: Path, opened: Opened, new: str, *, cost: Cost = STANDARD) -> None:
    """Raises PassphraseRefused, StorageFault."""
    raise NotImplementedError


def reset_passphrase(
    path: Path, opened: Opened, slot_id: str, new: str, *, cost: Cost = STANDARD
) -> Opened:
    """A new passphrase, and a new signing seed, after the recovery code."""
    raise NotImplementedError


def new_recovery_code(path: Path, opened: Opened, *, cost: Cost = STANDARD) -> PreparedCode:
    """Another recovery code; the one before still counts."""
    raise NotImplementedError


def accept_recovery_code(
    path: Path, opened: Opened, prepared: PreparedCode, *, cost: Cost = STANDARD
) -> None:
    """The code counts from now on, and the one before no longer."""
    raise NotImplementedError


def add_way_in(
    path: Path, opened: Opened, name: str, passphrase: str, *, cost: Cost = STANDARD
) -> tuple[str, bytes]:
    """The id of the new way in and its Ed25519 public key."""
    raise NotImplementedError


def rename_way_in(
    path: Path, opened: Opened, slot_id: str, name: str, *, cost: Cost = STANDARD
) -> None:
    """Another name in the list of ways in."""
    raise NotImplementedError


def remove_way_in(path: Path, opened: Opened, slot_id: str, *, cost: Cost = STANDARD) -> None:
    """Raises LastWayIn. Follow it with ``rekey``."""
    raise NotImplementedError


def rekey(path: Path, opened: Opened, progress: Progress, *, cost: Cost = STANDARD) -> Opened:
    """A new key for the database and every way in."""
    raise NotImplementedError


def public_key_of(signing_seed: bytes) -> bytes:
    """The Ed25519 public key that belongs to a seed, 32 bytes."""
    raise NotImplementedError
