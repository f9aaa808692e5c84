"""Killed at any moment of a backup, a restore or a migration: nothing is lost, and it goes on.

``CLONUS_KILLS=500`` kills more often.
"""

import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import backups, driver, open_casebook, schema

CHILD = Path(__file__).with_name("killed.py")
KEY = bytes(range(32))
KILLS = int(os.environ.get("CLONUS_KILLS", "12"))
OLD_FILE = Path(__file__).parents[1] / "storage" / "old_files" / "v1.sql"
EACH = pytest.mark.parametrize("number", range(max(1, KILLS // 3)))


def killed_after(seconds: float, *arguments: object) -> list[str]:
    """What a child said before it was killed, so long after it had begun."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    begun = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    said, wrong = child.communicate()
    assert (begun, wrong) == ("ready\n", "")
    return said.splitlines()


def filled(path: Path, patients: int) -> None:
    with open_casebook(path, key=KEY) as file:
        for number in range(patients):
            patient = Patient(family_name=f"Number {number}", known_conditions="x" * 200)
            with file.write():
                file.patients.add(patient, at=datetime.now(UTC), by=Examiner(name="Dr A"))


def patients_in(path: Path) -> int:
    with open_casebook(path, key=KEY) as file:
        assert file.verify() is None
        return file.patients.count()


@EACH
def test_a_killed_backup_leaves_the_casebook_and_the_backups_that_were_told(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "practice" / "casebook.sqlite"
    filled(path, 60)
    told = killed_after(random.Random(number).uniform(0.0, 0.4), "backup", path)
    folder = path.with_name(backups.FOLDER)
    found = backups.listed(folder)
    # The last may be there and not be told.
    assert {one.folder.name for one in found} >= set(told)
    assert len(found) <= len(told) + 1
    for one in found:
        assert backups.verify(one, key=KEY, work=backups.Work()).was_opened
    assert backups.unreadable(folder) == ()
    assert patients_in(path) >= 60 + len(told)
    at = datetime.now(UTC)
    backups.make(path, backups.Kind.CLOSE, key=KEY, at=at, work=backups.Work())
    assert [one.name for one in folder.iterdir() if one.name.endswith(".part")] == []


@EACH
def test_a_killed_restore_leaves_the_old_casebook_or_the_new_and_loses_neither(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "practice" / "casebook.sqlite"
    filled(path, 20)
    (path.parent / "sites").mkdir()
    (path.parent / "sites" / "jaw.toml").write_text("then")
    at = datetime.now(UTC)
    made = backups.make(path, backups.Kind.CLOSE, key=KEY, at=at, work=backups.Work())
    filled(path, 10)
    (path.parent / "sites" / "jaw.toml").write_text("now")
    told = killed_after(random.Random(number).uniform(0.0, 0.25), "restore", path, made.folder)
    count = patients_in(path)
    assert count == (20 if told else count)
    assert count in {20, 30}
    site = (path.parent / "sites" / "jaw.toml").read_text()
    assert site == ("then" if count == 20 else "now")
    aside = [one / path.name for one in path.parent.glob("set-aside-*")]
    assert len(aside) >= len(told)
    if count == 20:
        # The acts that were restored away lie where they were set aside.
        counts = {patients_in(one) for one in aside}
        assert 30 in counts
    assert not (path.parent / ".restoring").exists()


@EACH
def test_a_killed_migration_leaves_a_backup_of_the_old_casebook_and_opens_afterwards(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "practice" / "casebook.sqlite"
    old_casebook(path)
    killed_after(random.Random(number).uniform(0.0, 0.15), "migrate", path)
    with open_casebook(path) as file:
        assert file.verify() is None
    at = datetime.now(UTC)
    now = backups.make(path, backups.Kind.DAILY, key=None, at=at, work=backups.Work())
    assert now.content.schema_version == schema.version()
    made = backups.listed(path.with_name(backups.FOLDER))
    assert [(one.kind, one.content.schema_version) for one in made][-1:] == [("pre-migration", 1)]
    for one in made:
        assert backups.verify(one, key=None, work=backups.Work()).was_opened


def old_casebook(path: Path) -> None:
    path.parent.mkdir()
    old = driver.connect(made_empty(path), driver.Access.READ_AND_WRITE, key=None)
    old.executescript(OLD_FILE.read_text(encoding="utf-8"))
    old.execute("PRAGMA journal_mode = WAL")
    old.close()


def made_empty(path: Path) -> Path:
    path.touch()
    return path
