"""What takes long to import is read while nobody waits for it."""

import logging
from collections.abc import Callable

from clonus_desktop.ui.background import Background

_LOG = logging.getLogger("clonus_desktop")


def warm_up(background: Background, done: Callable[[], None]) -> Callable[[], None]:
    """Import the plot's libraries in the worker, then call done().

    Whoever needs them earlier imports them where it stands; Python's import lock makes the two
    wait for each other. Gives a cancel.
    """
    return background.run(
        import_heavy_libraries, done=lambda _nothing: done(), failed=lambda _error: _log_failure()
    )


def import_heavy_libraries() -> None:
    """pyqtgraph and the numpy under it: half a second on a laptop.

    sqlite_utils is not among them: only making or migrating a file needs it, which is done
    before there is a window.
    """
    import pyqtgraph  # noqa: F401


def _log_failure() -> None:
    # The plot will meet the same fault and the excepthook will say so; nothing is lost here.
    _LOG.warning("the libraries of the plot could not be read ahead")
