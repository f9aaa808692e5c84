"""Addressees: added, changed, removed and never deleted."""

import pytest

from clonus_desktop.domain.addressee import Addressee
from clonus_desktop.storage import NoSuchRow

HALLORAN = Addressee(
    name="Dr M Halloran, Neurology",
    address="Leeds General Infirmary\nLeeds LS1 3EX",
    salutation="Dear Margaret,",
    language="en",
)


def added(desk, addressee: Addressee = HALLORAN) -> Addressee:
    with desk.file.write():
        return desk.file.addressees.add(addressee, at=desk.at(), by=desk.by)


def test_an_addressee_reads_back_as_entered(desk) -> None:
    first, second = added(desk), added(desk, Addressee(name="Dr A Moreau \ud800"))
    assert desk.file.addressees.get(first.id) == first
    assert desk.file.addressees.get(second.id).name == "Dr A Moreau \ufffd"
    assert [one.id for one in desk.file.addressees.present()] == [first.id, second.id]


def test_a_changed_addressee_is_another_one_from_now_on(desk) -> None:
    first = added(desk)
    changed = Addressee(id=first.id, name="Prof M Halloran", language="fr")
    with desk.file.write():
        desk.file.addressees.change(changed, at=desk.at(), by=desk.by)
    assert desk.file.addressees.get(first.id) == changed
    assert desk.file.verify() is None


def test_a_removed_addressee_is_offered_no_more_and_stays_in_the_record(desk) -> None:
    first = added(desk)
    for _time in range(2):
        with desk.file.write():
            desk.file.addressees.remove(first.id, at=desk.at(), by=desk.by)
    assert desk.file.addressees.present() == ()
    assert desk.file.addressees.get(first.id).is_removed
    acts = [row[0] for row in desk.file._store.rows("SELECT what FROM audit ORDER BY id")]
    assert acts == ["add addressee", "remove addressee"]
    assert desk.file.verify() is None


def test_an_addressee_who_is_not_there_is_a_bug(desk) -> None:
    stranger = Addressee(id=7, name="Dr X")
    for act in (
        lambda: desk.file.addressees.get(7),
        lambda: desk.file.addressees.change(stranger, at=desk.at(), by=desk.by),
        lambda: desk.file.addressees.remove(7, at=desk.at(), by=desk.by),
    ):
        with desk.file.write(), pytest.raises(NoSuchRow):
            act()
