"""Work over the network in one thread, that another can stop at once."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

_T = TypeVar("_T")


class Cancelled(Exception):
    """It was stopped; whether it arrived is not known."""


class Cancel:
    """Stops work from any thread; once and for all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_set = False
        self._stop: Callable[[], object] | None = None

    def cancel(self) -> None:
        """Stop what is under way, and what would begin."""
        with self._lock:
            self._is_set = True
            if self._stop is not None:
                self._stop()

    @property
    def is_set(self) -> bool:
        """True once it was cancelled."""
        return self._is_set

    @contextmanager
    def stopping(self, stop: Callable[[], object]) -> Iterator[None]:
        """While inside, cancelling calls ``stop``; at once when it was cancelled before."""
        with self._lock:
            self._stop = stop
            if self._is_set:
                stop()
        try:
            yield
        finally:
            with self._lock:
                self._stop = None


def run(work: Coroutine[Any, Any, _T], *, cancel: Cancel, limit_s: float) -> _T | None:
    """What the work gives; None when the limit is over first.

    Raises:
        Cancelled: It was stopped.
    """
    loop = asyncio.new_event_loop()
    loop.set_default_executor(_Aside())
    try:
        task = loop.create_task(work)
        loop.call_later(limit_s, task.cancel)
        with cancel.stopping(lambda: loop.call_soon_threadsafe(task.cancel)):
            loop.run_until_complete(asyncio.wait({task}))
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()
    if not task.cancelled():
        return task.result()
    if cancel.is_set:
        raise Cancelled
    return None


class _Aside(ThreadPoolExecutor):
    """Looks names up in threads that nobody waits for: a dead network must not hold the exit."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()

        def work() -> None:
            try:
                found = task(*arguments, **named)
            except Exception as error:  # noqa: BLE001 - told to whoever waits for it
                future.set_exception(error)
            else:
                future.set_result(found)

        threading.Thread(target=work, daemon=True).start()
        return future
