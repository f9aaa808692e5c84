"""Whom somebody on a long list may be: by a few indexes, however many are in the record.

Unlike the question about one patient who is being typed, it does not look at everybody of the
same family name: on a list of thousands that is everybody called Smith, again and again.
"""

from clonus_desktop.domain.likeness import possible_births
from clonus_desktop.domain.patient import Patient, search_key
from clonus_desktop.domain.record_number import nearly_the_same
from clonus_desktop.storage.patients import Found, Patients
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, compact

_LIKELY = f"""
SELECT * FROM patient WHERE erased_at IS NULL AND id IN (
    SELECT id FROM patient WHERE name_key = ?
    UNION SELECT id FROM patient WHERE name_key = ?
    UNION SELECT id FROM patient WHERE born_on {AMONG}
    UNION SELECT id FROM patient WHERE number_key = ? AND number_key <> ''
    UNION SELECT id FROM patient WHERE number_key {AMONG} AND number_key <> '' AND family_key = ?
) ORDER BY name_key, id
"""


class Likely:
    """The patients of one casebook, to be compared with a list."""

    def __init__(self, store: Store, patients: Patients) -> None:
        self._store = store
        self._patients = patients

    def find(self, patient: Patient) -> tuple[Found, ...]:
        """All who share the names, the birth or the number, also with a slip in each.

        The names the other way round; the birth with day and month swapped; nearly the number
        together with the family name, for in a row of numbers each is nearly many others. A
        merged record is found with its person.
        """
        births = [day.isoformat() for day in possible_births(patient.born_on)]
        rows = self._store.rows(
            _LIKELY,
            (
                patient.name_key,
                patient.given_key,
                compact(births),
                patient.number_key,
                compact(nearly_the_same(patient.number)),
                search_key(patient.family_name),
            ),
        )
        return self._patients.resolved(rows)
