"""What changes the keys, off the GUI thread: on what is unlocked now, one after the other."""

from collections.abc import Callable
from functools import partial
from typing import Any

from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.message import Message
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.session import Session


class KeyWork:
    """Runs verbs of the keys in the worker of the window.

    There is one worker: no change of the vault takes the place of another.

    Args:
        session: Whose keys are unlocked.
        worker: Gives the worker.
    """

    def __init__(self, session: Session, worker: Callable[[], Background]) -> None:
        self.session = session
        self.worker = worker

    @property
    def signed_in(self) -> SignedIn:
        """Who is at work; ask only while somebody is."""
        signed_in = self.session.signed_in
        assert signed_in is not None
        return signed_in

    def run(
        self,
        verb: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], None],
        failed: Callable[[StorageFault], None],
    ) -> None:
        """Run verb(path, opened, *arguments, cost=...); call done or failed on this thread.

        A fault of the program itself is told to failed as well, and then raised.
        """
        signed_in = self.signed_in
        task = partial(verb, signed_in.path, signed_in.opened, *arguments, cost=signed_in.cost)

        def fail(error: BaseException) -> None:
            if isinstance(error, StorageFault):
                failed(error)
                return
            failed(_own_fault())
            raise error

        self.worker().run(task, done=done, failed=fail)


def _own_fault() -> StorageFault:
    return StorageFault(
        Message(
            "The program met a fault of its own. "
            "The casebook opens as it did before. "
            "Try again, or close the program and open it again."
        )
    )
