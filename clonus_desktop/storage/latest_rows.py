"""The latest examinations of a person, along all records that were merged: as SQL."""

from clonus_desktop.storage.families import AMONG_FAMILY, FAMILY
from clonus_desktop.storage.standing import is_superseded, is_withdrawn, stands

LATEST_SIGNED = f"""e.id IN (
    {FAMILY} SELECT id FROM (
        SELECT one.id, row_number() OVER (
            PARTITION BY family.root ORDER BY started_at DESC, revision DESC, one.id DESC) AS place
        FROM family JOIN examination one ON one.patient_id = family.id
        WHERE signed_at IS NOT NULL AND {stands("one")}
    ) WHERE place = 1
)"""
"""Of each person the last signed examination ``e`` that stands, under whichever record."""

WITHDRAWN_LAST = f"""{FAMILY}
SELECT family.root AS patient_id, max(gone.started_at) AS started_at, gone.zone
FROM family JOIN examination gone ON gone.patient_id = family.id
WHERE {is_withdrawn("gone")}
    AND NOT EXISTS (SELECT 1 FROM family f JOIN examination one ON one.patient_id = f.id
        WHERE f.root = family.root AND one.started_at >= gone.started_at
            AND one.signed_at IS NOT NULL AND {stands("one")})
GROUP BY family.root
"""
"""Of each person when a withdrawn examination is the last: nothing that stands is as late."""

COUNT = (
    f"SELECT count(*) AS signed, coalesce(sum(NOT {is_withdrawn('e')}), 0) AS standing "
    f"FROM examination e WHERE e.patient_id {AMONG_FAMILY} AND e.signed_at IS NOT NULL "
    f"AND e.struck_at IS NULL AND NOT {is_superseded('e')}"
)
"""How many signed examinations of a person have no later revision, and how many of them stand."""
