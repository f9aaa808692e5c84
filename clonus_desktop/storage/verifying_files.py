"""Verifying a casebook by its path, beside whoever writes in it, and without leaving a trace."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from clonus_desktop.domain.message import Message
from clonus_desktop.storage import breaks, driver, faults, schema, vault_file
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.casebook_file import unreadable
from clonus_desktop.storage.driver import Access, Connection
from clonus_desktop.storage.faults import CasebookLocked
from clonus_desktop.storage.mark import MarkFile
from clonus_desktop.storage.marking import break_by, casebook_id_of, found_mark
from clonus_desktop.storage.storage_fault import StorageFault
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.verdict import Verdict
from clonus_desktop.storage.verification_notes import notes
from clonus_desktop.storage.verifying import Progress, VerificationCancelled, first_break

_COUNTS = """
SELECT (SELECT count(*) FROM audit) AS entries, (SELECT count(*) FROM examination) AS examinations,
    (SELECT count(*) FROM signature) AS signatures, (SELECT count(*) FROM letter) AS letters
"""
# Nothing of it may reach a disk; a damaged cell is an error and no answer; and a page that was
# deciphered is kept for a while, because rows of one exam lie in several tables.
_PRAGMAS = (
    "temp_store = MEMORY",
    "cell_size_check = ON",
    "trusted_schema = OFF",
    "cache_size = -32768",
)
_LOOK_EVERY_S = 0.02
_TRIES = 3


class CasebookOlder(StorageFault):
    """The file is of an earlier version, whose structure is not the one that is checked."""


def verify_casebook(
    path: Path,
    key: bytes | None = None,
    *,
    progress: Progress = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Verdict:
    """Whether everything in a casebook, and the mark beside it, is as it was entered.

    Nothing is changed, and somebody may work with the casebook meanwhile: what is checked is the
    record of one moment.

    Args:
        key: The data key; None for a casebook that is not encrypted.
        progress: Called with the share that is done, from 0 to 1.
        is_cancelled: True ends the work within some milliseconds.

    Raises:
        StorageFault: It cannot be opened: missing, another key, newer, older, locked.
        VerificationCancelled: It was cancelled.
    """
    if not path.exists():
        raise faults.missing(path)
    if path.is_dir():
        raise faults.not_a_casebook(path)
    if not _has_wal(path):
        verdict = _verify_once(path, Access.LOOK_ONLY, key, progress, is_cancelled)
        # A look takes no lock, and reads nonsense when somebody has begun to write meanwhile.
        if verdict.is_good or not _has_wal(path):
            return verdict
    return _verify_once(path, Access.READ, key, progress, is_cancelled)


def _verify_once(
    path: Path,
    access: Access,
    key: bytes | None,
    progress: Progress,
    is_cancelled: Callable[[], bool],
) -> Verdict:
    # Before the moment that is checked: the mark is set after each act, so it never knows more.
    mark = found_mark(MarkFile(path, key))
    with _opened(path, access, key) as connection:
        store = Store(connection, path)
        with store.snapshot():
            counts = _counted(store)
            found = first_break(store, progress=progress, is_cancelled=is_cancelled)
            found = found or break_by(store, mark) or _break_by_vault(store)
            said = () if found else tuple(notes(store, has_mark=mark is not None))
    if found is None and key is not None and _has_damaged_page(path, access, key, is_cancelled):
        found, said = breaks.pages_damaged(), ()
    return Verdict(**counts, first_break=found, notes=said)


def _counted(store: Store) -> dict[str, Any]:
    """What a verdict counts; nothing when the file is too damaged for that."""
    try:
        return {
            **{name: store.rows(_COUNTS)[0][name] for name in Verdict.COUNTS},
            "casebook_id": casebook_id_of(store),
            "newest": Audit(store).head(),
        }
    except CasebookLocked:
        raise
    except (StorageFault, driver.DriverError):
        return {}


def _break_by_vault(store: Store) -> AuditBreak | None:
    """What the casebook's id in the vault says; nothing when there is no vault that tells one."""
    try:
        vault = json.loads(vault_file.path_beside(store.path).read_bytes())
        said = vault["casebook_id"]
    except (OSError, ValueError, LookupError, TypeError):
        # Whether a vault is whole is told by unlocking it.
        return None
    return None if said == casebook_id_of(store) else breaks.other_vault(store.path.name)


def _has_damaged_page(
    path: Path, access: Access, key: bytes, is_cancelled: Callable[[], bool]
) -> bool:
    """True when the cipher does not vouch for a page, were it one that holds nothing now.

    It cannot be interrupted, and takes seconds for a gigabyte: so it runs aside, on a connection
    of its own, and is left to itself when nobody waits any more.
    """

    def look() -> bool:
        with _opened(path, access, key) as connection:
            # Again: who writes meanwhile may have been in the middle of a page.
            return all(
                connection.execute("PRAGMA cipher_integrity_check").fetchall()
                for _try in range(_TRIES)
            )

    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clonus-pages")
    try:
        looking = pool.submit(look)
        while not wait((looking,), timeout=_LOOK_EVERY_S).done:
            if is_cancelled():
                raise VerificationCancelled
        return looking.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _opened(path: Path, access: Access, key: bytes | None) -> Iterator[Connection]:
    try:
        connection = driver.connect(path, access, key=key)
    except driver.READ_ERRORS as error:
        raise _fault_of(error, path, key) from None
    with closing(connection):
        try:
            version = schema.judge(connection, path)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except driver.READ_ERRORS as error:
            raise _fault_of(error, path, key) from None
        if version < schema.version():
            raise _older(path)
        yield connection


def _fault_of(error: Exception, path: Path, key: bytes | None) -> Exception:
    if driver.code_of(error) == driver.NOT_A_DATABASE:
        return unreadable(path, key, error)
    fault = faults.fault_of(error, path)
    return fault if isinstance(fault, StorageFault) else faults.damaged(path)


def _older(path: Path) -> CasebookOlder:
    return CasebookOlder(
        Message(
            "The casebook {file} was written by an earlier version of Clonus Desktop. "
            "It was not checked, and nothing in it was changed. "
            "Open it once in the window, which brings it up to date, then check it.",
            {"file": path.name},
        )
    )


def _has_wal(path: Path) -> bool:
    """True when somebody has the file open, or died while they had."""
    return path.with_name(f"{path.name}-wal").exists()
