"""What is done to the keys is entered in the audit, and who is gone is told with since when."""

from datetime import UTC, datetime

import pytest

from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.storage import NoSuchRow
from clonus_desktop.storage.faults import casebook_aside
from clonus_desktop.storage.signing import SeedSigner


def added(desk, name: str, *, slot: str = "a1", key: bytes = b"k" * 32) -> Clinician:
    with desk.file.write():
        return desk.file.clinicians.add(
            Clinician(slot=slot, name=name), key, at=desk.at(), by=desk.by
        )


def test_acts_on_the_keys_are_entered_by_who_did_them_and_verify(desk) -> None:
    clinician = added(desk, "Dr P Okafor")
    with desk.file.write():
        desk.file.clinicians.enter_passphrase(clinician.id, at=desk.at(), by=desk.by)
        desk.file.clinicians.enter_recovery_code(at=desk.at(), by=desk.by)
        desk.file.clinicians.enter_key(at=desk.at(), by=desk.by)
    assert desk.file.verify() is None
    count, _head = desk.file.audit.head()
    with pytest.raises(NoSuchRow), desk.file.write():
        desk.file.clinicians.enter_passphrase(99, at=desk.at(), by=desk.by)
    assert desk.file.audit.head()[0] == count


def test_who_was_removed_is_told_with_since_when(desk) -> None:
    added(desk, "Dr P Okafor")
    gone = added(desk, "Ms T Nguyen", slot="b2", key=b"n" * 32)
    assert desk.file.clinicians.removals() == {}
    at = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    with desk.file.write():
        desk.file.clinicians.remove(gone.id, at=at, by=desk.by)
    assert desk.file.clinicians.removals() == {gone.id: at}


def test_who_signs_is_told_so_that_another_opening_can_go_on_with_it(desk) -> None:
    signatures = desk.file.audit.signatures
    assert signatures.signer is None
    signer = SeedSigner(bytes(range(32)))
    signatures.sign_with(signer)
    assert signatures.signer is signer


def test_while_the_key_is_renewed_the_fault_says_what_is_safe_and_what_to_do(path) -> None:
    said = str(casebook_aside(path).message)
    assert "casebook.sqlite is getting a new key" in said
    assert "everything before it is safe" in said
    assert "try again" in said
