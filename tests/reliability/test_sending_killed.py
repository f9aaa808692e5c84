"""The program is killed while it sends: the record system has each examination once."""

import json
import random
import signal
import subprocess
from pathlib import Path

import httpx
import pytest

from clonus_desktop.casebook import outbox, sending
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.outbox import ShipmentState
from clonus_desktop.domain.record_system import RecordSystem
from tests.reliability import KEY
from tests.reliability.harness import child, how_often
from tests.reliability.ship_until_killed import send_all
from tests.sending.servers import faults

KILLS = how_often("CLONUS_SENDING_KILLS", 4)
SHIPPING = Path(__file__).with_name("ship_until_killed.py")


def run_until_killed(path: Path, address: str, *, lines: int, extra_s: float) -> None:
    """A child that signs and sends, killed some time after so many lines."""
    process = child(path, address, script=SHIPPING)
    assert process.stdout is not None
    for _line in range(lines):
        assert process.stdout.readline().strip() in {b"signed", b"sent"}
    try:
        process.wait(extra_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.slow
@pytest.mark.loopback
def test_whenever_it_is_killed_each_examination_is_there_once(tmp_path: Path) -> None:
    path, chance = tmp_path / "casebook.sqlite", random.Random(20261125)
    with faults() as server:
        system = RecordSystem(address=f"{server.address}/keeps", is_on=True)
        for _kill in range(KILLS):
            # Before, while and after something is on its way.
            lines, extra_s = chance.randint(1, 9), chance.uniform(0, 0.06)
            run_until_killed(path, system.address, lines=lines, extra_s=extra_s)
        with open_book(path, key=KEY) as book:
            sending.begin(book, system)
            send_all(book, system)
            assert book.file.verify() is None
            counts = outbox.counts(book)
            signed = book.file._store.rows(
                "SELECT count(*) FROM examination WHERE signed_at IS NOT NULL"
            )[0][0]
        held = httpx.get(f"{system.address}/everything", trust_env=False).json()
    assert signed > KILLS
    assert counts[ShipmentState.ACCEPTED] == signed
    assert counts[ShipmentState.WAITING] == 0
    reports = {name: found for name, found in held.items() if name.startswith("DiagnosticReport")}
    assert len(reports) == signed
    # However often it was sent, it was the same to the letter.
    assert {len(found) for found in held.values()} == {1}
    results = [len(json.loads(found[0])["result"]) for found in reports.values()]
    assert set(results) == {6}
