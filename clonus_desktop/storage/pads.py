"""What waits on the pad of a draft, kept until it is used: taps and held times.

It is no finding: nothing of it is audited or undone, and signing leaves it behind.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.storage.gestures import require_draft
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import compact, time_text

_KEEP = (
    "INSERT INTO pad (id, examination_id, site, side, content, kept_at) "
    f"VALUES ({new_number('pad')}, ?, ?, ?, ?, ?) "
    "ON CONFLICT (examination_id, site, side) "
    "DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at"
)


class Pads:
    """The pads of the drafts of one casebook, one for each place."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(
        self, examination_id: int, place: Place, content: Mapping[str, object], *, at: datetime
    ) -> None:
        """Keeps what the pad holds at a place, in the place of what it held before.

        Raises:
            NoSuchRow: There is no such examination.
            NotADraft: It is signed, or was struck out.
        """
        require_draft(self._store, examination_id)
        values = (examination_id, place.site.key, place.side, compact(dict(content)), time_text(at))
        self._store.change(_KEEP, values)

    def of(self, examination_id: int) -> Mapping[Place, Mapping[str, object]]:
        """What the pad holds at each place where it holds something, the latest last."""
        rows = self._store.rows(
            "SELECT * FROM pad WHERE examination_id = ? AND content <> '{}' ORDER BY kept_at",
            (examination_id,),
        )
        return {
            Place(Site(row["site"]), Side(row["side"])): json.loads(row["content"]) for row in rows
        }
