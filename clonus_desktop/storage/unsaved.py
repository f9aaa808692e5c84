"""What was typed into a form and is not saved yet, kept so that no crash can take it.

It is no part of the record: nothing of it is audited, and it is gone once the form is saved.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import compact, time_text

_KEEP = (
    "INSERT INTO unsaved VALUES (?, ?, ?) "
    "ON CONFLICT (form) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at"
)


class Unsaved:
    """The unsaved words of one casebook, by the form that they stand in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, form: str, content: Mapping[str, object], *, at: datetime) -> None:
        """Keeps the words of a form in the place of those before; nothing when it is empty."""
        if content:
            self._store.change(_KEEP, (form, compact(dict(content)), time_text(at)))
        else:
            self._store.change("DELETE FROM unsaved WHERE form = ?", (form,))

    def of(self, form: str) -> Mapping[str, object]:
        """The words that wait in a form; empty when there are none."""
        row = self._store.row("SELECT content FROM unsaved WHERE form = ?", (form,))
        return {} if row is None else json.loads(row["content"])
