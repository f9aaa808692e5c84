"""Issued letters: kept word for word, never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.examiners import examiner_id
from clonus_desktop.storage.families import AMONG_FAMILY
from clonus_desktop.storage.refusals import NoSuchRow
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, clean, ids_text, time_from, time_text

_ISSUE = (
    "INSERT INTO letter (id, examination_id, issued_at, issued_by, recipient, rule_id, "
    "rule_version, text, addressee_id, copies, language, structure, program_version, content) "
    f"VALUES ({new_number('letter')}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

# All but the whole content, which is many times as long as the rest.
_LETTERS = (
    "SELECT letter.id, examination_id, issued_at, issued_by, recipient, letter.rule_id, "
    "letter.rule_version, text, addressee_id, copies, language, structure, program_version, "
    "content IS NOT NULL AS is_whole, zone, name, role, clinician_id FROM letter "
    "JOIN examination ON examination.id = examination_id "
    "LEFT JOIN examiner ON examiner.id = issued_by"
)

_WHOLE = (
    "SELECT letter.id, content, addressee.name AS addressee FROM letter "
    f"LEFT JOIN addressee ON addressee.id = addressee_id WHERE examination_id {AMONG}"
)
_OF_THAT_NAME = (
    "SELECT id FROM addressee WHERE name = ? ORDER BY removed_at IS NOT NULL, id LIMIT 1"
)


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
        addressee_id: Row of the addressee that the recipient was taken from, or None.
        copies: Who got a copy, one line each; may be empty.
        language: Code of the letter's language; empty in a letter of an earlier version.
        structure: Key of its headings; empty in a letter of an earlier version.
        program_version: Of the program that wrote it; empty in a letter of an earlier version.
        is_whole: True when the whole letter was kept, and not its text alone.
    """

    id: int
    examination_id: int
    issued_at: datetime
    issued_by: Examiner | None
    recipient: str
    rule_id: str
    rule_version: int
    text: str
    addressee_id: int | None = None
    copies: str = ""
    language: str = ""
    structure: str = ""
    program_version: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeLetter:
    """An issued letter with all that is kept of it.

    Attributes:
        addressee: Name of the addressee that the recipient was taken from, or None.
        content: The whole letter as JSON; None where only its text was kept.
    """

    letter: IssuedLetter
    addressee: str | None
    content: str | None


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
        addressee_id: int | None = None,
        copies: str = "",
        language: str = "",
        structure: str = "",
        program_version: str = "",
        content: str | None = None,
    ) -> int:
        """The id of the letter that was stored; its examination has to be signed.

        Args:
            content: The whole letter as JSON, from which each of its outputs can be made again.
        """
        values = (
            examination_id, time_text(at), examiner_id(self._store, by), clean(recipient), rule_id,
            rule_version, clean(text), addressee_id, clean(copies), language, structure,
            program_version, content,
        )  # fmt: skip
        letter_id = self._store.change(_ISSUE, values)
        self._audit.enter("issue letter", "letter", letter_id, old=None, at=at, by=by)
        return letter_id

    def insert(self, whole: WholeLetter, issued_by: int | None) -> int:
        """The id of a letter that was issued elsewhere, word for word; the audit is the caller's.

        Args:
            whole: With the examination of this casebook.
            issued_by: Row of its signer.
        """
        letter, name = whole.letter, whole.addressee
        addressee = None if name is None else self._store.row(_OF_THAT_NAME, (name,))
        values = (
            letter.examination_id, time_text(letter.issued_at), issued_by, letter.recipient,
            letter.rule_id, letter.rule_version, letter.text,
            None if addressee is None else addressee["id"], letter.copies, letter.language,
            letter.structure, letter.program_version, whole.content,
        )  # fmt: skip
        return self._store.change(_ISSUE, values)

    def whole_of(self, examination_ids: Iterable[int]) -> tuple[WholeLetter, ...]:
        """The letters about these examinations with their contents, oldest first."""
        among = (ids_text(examination_ids),)
        kept = {row["id"]: row for row in self._store.rows(_WHOLE, among)}
        where = f"examination_id {AMONG} ORDER BY letter.id"
        letters = map(_letter, self._store.rows(f"{_LETTERS} WHERE {where}", among))
        return tuple(
            WholeLetter(
                letter=one, addressee=kept[one.id]["addressee"], content=kept[one.id]["content"]
            )
            for one in letters
        )

    def of_examination(self, examination_id: int) -> tuple[IssuedLetter, ...]:
        """The letters about an examination, oldest first."""
        where = "examination_id = ? ORDER BY letter.id"
        rows = self._store.rows(f"{_LETTERS} WHERE {where}", (examination_id,))
        return tuple(_letter(row) for row in rows)

    def of_patient(self, patient_id: int) -> tuple[IssuedLetter, ...]:
        """The letters about all examinations of a patient, in every revision, newest first."""
        where = f"examination.patient_id {AMONG_FAMILY} ORDER BY letter.id DESC"
        rows = self._store.rows(f"{_LETTERS} WHERE {where}", (ids_text([patient_id]),))
        return tuple(_letter(row) for row in rows)

    def get(self, letter_id: int) -> IssuedLetter:
        """The letter of an id.

        Raises:
            NoSuchRow: There is none.
        """
        row = self._store.row(f"{_LETTERS} WHERE letter.id = ?", (letter_id,))
        if row is None:
            raise NoSuchRow("letter", letter_id)
        return _letter(row)

    def content(self, letter_id: int) -> str | None:
        """The whole letter as JSON; None where only its text was kept.

        Raises:
            NoSuchRow: There is no such letter.
        """
        row = self._store.row("SELECT content FROM letter WHERE id = ?", (letter_id,))
        if row is None:
            raise NoSuchRow("letter", letter_id)
        content: str | None = row["content"]
        return content


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
        addressee_id=row["addressee_id"],
        copies=row["copies"],
        language=row["language"],
        structure=row["structure"],
        program_version=row["program_version"],
        is_whole=bool(row["is_whole"]),
    )
