"""The addressee book. Whoever is removed is offered no more, and never deleted."""

from dataclasses import replace
from datetime import datetime

from clonus_desktop.domain.addressee import Addressee
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.refusals import NoSuchRow
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, time_text

_SAID = "name, address, salutation, language"


class Addressees:
    """The addressees of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def present(self) -> tuple[Addressee, ...]:
        """Those who are offered, in the order they came."""
        rows = self._store.rows("SELECT * FROM addressee WHERE removed_at IS NULL ORDER BY id")
        return tuple(_addressee(row) for row in rows)

    def get(self, addressee_id: int) -> Addressee:
        """The addressee of an id, removed or not.

        Raises:
            NoSuchRow: There is none.
        """
        row = self._store.row("SELECT * FROM addressee WHERE id = ?", (addressee_id,))
        if row is None:
            raise NoSuchRow("addressee", addressee_id)
        return _addressee(row)

    def add(self, addressee: Addressee, *, at: datetime, by: Examiner | None) -> Addressee:
        """The addressee with the new id."""
        new_id = self._store.change(
            f"INSERT INTO addressee ({_SAID}, added_at) VALUES (?, ?, ?, ?, ?)",
            (*_said(addressee), time_text(at)),
        )
        self._audit.enter("add addressee", "addressee", new_id, old=None, at=at, by=by)
        return replace(addressee, id=new_id)

    def change(self, addressee: Addressee, *, at: datetime, by: Examiner | None) -> None:
        """Stores changed words; letters that were issued keep those they had.

        Raises:
            NoSuchRow: There is no such addressee.
        """
        old = self._audit.digest_of("addressee", self.get(addressee.id).id)
        self._store.change(
            f"UPDATE addressee SET ({_SAID}) = (?, ?, ?, ?) WHERE id = ?",
            (*_said(addressee), addressee.id),
        )
        self._audit.enter("change addressee", "addressee", addressee.id, old=old, at=at, by=by)

    def remove(self, addressee_id: int, *, at: datetime, by: Examiner | None) -> None:
        """Offers an addressee no more; a second time changes nothing.

        Raises:
            NoSuchRow: There is no such addressee.
        """
        if self.get(addressee_id).is_removed:
            return
        old = self._audit.digest_of("addressee", addressee_id)
        self._store.change(
            "UPDATE addressee SET removed_at = ? WHERE id = ?", (time_text(at), addressee_id)
        )
        self._audit.enter("remove addressee", "addressee", addressee_id, old=old, at=at, by=by)


def _said(addressee: Addressee) -> tuple[str, ...]:
    return (
        clean(addressee.name),
        clean(addressee.address),
        clean(addressee.salutation),
        addressee.language,
    )


def _addressee(row: Row) -> Addressee:
    return Addressee(
        id=row["id"],
        name=row["name"],
        address=row["address"],
        salutation=row["salutation"],
        language=row["language"],
        is_removed=row["removed_at"] is not None,
    )
