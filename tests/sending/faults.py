"""Run as a child: a server on loopback that behaves as its path says, well or badly.

``python faults.py`` says ``listening PORT TLS_PORT CERTIFICATE`` and serves until it is ended.

The first part of a path is the play; what follows is what a client asks for. ``GET /asked``
answers with the paths, tokens and sizes of all that was asked before.
"""

import datetime
import ipaddress
import json
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

KINDS = ("Patient", "Practitioner", "Device", "Observation", "DiagnosticReport", "Provenance")
OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [
        {"severity": "error", "code": "processing", "diagnostics": "No patient of that number"},
        {"severity": "warning", "code": "informational", "diagnostics": "not worth a word"},
    ],
}
asked: list[dict[str, Any]] = []
tokens = iter(range(1, 10_000))
kept: dict[str, str] = {}
held: dict[str, set[str]] = {}


class Handler(BaseHTTPRequestHandler):
    """Plays the part that its path names."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self._play()

    def do_POST(self) -> None:
        self._play()

    def _play(self) -> None:
        _nothing, play, *rest = self.path.split("/")
        self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if play == "asked":
            self.answer(200, asked)
            return
        self.rest = "/".join(rest)
        asked.append(
            {
                "path": self.path,
                "method": self.command,
                "token": self.headers.get("authorization", ""),
                "type": self.headers.get("content-type", ""),
                "size": len(self.body),
            }
        )
        name, _stroke, value = play.partition("-")
        try:
            PLAYS[name](self, value)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status: int, found: object = None, **headers: str) -> None:
        """Answers with JSON, or with bytes as they are."""
        content = found if isinstance(found, bytes) else json.dumps(found).encode()
        self.send_response(status)
        self.send_header("content-type", "application/fhir+json")
        self.send_header("content-length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)


def accepts(handler: Handler, _value: str) -> None:
    """A record system that takes all it is given, under new ids."""
    if handler.rest == "metadata":
        handler.answer(200, capabilities())
    elif handler.rest.startswith("Observation?"):
        handler.answer(200, {"resourceType": "Bundle", "type": "searchset"})
    else:
        handler.answer(200, accepted(json.loads(handler.body)))


def accepted(bundle: dict[str, Any]) -> dict[str, Any]:
    """The answer to a transaction: versions count up."""
    entries = []
    for number, entry in enumerate(bundle["entry"]):
        kind = entry["resource"]["resourceType"]
        place = f"{kind}/{entry['resource'].get('id', number)}"
        kept[place] = str(int(kept.get(place, "0")) + 1)
        located = {"location": f"{place}/_history/{kept[place]}", "etag": f'W/"{kept[place]}"'}
        entries.append({"response": {"status": "201 Created", **located}})
    return {"resourceType": "Bundle", "type": "transaction-response", "entry": entries}


def keeps(handler: Handler, _value: str) -> None:
    """Keeps what it is given by what it is searched by, and takes its time to say so."""
    if handler.command == "GET":
        handler.answer(200, {name: sorted(written) for name, written in held.items()})
        return
    bundle = json.loads(handler.body)
    for entry in bundle["entry"]:
        request = entry["request"]
        name = request["url"] + request.get("ifNoneExist", "")
        held.setdefault(name, set()).add(json.dumps(entry["resource"], sort_keys=True))
    time.sleep(0.02)
    handler.answer(200, accepted(bundle))


def capabilities(**other: object) -> dict[str, object]:
    """What a record system of the right kind says of itself."""
    resources = [
        {"type": kind, "conditionalCreate": True, "conditionalUpdate": True} for kind in KINDS
    ]
    rest = {"mode": "server", "interaction": [{"code": "transaction"}], "resource": resources}
    return {
        "resourceType": "CapabilityStatement",
        "fhirVersion": "4.0.1",
        "software": {"name": "Faults", "version": "1.0"},
        "rest": [rest],
        **other,
    }


def status(handler: Handler, value: str) -> None:
    """One status for everything, with an OperationOutcome."""
    handler.answer(int(value), OUTCOME, retry_after="7")


def metadata_alone(handler: Handler, value: str) -> None:
    """Says what it can do, and refuses all else with a status."""
    if handler.rest == "metadata":
        handler.answer(200, capabilities())
    else:
        handler.answer(int(value), OUTCOME)


def cut(handler: Handler, _value: str) -> None:
    """The connection ends in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"resourceType"')
    handler.close_connection = True


def silent(handler: Handler, _value: str) -> None:
    """Takes the question and never answers."""
    handler.rfile.read(1)
    handler.close_connection = True


def drip(handler: Handler, _value: str) -> None:
    """Answers a letter at a time, without an end."""
    handler.send_response(200)
    handler.send_header("content-length", "100000")
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


def huge(handler: Handler, _value: str) -> None:
    """An answer that does not end."""
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    while True:
        handler.wfile.write(b"[" * 65536)


def garbage(handler: Handler, value: str) -> None:
    """Success, with something else in it."""
    words = {"html": b"<html>Log in to the guest network</html>", "half": b'{"type": "transac'}
    empty = {"resourceType": "Bundle", "type": "transaction-response", "entry": []}
    handler.answer(200, words.get(value, json.dumps(empty).encode()))


def elsewhere(handler: Handler, value: str) -> None:
    """Leads to another address, which counts whoever comes."""
    handler.answer(int(value), None, location="/accepts-followed")


def smart(handler: Handler, value: str) -> None:
    """Lets in whoever has the newest token; the value says what is wrong with its tokens."""
    here = f"http://127.0.0.1:{handler.server.server_address[1]}/smart-{value}"
    if handler.rest == ".well-known/smart-configuration":
        place = "http://records.example/token" if value == "abroad" else f"{here}/token"
        if value in {"unsaid", "down"}:
            handler.answer(404 if value == "unsaid" else 503, OUTCOME)
        else:
            handler.answer(200, {} if value == "placeless" else {"token_endpoint": place})
    elif handler.rest == "token":
        given = f"token-{next(tokens)}"
        kept[value] = "Bearer another" if value == "stubborn" else f"Bearer {given}"
        if value in {"unknown", "busy"}:
            handler.answer(400 if value == "unknown" else 429, {"error": "invalid_client"})
        else:
            kept[f"{value}-form"] = handler.body.decode()
            odd = {"odd": "two words"}.get(value, given)
            handler.answer(200, {"access_token": odd, "expires_in": 120})
    elif handler.rest == "form":
        handler.answer(200, kept[f"{value}-form"].encode())
    elif handler.rest == "end":
        kept[value] = "Bearer none"
        handler.answer(200)
    elif handler.headers.get("authorization") != kept.get(value):
        handler.answer(401, OUTCOME)
    else:
        accepts(handler, "")


def bearer(handler: Handler, value: str) -> None:
    """Lets in whoever has the right token."""
    if handler.headers.get("authorization") == f"Bearer {value}":
        accepts(handler, "")
    else:
        handler.answer(401, OUTCOME)


def conflict(handler: Handler, value: str) -> None:
    """Another version is there: of this very parcel (``own``), or of somebody else."""
    if handler.command == "POST":
        handler.answer(409 if value == "409" else 412, OUTCOME)
        return
    kind, _stroke, resource_id = handler.rest.partition("/")
    found = {"resourceType": kind, "id": resource_id, "meta": {"versionId": "9"}}
    found["recorded"] = {"odd": "soon", "later": "2025-11-14T10:44:01+01:00"}.get(
        value, "2025-11-14T09:44:00Z"
    )
    if kind == "Provenance" and value == "other":
        handler.answer(404, OUTCOME)
    elif kind == "Observation" and value == "changed":
        handler.answer(410, OUTCOME)
    else:
        handler.answer(200, found)


PLAYS: dict[str, Callable[[Handler, str], None]] = {
    "accepts": accepts,
    "keeps": keeps,
    "status": status,
    "metadata": metadata_alone,
    "cut": cut,
    "silent": silent,
    "drip": drip,
    "huge": huge,
    "garbage": garbage,
    "elsewhere": elsewhere,
    "smart": smart,
    "bearer": bearer,
    "conflict": conflict,
}


def certificate(folder: Path) -> Path:
    """A certificate of nobody that anybody trusts, with its key in the same file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "records")])
    now = datetime.datetime.now(datetime.UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    whole = folder / "server.pem"
    whole.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    (folder / "authority.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return whole


def main() -> None:
    """Serve, with and without TLS."""
    folder = Path(tempfile.mkdtemp(prefix="clonus-faults-"))
    plain, secure = (ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _one in range(2))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    secure.socket = context.wrap_socket(
        secure.socket, server_side=True, do_handshake_on_connect=False
    )
    for server in (plain, secure):
        server.daemon_threads = True
    threading.Thread(target=secure.serve_forever, daemon=True).start()
    ports = (server.server_address[1] for server in (plain, secure))
    sys.stdout.write(" ".join(["listening", *map(str, ports), str(folder / "authority.pem")]))
    sys.stdout.write("\n")
    sys.stdout.flush()
    plain.serve_forever()


if __name__ == "__main__":
    main()
