"""The people who enter, undo and sign: one row for each clinician, name and role."""

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean


def examiner_id(store: Store, by: Examiner | None) -> int | None:
    """The row of an examiner, made when it is new; None for nobody."""
    if by is None:
        return None
    values = (clean(by.name), clean(by.role), by.clinician_id)
    row = store.row(
        "SELECT id FROM examiner WHERE name = ? AND role = ? AND coalesce(clinician_id, 0) = "
        "coalesce(?, 0)",
        values,
    )
    if row is not None:
        return int(row["id"])
    return store.change("INSERT INTO examiner (name, role, clinician_id) VALUES (?, ?, ?)", values)
