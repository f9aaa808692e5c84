"""Who writes what a walk through a record finds: really, or only in thought."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from clonus_desktop.domain.examination import Examination, Examiner, Withdrawal
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import CasebookFile
from clonus_desktop.storage.letters import WholeLetter

_SIGNED_THERE = "Signed in the casebook where it was begun"


class Writer(Protocol):
    """Takes in what comes. Numbers of rows are this casebook's."""

    def is_new(self, row: int) -> bool:
        """True for a patient that this very import added."""

    def add_patient(self, key: str, patient: Patient) -> int:
        """The row of a new patient."""

    def join_patient(self, key: str, row: int) -> None:
        """A patient who is here is the one of that name there."""

    def merge(
        self, row: int, into: int, *, taken_over: Mapping[str, object], merged_at: datetime
    ) -> None:
        """Two records were merged there."""

    def add_exam(self, key: str, exam: Examination) -> int:
        """The row of a new examination."""

    def add_letter(self, whole: WholeLetter) -> None:
        """A letter that was issued there, on an examination of this casebook."""

    def withdraw(self, row: int, withdrawal: Withdrawal) -> None:
        """An examination was withdrawn there."""

    def discard(self, row: int) -> None:
        """A draft that came before is signed there, and comes again as such."""


class InThought:
    """Writes nothing; rows that would be new have numbers below zero."""

    def __init__(self) -> None:
        self._last = 0

    def is_new(self, row: int) -> bool:
        """True for a patient that this very import would add."""
        return row < 0

    def add_patient(self, key: str, patient: Patient) -> int:  # noqa: ARG002  # a Writer's
        """A number that no row has."""
        self._last -= 1
        return self._last

    def join_patient(self, key: str, row: int) -> None:
        """Nothing."""

    def merge(
        self, row: int, into: int, *, taken_over: Mapping[str, object], merged_at: datetime
    ) -> None:
        """Nothing."""

    def add_exam(self, key: str, exam: Examination) -> int:  # noqa: ARG002  # a Writer's
        """A number that no row has."""
        self._last -= 1
        return self._last

    def add_letter(self, whole: WholeLetter) -> None:
        """Nothing."""

    def withdraw(self, row: int, withdrawal: Withdrawal) -> None:
        """Nothing."""

    def discard(self, row: int) -> None:
        """Nothing."""


class InRecord:
    """Writes into a casebook, in a transaction that is open.

    Args:
        import_id: The import that all of it belongs to.
        at: When it is taken in.
        by: Who takes it in.
    """

    def __init__(
        self, file: CasebookFile, import_id: int, *, at: datetime, by: Examiner | None
    ) -> None:
        self._file = file
        self._import_id = import_id
        self._at, self._by = at, by
        self._new: set[int] = set()

    def is_new(self, row: int) -> bool:
        """True for a patient that this very import added."""
        return row in self._new

    def add_patient(self, key: str, patient: Patient) -> int:
        """The row of a new patient."""
        row = self._file.imports.take_in_patient(
            self._import_id, key, patient, at=self._at, by=self._by
        )
        self._new.add(row)
        return row

    def join_patient(self, key: str, row: int) -> None:
        """A patient who is here is the one of that name there."""
        self._file.imports.is_the_same(self._import_id, key, row, at=self._at, by=self._by)

    def merge(
        self, row: int, into: int, *, taken_over: Mapping[str, object], merged_at: datetime
    ) -> None:
        """Two records were merged there."""
        self._file.imports.merge(
            row, into, taken_over=taken_over, merged_at=merged_at, at=self._at, by=self._by
        )

    def add_exam(self, key: str, exam: Examination) -> int:
        """The row of a new examination."""
        return self._file.imports.take_in_exam(self._import_id, key, exam, at=self._at, by=self._by)

    def add_letter(self, whole: WholeLetter) -> None:
        """A letter that was issued there, on an examination of this casebook."""
        self._file.imports.take_in_letter(whole, at=self._at, by=self._by)

    def withdraw(self, row: int, withdrawal: Withdrawal) -> None:
        """An examination was withdrawn there."""
        self._file.imports.withdraw(row, withdrawal, at=self._at, by=self._by)

    def discard(self, row: int) -> None:
        """A draft that came before is signed there, and comes again as such."""
        self._file.examinations.strike(row, reason=_SIGNED_THERE, at=self._at, by=self._by)
