"""Opening a casebook, or refusing it without a trace."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage import driver, faults, holding, private_file, schema
from clonus_desktop.storage.acts import Acts
from clonus_desktop.storage.addressees import Addressees
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.clinicians import Clinicians
from clonus_desktop.storage.driver import Access, Connection
from clonus_desktop.storage.durable import publish_new
from clonus_desktop.storage.erasing import Erasing
from clonus_desktop.storage.examinations import Examinations
from clonus_desktop.storage.exports import Exports
from clonus_desktop.storage.gestures import Gestures
from clonus_desktop.storage.importing import Imports
from clonus_desktop.storage.journals import is_unfinished
from clonus_desktop.storage.letters import Letters
from clonus_desktop.storage.mark import MarkFile
from clonus_desktop.storage.marking import Marking, casebook_id_of
from clonus_desktop.storage.merging import Merging
from clonus_desktop.storage.outbox import Outbox
from clonus_desktop.storage.pads import Pads
from clonus_desktop.storage.patients import Patients
from clonus_desktop.storage.practice import PracticeChoices
from clonus_desktop.storage.stationery import Stationeries
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.unsaved import Unsaved
from clonus_desktop.storage.verifying import first_break


class CasebookFile:
    """An open casebook.

    Attributes:
        path: The file.
        key: The data key; None for a casebook that is not encrypted.
        clinicians: Who works with it.
        patients: Who is examined.
        imports: What came from elsewhere.
        merging: Which patients are the same person.
        erasing: Who leaves the record, on request.
        examinations: What was recorded, with undo and redo.
        pads: What waits on the pad of a draft.
        unsaved: What waits in a form.
        letters: What was issued.
        addressees: To whom letters go.
        practice: How this practice works.
        exports: What left it.
        stationery: What its letters are made with.
        outbox: What a record system is to be told.
        audit: Who did what.
        acts: The same, to be read.
    """

    def __init__(self, store: Store, key: bytes | None, *, is_new: bool = False) -> None:
        self._store = store
        self.path = store.path
        self.key = key
        self.audit = Audit(store)
        self.clinicians = Clinicians(store, self.audit)
        self.patients = Patients(store, self.audit)
        self.imports = Imports(store, self.audit, self.patients)
        self.merging = Merging(store, self.audit)
        self.erasing = Erasing(store, self.audit)
        self.examinations = Examinations(store, self.audit)
        self.pads = Pads(store)
        self.unsaved = Unsaved(store)
        self.letters = Letters(store, self.audit)
        self.addressees = Addressees(store, self.audit)
        self.acts = Acts(store, Gestures(store, self.audit))
        self.practice = PracticeChoices(store, self.audit)
        self.stationery = Stationeries(store, self.audit)
        self.outbox = Outbox(store, self.audit)
        self.exports = Exports(store, self.audit)
        self._marking = Marking(store, self.audit, MarkFile(store.path, key))
        self._marking.begin(is_new=is_new)
        self._is_open = True
        holding.take(self.path)

    @property
    def casebook_id(self) -> str:
        """The name of the casebook for machines: 32 hexadecimal digits."""
        return casebook_id_of(self._store)

    @property
    def trouble(self) -> AuditBreak | None:
        """What the mark beside the file found amiss at opening; None when nothing is."""
        return self._marking.trouble

    def go_on_despite_trouble(self, *, at: datetime, by: Examiner | None) -> None:
        """Enters in the audit that the record is used on although acts may be missing."""
        self._accept("go on without missing acts", at, by)

    def enter_restored(self, *, at: datetime, by: Examiner | None) -> None:
        """Enters in the audit that a backup was restored here; its acts are the newest again."""
        self._accept("restore backup", at, by)

    def _accept(self, what: str, at: datetime, by: Examiner | None) -> None:
        with self.write():
            self._marking.accept(what, at=at, by=by)
        self._marking.begin_anew()

    def verify(self) -> AuditBreak | None:
        """The first thing in the rows that is not as it was entered; None if there is nothing."""
        return first_break(self._store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def write(self) -> Iterator[None]:
        """What is changed inside reaches the disk together, or not at all.

        Raises:
            StorageFault: Nothing was saved.
            RuntimeError: Another write() is open.
        """
        self._marking.look()
        entered_before = self.audit.entered
        with self._store.transaction():
            yield
        # Outside the transaction, and before anybody is told that it is saved.
        if self.audit.entered is not entered_before:
            self._marking.set()

    def wipe(self) -> None:
        """Leaves nothing of what was erased in the file or beside it.

        The file is written anew: that takes as much memory as it is long, and some seconds for
        a big one.

        Raises:
            StorageFault: It was not written anew; what was erased stays erased.
        """
        self._store.wipe()

    def close(self) -> None:
        """Lets go of the file; a second time does nothing."""
        if self._is_open:
            self._is_open = False
            self._store.close()
            holding.leave(self.path)


def open_casebook(
    path: Path,
    *,
    key: bytes | None = None,
    create: bool = True,
    casebook_id: str | None = None,
) -> CasebookFile:
    """The casebook of a path, made when there is none; encrypted when there is a key.

    Args:
        casebook_id: What a new casebook is called by its vault; any id when not given.

    Raises:
        CasebookMissing: There is none, and none shall be made.
        StorageFault: It cannot be opened. A refused file is left as it was, byte for byte.
    """
    with faults.told(path):
        finish_a_restore(path)
        if not path.exists():
            if not create:
                raise faults.missing(path)
            _make(path, key, casebook_id)
        _refuse_unless_writable(path)
        _look(path, key)
        connection, was_older = _open(path, key)
        return CasebookFile(Store(connection, path), key, is_new=was_older)


def finish_a_restore(path: Path) -> None:
    """Does what a killed restore has left to do; nothing when there was none.

    Raises:
        BackupsBusy: Another process is at it.
        NotRestored: It cannot be done; nothing is lost.
    """
    # Seldom there, and what finishes it takes long to import.
    if holding.is_half_restored(path):
        from clonus_desktop.storage.backups import finish

        finish(path)


def _make(path: Path, key: bytes | None, casebook_id: str | None) -> None:
    """An empty casebook: complete under another name first, so that it is whole or not there."""
    part = private_file.new_part(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        private_file.make(part)
        with closing(driver.connect(part, Access.READ_AND_WRITE, key=key)) as connection:
            schema.migrate(connection)
            if casebook_id is not None:
                connection.execute("UPDATE casebook SET casebook_id = ?", (casebook_id,))
        publish_new(part, path)
    finally:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)


def _refuse_unless_writable(path: Path) -> None:
    if path.is_dir():
        raise faults.not_a_casebook(path)
    # Asked of the system, not tried: SQLite would fall back to reading, and leave a -wal behind.
    # Python must not open the file itself: closing it drops this process's SQLite locks.
    effective = os.access in os.supports_effective_ids
    for one, mode in ((path, os.R_OK | os.W_OK), (path.parent, os.W_OK | os.X_OK)):
        if not os.access(one, mode, effective_ids=effective):
            raise faults.read_only(path)


def _look(path: Path, key: bytes | None) -> None:
    """Refuses what is no casebook of today, by a look that leaves no trace."""
    if path.stat().st_size == 0:
        raise faults.damaged(path)
    try:
        with closing(driver.connect(path, Access.LOOK_ONLY, key=key)) as connection:
            schema.judge(connection, path)
    except driver.READ_ERRORS as error:
        # After a crash the file is whole only together with what lies beside it.
        if not is_unfinished(path):
            raise unreadable(path, key, error) from None


def unreadable(path: Path, key: bytes | None, error: Exception) -> Exception:
    """Why a look failed: the driver says the same of a wrong key and of another kind of file."""
    if driver.code_of(error) != driver.NOT_A_DATABASE:
        return faults.fault_of(error, path)
    if key is None:
        return faults.unreadable_without_key(path)
    is_plain = driver.look(path, None) is None
    return faults.not_encrypted(path) if is_plain else faults.wrong_key(path)


def _open(path: Path, key: bytes | None) -> tuple[Connection, bool]:
    """The connection, and whether the file was of a version that knew no mark yet."""
    connection = driver.connect(path, Access.READ_AND_WRITE, key=key)
    try:
        before = schema.judge(connection, path)
        if before < schema.version():
            from clonus_desktop.storage.backups.migrating import back_up_first

            back_up_first(connection, path, key=key)
            schema.migrate(connection)
        driver.prepare(connection)
        # Before anybody types.
        driver.require_writing(connection)
    except BaseException:
        connection.close()
        raise
    return connection, before < schema.VERSION_WITH_MARK
