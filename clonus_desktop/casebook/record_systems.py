"""Where a casebook sends to: kept in its vault, with the secrets that let it in there."""

import json
from pathlib import Path

from clonus_desktop.casebook.key_parts import seal_and_write, vault_for
from clonus_desktop.casebook.opened import Opened
from clonus_desktop.domain.json_values import InvalidContent
from clonus_desktop.domain.record_system import (
    AddressProblem,
    Authentication,
    InvalidAddress,
    RecordSystem,
    address_of,
    content_of,
    from_content,
)
from clonus_desktop.storage import vault_faults, vault_file, vault_keys
from clonus_desktop.storage.vault import STANDARD, Cost
from clonus_desktop.storage.vault_format import MOST_KEPT_BYTES

__all__ = [
    "AddressProblem",
    "Authentication",
    "InvalidAddress",
    "RecordSystem",
    "TooLong",
    "address_of",
    "forget",
    "keep",
    "read",
]


class TooLong(ValueError):
    """More was given than the vault keeps."""


def read(path: Path, opened: Opened, *, cost: Cost = STANDARD) -> RecordSystem | None:
    """Where the casebook sends to; None for nowhere.

    Raises:
        StorageFault: The vault is missing, damaged or newer, or was changed from outside.
    """
    vault = vault_for(path, opened, cost)
    try:
        kept = vault_keys.record_system_of(vault, data_key=opened.key)
        return from_content(json.loads(kept)) if kept else None
    except (vault_keys.Tampered, InvalidContent, ValueError):
        raise vault_faults.vault_changed(vault_file.path_beside(path)) from None


def keep(path: Path, opened: Opened, system: RecordSystem, *, cost: Cost = STANDARD) -> None:
    """Keeps where the casebook sends to from now on.

    Raises:
        TooLong: It is more than a vault keeps.
        StorageFault: It could not be written; what was kept before still is.
    """
    content = json.dumps(content_of(system), ensure_ascii=True).encode("ascii")
    if len(content) > MOST_KEPT_BYTES:
        raise TooLong
    vault = vault_for(path, opened, cost)
    kept = vault_keys.with_record_system(vault, content, data_key=opened.key)
    seal_and_write(path, kept, opened)


def forget(path: Path, opened: Opened, *, cost: Cost = STANDARD) -> None:
    """Takes address and secrets out of the vault; backups from before still have them.

    Raises:
        StorageFault: It could not be written; they are still kept.
    """
    vault = vault_for(path, opened, cost)
    seal_and_write(path, vault_keys.with_record_system(vault, b"", data_key=opened.key), opened)
