"""The window put together: places for files, log, door, casebook, main window."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from platformdirs import PlatformDirs

# Before Qt: PySide6 reads the source text of every module that is imported after it, which
# would make these 20 ms slower.
from clonus_desktop.casebook import examinations, patients  # noqa: F401
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.place import casebook_file

# isort: split
from PySide6.QtWidgets import QApplication

from clonus_desktop.language import of_screen
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
from clonus_desktop.ui.speaking import speak


def run(*, demo: bool = False, casebook_path: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    Args:
        demo: Open invented patients, unencrypted, in a place that is gone at the end.
        casebook_path: The folder of a casebook, or the file in it; the usual one when not given.
    """
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
        speak(app, settings.choices.language)
        appearance().apply(app, settings.choices.theme, settings.choices.text_scale)
        if crash.has_crashed and not teller.say(after_a_crash, may_go_on=True):
            return 0
        if demo:
            return _run_demo(app, settings)
        path = casebook_file(casebook_path or Path(places.user_data_dir))
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
        path = casebook_file(Path(folder))
        demo.fill(path)
        with open_book(path, language=of_screen().language) as book:
            return run_open(app, Session(book, settings, is_demo=True))


def run_open(app: QApplication, session: Session) -> int:
    """Show the window of an opened casebook and stay until it is closed; the exit code."""
    window = open_window(session)
    try:
        return _stay(app, window.keep, window.lock)
    finally:
        attempt(window.shut)


def _run_alone(app: QApplication, settings: Settings, path: Path, folder: Path) -> int:
    """The window of a casebook, unless there is one already: that one comes to the front."""
    # Late: the demo has no door.
    from clonus_desktop.ui.sitting import Sitting

    only = OnlyWindow(path, folder)

    def take() -> bool:
        is_only = only.take()
        if is_only:
            only.listen(app)
        return is_only

    sitting = Sitting(settings, path)
    try:
        return _stay(app, sitting.keep, sitting.lock) if sitting.begin(take) else 0
    finally:
        attempt(sitting.end)
        only.give_up()


def _stay(app: QApplication, keep: Callable[[], object], lock: Callable[[], None]) -> int:
    """Run the event loop; the end of the session keeps what was typed."""
    quit_on_signals(app)
    SessionEnd(app, keep=keep, lock=lock)
    return app.exec()


def open_window(session: Session) -> MainWindow:
    """The main window of a session, shown at its first page."""
    window = MainWindow(session)
    window.begin()
    window.show()
    return window
