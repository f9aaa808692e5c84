"""Slow things off the GUI thread: a task gets frozen values or a path and returns a value."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class _Bridge(QObject):
    """Carries a finished task back to the thread that asked for it."""

    finished = Signal(object)


class Background(QObject):
    """One worker thread for the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clonus")
        self._waiting: dict[_Bridge, Future[Any]] = {}

    def run(
        self,
        task: Callable[[], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> Callable[[], None]:
        """Run the task; call done(value) or failed(error) on this thread. Gives a cancel.

        After cancelling, neither is called, whatever the task still does.
        """
        bridge = _Bridge(self)

        def deliver(future: Future[Any]) -> None:
            if self._waiting.pop(bridge, None) is None or future.cancelled():
                return
            error = future.exception()
            if error is not None:
                failed(error)
            else:
                done(future.result())
            bridge.deleteLater()

        bridge.finished.connect(deliver, Qt.ConnectionType.QueuedConnection)
        future = self._pool.submit(task)
        self._waiting[bridge] = future
        future.add_done_callback(lambda ended: _emit(bridge, ended))

        def cancel() -> None:
            if self._waiting.pop(bridge, None) is not None:
                future.cancel()
                bridge.deleteLater()

        return cancel

    def close(self) -> None:
        """Wait for the running task and forget the waiting ones."""
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _emit(bridge: _Bridge, future: Future[Any]) -> None:
    try:
        bridge.finished.emit(future)
    except RuntimeError:
        # The window is gone and took the bridge with it: nobody waits any more.
        return
