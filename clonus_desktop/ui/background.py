"""Slow things off the GUI thread: a task gets frozen values or a path and returns a value."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


class Background(QObject):
    """One worker thread for the window."""

    # Of this object and not of one for each task: a worker that tells its end while another
    # thread takes such an object away brings the process down.
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clonus")
        self._waiting: dict[object, tuple[Done, Failed]] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, task: Callable[[], Any], *, done: Done, failed: Failed) -> Callable[[], None]:
        """Run the task; call done(value) or failed(error) on this thread. Gives a cancel.

        After cancelling, neither is called, whatever the task still does.
        """
        ticket = object()
        self._waiting[ticket] = done, failed
        future = self._pool.submit(task)
        future.add_done_callback(lambda ended: self._tell(ticket, ended))

        def cancel() -> None:
            if self._waiting.pop(ticket, None) is not None:
                future.cancel()

        return cancel

    @property
    def is_idle(self) -> bool:
        """True when nothing runs whose end somebody waits for."""
        return not self._waiting

    def _tell(self, ticket: object, future: Future[Any]) -> None:
        try:
            self._ended.emit(ticket, future)
        except RuntimeError:
            # The window is gone and took this with it: nobody waits any more.
            return

    def _deliver(self, ticket: object, future: Future[Any]) -> None:
        waiting = self._waiting.pop(ticket, None)
        if waiting is None or future.cancelled():
            return
        done, failed = waiting
        error = future.exception()
        if error is not None:
            failed(error)
        else:
            done(future.result())

    def close(self) -> None:
        """Wait for the running task and forget the waiting ones."""
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)
