"""The window put together: places for files, log, door, casebook, main window."""

import sys
from collections.abc import Callable
from pathlib import Path

from platformdirs import PlatformDirs

# Before Qt: PySide6 reads the source text of every module that is imported after it, which
# would make these 20 ms slower.
from clonus_desktop.casebook import examinations, patients  # noqa: F401
from clonus_desktop.casebook.book import open_book

# isort: split
from PySide6.QtWidgets import QApplication

from clonus_desktop.ui import problems
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.session_end import SessionEnd, quit_on_signals
from clonus_desktop.ui.settings import Settings

CASEBOOK_NAME = "casebook.sqlite"


def run(*, demo: bool = False, casebook_path: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    Args:
        demo: Open invented patients, unencrypted, in a place that is gone at the end.
        casebook_path: The folder of a casebook, or the file in it; the usual one when not given.
    """
    app = application()
    places = PlatformDirs("clonus-desktop", appauthor=False)
    problems.write_log_to(Path(places.user_log_dir))
    settings = Settings(Path(places.user_config_dir) / "settings.json")
    appearance().apply(app, settings.choices.theme, settings.choices.text_scale)
    if demo:
        return _run_demo(app, settings)
    return _run_on(app, settings, casebook_file(casebook_path or Path(places.user_data_dir)))


def casebook_file(path: Path) -> Path:
    """The file of a casebook, from its folder or from itself."""
    return path if path.suffix == Path(CASEBOOK_NAME).suffix else path / CASEBOOK_NAME


def application() -> QApplication:
    """The Qt application of this process, made when there is none yet."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("clonus-desktop")
    app.setApplicationDisplayName("Clonus Desktop")
    app.setDesktopFileName("clonus-desktop")
    return app


def _run_demo(app: QApplication, settings: Settings) -> int:
    import tempfile

    from clonus_desktop import demo

    with tempfile.TemporaryDirectory(prefix="clonus-demo-") as folder:
        path = Path(folder) / CASEBOOK_NAME
        demo.fill(path)
        with open_book(path) as book:
            return run_open(app, Session(book, settings, is_demo=True))


def run_open(app: QApplication, session: Session) -> int:
    """Show the window of an opened casebook and stay until it is closed; the exit code."""
    window = open_window(session)
    try:
        return _stay(app, window.say_program_fault, window.keep, window.lock)
    finally:
        window.shut()


def _run_on(app: QApplication, settings: Settings, path: Path) -> int:
    # Late: the demo has no door.
    from clonus_desktop.ui.sitting import Sitting

    sitting = Sitting(settings, path)
    try:
        sitting.begin()
        return _stay(app, sitting.say_program_fault, sitting.keep, sitting.lock)
    finally:
        sitting.end()


def _stay(
    app: QApplication,
    say_program_fault: Callable[[], None],
    keep: Callable[[], None],
    lock: Callable[[], None],
) -> int:
    """Run the event loop, and whatever happens keep what was typed."""
    undo = problems.catch_all(say_program_fault)
    quit_on_signals(app)
    SessionEnd(app, keep=keep, lock=lock)
    try:
        return app.exec()
    finally:
        undo()


def open_window(session: Session) -> MainWindow:
    """The main window of a session, shown at its first page."""
    window = MainWindow(session)
    window.begin()
    window.show()
    return window
