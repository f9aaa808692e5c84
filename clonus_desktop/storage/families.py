"""Records of one person: which record stands for all of them, and which belong to it.

A merge is a link from a row to the one that stays. Links can follow each other: every question
goes along all of them. ``UNION`` and not ``UNION ALL``, so that not even a ring, which only a
hand from outside can make, keeps a question going for ever.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage.patient_rows import patient_from
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import ids_text

FAMILY = """WITH RECURSIVE family(id, root) AS (
    SELECT value, value FROM json_each(?)
    UNION SELECT p.id, family.root FROM patient p JOIN family ON p.merged_into_id = family.id
)"""
"""``family``: the given ids with all that were merged into them; ``root`` says into which."""

AMONG_FAMILY = f"IN ({FAMILY} SELECT id FROM family)"


def root_of(column: str) -> str:
    """SQL for the record that stands for the patient of a column."""
    return f"""(WITH RECURSIVE up(id, into_id) AS (
        SELECT id, merged_into_id FROM patient WHERE id = {column}
        UNION SELECT p.id, p.merged_into_id FROM patient p JOIN up ON p.id = up.into_id
    ) SELECT id FROM up WHERE into_id IS NULL)"""


_ROOTS = f"SELECT value AS id, {root_of('value')} AS root FROM json_each(?)"
_MERGED = f"""{FAMILY}
SELECT patient.*, root FROM family JOIN patient ON patient.id = family.id
WHERE family.id <> family.root
ORDER BY (SELECT max(m.id) FROM patient_merge m WHERE m.patient_id = patient.id)
"""


def roots_of(store: Store, ids: Iterable[int]) -> Mapping[int, int]:
    """For each patient the record that stands for it: itself, unless it was merged."""
    rows = store.rows(_ROOTS, (ids_text(ids),))
    return {row["id"]: row["root"] for row in rows if row["root"] is not None}


def merged_into(store: Store, ids: Iterable[int]) -> Mapping[int, tuple[Patient, ...]]:
    """By id, the records that were merged into it, the first merged first."""
    found: defaultdict[int, list[Patient]] = defaultdict(list)
    for row in store.rows(_MERGED, (ids_text(ids),)):
        found[row["root"]].append(patient_from(row))
    return {root: tuple(patients) for root, patients in found.items()}


def family_ids(store: Store, patient_id: int) -> tuple[int, ...]:
    """The patient and all that were merged into it."""
    rows = store.rows(f"{FAMILY} SELECT id FROM family ORDER BY id", (ids_text([patient_id]),))
    return tuple(row["id"] for row in rows)
