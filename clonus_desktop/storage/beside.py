"""A casebook as it is read beside somebody who works with it, on a connection of its own."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clonus_desktop.storage import driver, faults, schema
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.casebook_file import unreadable
from clonus_desktop.storage.driver import Access
from clonus_desktop.storage.examinations import Examinations
from clonus_desktop.storage.importing import Imports
from clonus_desktop.storage.letters import Letters
from clonus_desktop.storage.marking import casebook_id_of
from clonus_desktop.storage.patients import Patients
from clonus_desktop.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The parts of an open casebook that are read.

    Attributes:
        casebook_id: Its name for machines.
        audit: Who did what.
        patients: Who is examined.
        examinations: What was recorded.
        letters: What was issued.
        imports: What came from elsewhere.
    """

    casebook_id: str
    audit: Audit
    patients: Patients
    examinations: Examinations
    letters: Letters
    imports: Imports


@contextmanager
def beside(path: Path, *, key: bytes | None) -> Iterator[Beside]:
    """The casebook at one moment, whatever is written meanwhile; for the thread that asks.

    Args:
        key: The data key; None for a casebook that is not encrypted.

    Raises:
        StorageFault: It cannot be opened or read.
    """
    with store_beside(path, key=key) as store, store.snapshot():
        audit = Audit(store)
        patients = Patients(store, audit)
        yield Beside(
            casebook_id=casebook_id_of(store),
            audit=audit,
            patients=patients,
            examinations=Examinations(store, audit),
            letters=Letters(store, audit),
            imports=Imports(store, audit, patients),
        )


@contextmanager
def store_beside(path: Path, *, key: bytes | None) -> Iterator[Store]:
    """The rows of a casebook that others may work with meanwhile; nothing can be written.

    Raises:
        StorageFault: It cannot be opened.
    """
    if not path.exists():
        raise faults.missing(path)
    with faults.told(path):
        # To write in the file is to tidy up after a crash, as every start does; then no more.
        connection = driver.connect(path, Access.READ_AND_WRITE, key=key)
    with closing(connection):
        try:
            schema.judge(connection, path)
            for pragma in ("query_only = ON", "temp_store = MEMORY", "cell_size_check = ON"):
                connection.execute(f"PRAGMA {pragma}")
        except driver.READ_ERRORS as error:
            raise unreadable(path, key, error) from None
        yield Store(connection, path)
