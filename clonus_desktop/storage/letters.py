"""Issued letters: kept word for word, never changed."""

from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, time_from, time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLetter:
    """A letter as it left the house.

    Attributes:
        id: Row of the record.
        examination_id: The signed examination that it tells.
        issued_at: In the zone of the examination.
        issued_by: None when nobody was named.
        recipient: As it was typed.
        rule_id: The rule whose limit the text names.
        rule_version: Its version at that time.
        text: Word for word.
    """

    id: int
    examination_id: int
    issued_at: datetime
    issued_by: Examiner | None
    recipient: str
    rule_id: str
    rule_version: int
    text: str


class Letters:
    """The issued letters of one casebook."""

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def issue(
        self,
        *,
        examination_id: int,
        recipient: str,
        text: str,
        rule_id: str,
        rule_version: int,
        at: datetime,
        by: Examiner | None,
    ) -> int:
        """The id of the letter that was stored; its examination has to be signed."""
        who = examiner_id(self._store, by)
        letter_id = self._store.change(
            "INSERT INTO letter (id, examination_id, issued_at, issued_by, recipient, rule_id, "
            f"rule_version, text) VALUES ({new_number('letter')}, ?, ?, ?, ?, ?, ?, ?)",
            (
                examination_id,
                time_text(at),
                who,
                clean(recipient),
                rule_id,
                rule_version,
                clean(text),
            ),
        )
        self._audit.enter("issue letter", "letter", letter_id, old=None, at=at, by=by)
        return letter_id

    def of_examination(self, examination_id: int) -> tuple[IssuedLetter, ...]:
        """The letters about an examination, oldest first."""
        rows = self._store.rows(
            "SELECT letter.*, zone, name, role, clinician_id FROM letter "
            "JOIN examination ON examination.id = examination_id "
            "LEFT JOIN examiner ON examiner.id = issued_by "
            "WHERE examination_id = ? ORDER BY letter.id",
            (examination_id,),
        )
        return tuple(_letter(row) for row in rows)


def _letter(row: Row) -> IssuedLetter:
    nobody = row["issued_by"] is None
    return IssuedLetter(
        id=row["id"],
        examination_id=row["examination_id"],
        issued_at=time_from(row["issued_at"], row["zone"]),
        issued_by=None
        if nobody
        else Examiner(name=row["name"], role=row["role"], clinician_id=row["clinician_id"]),
        recipient=row["recipient"],
        rule_id=row["rule_id"],
        rule_version=row["rule_version"],
        text=row["text"],
    )
