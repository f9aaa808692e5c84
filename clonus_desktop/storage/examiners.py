"""The people who enter, undo and sign: one row for each name and role."""

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean


def examiner_id(store: Store, by: Examiner | None) -> int | None:
    """The row of an examiner, made when it is new; None for nobody."""
    if by is None:
        return None
    values = (clean(by.name), clean(by.role))
    row = store.row("SELECT id FROM examiner WHERE name = ? AND role = ?", values)
    if row is not None:
        return int(row["id"])
    return store.change("INSERT INTO examiner (name, role) VALUES (?, ?)", values)
