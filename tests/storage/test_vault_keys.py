"""What opens a slot, and that nothing from outside takes its place."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.storage import vault_keys
from clonus_desktop.storage.vault import Cost, Slot, Stage, Vault
from clonus_desktop.storage.vault_keys import Opening, Tampered, WrongSecret

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
CASEBOOK = "ab" * 16
KEY, ANCHOR, SEED = bytes([1] * 32), bytes([2] * 32), bytes([3] * 32)


def made(secret: str, slot_id: str, seed: bytes | None = SEED, **other: object) -> Slot:
    values = {"name": "" if seed is None else "Dr P", "data_key": KEY, "anchor": ANCHOR}
    fields = values | {"slot_id": slot_id, "signing_seed": seed, "cost": CHEAP} | other
    return vault_keys.new_slot(CASEBOOK, secret, **fields)


def sealed(*slots: Slot, key: bytes = KEY, anchor: bytes = ANCHOR) -> Vault:
    vault = Vault(casebook_id=CASEBOOK, stage=Stage.SETTLED, rekey_due=True, slots=slots)
    return vault_keys.sealed(vault, data_key=key, anchor=anchor)


OURS = made("ours", "0" * 32)
CODE = made("code", "1" * 32, None)
VAULT = sealed(OURS, CODE)


def test_a_passphrase_gives_all_that_its_slot_holds():
    expected = Opening(data_key=KEY, next_key=None, anchor=ANCHOR, signing_seed=SEED)
    assert vault_keys.open_slot(VAULT, OURS, "ours") == expected


def test_the_recovery_code_gives_the_key_and_nothing_to_sign_with():
    assert vault_keys.open_slot(VAULT, CODE, "code").signing_seed is None
    assert (len(OURS.private), len(CODE.private), len(CODE.data_key)) == (124, 92, 92)


@settings(max_examples=30)
@given(st.text())
def test_another_passphrase_opens_nothing(secret):
    if secret != "ours":
        with pytest.raises(WrongSecret):
            vault_keys.open_slot(VAULT, OURS, secret)


def test_half_a_character_is_a_passphrase_too():
    slot = made("heron\ud800", "0" * 32)
    assert vault_keys.open_slot(sealed(slot), slot, "heron\ud800").data_key == KEY


def test_no_two_slots_of_one_passphrase_look_alike():
    other = made("ours", "0" * 32)
    for name in ("salt", "public_key", "private", "data_key"):
        assert getattr(other, name) != getattr(OURS, name)


@pytest.mark.parametrize("place", ["id", "kind"])
def test_a_slot_is_bound_to_its_place(place):
    moved = replace(OURS, **{place: getattr(CODE, place)})
    with pytest.raises(WrongSecret):
        vault_keys.open_slot(sealed(moved), moved, "ours")


def test_a_slot_is_bound_to_its_casebook():
    with pytest.raises(WrongSecret):
        vault_keys.open_slot(replace(VAULT, casebook_id="cd" * 16), OURS, "ours")


@pytest.mark.parametrize(
    "change",
    [
        lambda vault: replace(vault, rekey_due=False),
        lambda vault: replace(vault, stage=Stage.BEGUN),
        lambda vault: replace(vault, seal=bytes(32)),
        lambda vault: replace(vault, slots=vault.slots[:1]),
        lambda vault: replace(vault, slots=(*vault.slots, made("mine", "2" * 32))),
        lambda vault: replace(vault, slots=vault.slots[::-1]),
        lambda vault: vault.with_slot(replace(CODE, public_key=OURS.public_key)),
        lambda vault: vault.with_slot(replace(OURS, name="Dr Q")),
        lambda vault: vault.with_slot(replace(OURS, next_key=OURS.data_key)),
    ],
)
def test_no_slot_is_added_taken_away_or_changed_without_a_key(change):
    with pytest.raises(Tampered):
        vault_keys.open_slot(change(VAULT), OURS, "ours")


def test_a_whole_vault_around_a_key_of_somebody_else_is_found():
    # Somebody with the disk alone: public keys are there to seal to, the anchor is not.
    theirs = bytes([9] * 32)
    slots = [
        replace(slot, data_key=vault_keys.seal_key(CASEBOOK, slot, theirs)) for slot in VAULT.slots
    ]
    for anchor in (b"", bytes(32), theirs):
        planted = sealed(*slots, key=theirs, anchor=anchor)
        with pytest.raises(Tampered):
            vault_keys.open_slot(planted, planted.slots[0], "ours")


@pytest.mark.parametrize(
    "sealed_key",
    [bytes(92), CODE.data_key, OURS.data_key[:-1] + b"\0"],
    ids=["empty", "of-another-slot", "with-another-end"],
)
def test_a_sealed_key_of_somebody_else_is_found(sealed_key):
    changed = replace(OURS, data_key=sealed_key)
    with pytest.raises(Tampered):
        vault_keys.open_slot(sealed(changed), changed, "ours")


def test_a_new_key_reaches_every_slot_without_its_passphrase():
    following = bytes([7] * 32)
    coming = vault_keys.with_next_key(VAULT, following, data_key=KEY)
    coming = vault_keys.sealed(coming, data_key=KEY, anchor=ANCHOR)
    for slot, secret in zip(coming.slots, ("ours", "code"), strict=True):
        opening = vault_keys.open_slot(coming, slot, secret)
        assert (opening.data_key, opening.next_key) == (KEY, following)
    done = vault_keys.settled(coming, with_next=True)
    assert not done.rekey_due
    done = vault_keys.sealed(done, data_key=following, anchor=ANCHOR)
    for slot, secret in zip(done.slots, ("ours", "code"), strict=True):
        opening = vault_keys.open_slot(done, slot, secret)
        assert (opening.data_key, opening.next_key) == (following, None)
    before = vault_keys.settled(coming, with_next=False)
    assert before == replace(VAULT, seal=b"")


def test_secrets_never_show():
    shown = repr(vault_keys.open_slot(VAULT, OURS, "ours")) + repr(VAULT)
    for secret in (KEY, ANCHOR, SEED):
        assert secret.hex() not in shown
        assert repr(secret) not in shown


def test_a_seed_has_one_public_key():
    assert len(vault_keys.public_key_of(SEED)) == 32
    assert vault_keys.public_key_of(SEED) == vault_keys.public_key_of(SEED)
    assert vault_keys.new_key() != vault_keys.new_key()
    assert len(vault_keys.new_id()) == 32


# --- the record system ------------------------------------------------------------------------

WITH_ADDRESS = vault_keys.sealed(
    vault_keys.with_record_system(VAULT, b"https://records", data_key=KEY),
    data_key=KEY,
    anchor=ANCHOR,
)


def test_what_is_kept_beside_the_keys_opens_with_the_data_key_alone():
    assert vault_keys.record_system_of(WITH_ADDRESS, data_key=KEY) == b"https://records"
    assert vault_keys.record_system_of(VAULT, data_key=KEY) == b""
    with pytest.raises(Tampered):
        vault_keys.record_system_of(WITH_ADDRESS, data_key=ANCHOR)
    assert b"records" not in WITH_ADDRESS.record_system
    again = vault_keys.with_record_system(VAULT, b"https://records", data_key=KEY)
    assert again.record_system != WITH_ADDRESS.record_system


def test_what_is_kept_is_bound_to_its_casebook():
    with pytest.raises(Tampered):
        vault_keys.record_system_of(replace(WITH_ADDRESS, casebook_id="cd" * 16), data_key=KEY)


def _changed(kept: bytes) -> bytes:
    return kept[:-1] + bytes([kept[-1] ^ 1])


@pytest.mark.parametrize(
    "kept",
    [b"", bytes(60), _changed(WITH_ADDRESS.record_system)],
    ids=["nothing", "zeros", "one bit"],
)
def test_what_is_kept_is_not_exchanged_or_taken_out_without_a_key(kept):
    with pytest.raises(Tampered):
        vault_keys.open_slot(replace(WITH_ADDRESS, record_system=kept), OURS, "ours")


def test_another_passphrase_and_another_recovery_code_leave_what_is_kept():
    changed = WITH_ADDRESS.with_slot(made("another", "0" * 32)).with_slot(
        made("code two", "1" * 32, None)
    )
    changed = vault_keys.sealed(changed, data_key=KEY, anchor=ANCHOR)
    opening = vault_keys.open_slot(changed, changed.slots[0], "another")
    assert vault_keys.record_system_of(changed, data_key=opening.data_key) == b"https://records"


def test_what_is_kept_comes_along_to_a_new_key_and_stays_when_that_never_came():
    following = bytes([7] * 32)
    coming = vault_keys.with_next_key(WITH_ADDRESS, following, data_key=KEY)
    assert vault_keys.record_system_of(coming, data_key=KEY) == b"https://records"
    done = vault_keys.settled(coming, with_next=True)
    assert vault_keys.record_system_of(done, data_key=following) == b"https://records"
    assert done.next_record_system == b""
    with pytest.raises(Tampered):
        vault_keys.record_system_of(done, data_key=KEY)
    before = vault_keys.settled(coming, with_next=False)
    assert before == replace(WITH_ADDRESS, seal=b"")


def test_what_is_kept_can_be_taken_out_again():
    without = vault_keys.with_record_system(WITH_ADDRESS, b"", data_key=KEY)
    assert without == replace(VAULT, seal=b"")
