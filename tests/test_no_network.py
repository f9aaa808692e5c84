"""The program talks to no other machine, and neither do its tests."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "clonus_desktop"

IMPORT_EVERYTHING = """
import importlib, json, pkgutil, sys

events = []
sys.addaudithook(lambda event, _: events.append(event) if event.startswith("socket.") else None)

import clonus_desktop
names = [
    module.name
    for module in pkgutil.walk_packages(clonus_desktop.__path__, "clonus_desktop.")
    if not module.name.endswith("__main__")
]
for name in names:
    importlib.import_module(name)
of_qt = [name for name in sys.modules if name.startswith("PySide6.QtNetwork")]
print(json.dumps({"names": names, "events": events, "of_qt": of_qt}))
"""


def test_connecting_to_an_address_fails_the_test():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream:
        with pytest.raises(AssertionError, match="reached for the network"):
            stream.connect(("127.0.0.1", 9))
        with pytest.raises(AssertionError, match="reached for the network"):
            stream.connect_ex(("127.0.0.1", 9))


def test_sending_a_datagram_fails_the_test():
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram,
        pytest.raises(AssertionError, match="reached for the network"),
    ):
        datagram.sendto(b"0 beats", ("127.0.0.1", 9))


def test_listening_for_others_fails_the_test():
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server,
        pytest.raises(AssertionError, match="reached for the network"),
    ):
        server.bind(("127.0.0.1", 0))


def test_looking_up_a_name_fails_the_test():
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.create_connection(("localhost", 80))
    with pytest.raises(AssertionError, match="reached for the network"):
        urllib.request.urlopen("http" + "://localhost/")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
def test_a_socket_within_this_machine_is_allowed():
    # In the working folder by its short name: the path of such a socket holds 100 bytes.
    name = f"\0clonus-desktop-{os.getpid()}" if sys.platform == "linux" else "clonus.socket"
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(name)
        server.listen()
        client.connect(name)
        client.sendall(b"0 beats")
        connection, _ = server.accept()
        with connection:
            assert connection.recv(16) == b"0 beats"
    if not name.startswith("\0"):
        Path(name).unlink()


@pytest.mark.loopback
def test_a_marked_test_reaches_this_computer_by_its_number_and_nobody_else():
    # A port that nothing listens on: refused by the system, and not by the rule of the tests.
    with pytest.raises(OSError, match=r"refused|did not answer"):
        socket.create_connection(("127.0.0.1", 1), timeout=5)
    for host in ("192.0.2.1", "localhost", "127.0.0.1.example", "10.0.0.1"):
        with pytest.raises(AssertionError, match="reached for the network"):
            socket.create_connection((host, 80))
    with socket.socket() as stream:
        with pytest.raises(AssertionError, match="reached for the network"):
            stream.connect(("192.0.2.1", 80))
        with pytest.raises(AssertionError, match="reached for the network"):
            stream.bind(("127.0.0.1", 0))


def test_no_test_finds_the_buses_of_this_machine():
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        kind, _equals, path = os.environ[name].partition("=")
        assert kind == "unix:path"
        assert Path(path).is_relative_to(os.environ["HOME"])
        assert not Path(path).exists()


def test_importing_every_module_of_the_program_opens_no_socket():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING],
        capture_output=True,
        text=True,
        check=False,
        cwd=PACKAGE.parent,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert "clonus_desktop.domain.trial" in seen["names"]
    assert seen["events"] == []
    assert seen["of_qt"] == []
