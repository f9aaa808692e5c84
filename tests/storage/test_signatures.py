"""Signatures: by whom, over what, and with which key at which time."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from clonus_desktop.storage import open_casebook
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.driver import Connection
from clonus_desktop.storage.signing import SeedSigner
from tests.storage.tampering import unguarded
from tests.storage.whole_record import Key, sign_in, withdraw


@pytest.fixture
def signed(path: Path, desk_at) -> Path:
    """A clinician's signed exam with its letter, withdrawn afterwards."""
    desk = desk_at(path)
    sign_in(desk, "Dr A Lund")
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.sign(draft.id)
    desk.letter(draft.id)
    withdraw(desk, draft.id)
    desk.file.close()
    return path


def found_in(path: Path) -> AuditBreak | None:
    with open_casebook(path) as file:
        return file.verify()


def test_signing_issuing_and_withdrawing_are_signed_and_nothing_else(signed: Path) -> None:
    with open_casebook(signed) as file:
        sql = "SELECT what FROM signature JOIN audit ON audit.id = audit_id ORDER BY audit.id"
        assert [row["what"] for row in file._store.rows(sql)] == [
            "sign",
            "issue letter",
            "withdraw",
        ]
        assert file.verify() is None


def test_nobody_signs_who_is_not_signed_in(desk) -> None:
    draft = desk.draft()
    desk.sign(draft.id)
    assert desk.file._store.rows("SELECT * FROM signature") == []
    assert desk.file.verify() is None


def test_a_key_that_the_record_does_not_know_signs_nothing(desk) -> None:
    draft = desk.draft()
    desk.file.audit.signatures.sign_with(Key())
    with pytest.raises(LookupError, match="signing key"):
        desk.sign(draft.id)
    assert desk.file.examinations.get(draft.id).signature is None


def test_signatures_of_a_key_that_was_retired_stay_good(desk) -> None:
    clinician, _key = sign_in(desk, "Dr A Lund")
    draft = desk.draft()
    desk.sign(draft.id)
    new = Key()
    with desk.file.write():
        desk.file.clinicians.keys.add(clinician.id, new.public_key, at=desk.at(), by=desk.by)
    assert desk.file.clinicians.keys.is_known(clinician.id, new.public_key)
    assert not desk.file.clinicians.keys.is_known(clinician.id, _key.public_key)
    desk.file.audit.signatures.sign_with(new)
    desk.letter(draft.id)
    assert desk.file.verify() is None


def test_a_signature_by_a_key_that_was_retired_before_is_found(desk) -> None:
    clinician, old = sign_in(desk, "Dr A Lund")
    draft = desk.draft()
    with desk.file.write():
        desk.file.clinicians.keys.add(clinician.id, Key().public_key, at=desk.at(), by=desk.by)
    assert old.public_key
    desk.sign(draft.id)
    found = desk.file.verify()
    assert found is not None
    assert "signature" in str(found.message)


def test_a_signature_by_another_clinician_s_key_is_found(desk) -> None:
    _first, key = sign_in(desk, "Dr A Lund")
    sign_in(desk, "Dr B Ng")
    draft = desk.draft()
    desk.file.audit.signatures.sign_with(key)
    desk.sign(draft.id)
    found = desk.file.verify()
    assert found is not None
    assert "signature" in str(found.message)


def swap(connection: Connection) -> None:
    one, other = (
        row["audit_id"]
        for row in connection.execute(
            "SELECT audit_id FROM signature ORDER BY audit_id LIMIT 2"
        ).fetchall()
    )
    for was, will in ((one, -1), (other, one), (-1, other)):
        connection.execute("UPDATE signature SET audit_id = ? WHERE audit_id = ?", (will, was))


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM signature WHERE audit_id = (SELECT max(audit_id) FROM signature)",
        "UPDATE signature SET signature = zeroblob(64)",
        "INSERT INTO signature SELECT 1, signing_key_id, signature FROM signature LIMIT 1",
        swap,
    ],
)
def test_a_signature_that_is_missing_changed_put_elsewhere_or_exchanged_is_found(
    signed: Path, change
) -> None:
    with unguarded(signed) as connection:
        if isinstance(change, str):
            connection.execute(change)
        else:
            change(connection)
    found = found_in(signed)
    assert found is not None
    assert "signature" in str(found.message)


def test_a_seed_signs_as_its_key_and_no_other_length_is_a_seed() -> None:
    signer = SeedSigner(bytes(32))
    assert len(signer.public_key) == 32
    Ed25519PublicKey.from_public_bytes(signer.public_key).verify(signer.sign(b"act"), b"act")
    with pytest.raises(ValueError, match="32 bytes"):
        SeedSigner(bytes(31))
