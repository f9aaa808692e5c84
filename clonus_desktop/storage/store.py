"""One open connection: reading, and writing inside one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clonus_desktop.storage import driver
from clonus_desktop.storage.driver import Connection, Row, Values
from clonus_desktop.storage.faults import fault_of, locked

_STEPS_BETWEEN_LOOKS = 1000
"""Of SQLite's machine: a millisecond or two."""


class Store:
    """The rows of one file. Driver errors leave it as faults.

    Attributes:
        path: The file.
    """

    def __init__(self, connection: Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._is_writing = False

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of the answer."""
        # Every statement comes through here: without the steps of a context manager.
        try:
            return self._connection.execute(sql, values).fetchall()
        except driver.READ_ERRORS as error:
            raise self._fault(error) from None

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of the answer, or None."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of the answer one after the other, without keeping them in memory."""
        try:
            yield from self._connection.execute(sql, values)
        except driver.READ_ERRORS as error:
            raise self._fault(error) from None

    @contextmanager
    def watched(self, is_unwanted: Callable[[], bool]) -> Iterator[None]:
        """Ends what is read inside within some milliseconds once it is unwanted.

        Raises:
            DriverError: With the code ``INTERRUPTED``.
        """
        self._connection.set_progress_handler(lambda: int(is_unwanted()), _STEPS_BETWEEN_LOOKS)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        self._run("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def change(self, sql: str, values: Values = ()) -> int:
        """The id of the row that was inserted last.

        Raises:
            RuntimeError: No ``transaction()`` is open: half an act could reach the disk.
        """
        if not self._is_writing:
            raise RuntimeError("The record is changed inside write() only.")
        try:
            return self._connection.execute(sql, values).lastrowid
        except driver.READ_ERRORS as error:
            raise self._fault(error) from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside reach the disk together, or none does.

        ``BEGIN IMMEDIATE`` and not the deferred kind: reading and then writing beside another
        writer would fail at once, with nothing left to wait for.

        Raises:
            RuntimeError: One is open already.
            StorageFault: The file cannot be written; nothing was changed.
        """
        if self._is_writing:
            raise RuntimeError("A write() is already open.")
        self._run("BEGIN IMMEDIATE")
        self._is_writing = True
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._is_writing = False

    def wipe(self) -> None:
        """Writes the whole file anew, without a trace of what was deleted, and empties the -wal.

        Raises:
            CasebookLocked: Another process reads in it.
            StorageFault: The disk did not take it.
        """
        self._run("PRAGMA secure_delete = ON")
        self._empty_wal()
        # SQLite's samples of the indexes hold whole keys, names among them; it takes new ones.
        if self.row("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'") is not None:
            self._run("DELETE FROM sqlite_stat4")
        self._run("VACUUM")
        self._empty_wal()
        self._run("PRAGMA secure_delete = FAST")

    def _empty_wal(self) -> None:
        is_busy = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        if is_busy:
            raise locked(self.path)

    def close(self) -> None:
        """Lets go of the file; what could not be tidied up is tidied up next time."""
        with suppress(driver.DriverError):
            self._connection.execute("PRAGMA optimize")
        self._connection.close()

    def _roll_back(self) -> None:
        # SQLite has already rolled back by itself after some errors, such as a full disk.
        with suppress(driver.DriverError):
            self._connection.execute("ROLLBACK")

    def _run(self, command: str) -> None:
        try:
            self._connection.execute(command)
        except driver.READ_ERRORS as error:
            raise self._fault(error) from None

    def _fault(self, error: Exception) -> Exception:
        # Raised "from None": a driver message can quote values, and logs hold none.
        return fault_of(error, self.path)
