"""The antispastic drugs over the visits: what stands under the time axis of the course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.context import Context
from clonus_desktop.domain.drugs import DrugUse, Interval
from clonus_desktop.domain.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugNote:
    """The drugs at one visit at which they were asked for.

    Attributes:
        examined_at: With time zone.
        examination_id: Row of the record.
        drugs: Empty when none was taken.
        is_changed: True when a drug or a dose is another than at the last visit that tells it.
    """

    examined_at: datetime
    examination_id: int
    drugs: tuple[DrugUse, ...]
    is_changed: bool = False

    @property
    def is_known(self) -> bool:
        """True when it is known when at least one of them last acted."""
        return any(use.has_known_dose for use in self.drugs)

    @property
    def since(self) -> Interval | None:
        """From the latest dose with a time to the visit; None without one."""
        timed = (use.since(self.examined_at) for use in self.drugs)
        return min((found for found in timed if found is not None), key=_length, default=None)

    @property
    def short(self) -> Message | None:
        """A few characters at its mark: "3 h", a dash for no drug; None without a time."""
        if not self.drugs:
            return Message("–")
        since = self.since
        return None if since is None else since.short


def _length(interval: Interval) -> tuple[int, int]:
    return list(type(interval.unit)).index(interval.unit), interval.count


def drug_notes(visits: Iterable[tuple[datetime, int, Context | None]]) -> tuple[DrugNote, ...]:
    """A note for each visit at which the drugs were asked for, oldest first.

    Args:
        visits: Time, row and context of each, oldest first.
    """
    notes: list[DrugNote] = []
    for examined_at, row, context in visits:
        if context is None or context.drugs is None:
            continue
        changed = bool(notes) and _regimen(notes[-1].drugs) != _regimen(context.drugs)
        notes.append(
            DrugNote(
                examined_at=examined_at,
                examination_id=row,
                drugs=context.drugs,
                is_changed=changed,
            )
        )
    return tuple(notes)


def _regimen(drugs: tuple[DrugUse, ...]) -> frozenset[tuple[str, str, str]]:
    return frozenset((use.drug, use.name.casefold(), use.dose.casefold()) for use in drugs)
