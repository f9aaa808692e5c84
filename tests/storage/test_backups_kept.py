"""Which backups are kept, and what a second place holds."""

import errno
import hashlib
import json
import os
import shutil
import stat
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.storage import backup_faults, backups, holding, open_casebook
from clonus_desktop.storage.backups import (
    Backup,
    Content,
    Counts,
    Head,
    Identity,
    Kind,
    Stored,
    Work,
    files,
    manifest,
    retention,
)
from clonus_desktop.storage.backups.bundle import DATABASE, MANIFEST
from clonus_desktop.storage.storage_fault import StorageFault

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
NOBODY = Identity(casebook_id=None, origin="")
NOTHING = Content(
    schema_version=2,
    identity=NOBODY,
    counts=Counts(patients=0, signed=0, drafts=0, letters=0, acts=0),
    head=Head(0, ""),
)


def backup(sequence: int, age: timedelta, *, kind: Kind = Kind.DAILY, whole: bool = True) -> Backup:
    return Backup(
        folder=Path(f"/nowhere/{sequence}"),
        kind=kind,
        made_at=NOW - age,
        sequence=sequence,
        program_version="1",
        content=NOTHING,
        files={} if whole else {DATABASE: Stored(size=1, sha256="0" * 64)},
    )


def each_day(days: int) -> list[Backup]:
    """One backup a day, the last now."""
    return [backup(days - age, timedelta(days=age)) for age in range(days)]


# --- which are kept ---------------------------------------------------------------------------


def test_of_two_years_of_days_there_remain_days_weeks_and_months() -> None:
    every = each_day(730)
    removed = retention.to_remove(every, NOW)
    kept = sorted((NOW - one.made_at).days for one in every if one not in removed)
    # Today, yesterday; the 12 days before; then Sundays, and then ends of months.
    assert kept[:14] == list(range(14))
    assert len(kept) == 2 + 12 + 10 + 9
    assert 300 < kept[-1] < 400


def test_of_the_last_two_days_every_backup_is_kept() -> None:
    every = [backup(200 - n, timedelta(minutes=14 * n)) for n in range(200)]
    assert retention.to_remove(every, NOW) == ()


def test_what_was_made_before_a_migration_is_never_removed() -> None:
    old = [backup(n, timedelta(days=3000), kind=Kind.PRE_MIGRATION) for n in (1, 2)]
    removed = retention.to_remove(
        [*old, *(replace(one, sequence=one.sequence + 2) for one in each_day(90))], NOW
    )
    assert not set(map(id, old)) & set(map(id, removed))


def test_the_last_whole_backup_is_kept_however_old_it_is() -> None:
    whole = backup(1, timedelta(days=4000))
    broken = [backup(n, timedelta(days=100 - n), whole=False) for n in range(2, 9)]
    assert retention.to_remove([whole, *broken], NOW) == tuple(reversed(broken))


def test_when_the_clock_went_back_the_order_of_making_counts() -> None:
    # Three were made under a clock that was years ahead, and the next ones under the right one.
    ahead = [backup(n, timedelta(days=-2000)) for n in range(1, 4)]
    right = [backup(n + 3, timedelta(days=30) - timedelta(days=n)) for n in range(1, 31)]
    removed = retention.to_remove([*ahead, *right], NOW)
    assert set(map(id, ahead[:2])) <= set(map(id, removed))
    # And when the clock is years behind, nothing is old.
    assert retention.to_remove(each_day(90), NOW - timedelta(days=5000)) == ()


ages = st.integers(min_value=-400 * 24, max_value=1000 * 24).map(lambda n: timedelta(hours=n))
series = st.lists(st.tuples(ages, st.sampled_from(list(Kind)), st.booleans()), max_size=60).map(
    lambda drawn: [
        backup(number, age, kind=kind, whole=whole)
        for number, (age, kind, whole) in enumerate(drawn, 1)
    ]
)


@given(series, st.randoms())
def test_what_is_removed_does_not_hang_on_how_the_backups_are_listed(every, chance) -> None:
    removed = retention.to_remove(every, NOW)
    shuffled = list(every)
    chance.shuffle(shuffled)
    assert retention.to_remove(shuffled, NOW) == removed
    assert len({one.folder for one in removed}) == len(removed)


@given(series)
def test_there_is_always_a_whole_backup_left_where_there_was_one(every) -> None:
    removed = {one.folder for one in retention.to_remove(every, NOW)}
    kept = [one for one in every if one.folder not in removed]
    whole = [one for one in every if one.is_whole]
    assert not whole or whole[-1] in kept
    assert all(
        one.kind not in {Kind.PRE_MIGRATION, Kind.PRE_ENCRYPTION} or one in kept for one in every
    )


@given(series)
def test_beyond_two_days_no_more_is_kept_than_was_promised(every) -> None:
    removed = {one.folder for one in retention.to_remove(every, NOW)}
    at, old = NOW, 0
    for one in reversed(every):
        at = min(at, one.made_at)
        is_promised = one.kind not in {Kind.PRE_MIGRATION, Kind.PRE_ENCRYPTION}
        if NOW - at >= timedelta(days=2) and is_promised and one.folder not in removed:
            old += 1
    assert old <= 12 + 10 + 9 + 1


@given(st.lists(st.integers(min_value=0, max_value=900 * 24), max_size=80, unique=True))
def test_removing_once_is_removing_enough(hours: list[int]) -> None:
    every = [
        backup(number, timedelta(hours=age))
        for number, age in enumerate(sorted(hours, reverse=True), 1)
    ]
    removed = {one.folder for one in retention.to_remove(every, NOW)}
    kept = [one for one in every if one.folder not in removed]
    assert retention.to_remove(kept, NOW) == ()


@pytest.fixture
def own(path: Path) -> Backup:
    """The backup of a casebook with one patient."""
    from clonus_desktop.domain.examination import Examiner
    from clonus_desktop.domain.patient import Patient

    with open_casebook(path) as file, file.write():
        file.patients.add(Patient(family_name="MacIlroy"), at=NOW, by=Examiner(name="Dr A"))
    path.with_name("sites").mkdir()
    (path.with_name("sites") / "jaw.toml").write_text('site = "jaw"')
    return backups.make(path, Kind.CLOSE, key=None, at=NOW, work=Work())


def test_rotating_removes_what_is_not_kept_and_leaves_what_cannot_be_removed(
    own: Backup, path: Path, monkeypatch
) -> None:
    for day in range(1, 5):
        for hour in range(3):
            at = NOW - timedelta(days=40 + day, hours=hour)
            backups.make(path, Kind.CLOSE, key=None, at=at, work=Work())
    # The clock went back for them: they are as old as it says, and newer than the first.
    assert len(backups.rotate(own.folder.parent, NOW, only=NOBODY)) == 0
    remove = files.remove
    stuck: list[Path] = []

    def refuse_one(folder: Path) -> None:
        if not stuck:
            stuck.append(folder)
            raise PermissionError(13, "no")
        remove(folder)

    monkeypatch.setattr(retention.files, "remove", refuse_one)
    removed = backups.rotate(own.folder.parent, NOW)
    assert removed
    left = [one.folder for one in backups.listed(own.folder.parent)]
    assert stuck[0] in left
    assert not {one.folder for one in removed} & set(left)
    assert [one for one in own.folder.parent.glob(".*") if one.name != holding.LOCK_NAME] == []


# --- a second place ---------------------------------------------------------------------------


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def copied(own: Backup, stick: Path, **more: Any) -> Backup:
    return backups.copy_to(own, stick, **{"now": NOW, "work": Work(), **more})


def test_a_copy_in_a_second_place_is_the_same_backup(own: Backup, stick: Path) -> None:
    told: list[float] = []
    copy = copied(own, stick, work=Work(told.append))
    assert copy == replace(own, folder=stick / own.folder.name)
    assert backups.read(copy.folder) == copy
    assert backups.verify(copy, key=None, work=Work()).was_opened
    assert (told == sorted(told), told[-1]) == (True, 1.0)
    assert stat.S_IMODE((copy.folder / DATABASE).stat().st_mode) == 0o600


def test_copying_again_compares_what_is_there(own: Backup, stick: Path) -> None:
    copy = copied(own, stick)
    assert copied(own, stick) == copy
    assert len(backups.listed(stick)) == 1
    (copy.folder / DATABASE).write_bytes(bytes(own.files[DATABASE].size))
    with pytest.raises(backup_faults.SecondPlaceFault, match="lost"):
        copied(own, stick)
    (copy.folder / DATABASE).write_bytes(b"short")
    assert copied(own, stick).folder.name == f"{own.folder.name}-2"


def test_copies_of_other_casebooks_are_left_alone_and_old_ones_make_room(
    own: Backup, stick: Path
) -> None:
    def put(sequence: int, days: int, origin: str) -> None:
        identity = Identity(casebook_id=None, origin=origin)
        one = replace(
            own,
            made_at=NOW - timedelta(days=days, hours=sequence),
            sequence=sequence,
            content=replace(own.content, identity=identity),
        )
        folder = stick / f"2026-01-01T0000{sequence:02d}Z-close"
        shutil.copytree(own.folder, folder)
        (folder / MANIFEST).write_text(manifest.rendered(one))

    for sequence in range(1, 6):
        put(sequence, 30, own.content.identity.origin)
        put(sequence + 10, 30, "another")
    copied(own, stick)
    left = [one.content.identity.origin for one in backups.listed(stick)]
    assert left.count("another") == 5
    assert left.count(own.content.identity.origin) < 6


def test_a_place_that_is_missing_is_not_made(own: Backup, stick: Path) -> None:
    with pytest.raises(backup_faults.SecondPlaceFault, match="not there"):
        copied(own, stick / "unplugged")
    assert not (stick / "unplugged").exists()


def test_a_damaged_backup_is_not_copied(own: Backup, stick: Path) -> None:
    raw = bytearray((own.folder / DATABASE).read_bytes())
    raw[5000] ^= 1
    (own.folder / DATABASE).write_bytes(raw)
    with pytest.raises(backup_faults.BackupDamaged):
        copied(own, stick)
    assert backups.listed(stick) == ()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EROFS, "may not be written"),
        (errno.EIO, "was lost"),
        (errno.ENODEV, "was lost"),
    ],
)
def test_what_a_stick_can_do_is_told_and_leaves_no_half_copy(
    own: Backup, stick: Path, monkeypatch, number: int, words: str
) -> None:
    def fail(*_arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    for name in ("write", "fsync"):
        with monkeypatch.context() as edge:
            edge.setattr(files.os, name, fail)
            with pytest.raises(backup_faults.SecondPlaceFault, match=words):
                copied(own, stick)
        assert [one.name for one in stick.iterdir() if one.name != holding.LOCK_NAME] == []
    assert copied(own, stick).is_whole


def test_a_stick_that_is_pulled_in_the_middle_takes_no_copy(own: Backup, stick: Path) -> None:
    def pull(share: float) -> None:
        if 0 < share < 0.5 and stick.exists():
            shutil.rmtree(stick)

    with pytest.raises(backup_faults.SecondPlaceFault):
        copied(own, stick, work=Work(pull))
    assert own.is_whole


def test_a_copy_that_does_not_read_back_is_none(own: Backup, stick: Path) -> None:
    def spoil(share: float) -> None:
        if share == 0.5:
            (part,) = stick.glob(".*.part")
            (part / DATABASE).write_bytes(b"spoilt")

    with pytest.raises(backup_faults.SecondPlaceFault, match="lost"):
        copied(own, stick, work=Work(spoil))
    assert backups.listed(stick) == ()


def test_a_copy_that_is_stopped_leaves_nothing(own: Backup, stick: Path) -> None:
    with pytest.raises(backup_faults.BackupCancelled):
        copied(own, stick, work=Work(None, lambda: True))
    assert [one.name for one in stick.iterdir()] == [holding.LOCK_NAME]


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="needs root to mount")
def test_a_full_file_system_is_told_and_takes_no_half_copy(own: Backup, stick: Path) -> None:
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(stick)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("nothing can be mounted here")
    try:
        with pytest.raises(backup_faults.SecondPlaceFault, match="is full"):
            copied(own, stick)
        assert backups.listed(stick) == ()
    finally:
        subprocess.run(["umount", str(stick)], check=True)


# --- a manifest from a stranger ---------------------------------------------------------------

nested = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["../../etc/passwd", "casebook.sqlite", "0" * 64, "a" * 32]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner),
    max_leaves=10,
)


@given(raw=st.binary(max_size=200))
def test_any_bytes_in_the_place_of_a_manifest_are_refused(tmp_path_factory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / MANIFEST).write_bytes(raw)
    with pytest.raises(StorageFault):
        backups.read(folder)


@given(data=st.data())
def test_any_value_in_any_place_of_a_manifest_is_refused_or_harmless(
    tmp_path_factory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    told = replace(backup(1, timedelta(0)), files={DATABASE: Stored(size=1, sha256="0" * 64)})
    content = json.loads(manifest.rendered(told))
    key = data.draw(st.sampled_from(sorted(content)))
    if isinstance(content[key], dict) and data.draw(st.booleans()):
        content[key][data.draw(st.sampled_from([*content[key], "../x", "/x", "sites/../x"]))] = (
            data.draw(nested)
        )
    else:
        content[key] = data.draw(nested)
    # With a digest that fits: a stranger can reckon it too.
    whole = {**content, "digest": None, "seal": None}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    try:
        content["digest"] = hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        content["digest"] = ""
    (folder / MANIFEST).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n")
    try:
        found = backups.read(folder)
    except StorageFault:
        return
    assert all(manifest.is_safe_name(name) for name in found.files)
    assert all(0 <= one.size <= manifest.MOST_NUMBER for one in found.files.values())
    assert manifest.rendered(found) == (folder / MANIFEST).read_text()


@pytest.mark.parametrize(
    "name",
    [
        "../casebook.sqlite",
        "/etc/passwd",
        "sites/../vault.json",
        "sites//jaw.toml",
        "sites/./jaw.toml",
        "sites/.hidden",
        "sites/a/b.toml",
        "sites\\jaw.toml",
        "sites/C:jaw",
        "sites/",
        "sites",
        "manifest.json",
        "casebook.sqlite-wal",
        "casebook.sqlite/",
        "sites/a\x00b",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_is_no_name_of_a_backup(name: str) -> None:
    assert not manifest.is_safe_name(name)


@given(st.text(max_size=300))
def test_a_safe_name_stays_in_its_folder(name: str) -> None:
    if manifest.is_safe_name(name):
        inside = os.path.normpath(f"/backup/{name}")
        assert inside == f"/backup/{name}"


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5000, '{"format": NaN}', "{}", "[]"])
def test_deep_long_and_odd_json_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(backup_faults.BackupDamaged):
        backups.read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_in_the_place_of_a_manifest_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "2026-05-01T120000Z-daily"
    folder.mkdir()
    os.mkfifo(folder / MANIFEST)
    assert backups.listed(tmp_path) == ()
    assert backups.unreadable(tmp_path) == (folder,)


def test_a_manifest_without_a_casebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(manifest.rendered(backup(1, timedelta(0))))
    with pytest.raises(backup_faults.BackupDamaged):
        backups.read(tmp_path)


@pytest.mark.parametrize(
    "at",
    [
        "2026-05-01T10:15:00",
        "2026-05-01",
        "yesterday",
        # Years that end before they end in UTC.
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_a_time_without_its_zone_or_without_one_in_utc_is_refused(tmp_path: Path, at: str) -> None:
    text = manifest.rendered(
        replace(backup(1, timedelta(0)), files={DATABASE: Stored(size=1, sha256="0" * 64)})
    )
    (tmp_path / MANIFEST).write_text(text.replace("2026-05-01T12:00:00+00:00", at))
    with pytest.raises(backup_faults.BackupDamaged):
        backups.read(tmp_path)
