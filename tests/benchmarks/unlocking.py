"""Unlocking until the first patients can be read, over the derivation of the key alone."""

import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from timing import timed

if TYPE_CHECKING:
    from clonus_desktop.casebook.keys import WayIn

PATIENTS = 50
"""As many as the list shows first."""
PASSPHRASE = "two lamps and a heron"


def unlock_times(casebook: Path, rounds: int) -> tuple[float, float]:
    """The whole unlocking ÷ the derivation alone, and the ms beyond it. Goal: below 400 ms.

    Args:
        casebook: A plain one; what is measured is a copy, encrypted at the cost that it ships.
    """
    from clonus_desktop.casebook import keys

    path = _encrypted(casebook)
    (way,) = keys.ways_in(path)
    # In turn, so that a machine that slows down slows both; the first pair imports.
    pairs = [(timed(lambda: _unlock(path, way)), _derivation_s()) for _ in range(rounds + 1)][1:]
    whole, alone = (statistics.median(times) for times in zip(*pairs, strict=True))
    beyond = statistics.median(one - other for one, other in pairs)
    return whole / alone, 1000 * beyond


def _encrypted(casebook: Path) -> Path:
    import shutil

    from clonus_desktop.casebook import keys, patients
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.domain.patient import Patient

    path = casebook.with_name("unlocking") / casebook.name
    path.parent.mkdir(mode=0o700)
    shutil.copyfile(casebook, path)
    with open_book(path) as book:
        for number in range(PATIENTS):
            patients.add(book, Patient(family_name=f"Macilroy {number}"))
    keys.encrypt_in_place(path, keys.prepare("Dr P Okafor", PASSPHRASE), lambda _part: None)
    return path


def _unlock(path: Path, way: "WayIn") -> None:
    from clonus_desktop.casebook import keys, patients
    from clonus_desktop.casebook.book import open_book

    opened = keys.unlock(path, way.id, PASSPHRASE)
    with open_book(path, key=opened.key) as book:
        assert len(patients.find(book, "", limit=PATIENTS)) == PATIENTS


def _derivation_s() -> float:
    """Seconds of one derivation at the cost that the program ships."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    from clonus_desktop.casebook.keys import STANDARD

    derivation = Argon2id(
        salt=bytes(16),
        length=32,
        iterations=STANDARD.passes,
        lanes=STANDARD.lanes,
        memory_cost=STANDARD.memory_kib,
    )
    return timed(lambda: derivation.derive(PASSPHRASE.encode()))
