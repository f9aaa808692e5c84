"""What the verbs of the keys take and give; secrets among it never show in ``repr``."""

from dataclasses import dataclass, field, replace

from clonus_desktop.storage.vault import Vault
from clonus_desktop.storage.vault_keys import Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """A clinician who may unlock."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An unlocked casebook: to be held in memory only, and dropped when it is locked.

    Attributes:
        key: Of the database, 32 bytes.
        slot_id: The way in that was used.
        signing_seed: Ed25519 seed of the clinician, 32 bytes; None by the recovery code.
        by_recovery: True when the recovery code was used.
        casebook_id: 32 hexadecimal digits.
        anchor: 32 bytes that no re-keying changes; no way in gives them to anybody outside.
        rekey_due: True when a way in was removed and the database still has the key it knew.
    """

    key: bytes = field(repr=False)
    slot_id: str
    signing_seed: bytes | None = field(repr=False)
    by_recovery: bool
    casebook_id: str
    anchor: bytes = field(repr=False)
    rekey_due: bool = False

    @property
    def opening(self) -> Opening:
        """The same, as the storage takes it."""
        return Opening(
            data_key=self.key, next_key=None, anchor=self.anchor, signing_seed=self.signing_seed
        )

    def with_key(self, key: bytes) -> "Opened":
        """The same after a re-keying."""
        return replace(self, key=key, rekey_due=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The keys of a casebook to come; written nowhere yet.

    Attributes:
        recovery_code: In groups, as it is shown.
        opened: What the casebook will be unlocked with.
        vault: The ways into it.
    """

    recovery_code: str = field(repr=False)
    opened: Opened
    vault: Vault = field(repr=False)

    @property
    def data_key(self) -> bytes:
        """Of the database, 32 bytes."""
        return self.opened.key


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedCode:
    """A recovery code that counts once it was asked back; in groups, as it is shown."""

    recovery_code: str = field(repr=False)
