"""Clinicians: added, changed, removed and never deleted."""

import pytest

from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.storage import NoSuchRow
from tests.storage.whole_record import sign_in

LUND = Clinician(
    slot="slot of Dr A Lund", name="Dr A Lund", role="Neurologist", registration="7654321"
)


def test_a_clinician_reads_back_as_entered_and_by_the_way_in(desk) -> None:
    added, _key = sign_in(desk, "Dr A Lund")
    assert desk.file.clinicians.get(added.id) == added
    assert desk.file.clinicians.of_slot(LUND.slot) == added
    assert desk.file.clinicians.of_slot("another") is None
    assert desk.file.clinicians.all() == (added,)


def test_who_adds_themselves_is_entered_as_who_did_it(desk) -> None:
    sign_in(desk, "Dr A Lund")
    rows = desk.file._store.rows(
        "SELECT what, name, clinician_id FROM audit JOIN examiner ON examiner.id = who"
    )
    assert [tuple(row) for row in rows] == [
        ("add clinician", "Dr A Lund", 1),
        ("add signing key", "Dr A Lund", 1),
    ]


def test_a_profile_is_changed_and_what_was_signed_keeps_the_name_it_had(desk) -> None:
    added, _key = sign_in(desk, "Dr A Lund")
    draft = desk.draft()
    desk.sign(draft.id)
    changed = Clinician(id=added.id, slot=added.slot, name="Prof A Lund", signature_text="A. L.")
    with desk.file.write():
        desk.file.clinicians.change(changed, at=desk.at(), by=desk.by)
    assert desk.file.clinicians.get(added.id) == changed
    signature = desk.file.examinations.get(draft.id).signature
    assert signature is not None
    assert signature.examiner.name == "Dr A Lund"
    assert desk.file.verify() is None


def test_a_removed_clinician_stays_in_the_record_with_every_signature(desk) -> None:
    added, key = sign_in(desk, "Dr A Lund")
    draft = desk.draft()
    desk.sign(draft.id)
    with desk.file.write():
        desk.file.clinicians.remove(added.id, at=desk.at(), by=desk.by)
    assert desk.file.clinicians.get(added.id).is_removed
    assert not desk.file.clinicians.keys.is_known(added.id, key.public_key)
    assert desk.file.verify() is None


def test_a_clinician_who_is_not_there_is_a_bug(desk) -> None:
    stranger = Clinician(id=7, name="Dr X")
    for act in (
        lambda: desk.file.clinicians.get(7),
        lambda: desk.file.clinicians.change(stranger, at=desk.at(), by=None),
        lambda: desk.file.clinicians.remove(7, at=desk.at(), by=None),
    ):
        with pytest.raises(NoSuchRow), desk.file.write():
            act()
