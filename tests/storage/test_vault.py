"""The vault as a file: read back as it was written, or refused and told apart."""

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.storage import StorageFault, faults, vault_file, vault_format
from clonus_desktop.storage.values import digest
from clonus_desktop.storage.vault import MOST, STANDARD, Cost, Slot, SlotKind, Stage, Vault
from clonus_desktop.storage.vault_faults import (
    NoSuchWayIn,
    VaultDamaged,
    VaultMissing,
    VaultNewer,
)

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(
    lambda name: name.strip()
)


def slot(number: int = 0, kind: SlotKind = SlotKind.CLINICIAN, **fields: object) -> Slot:
    size = 124 if kind is SlotKind.CLINICIAN else 92
    values = {
        "id": f"{number:032x}",
        "name": "Dr P Okafor" if kind is SlotKind.CLINICIAN else "",
        "cost": STANDARD,
        "salt": bytes(16),
        "public_key": bytes(range(32)),
        "private": bytes(size),
        "data_key": bytes(92),
    }
    return Slot(kind=kind, **(values | fields))


def vault(*slots: Slot, **fields: object) -> Vault:
    given_slots = slots or (slot(0), slot(1, SlotKind.RECOVERY))
    values = {"casebook_id": "ab" * 16, "stage": Stage.SETTLED, "rekey_due": False}
    return Vault(slots=given_slots, seal=bytes(32), **(values | fields))


def table() -> dict:
    return json.loads(vault_format.content_of(vault()))


def content(changed: dict) -> bytes:
    """The file of a table, as somebody would write it who knows the form."""
    changed.pop("checksum", None)
    text = json.dumps(changed, indent=1, sort_keys=True) + "\n"
    changed["checksum"] = digest(text)
    return (json.dumps(changed, indent=1, sort_keys=True) + "\n").encode("ascii")


def parsed(file: bytes) -> Vault:
    return vault_format.parsed(file, Path("vault.json"))


@given(
    st.lists(NAMES, min_size=1, max_size=5),
    st.sampled_from(Stage),
    st.booleans(),
    st.none() | st.binary(min_size=92, max_size=92),
    st.binary(min_size=16, max_size=16),
)
def test_a_vault_is_read_back_as_it_was_written(names, stage, due, next_key, salt):
    slots = [slot(at, name=name, next_key=next_key) for at, name in enumerate(names)]
    slots.insert(1, slot(99, SlotKind.RECOVERY, salt=salt))
    written = vault(*slots, stage=stage, rekey_due=due)
    file = vault_format.content_of(written)
    assert parsed(file) == written
    assert content(json.loads(file)) == file


@given(st.data())
def test_any_single_byte_that_changes_is_found(data):
    file = bytearray(vault_format.content_of(vault()))
    at = data.draw(st.integers(0, len(file) - 1))
    file[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises((VaultDamaged, VaultNewer)):
        parsed(bytes(file))


@given(st.integers(0, 1_400))
def test_a_vault_that_was_cut_off_is_damaged(length):
    with pytest.raises(VaultDamaged):
        parsed(vault_format.content_of(vault())[:length])


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_lies_there_is_refused_in_words(file):
    with pytest.raises((VaultDamaged, VaultNewer)) as caught:
        parsed(file)
    assert str(caught.value).count(". ") == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted({*table(), "slots/*", "argon2id/*"})), st.data(), JSON)
def test_another_value_anywhere_is_refused_even_with_its_checksum(where, data, value):
    changed = table()
    place = changed
    if where != "slots/*" and where != "argon2id/*":
        key = where
    else:
        place = changed["slots"][data.draw(st.integers(0, 1))]
        place = place["argon2id"] if where == "argon2id/*" else place
        key = data.draw(st.sampled_from(sorted(place)))
    before, place[key] = place[key], value
    try:
        found = parsed(content(changed) if key != "checksum" else json.dumps(changed).encode())
    except (VaultDamaged, VaultNewer):
        return
    # What is allowed: another name, or stronger costs, or the same in the same form.
    assert key in {"name", "memory_kib", "passes", "lanes", "rekey_due"} or value == before
    assert found.slots[0].cost.is_within(STANDARD, MOST)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.update(slots={}),
        lambda t: t.update(slots=[]),
        lambda t: t.update(slots=t["slots"][:1]),
        lambda t: t.update(slots=t["slots"][1:]),
        lambda t: t.update(slots=[t["slots"][0], t["slots"][0], t["slots"][1]]),
        lambda t: t.update(slots=t["slots"] * 60),
        lambda t: t.update(slots=[1, 2]),
        lambda t: t.update(rekey_due=1),
        lambda t: t.update(format=0),
        lambda t: t.update(format=True),
        lambda t: t.update(more="than a vault has"),
        lambda t: t["slots"][0].update(more=1),
        lambda t: t["slots"][0].update(kind="agent"),
        lambda t: t["slots"][0].update(kind="recovery"),
        lambda t: t["slots"][0].update(name=""),
        lambda t: t["slots"][0].update(name=" \t"),
        lambda t: t["slots"][0].update(name="\ud800"),
        lambda t: t["slots"][0].update(name="x" * 201),
        lambda t: t["slots"][0].update(name=7),
        lambda t: t["slots"][1].update(name="Dr Recovery"),
        lambda t: t["slots"][0].update(salt="00" * 15),
        lambda t: t["slots"][0].update(salt="0G" * 16),
        lambda t: t["slots"][0].update(salt="AB" * 16),
        lambda t: t["slots"][0].update(data_key=None),
        lambda t: t["slots"][0]["argon2id"].update(memory_kib=1024),
        lambda t: t["slots"][0]["argon2id"].update(memory_kib=65536.0),
        lambda t: t["slots"][0]["argon2id"].update(memory_kib=1 << 22),
        lambda t: t["slots"][0]["argon2id"].update(passes=True),
        lambda t: t["slots"][0]["argon2id"].update(passes=2),
        lambda t: t["slots"][0]["argon2id"].update(passes=1000),
        lambda t: t["slots"][0]["argon2id"].update(lanes=0),
        lambda t: t["slots"][0]["argon2id"].update(lanes=17),
        lambda t: t["slots"][0].pop("argon2id"),
        lambda t: t.pop("casebook_id"),
    ],
)
def test_a_vault_that_is_wrong_in_one_thing_is_damaged(change):
    changed = table()
    change(changed)
    with pytest.raises(VaultDamaged):
        parsed(content(changed))


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": ' + b"9" * 5000 + b"}",
        b'{"format": NaN}',
        b"{" + b" " * 600_000 + b"}",
    ],
    ids=lambda file: repr(file[:12]),
)
def test_what_is_made_to_hang_or_crash_a_reader_is_damaged(file):
    with pytest.raises(VaultDamaged):
        parsed(file)


def test_a_key_that_is_there_twice_is_damaged():
    file = vault_format.content_of(vault())
    with pytest.raises(VaultDamaged):
        parsed(file.replace(b'"format": 1,', b'"format": 1,\n "format": 1,'))


def test_a_vault_without_more_is_of_the_form_that_every_build_reads():
    assert json.loads(vault_format.content_of(vault())).keys() == {
        "format",
        "casebook_id",
        "stage",
        "rekey_due",
        "slots",
        "seal",
        "checksum",
    }
    assert table()["format"] == 1


@pytest.mark.parametrize("following", [b"", bytes(29)])
@pytest.mark.parametrize("size", [29, 29 + vault_format.MOST_KEPT_BYTES - 1])
def test_what_is_kept_beside_the_keys_is_read_back(size, following):
    written = replace(vault(), record_system=bytes(size), next_record_system=following)
    file = vault_format.content_of(written)
    assert json.loads(file)["format"] == 2
    assert parsed(file) == written


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.update(record_system="00" * 28),
        lambda t: t.update(record_system="00" * (vault_format.MOST_KEPT_BYTES + 30)),
        lambda t: t.update(record_system="0"),
        lambda t: t.update(record_system="0G" * 30),
        lambda t: t.update(record_system=None),
        lambda t: t.update(record_system=7),
        lambda t: t.update(record_system=""),
        lambda t: t.update(next_record_system="00" * 28),
        lambda t: t.update(format=1),
        lambda t: t.pop("record_system"),
        lambda t: t.pop("next_record_system"),
    ],
)
def test_what_is_kept_and_is_wrong_in_one_thing_is_damaged(change):
    changed = json.loads(vault_format.content_of(replace(vault(), record_system=bytes(40))))
    change(changed)
    with pytest.raises(VaultDamaged):
        parsed(content(changed))


def test_a_newer_vault_is_told_apart_whatever_else_is_in_it():
    with pytest.raises(VaultNewer, match="newer version"):
        parsed(b'{"format": 3, "ways": []}')


def test_a_cost_protects_as_much_as_it_should_and_ends_in_time():
    assert STANDARD.is_within(STANDARD, MOST)
    assert MOST.is_within(STANDARD, MOST)
    tiny = Cost(memory_kib=8, passes=1, lanes=1)
    assert tiny.is_within(tiny, MOST)
    assert not replace(tiny, lanes=2).is_within(tiny, MOST)
    assert not tiny.is_within(STANDARD, MOST)


def test_a_slot_is_found_by_its_id():
    found = vault()
    assert found.slot("0" * 32) is found.slots[0]
    assert found.recovery is found.slots[1]
    assert found.clinicians == found.slots[:1]
    with pytest.raises(NoSuchWayIn, match="no way in none"):
        found.slot("none")


# --- the file ---------------------------------------------------------------------------------


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


def test_the_file_is_for_one_user_and_nothing_else_is_left(casebook):
    vault_file.write(casebook, vault())
    vault_file.write(casebook, vault(rekey_due=True))
    (file,) = casebook.parent.iterdir()
    assert file.name == "vault.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert vault_file.read(casebook) == vault(rekey_due=True)
    assert vault_file.is_beside(casebook, vault(rekey_due=True))
    assert not vault_file.is_beside(casebook, vault())


def test_what_a_killed_process_left_is_swept(casebook):
    left = casebook.with_name(".vault.json.0123.part")
    left.write_bytes(b"half a vau")
    vault_file.write(casebook, vault())
    assert not left.exists()


def test_a_vault_that_could_not_be_read_again_is_not_written(casebook):
    vault_file.write(casebook, vault())
    with pytest.raises(VaultDamaged):
        vault_file.write(casebook, vault(slot(0)))
    assert vault_file.is_beside(casebook, vault())


def test_a_disk_that_takes_nothing_leaves_the_vault_as_it_was(casebook, monkeypatch):
    vault_file.write(casebook, vault())

    def refuse(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(faults.DiskFull):
        vault_file.write(casebook, vault(rekey_due=True))
    monkeypatch.undo()
    assert [one.name for one in casebook.parent.iterdir()] == ["vault.json"]
    assert vault_file.is_beside(casebook, vault())


def test_no_vault_is_missing(casebook):
    assert not vault_file.is_beside(casebook, vault())
    with pytest.raises(VaultMissing, match="nobody can open this casebook"):
        vault_file.read(casebook)


def test_a_folder_or_a_pipe_in_its_place_is_damaged_at_once(casebook):
    path = vault_file.path_beside(casebook)
    path.mkdir()
    with pytest.raises(VaultDamaged):
        vault_file.read(casebook)
    path.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        with pytest.raises(VaultDamaged):
            vault_file.read(casebook)
        assert vault_file.stage_of(casebook) is Stage.SETTLED


def test_a_vault_that_cannot_be_opened_says_so(casebook, monkeypatch):
    vault_file.write(casebook, vault())

    def refuse(*arguments: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StorageFault, match="read-only"):
        vault_file.read(casebook)


def test_the_stage_is_told_without_reading_strictly(casebook):
    assert vault_file.stage_of(casebook) is None
    for stage in Stage:
        vault_file.write(casebook, vault(stage=stage))
        assert vault_file.stage_of(casebook) is stage
    for damaged in (b"{", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"stage": 1}'):
        vault_file.path_beside(casebook).write_bytes(damaged)
        assert vault_file.stage_of(casebook) is Stage.SETTLED
