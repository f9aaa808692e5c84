"""Clinicians: who works with this casebook. They are removed, never deleted."""

from dataclasses import replace
from datetime import datetime

from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.refusals import NoSuchRow
from clonus_desktop.storage.signatures import SigningKeys
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, time_from, time_text

_PROFILE = "slot, name, role, registration, signature_text"
_CASEBOOK = 1
"""The one row that names the casebook."""


class Clinicians:
    """The clinicians of one casebook.

    Attributes:
        keys: By which public key each of them signs.
    """

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit
        self.keys = SigningKeys(store, audit)

    def all(self) -> tuple[Clinician, ...]:
        """Everybody who ever was one, in the order they came; removed ones too."""
        rows = self._store.rows("SELECT * FROM clinician ORDER BY id")
        return tuple(_clinician(row) for row in rows)

    def get(self, clinician_id: int) -> Clinician:
        """The clinician of an id.

        Raises:
            NoSuchRow: There is none.
        """
        row = self._store.row("SELECT * FROM clinician WHERE id = ?", (clinician_id,))
        if row is None:
            raise NoSuchRow("clinician", clinician_id)
        return _clinician(row)

    def removals(self) -> dict[int, datetime]:
        """When each of those who are gone was removed, by id."""
        rows = self._store.rows(
            "SELECT id, removed_at FROM clinician WHERE removed_at IS NOT NULL ORDER BY id"
        )
        return {row["id"]: time_from(row["removed_at"]) for row in rows}

    def of_slot(self, slot: str) -> Clinician | None:
        """The clinician who comes in by a slot of the vault, or None."""
        row = self._store.row("SELECT * FROM clinician WHERE slot = ?", (slot,))
        return None if row is None else _clinician(row)

    def add(
        self, clinician: Clinician, public_key: bytes, *, at: datetime, by: Examiner | None
    ) -> Clinician:
        """The clinician with the new id, and the key that is signed with from now on.

        Args:
            by: Who adds; None when the first clinician adds themselves.
        """
        new_id = self._store.change(
            f"INSERT INTO clinician ({_PROFILE}, added_at) VALUES (?, ?, ?, ?, ?, ?)",
            (*_profile(clinician), time_text(at)),
        )
        added = replace(clinician, id=new_id)
        who = by or added.examiner
        self._audit.enter("add clinician", "clinician", new_id, old=None, at=at, by=who)
        self.keys.add(new_id, public_key, at=at, by=who)
        return added

    def change(self, clinician: Clinician, *, at: datetime, by: Examiner | None) -> None:
        """Stores a changed profile; what was signed keeps the name it had.

        Raises:
            NoSuchRow: There is no such clinician.
        """
        old = self._audit.digest_of("clinician", self.get(clinician.id).id)
        self._store.change(
            f"UPDATE clinician SET ({_PROFILE}) = (?, ?, ?, ?, ?) WHERE id = ?",
            (*_profile(clinician), clinician.id),
        )
        self._audit.enter("change clinician", "clinician", clinician.id, old=old, at=at, by=by)

    def remove(self, clinician_id: int, *, at: datetime, by: Examiner | None) -> None:
        """Marks a clinician as gone and retires the key; every signature stays.

        Raises:
            NoSuchRow: There is no such clinician.
        """
        old = self._audit.digest_of("clinician", self.get(clinician_id).id)
        self._store.change(
            "UPDATE clinician SET removed_at = ? WHERE id = ?", (time_text(at), clinician_id)
        )
        self.keys.retire(clinician_id, at=at, by=by)
        self._audit.enter("remove clinician", "clinician", clinician_id, old=old, at=at, by=by)

    def enter_passphrase(self, clinician_id: int, *, at: datetime, by: Examiner | None) -> None:
        """Enters that the clinician has another passphrase; of it the record knows nothing.

        Raises:
            NoSuchRow: There is no such clinician.
        """
        old = self._audit.digest_of("clinician", self.get(clinician_id).id)
        self._audit.enter("change passphrase", "clinician", clinician_id, old=old, at=at, by=by)

    def enter_recovery_code(self, *, at: datetime, by: Examiner | None) -> None:
        """Enters that another recovery code counts, and the one before no longer."""
        old = self._audit.digest_of("casebook", _CASEBOOK)
        self._audit.enter("new recovery code", "casebook", _CASEBOOK, old=old, at=at, by=by)

    def enter_key(self, *, at: datetime, by: Examiner | None) -> None:
        """Enters that the casebook has another key."""
        old = self._audit.digest_of("casebook", _CASEBOOK)
        self._audit.enter("renew key", "casebook", _CASEBOOK, old=old, at=at, by=by)


def _profile(clinician: Clinician) -> tuple[str, ...]:
    return (
        clinician.slot,
        clean(clinician.name),
        clean(clinician.role),
        clean(clinician.registration),
        clean(clinician.signature_text),
    )


def _clinician(row: Row) -> Clinician:
    return Clinician(
        id=row["id"],
        slot=row["slot"],
        name=row["name"],
        role=row["role"],
        registration=row["registration"],
        signature_text=row["signature_text"],
        is_removed=row["removed_at"] is not None,
    )
