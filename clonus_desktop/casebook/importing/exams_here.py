"""The examinations of one person in this casebook, as more of them come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message

_UNFINISHED = Message("The patient has an unfinished exam here: sign or discard it first.")
_WENT_ON = Message("The version before it was amended or withdrawn here as well.")


@dataclass(slots=True, kw_only=True)
class _State:
    patient_row: int
    started_at: datetime
    signed_at: datetime | None
    revision: int
    is_withdrawn: bool
    has_next: bool
    was_here: bool


class ExamsHere:
    """What stands for one person.

    Args:
        examinations: Of the person, as they stand.
    """

    def __init__(self, examinations: Iterable[Examination]) -> None:
        self._states: dict[int, _State] = {}
        for one in examinations:
            self.add(one.id, one)
            self._states[one.id].has_next = one.superseded
            self._states[one.id].is_withdrawn = one.withdrawal is not None
            self._states[one.id].was_here = True

    def add(self, row: int, exam: Examination) -> None:
        """An examination that stands from now on."""
        signature = exam.signature
        self._states[row] = _State(
            patient_row=exam.recorded_under_id or exam.patient_id,
            started_at=exam.started_at,
            signed_at=None if signature is None else signature.signed_at,
            revision=exam.revision,
            is_withdrawn=False,
            has_next=False,
            was_here=False,
        )
        if exam.revises_id in self._states:
            self._states[exam.revises_id].has_next = True

    def forget(self, row: int) -> None:
        """A draft that was discarded."""
        del self._states[row]

    def withdraw(self, row: int) -> None:
        """It does not count any more."""
        self._states[row].is_withdrawn = True

    def same_as(self, exam: Examination) -> int | None:
        """The row, here before, that was begun and signed at the very same moments; or None."""
        if exam.signature is None:
            return None
        moments = (exam.started_at, exam.signature.signed_at, exam.revision)
        for row, state in self._states.items():
            found = (state.started_at, state.signed_at, state.revision)
            if state.was_here and found == moments:
                return row
        return None

    def __contains__(self, row: object) -> bool:
        return row in self._states

    def is_draft(self, row: int) -> bool:
        """True for an unfinished examination that stands."""
        return self._states[row].signed_at is None

    def patient_row(self, row: int) -> int:
        """The record that an examination was made under."""
        return self._states[row].patient_row

    def can_withdraw(self, row: int) -> bool:
        """True for a signed last version that stands."""
        state = self._states.get(row)
        if state is None or state.signed_at is None:
            return False
        return not state.is_withdrawn and not state.has_next

    def obstacle(self, before: int | None) -> Message | None:
        """Why nothing can be added after a version, or as a first one; None when it can."""
        if any(state.signed_at is None for state in self._states.values()):
            return _UNFINISHED
        if before is None:
            return None
        state = self._states.get(before)
        if state is None or state.is_withdrawn or state.has_next:
            return _WENT_ON
        return None
