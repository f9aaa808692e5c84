"""What left the casebook: each export with its act, and the secret of those without names."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import compact, time_text

SECRET_BYTES = 32

_EXPORT = (
    "INSERT INTO data_export (id, exported_at, exported_by, patient_id, scope, mode, counts, "
    f"manifest_digest) VALUES ({new_number('data_export')}, ?, ?, ?, ?, ?, ?, ?)"
)
_ONLY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DataExport:
    """One export.

    Attributes:
        what: The word of the audit.
        patient_id: Whose; None when it was not of one patient.
        scope: What was asked for: days and formats.
        mode: How much of persons it tells.
        counts: How many patients, examinations and findings.
        manifest_digest: SHA-256 of its manifest, in hexadecimal.
    """

    what: str
    patient_id: int | None
    scope: Mapping[str, object]
    mode: str
    counts: Mapping[str, int]
    manifest_digest: str


class Exports:
    """The exports of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def enter(self, export: DataExport, *, at: datetime, by: Examiner | None) -> int:
        """The number of the new row of an export, entered inside a ``write()``."""
        new_id = self._store.change(
            _EXPORT,
            (
                time_text(at),
                examiner_id(self._store, by),
                export.patient_id,
                compact(dict(export.scope)),
                export.mode,
                compact(dict(export.counts)),
                export.manifest_digest,
            ),
        )
        self._audit.enter(export.what, "data_export", new_id, old=None, at=at, by=by)
        return new_id

    def secret(self) -> bytes | None:
        """From which codes and shifts of exports without names are reckoned; None before it."""
        row = self._store.row("SELECT secret FROM export_secret WHERE id = ?", (_ONLY,))
        return None if row is None else bytes(row["secret"])

    def make_secret(self, *, at: datetime, by: Examiner | None) -> bytes:
        """A new secret, made once and inside a ``write()``; it never leaves the casebook."""
        made = os.urandom(SECRET_BYTES)
        self._store.change(
            "INSERT INTO export_secret (id, secret, made_at) VALUES (?, ?, ?)",
            (_ONLY, made, time_text(at)),
        )
        self._audit.enter("make export secret", "export_secret", _ONLY, old=None, at=at, by=by)
        return made
