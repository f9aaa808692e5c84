"""Starting the servers of these tests, each a process of its own, and ending them."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from clonus_desktop.domain.record_system import RecordSystem

FAULTS = Path(__file__).with_name("faults.py")
RECORDS = Path(__file__).with_name("record_system")
KEPT = Path(tempfile.gettempdir()) / "clonus-desktop-test-record-system"
"""Where the packages of the record system stay from one run to the next."""


@dataclass(frozen=True)
class Faults:
    """The server that plays faults.

    Attributes:
        address: Without TLS.
        secure: With a certificate that nobody knows.
        authority: In PEM, who vouches for that certificate.
    """

    address: str
    secure: str
    authority: str

    def playing(self, play: str, **fields: object) -> RecordSystem:
        """The record system of one play."""
        return replace(RecordSystem(address=f"{self.address}/{play}", is_on=True), **fields)


@contextmanager
def _running(*command: str, folder: Path | None = None) -> Iterator[list[str]]:
    """What the server says once it listens; it is ended with the block."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()
        finally:
            process.kill()


@contextmanager
def faults() -> Iterator[Faults]:
    """The server that plays faults, for as long as the block lasts."""
    with _running(sys.executable, str(FAULTS)) as (_listening, port, tls_port, authority):
        pem = Path(authority)
        try:
            yield Faults(
                address=f"http://127.0.0.1:{port}",
                secure=f"https://127.0.0.1:{tls_port}",
                authority=pem.read_text(),
            )
        finally:
            shutil.rmtree(pem.parent, ignore_errors=True)


def why_no_record_system() -> str:
    """Why the real record system cannot be started here; "" when it can."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "node and npm are not installed"
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().removeprefix("v").split(".")[0]
    if not major.isdecimal() or int(major) < 20:
        return f"node {said.strip()} is too old"
    if (KEPT / "node_modules" / "@medplum" / "fhir-router").is_dir():
        return ""
    # Elsewhere first: another run may be at it too, and half of it is of no use.
    folder = Path(tempfile.mkdtemp(prefix="clonus-desktop-npm-"))
    shutil.copy(RECORDS / "package.json", folder)
    quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock")
    done = subprocess.run(
        [npm, "install", *quietly], cwd=folder, capture_output=True, check=False, timeout=120
    )
    if done.returncode:
        shutil.rmtree(folder)
        return "its packages could not be installed"
    try:
        folder.rename(KEPT)
    except OSError:
        shutil.rmtree(folder)
    return ""


@contextmanager
def record_system() -> Iterator[str]:
    """The address of a real record system with nothing in it."""
    shutil.copy(RECORDS / "server.mjs", KEPT)
    node = shutil.which("node")
    assert node is not None
    with _running(node, "server.mjs", folder=KEPT) as (_listening, port):
        yield f"http://127.0.0.1:{port}/fhir"
