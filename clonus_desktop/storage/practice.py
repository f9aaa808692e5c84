"""The practice: one row, which is not there until something was chosen."""

import json
from datetime import datetime

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.practice import Practice
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, compact

_ROW = 1
_COLUMNS = (
    "examiner_name", "examiner_role", "clinic", "rule_id", "site_order", "first_side", "region",
    "letter_language", "letter_structure", "letter_without",
)  # fmt: skip
_CHANGE = (
    f"INSERT INTO practice (id, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)}) "
    f"ON CONFLICT (id) DO UPDATE SET ({', '.join(_COLUMNS)}) = "
    f"({', '.join(f'excluded.{column}' for column in _COLUMNS)})"
)


class PracticeChoices:
    """What the practice chose for all patients."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def read(self) -> Practice:
        """The choices; those of a new casebook until they were changed."""
        row = self._store.row("SELECT * FROM practice WHERE id = ?", (_ROW,))
        if row is None:
            return Practice()
        return Practice(
            examiner=Examiner(name=row["examiner_name"], role=row["examiner_role"]),
            clinic=row["clinic"],
            rule_id=row["rule_id"],
            site_order=tuple(json.loads(row["site_order"])),
            first_side=Side(row["first_side"]),
            region=row["region"],
            letter_language=row["letter_language"],
            letter_structure=row["letter_structure"],
            letter_without=tuple(json.loads(row["letter_without"])),
        )

    def change(self, practice: Practice, *, at: datetime, by: Examiner | None) -> None:
        """Stores all choices."""
        old = self._audit.digest_of("practice", _ROW)
        self._store.change(
            _CHANGE,
            (
                _ROW,
                clean(practice.examiner.name),
                clean(practice.examiner.role),
                clean(practice.clinic),
                practice.rule_id,
                compact(practice.site_order),
                practice.first_side,
                practice.region,
                practice.letter_language,
                practice.letter_structure,
                compact(practice.letter_without),
            ),
        )
        self._audit.enter("change practice", "practice", _ROW, old=old, at=at, by=by)
