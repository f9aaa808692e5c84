"""Hears on Linux when the desktop locks or the computer is about to sleep.

The computer waits until the window is covered: so nothing about a patient is on the screen when
it wakes. Without a bus, without logind or on a system that knows neither, nothing is heard, and
the idle watch goes on by its clocks alone.

Sources: org.freedesktop.login1(5); D-Bus interfaces of the screen savers of the desktops.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

from clonus_desktop.language import _
from clonus_desktop.ui.lock.bus_greeting import BusGreeting

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Of KDE, GNOME and its relatives: each is the name of a service and of its interface."""
_IS_HIDDEN = ("LockedHint", "LidClosed")
"""Of a session and of the computer. Before systemd 256 nothing is told of the lid: there sleep
or the locked session follows on it."""
_SHOWN_AFTER_MS = 100
"""What was painted is on the screen some frames later. logind waits five seconds at most."""


class DesktopSignals(QObject):
    """Listens on the bus of the system and on that of the session; asks them without waiting.

    Args:
        parent: Lives as long.
        system: Address of the system's bus; that of this computer when not given.
        session: Address of the session's bus; likewise.

    Signals:
        wanted: The window is to be locked and painted before this returns.
    """

    wanted = Signal()

    def __init__(
        self, parent: QObject, *, system: str | None = None, session: str | None = None
    ) -> None:
        super().__init__(parent)
        self._system_address = system or _system_address()
        self._session_address = session or _session_address()
        self._system: QDBusConnection | None = None
        # While there is one the computer waits; none is left when the window goes away.
        self._holds: list[QDBusUnixFileDescriptor] = []
        holds = self._holds
        self.destroyed.connect(lambda: holds.clear())
        self._is_awake, self._is_asked = True, False
        self._shown = QTimer(self)
        self._shown.setSingleShot(True)
        self._shown.setInterval(_SHOWN_AFTER_MS)
        self._shown.timeout.connect(lambda: holds.clear())

    @property
    def holds_sleep(self) -> bool:
        """True while the computer would wait for the window before it sleeps."""
        return bool(self._holds)

    def begin(self) -> None:
        """Listen from now on, where there is somebody to listen to."""
        for address, listen in (
            (self._system_address, self._listen_to_system),
            (self._session_address, self._listen_to_session_bus),
        ):
            greeting = BusGreeting(self, address)
            greeting.answered.connect(listen)
            greeting.begin()

    # --- the buses ----------------------------------------------------------------------------

    def _listen_to_system(self) -> None:
        self._system = bus = _connection(self._system_address)
        if bus is None:
            return
        manager = f"{_LOGIN}.Manager"
        self._hear(bus, _LOGIN, _LOGIN_PATH, manager, "PrepareForSleep", "_take_sleep(bool)")
        self._hear_properties(bus, _LOGIN_PATH)
        self._ask(["GetSession", "auto"], self._listen_to_session)
        self._hold_sleep()

    def _listen_to_session(self, found: Any) -> None:
        from PySide6.QtDBus import QDBusObjectPath

        if self._system is None or not isinstance(found, QDBusObjectPath):
            return
        self._hear(self._system, _LOGIN, found.path(), f"{_LOGIN}.Session", "Lock", "_take_lock()")
        self._hear_properties(self._system, found.path())

    def _listen_to_session_bus(self) -> None:
        bus = _connection(self._session_address)
        if bus is None:
            return
        for name in _SAVERS:
            # Whatever its path: KDE has two.
            self._hear(bus, name, "", name, "ActiveChanged", "_take_active(bool)")

    def _hear_properties(self, bus: "QDBusConnection", path: str) -> None:
        slot = "_take_properties(QString,QVariantMap,QStringList)"
        self._hear(bus, _LOGIN, path, _PROPERTIES, "PropertiesChanged", slot)

    def _hear(
        self, bus: "QDBusConnection", of: str, path: str, interface: str, name: str, slot: str
    ) -> None:
        # It is declared to take bytes, and takes only what SLOT gives.
        called: Any = SLOT(slot)
        bus.connect(of, path, interface, name, self, called)

    # --- what is heard ------------------------------------------------------------------------

    @Slot(bool)
    def _take_sleep(self, begins: bool) -> None:
        self._is_awake = not begins
        if begins:
            try:
                self.wanted.emit()
            finally:
                self._shown.start()
        else:
            self._shown.stop()
            self._hold_sleep()

    @Slot()
    def _take_lock(self) -> None:
        self.wanted.emit()

    @Slot(bool)
    def _take_active(self, is_active: bool) -> None:
        if is_active:
            self.wanted.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def _take_properties(self, _of: str, changed: dict[str, Any], _unsaid: list[str]) -> None:
        if any(changed.get(name) is True for name in _IS_HIDDEN):
            self.wanted.emit()

    # --- what is asked ------------------------------------------------------------------------

    def _hold_sleep(self) -> None:
        """Ask that the computer waits for the window before it sleeps."""
        if self._holds or self._is_asked:
            return
        self._is_asked = True
        why = _("The casebook is locked before the computer sleeps.")
        self._ask(["Inhibit", "sleep", _("Clonus Desktop"), why, "delay"], self._take_hold)

    def _take_hold(self, answer: Any) -> None:
        from PySide6.QtDBus import QDBusUnixFileDescriptor

        self._is_asked = False
        # One that comes when sleep has begun would only hold it up.
        if isinstance(answer, QDBusUnixFileDescriptor) and self._is_awake:
            held = QDBusUnixFileDescriptor()
            held.giveFileDescriptor(answer.takeFileDescriptor())
            self._holds.append(held)

    def _ask(self, words: list[str], then: Callable[[Any], None]) -> None:
        """Ask logind; then(what it answered first), or then(None) when it refuses."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        assert self._system is not None
        method, *arguments = words
        message = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", method)
        message.setArguments(arguments)
        message.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(message), self)
        watcher.finished.connect(lambda ended: then(_answer(ended)))


def _answer(ended: "QDBusPendingCallWatcher") -> Any:
    arguments = [] if ended.isError() else ended.reply().arguments()
    ended.deleteLater()
    return arguments[0] if arguments else None


def _connection(address: str) -> "QDBusConnection | None":
    """A connection to a bus that has just answered, or None when Qt gets none."""
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:
        # The system is without the library of D-Bus.
        return None
    bus = QDBusConnection.connectToBus(address, f"clonus-desktop {address}")
    return bus if bus.isConnected() else None


def _system_address() -> str:
    usual = "unix:path=/run/dbus/system_bus_socket"
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or usual


def _session_address() -> str:
    usual = f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '')}/bus"
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or usual
