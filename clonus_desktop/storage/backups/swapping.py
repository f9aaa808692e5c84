"""Putting restored files in their place: begun by one rename, and then always finished.

Everything new lies complete in a folder of its own. Its rename is the moment from which the
restore counts. What follows are renames inside one folder, and whoever opens the casebook after
a kill does those that are missing: so there is never a casebook of two halves.
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clonus_desktop.storage import backup_faults, durable, holding
from clonus_desktop.storage.backups import files
from clonus_desktop.storage.backups.bundle import (
    AGENTS,
    DATABASE,
    FOLDER,
    PART,
    SITES,
    VAULT,
)
from clonus_desktop.storage.holding import RESTORING
from clonus_desktop.storage.mark import mark_path

PLAN = "plan.json"
SET_ASIDE = "set-aside-"
_MOST_BYTES = 10_000
_BESIDE = (VAULT, AGENTS, SITES)
_ENDINGS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What goes out of the way, and what comes in its place.

    Attributes:
        database: Name of the casebook's file.
        aside: Name of the folder for what stands there now.
        comes: Names of what is new, as they lie in the folder of the restore.
    """

    database: str
    aside: str
    comes: tuple[str, ...]

    def text(self) -> str:
        """As it is stored."""
        told = {"database": self.database, "aside": self.aside, "comes": self.comes}
        return json.dumps(told, ensure_ascii=False)

    def goes(self) -> Iterator[str]:
        """Names of all that belongs to the casebook of now, whether it is there or not."""
        yield from _BESIDE
        yield mark_path(Path(self.database)).name
        # The casebook comes last: until then it is known that what lies beside it is old.
        yield from (self.database + ending for ending in reversed(_ENDINGS))

    def name_of(self, coming: str) -> str:
        """The name that something new gets."""
        return self.database if coming == DATABASE else coming


def begin(part: Path, plan: Plan) -> None:
    """Makes the restore count, and puts everything in its place; the casebook is held."""
    folder = part.parent
    files.write(part / PLAN, plan.text().encode())
    durable.sync_folder(part)
    with _alone(folder):
        part.rename(folder / RESTORING)
        with _finishing(folder / plan.database):
            durable.sync_folder(folder)
            _swap(folder, plan)


def finish(path: Path) -> None:
    """Does what a killed restore has left to do; nothing when there was none.

    Raises:
        BackupsBusy: Another process is at it.
        NotRestored: It cannot be done; nothing is lost.
    """
    folder = path.parent
    if not holding.is_half_restored(path):
        return
    with _finishing(path), _alone(folder):
        # Another process may just have finished it.
        if (folder / RESTORING).is_dir():
            _swap(folder, _plan_in(folder / RESTORING))


def _swap(folder: Path, plan: Plan) -> None:
    new, aside = folder / RESTORING, folder / plan.aside
    aside.mkdir(mode=0o700, exist_ok=True)
    coming = {plan.name_of(name): new / name for name in plan.comes}
    # Once the casebook has come, all that lies beside it belongs to it.
    if (new / DATABASE).exists():
        for name in plan.goes():
            # What has come already is not there any more to come, and stays.
            is_old = name not in coming or coming[name].exists()
            if is_old and os.path.lexists(folder / name):
                (folder / name).rename(aside / name)
        durable.sync_folder(aside)
        durable.sync_folder(folder)
        for name in sorted(coming, key=lambda one: one == plan.database):
            if coming[name].exists():
                coming[name].rename(folder / name)
        durable.sync_folder(folder)
    if not any(aside.iterdir()):
        aside.rmdir()
    done = folder / f".restored.{secrets.token_hex(4)}{PART}"
    new.rename(done)
    shutil.rmtree(done, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    with holding.folder_alone(folder / FOLDER):
        yield


def _plan_in(folder: Path) -> Plan:
    with (folder / PLAN).open("rb") as file:
        told = json.loads(file.read(_MOST_BYTES).decode())
    plan = Plan(
        database=str(told["database"]), aside=str(told["aside"]), comes=tuple(told["comes"])
    )
    names = (plan.database, plan.aside, *map(str, plan.comes))
    is_ours = plan.aside.startswith(SET_ASIDE) and set(plan.comes) <= {DATABASE, *_BESIDE}
    if not is_ours or any(Path(name).name != name for name in names):
        raise ValueError(f"{PLAN} names what is not in the folder.")
    return plan


@contextmanager
def _finishing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise backup_faults.half_restored(path) from error
