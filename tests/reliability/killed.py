"""Run as a child: does one thing over and over until it is killed, and says what it has done.

``python killed.py backup|write|restore|migrate CASEBOOK [BACKUP]``
"""

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import backups, open_casebook

KEY = bytes(range(32))


def say(words: str) -> None:
    """One line for the parent, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def back_up(path: Path) -> None:
    """Backups without end, beside somebody who writes."""
    with open_casebook(path, key=KEY) as file:
        say("ready")
        for number in itertools.count():
            with file.write():
                patient = Patient(family_name=f"Invented {number}")
                file.patients.add(patient, at=datetime.now(UTC), by=Examiner(name="Dr A"))
            at = datetime.now(UTC)
            made = backups.make(path, backups.Kind.CLOSE, key=KEY, at=at, work=backups.Work())
            say(made.folder.name)


def restore(path: Path, folder: Path) -> None:
    """One backup, restored without end."""
    found = backups.read(folder)
    say("ready")
    for _ in itertools.count():
        at = datetime.now(UTC)
        done = backups.restore(path, found, key=KEY, at=at, work=backups.Work())
        assert done.was_opened
        say("restored")


def migrate(path: Path) -> None:
    """An older casebook, opened once."""
    say("ready")
    open_casebook(path).close()
    say("opened")


if __name__ == "__main__":
    what, *places = sys.argv[1:]
    {"backup": back_up, "restore": restore, "migrate": migrate}[what](*map(Path, places))
