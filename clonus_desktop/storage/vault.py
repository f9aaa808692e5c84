"""The vault: the file vault.json with the keys of a casebook, each locked behind a way in.

A way in, a slot, is the passphrase of a clinician or the recovery code. The vault can be
copied without harm to what it holds; what must not happen is that somebody puts another in its
place. So it is sealed by a key that only an opened slot gives (``vault_keys.seal_of``).

There is no copy of the vault from before: it would let in who was removed since, and whoever
still knows a passphrase that was changed. A vault is exchanged as a whole in one rename, and
every backup has the vault of its day.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from clonus_desktop.storage.vault_faults import NoSuchWayIn

FORMAT = 1
"""Of a vault that holds keys alone: it opens with every build."""
FORMAT_WITH_MORE = 2
"""Of one that holds more: an earlier build says that it needs a newer one."""

ID_BYTES = 16
SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess of a passphrase costs (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int

    def is_within(self, least: "Cost", most: "Cost") -> bool:
        """True when it neither protects less nor takes longer than allowed."""
        return (
            least.memory_kib <= self.memory_kib <= most.memory_kib
            and least.passes <= self.passes <= most.passes
            and 1 <= self.lanes <= most.lanes
            # Argon2 itself wants eight blocks a lane.
            and self.memory_kib >= 8 * self.lanes
        )


STANDARD = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""RFC 9106, the second recommended choice: about 0.13 s on a laptop."""

MOST = Cost(memory_kib=512 * 1024, passes=12, lanes=16)
"""About four seconds: a hostile vault cannot hang the program for longer."""


class SlotKind(StrEnum):
    """What opens a slot."""

    CLINICIAN = "clinician"
    RECOVERY = "recovery"


class Stage(StrEnum):
    """Whether the database beside the vault is the one that the vault is for."""

    BEGUN = "begun"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way in.

    Attributes:
        id: 32 hexadecimal digits.
        kind: What opens it.
        name: Of the clinician, as the list of ways in shows it; "" for the recovery code.
        cost: Of one guess.
        salt: Of the derivation, fresh with every passphrase.
        public_key: X25519; data keys are sealed to it.
        private: What only the passphrase gives, wrapped.
        data_key: The key of the database, sealed.
        next_key: The key that a re-keying is about to bring, sealed; None when none is.
    """

    id: str
    kind: SlotKind
    name: str
    cost: Cost
    salt: bytes
    public_key: bytes
    private: bytes
    data_key: bytes
    next_key: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """All ways into one casebook, in the order in which they came.

    Attributes:
        casebook_id: 32 hexadecimal digits.
        stage: BEGUN until the database is there that it was made for.
        rekey_due: True when a way in was removed, and the database still has the key it knew.
        slots: The ways in.
        record_system: Where the casebook sends to, and the secrets that let it in there,
            encrypted; b"" for nowhere.
        next_record_system: The same for the key that a re-keying is about to bring.
        seal: HMAC over all of it; b"" before it is sealed.
    """

    casebook_id: str
    stage: Stage
    rekey_due: bool
    slots: tuple[Slot, ...]
    record_system: bytes = b""
    next_record_system: bytes = b""
    seal: bytes = b""

    def slot(self, slot_id: str) -> Slot:
        """The way in of an id.

        Raises:
            NoSuchWayIn: There is none.
        """
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise NoSuchWayIn(slot_id)

    @property
    def recovery(self) -> Slot:
        """The slot of the recovery code, which every vault has."""
        return next(slot for slot in self.slots if slot.kind is SlotKind.RECOVERY)

    @property
    def clinicians(self) -> tuple[Slot, ...]:
        """The slots of passphrases."""
        return tuple(slot for slot in self.slots if slot.kind is SlotKind.CLINICIAN)

    def with_slot(self, new: Slot) -> "Vault":
        """The same with a slot in the place of the one of its id."""
        slots = tuple(new if slot.id == new.id else slot for slot in self.slots)
        return replace(self, slots=slots)
