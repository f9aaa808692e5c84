"""Names of those who signed elsewhere."""

from datetime import datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.store import Store

_VOUCHED = "SELECT 1 FROM audit WHERE who = ?1 OR (row_table = 'examiner' AND row_id = ?1) LIMIT 1"


class NamesThere:
    """The rows of names from elsewhere in one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit
        self._vouched: set[int] = set()

    def row_of(self, examiner: Examiner | None, *, at: datetime, by: Examiner | None) -> int | None:
        """The row of a name: no clinician of this casebook, whatever it says; None for nobody."""
        if examiner is None:
            return None
        there = Examiner(name=examiner.name, role=examiner.role)
        row_id = examiner_id(self._store, there)
        assert row_id is not None
        if row_id not in self._vouched:
            # A name that did nothing here has no entry of its own that vouches for it.
            if self._store.row(_VOUCHED, (row_id,)) is None:
                self._audit.enter("take in name", "examiner", row_id, old=None, at=at, by=by)
            self._vouched.add(row_id)
        return row_id
