"""A message bus of its own, and on it a logind and a screen saver that do as a test says."""

import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

needs_a_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"
)

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
OURS, ANOTHER = f"{LOGIN_PATH}/session/_32", f"{LOGIN_PATH}/session/_33"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"

CONFIGURATION = """<busconfig>
<listen>unix:path={socket}</listen>
<policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
</policy>
</busconfig>
"""


@contextmanager
def running_bus() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a new bus and its process, which is ended after."""
    # In a folder with a short name: the path of a socket holds a hundred bytes.
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        file = Path(folder) / "bus.conf"
        file.write_text(CONFIGURATION.format(socket=f"{folder}/bus"))
        command = ["dbus-daemon", f"--config-file={file}", "--print-address", "--nofork"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                assert process.stdout is not None
                yield process.stdout.readline().strip(), process
            finally:
                process.terminate()


class Desktop(QDBusVirtualObject):
    """Plays logind and the screen savers.

    Attributes:
        refuses: Every question is answered by an error.
        hesitates: A question is kept, and answered by ``answer_late``.
        asked: The questions so far, each with its arguments.
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        self.refuses = self.hesitates = False
        self.asked: list[list[Any]] = []
        self._late: list[QDBusMessage] = []
        self._reads: list[int] = []
        self._services: list[str] = []
        self._name = f"desktop {address} {id(self)}"
        self._bus = QDBusConnection.connectToBus(address, self._name)

    def appear(self, *services: str) -> None:
        """Come onto the bus under these names."""
        single = QDBusConnection.VirtualObjectRegisterOption.SingleNode
        self._bus.registerVirtualObject(LOGIN_PATH, self, single)
        for service in services:
            assert self._bus.registerService(service)
            self._services.append(service)

    def leave(self) -> None:
        """Go from the bus."""
        for service in self._services:
            self._bus.unregisterService(service)
        QDBusConnection.disconnectFromBus(self._name)
        for read in self._reads:
            os.close(read)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        self.asked.append([message.member(), *message.arguments()])
        if self.hesitates:
            message.setDelayedReply(True)
            self._late.append(QDBusMessage(message))
        else:
            self._answer(message)
        return True

    def answer_late(self) -> None:
        """Answer what was kept."""
        self.hesitates = False
        while self._late:
            self._answer(self._late.pop(0))

    def _answer(self, message: QDBusMessage) -> None:
        if self.refuses:
            self._bus.send(message.createErrorReply(f"{LOGIN}.Refused", "refused"))
        elif message.member() == "GetSession":
            self._bus.send(message.createReply(QDBusObjectPath(OURS)))
        elif message.member() == "Inhibit":
            read, write = os.pipe()
            self._reads.append(read)
            reply = message.createReply()
            reply.setArguments([QDBusUnixFileDescriptor(write)])
            os.close(write)
            self._bus.send(reply)

    @property
    def holds(self) -> list[bool]:
        """Of each hold on the sleep that was given: whether somebody still has it."""
        let_go, _, _ = select.select(self._reads, [], [], 0)
        return [read not in let_go for read in self._reads]

    def tell(self, path: str, interface: str, name: str, *arguments: Any) -> None:
        """Send a signal to whoever listens."""
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        assert self._bus.send(signal)

    def tell_sleep(self, begins: bool) -> None:
        self.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", begins)

    def tell_property(self, path: str, interface: str, name: str, value: bool) -> None:
        properties = "org.freedesktop.DBus.Properties"
        # Beside one of a type that nobody asked for, as there are many.
        changed = {"IdleHint": False, name: value}
        self.tell(path, properties, "PropertiesChanged", interface, changed, ["Docked"])
