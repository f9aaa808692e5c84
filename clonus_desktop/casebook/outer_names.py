"""The names under which other programs know rows of the record, whoever tells of them.

A letter, an export and the outbox tell of the same examination under the same names: what came by
one way and comes by another again changes nothing there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import RULES, Rule

BirthOf = Callable[[str, int], str]
"""The digest of the act with which a row came, by table and number; "" without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """An examination under the names by which other programs know it.

    Attributes:
        patient: Whose it is.
        rule: Under which it was signed.
        first_id: Number of its first revision.
        before: The revision that others were told before; None for none.
    """

    examination: Examination
    patient: Patient
    rule: Rule
    first_id: int
    before: Examination | None


class OuterNames:
    """Numbers that name rows for others, and are never given to another row.

    After a backup was restored, new rows get the numbers of those that were lost; under such a
    number the record system may keep the findings of somebody else.
    """

    def __init__(self, birth_of: BirthOf) -> None:
        self._birth_of = birth_of
        # They are few, and asked for with every examination.
        self._clinicians: dict[int, int] = {}

    def number(self, table: str, row_id: int) -> int:
        """The number of a row: of 60 bits, out of the act with which it came."""
        birth = self._birth_of(table, row_id)
        return int(birth[:15], 16) if birth else row_id

    def patient(self, patient: Patient) -> Patient:
        """The patient under such a number."""
        return replace(patient, id=self.number("patient", patient.id))

    def outside(
        self,
        examination: Examination,
        patient: Patient,
        *,
        rule: Rule,
        first_row: int,
        before: Examination | None,
    ) -> Outside:
        """An examination as others are told of it.

        Args:
            patient: As ``patient`` gave it.
            rule: For an examination that was signed under none that is known.
            first_row: Of its first revision.
            before: The revision that others were told before.
        """
        return Outside(
            examination=self._renamed(examination, patient),
            patient=patient,
            rule=_signed_rule(examination, rule),
            first_id=self.number("examination", first_row),
            before=None if before is None else self._renamed(before, patient),
        )

    def _renamed(self, examination: Examination, patient: Patient) -> Examination:
        """The examination of that patient, with such numbers for those who signed."""
        signature, withdrawal = examination.signature, examination.withdrawal
        if signature is not None:
            signature = replace(signature, examiner=self._examiner(signature.examiner))
        if withdrawal is not None and withdrawal.by is not None:
            withdrawal = replace(withdrawal, by=self._examiner(withdrawal.by))
        return replace(
            examination, patient_id=patient.id, signature=signature, withdrawal=withdrawal
        )

    def _examiner(self, examiner: Examiner) -> Examiner:
        number = examiner.clinician_id
        if number is None:
            return examiner
        if number not in self._clinicians:
            self._clinicians[number] = self.number("clinician", number)
        return replace(examiner, clinician_id=self._clinicians[number])


def _signed_rule(examination: Examination, otherwise: Rule) -> Rule:
    """The rule under which an examination was signed: what is told twice has to be the same."""
    signature = examination.signature
    return otherwise if signature is None else RULES.get(signature.rule_id, otherwise)
