"""Persons on their way out: with all their marks, or with those that a mode leaves."""

from collections.abc import Iterable, Iterator
from datetime import date

from clonus_desktop.casebook.export_writers import Telling
from clonus_desktop.domain.rules import Rule
from clonus_desktop.exchange.deidentify import Subject, limited_subject, safe_harbor_subject
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.tidy import rows_of
from clonus_desktop.exchange.told import Told
from clonus_desktop.storage.exporting import PersonRead


class People:
    """Gives persons the marks that a mode leaves them."""

    def __init__(self, mode: Mode, rule: Rule, secret: bytes) -> None:
        self._mode = mode
        self._rule = rule
        self._secret = secret

    def each(self, people: Iterable[PersonRead]) -> Iterator[Telling]:
        """Each person that is told; without names, only those with something that stands."""
        for read in people:
            person = self._telling(read)
            if self._mode.is_identified or person.stands:
                yield person

    def _telling(self, read: PersonRead) -> Telling:
        last = [one for one in read.examinations if one.signature and not one.superseded]
        stands = [one for one in last if one.withdrawal is None]
        days = [one.started_at.date() for one in stands]
        subject = self._subject(read, min(days), max(days)) if days else None
        told = [
            Told(
                examination=one,
                patient=read.patient,
                rule=self._rule,
                visit=number,
                subject=subject,
            )
            for number, one in enumerate(stands, 1)
        ]
        return Telling(
            read=read,
            stands=told,
            last=[Told(examination=one, patient=read.patient, rule=self._rule) for one in last],
            rows=[row for one in told for row in rows_of(one)],
        )

    def _subject(self, read: PersonRead, first: date, last: date) -> Subject | None:
        if self._mode is Mode.SAFE_HARBOR:
            return safe_harbor_subject(read.patient, self._secret, first=first, last=last)
        if self._mode is Mode.LIMITED:
            return limited_subject(read.patient, self._secret)
        return None
