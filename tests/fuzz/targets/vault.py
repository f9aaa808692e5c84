"""The keys beside a casebook, as somebody else may have changed them, and the counted failures."""

import json
from pathlib import Path

from clonus_desktop.storage import vault_keys
from clonus_desktop.storage.storage_fault import StorageFault
from clonus_desktop.storage.values import digest
from clonus_desktop.storage.vault import Cost, Slot, SlotKind, Stage, Vault
from clonus_desktop.storage.vault_attempts import LONGEST_WAIT_S, Attempts
from clonus_desktop.storage.vault_attempts import NAME as ATTEMPTS
from clonus_desktop.storage.vault_faults import VaultDamaged, VaultNewer
from clonus_desktop.storage.vault_file import NAME, path_beside, stage_of
from clonus_desktop.storage.vault_format import content_of, parsed
from clonus_desktop.storage.vault_keys import Tampered, WrongSecret
from tests.fuzz.in_folder import as_file

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


def _vault(
    *, next_key: bytes | None = None, name: str = "Dr P Okafor", record_system: bytes = b""
) -> Vault:
    """A vault in shape; its keys are of nobody."""
    slots = tuple(
        Slot(
            id=f"{number}" * 32,
            kind=kind,
            name=name if kind is SlotKind.CLINICIAN else "",
            cost=CHEAP,
            salt=bytes(16),
            public_key=bytes(range(32)),
            private=bytes(124 if kind is SlotKind.CLINICIAN else 92),
            data_key=bytes(92),
            next_key=next_key,
        )
        for number, kind in enumerate([SlotKind.CLINICIAN, SlotKind.RECOVERY])
    )
    return Vault(
        casebook_id="0123456789abcdef" * 2,
        stage=Stage.SETTLED,
        rekey_due=next_key is not None,
        slots=slots,
        record_system=record_system,
        seal=bytes(32),
    )


SEEDS = (
    content_of(_vault()),
    content_of(_vault(next_key=bytes(92), name="Ä \u202e \U0001f600")),
    content_of(_vault(record_system=bytes(range(90)))),
    b'{"format": 3}\n',
    b'{"stage": "begun"}',
    b'{"": {"count": 3, "last_s": 1764000000.5}, "a": {"count": 9, "last_s": 1e11}}',
)


def parse(data: bytes) -> None:
    """It is a vault of one form, which opens for nobody, or is refused by name."""
    for content in (data, _with_its_checksum(data)):
        _read(content)
    _wait(as_file(data, ATTEMPTS, of="vault"))


def _with_its_checksum(data: bytes) -> bytes:
    """The same as if whoever changed it had also reckoned the checksum."""
    try:
        table = json.loads(data)
        del table["checksum"]
        table["checksum"] = digest(_text(table))
        return _text(table).encode("ascii")
    except (ValueError, TypeError, LookupError, RecursionError):
        return data


def _text(table: object) -> str:
    return json.dumps(table, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def _read(data: bytes) -> None:
    casebook = as_file(data, NAME, of="vault").with_name("casebook.sqlite")
    assert stage_of(casebook) in Stage
    try:
        vault = parsed(data, path_beside(casebook), least=CHEAP)
    except (VaultDamaged, VaultNewer):
        pass
    else:
        assert content_of(vault) == data
        _open(vault)


def _open(vault: Vault) -> None:
    if all(slot.cost == CHEAP for slot in vault.slots):
        for slot in vault.slots:
            try:
                vault_keys.open_slot(vault, slot, "a passphrase of nobody")
            except (WrongSecret, Tampered, StorageFault):
                continue
            raise AssertionError("a vault of nobody was opened")


def _wait(path: Path) -> None:
    attempts = Attempts(path.with_name("casebook.sqlite"), now_s=1_764_000_000.0)
    assert 0 <= attempts.wait_s("a") <= LONGEST_WAIT_S
