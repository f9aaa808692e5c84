"""What a list is compared with: a casebook that somebody may work with meanwhile."""

from datetime import date

import pytest

from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import CasebookMissing, open_casebook
from clonus_desktop.storage.beside import beside
from clonus_desktop.storage.driver import DriverError

KEY = bytes(range(32))
LUND = {"given_name": "Anna", "born_on": date(1960, 2, 3), "number": "12345"}


def names(found) -> list[str]:
    return [one.patient.family_name for one in found]


@pytest.mark.parametrize(
    "patient",
    [
        Patient(family_name="Lund", given_name="Anna"),
        Patient(family_name="Anna", given_name="Lund"),
        Patient(family_name="x", born_on=date(1960, 2, 3)),
        Patient(family_name="x", born_on=date(1960, 3, 2)),
        Patient(family_name="x", number="12345"),
        Patient(family_name="lund", given_name="Bea", number="12354"),
    ],
)
def test_who_has_something_in_common_is_found(desk, patient):
    desk.patient("Lund", **LUND)
    desk.patient("Ng", given_name="Bo", born_on=date(1970, 1, 1), number="777777")
    assert names(desk.file.imports.likely.find(patient)) == ["Lund"]


def test_a_like_family_name_alone_and_no_number_are_nothing_in_common(desk):
    desk.patient("Lund", **LUND)
    desk.patient("Nobody")
    other = Patient(family_name="Lund", given_name="Ole", born_on=date(1999, 1, 1))
    assert desk.file.imports.likely.find(other) == ()
    assert desk.file.imports.likely.find(Patient(family_name="x", number="12354")) == ()


def test_a_merged_record_is_found_with_its_person_and_an_erased_one_not(desk):
    old, stays = desk.patient("Old", number="55555"), desk.patient("Stays")
    gone = desk.patient("Gone", number="66666")
    with desk.file.write():
        desk.file.merging.merge(old.id, stays, at=desk.at(), by=desk.by)
        desk.file.erasing.erase(gone.id, reason="asked for", at=desk.at(), by=desk.by)
    [found] = desk.file.imports.likely.find(Patient(family_name="x", number="55555"))
    assert (found.patient.family_name, found.by) == ("Stays", old)
    assert desk.file.imports.likely.find(Patient(family_name="x", number="66666")) == ()


def test_it_is_read_as_it_was_at_one_moment_and_cannot_be_written(desk):
    desk.patient("Lund", **LUND)
    with beside(desk.file.path, key=None) as there:
        assert there.casebook_id == desk.file.casebook_id
        desk.patient("Later")
        assert there.patients.count() == 1
        assert there.audit.head()[0] == 1
        assert there.examinations.of_patient(1) == ()
        assert not there.imports.has_any()
        with pytest.raises(DriverError):
            there.patients._store._connection.execute("DELETE FROM patient")
    with beside(desk.file.path, key=None) as there:
        assert there.patients.count() == 2


def test_a_casebook_that_is_not_there_is_refused_and_an_encrypted_one_read(desk, tmp_path):
    with pytest.raises(CasebookMissing), beside(tmp_path / "none", key=None):
        pass
    open_casebook(tmp_path / "locked.sqlite", key=KEY).close()
    with beside(tmp_path / "locked.sqlite", key=KEY) as there:
        assert there.patients.count() == 0
