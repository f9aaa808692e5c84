"""Asks whether a message bus of this computer is there and answers, without waiting for it."""

import os
import socket
from contextlib import suppress
from urllib.parse import unquote

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENOUGH = 512


class BusGreeting(QObject):
    """Says the first words of a D-Bus client, and tells when they are answered.

    Qt opens a connection while the window stands still, for as long as the bus takes. So a bus
    is greeted first, and one that is not there or hangs is never waited for.

    Args:
        parent: Lives as long.
        address: Of the bus, as in DBUS_SESSION_BUS_ADDRESS.

    Signals:
        answered: The bus is there and lets this user in.
    """

    answered = Signal()

    def __init__(self, parent: QObject, address: str) -> None:
        super().__init__(parent)
        self._address = address
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def begin(self) -> None:
        """Greet the bus; nothing comes of an address that leads to none."""
        name = socket_name(self._address)
        if name is None:
            return
        user = str(os.getuid()).encode().hex()
        self._socket = greeted = socket.socket(socket.AF_UNIX)
        try:
            greeted.setblocking(False)
            greeted.connect(name)
            greeted.sendall(b"\0AUTH EXTERNAL " + user.encode() + b"\r\n")
        except OSError:
            self._end()
            return
        self._notifier = QSocketNotifier(greeted.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take_answer)
        # Whoever takes the window away meanwhile leaves no socket open.
        self.destroyed.connect(lambda: greeted.close())

    def _take_answer(self) -> None:
        answer = b""
        with suppress(OSError):
            assert self._socket is not None
            answer = self._socket.recv(_ENOUGH)
        self._end()
        if answer.startswith(b"OK"):
            self.answered.emit()

    def _end(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        if self._socket is not None:
            self._socket.close()


def socket_name(address: str) -> str | None:
    """The name of the Unix socket that an address of D-Bus begins with; None for another kind.

    Source: D-Bus Specification, "Server Addresses".
    """
    kind, _colon, pairs = address.partition(";")[0].partition(":")
    said = dict(pair.partition("=")[::2] for pair in pairs.split(","))
    if kind != "unix":
        return None
    if "path" in said:
        return unquote(said["path"])
    return "\0" + unquote(said["abstract"]) if "abstract" in said else None
