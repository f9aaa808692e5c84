"""What takes long to import is read while nobody waits for it."""

import logging
from collections.abc import Callable

from clonus_desktop.ui.background import Background

_LOG = logging.getLogger("clonus_desktop")


def warm_up(background: Background, done: Callable[[], None]) -> Callable[[], None]:
    """Import numpy in the worker and then the plot's library here, then call done().

    Whoever needs them earlier imports them where it stands; Python's import lock makes the two
    wait for each other. Gives a cancel.
    """

    def go_on(_nothing: None) -> None:
        import_plot_library()
        done()

    return background.run(import_heavy_libraries, done=go_on, failed=lambda _error: _log_failure())


def import_heavy_libraries() -> None:
    """numpy: half of what the plot takes to be ready, and nothing of Qt.

    sqlite_utils is not among them: only making or migrating a file needs it, which is done
    before there is a window.
    """
    import numpy  # noqa: F401


def import_plot_library() -> None:
    """pyqtgraph, on the thread of the window: 0.2 s on a laptop once numpy is there.

    It touches every class of Qt, and PySide6 makes a class at its first touch. Two threads that
    do so at once crash the program: the window may be painting at that moment.
    """
    import pyqtgraph  # noqa: F401


def _log_failure() -> None:
    # The plot will meet the same fault and the excepthook will say so; nothing is lost here.
    _LOG.warning("the libraries of the plot could not be read ahead")
