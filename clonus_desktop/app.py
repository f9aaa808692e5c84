"""The window put together: places for files, log, casebook, main window."""

import sys
from pathlib import Path

from platformdirs import PlatformDirs

# Before Qt: PySide6 reads the source text of every module that is imported after it, which
# would make these 20 ms slower.
from clonus_desktop.casebook import examinations, patients  # noqa: F401
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.faults import StorageFault

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
    """Open the window and stay until it is closed; the exit code."""
    app = application()
    places = PlatformDirs("clonus-desktop", appauthor=False)
    problems.write_log_to(Path(places.user_log_dir))
    settings = Settings(Path(places.user_config_dir) / "settings.json")
    appearance().apply(app, settings.choices.theme, settings.choices.text_scale)
    if demo:
        return _run_demo(app, settings)
    path = casebook_path or Path(places.user_data_dir) / CASEBOOK_NAME
    return _run_on(app, settings, path)


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
        return _run_on(app, settings, path)


def _run_on(app: QApplication, settings: Settings, path: Path) -> int:
    from clonus_desktop.ui.trouble import ask_what_to_do

    while True:
        try:
            book = open_book(path)
            break
        except StorageFault as fault:
            if not ask_what_to_do(fault, path):
                return 1
    with book:
        window = open_window(Session(book, settings))
        undo = problems.catch_all(window.say_program_fault)
        quit_on_signals(app)
        SessionEnd(app, window.keep)
        try:
            return app.exec()
        finally:
            undo()
            window.shut()


def open_window(session: Session) -> MainWindow:
    """The main window of a session, shown at its first page."""
    window = MainWindow(session)
    window.begin()
    window.show()
    return window
