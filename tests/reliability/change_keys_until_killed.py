"""Run as a child: ``python change_keys_until_killed.py CASEBOOK VERB`` does it over and over.

Says "begun" when it begins, so that it is killed at work and not while it is imported.
"""

import itertools
import sys
from pathlib import Path

from clonus_desktop.casebook import keys

CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASES = ("two lamps and a heron", "seven ladders of rain")


def nothing(_part: float) -> None:
    """Takes no notice of how far it is."""


def unlock(path: Path, passphrase: str = PASSPHRASES[0]) -> keys.Opened:
    """The casebook, unlocked by its only clinician."""
    (way,) = keys.ways_in(path, cost=CHEAP)
    return keys.unlock(path, way.id, passphrase, cost=CHEAP)


def encrypt(path: Path) -> None:
    """Once, and nothing afterwards."""
    prepared = keys.prepare("Dr P Okafor", PASSPHRASES[0], cost=CHEAP)
    say_begun()
    keys.encrypt_in_place(path, prepared, nothing)


def rekey(path: Path) -> None:
    """Another key, and another."""
    opened = unlock(path)
    say_begun()
    while True:
        opened = keys.rekey(path, opened, nothing, cost=CHEAP)


def change_passphrase(path: Path) -> None:
    """One of the two passphrases, and the other."""
    opened = unlock(path)
    say_begun()
    for number in itertools.count(1):
        keys.change_passphrase(path, opened, PASSPHRASES[number % 2], cost=CHEAP)


def say_begun() -> None:
    """Tells the parent."""
    sys.stdout.write("begun\n")
    sys.stdout.flush()


VERBS = {"encrypt": encrypt, "rekey": rekey, "change_passphrase": change_passphrase}

if __name__ == "__main__":
    VERBS[sys.argv[2]](Path(sys.argv[1]))
