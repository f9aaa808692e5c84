"""Signed examinations of which an address was never told: found in one walk over their rows."""

from clonus_desktop.storage.standing import is_withdrawn, was_signed_elsewhere
from clonus_desktop.storage.store import Store

# All signed revisions with the first of each, and where what an address would have been told of
# an examination begins: with the first revision that was signed here. Left out is whatever was
# queued for the address in any revision, whatever became of it there, and what was withdrawn.
_EARLIER = f"""WITH RECURSIVE revision (id, first) AS (
    SELECT id, id FROM examination WHERE revises_id IS NULL AND signed_at IS NOT NULL
    UNION ALL SELECT e.id, revision.first
    FROM revision JOIN examination e ON e.revises_id = revision.id AND e.struck_at IS NULL
    WHERE e.signed_at IS NOT NULL
), earlier (first, begins) AS (
    SELECT first, min(CASE WHEN NOT {was_signed_elsewhere("revision")} THEN id END)
    FROM revision GROUP BY first
    HAVING NOT max({is_withdrawn("revision")} OR EXISTS (SELECT 1 FROM shipment s
        WHERE s.examination_id = revision.id AND s.endpoint = ?))
)"""
_COUNT = f"{_EARLIER} SELECT count(begins) AS n FROM earlier"
_REVISIONS = (
    f"{_EARLIER} SELECT id FROM earlier JOIN revision USING (first) WHERE id >= begins ORDER BY id"
)


def count_earlier(store: Store, endpoint: str) -> int:
    """How many examinations there are, each counted once however often it was amended."""
    return int(store.rows(_COUNT, (endpoint,))[0]["n"])


def earlier_revisions(store: Store, endpoint: str) -> tuple[int, ...]:
    """All their revisions that are to be told, the oldest first."""
    return tuple(row["id"] for row in store.rows(_REVISIONS, (endpoint,)))
