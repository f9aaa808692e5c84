"""The window put together: places for files, log, casebook, main window."""

import os
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
from clonus_desktop.ui.crash_log import CrashLog
from clonus_desktop.ui.fault_window import FaultTeller, after_a_crash, at_the_start
from clonus_desktop.ui.guard import attempt
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.no_traces import keep_qt_from_remembering
from clonus_desktop.ui.only_window import OnlyWindow
from clonus_desktop.ui.readable_fields import ReadableFields
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.session_end import SessionEnd, quit_on_signals
from clonus_desktop.ui.settings import Settings

CASEBOOK_NAME = "casebook.sqlite"


def run(*, demo: bool = False, casebook_path: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code."""
    # All that is written is its owner's alone, also what Qt writes on its own.
    os.umask(0o077)
    places = PlatformDirs("clonus-desktop", appauthor=False)
    log_folder = Path(places.user_log_dir)
    log = problems.write_log_to(log_folder)
    crash = CrashLog(log_folder)
    app = application()
    teller = FaultTeller(app, log)
    undos = (problems.catch_all(teller.tell), problems.log_qt_messages())
    try:
        keep_qt_from_remembering()
        settings = Settings(Path(places.user_config_dir) / "settings.json")
        appearance().apply(app, settings.choices.theme, settings.choices.text_scale)
        if crash.has_crashed and not teller.say(after_a_crash, may_go_on=True):
            return 0
        if demo:
            return _run_demo(app, settings)
        path = casebook_path or Path(places.user_data_dir) / CASEBOOK_NAME
        return _run_alone(app, settings, path, log_folder)
    except Exception as error:  # noqa: BLE001 - nobody above could say it to the clinician
        problems.log_fault(error, "the program could not start:")
        teller.say(at_the_start, may_go_on=False)
        return 1
    finally:
        for undo in undos:
            undo()
        crash.close()


def application() -> QApplication:
    """The Qt application of this process, made when there is none yet."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    if app.findChild(ReadableFields) is None:
        ReadableFields(app)
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


def _run_alone(app: QApplication, settings: Settings, path: Path, folder: Path) -> int:
    """The window of a casebook, unless there is one already: that one comes to the front."""
    from clonus_desktop.ui.trouble import ask_what_to_do

    only = OnlyWindow(path, folder)
    while True:
        try:
            if not only.take():
                return 0
            break
        except StorageFault as fault:
            if not ask_what_to_do(fault, path):
                return 1
    try:
        only.listen(app)
        return _run_on(app, settings, path)
    finally:
        only.give_up()


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
        quit_on_signals(app)
        SessionEnd(app, window.keep)
        try:
            return app.exec()
        finally:
            attempt(window.shut)


def open_window(session: Session) -> MainWindow:
    """The main window of a session, shown at its first page."""
    window = MainWindow(session)
    window.begin()
    window.show()
    return window
