"""Run as a child: signs examinations and sends them, until it is killed.

``python ship_until_killed.py CASEBOOK ADDRESS`` says a line for each that is signed or sent.
"""

import itertools
import os
import sys
from pathlib import Path

from clonus_desktop.casebook import examinations, patients, sending
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.record_system import RecordSystem
from clonus_desktop.domain.trial import Trial
from tests.reliability import KEY


def say(words: str) -> None:
    """One line for the parent, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def examine(book: Casebook, number: int) -> None:
    """One signed examination of a new patient."""
    added = patients.add(book, Patient(family_name=f"Invented {os.getpid()} {number}"))
    row = examinations.start(book, added.patient_id or 0).examination_id or 0
    draft = examinations.get(book, row)
    for place in draft.places:
        examinations.record_trial(book, draft, place, Trial(beats=number % 9))
    examinations.sign(book, row)
    say("signed")


def send_all(book: Casebook, system: RecordSystem) -> None:
    """All that is due, one after the other."""
    while (due := sending.next_due(book, system)) is not None:
        answer = sending.send(system, due.parcel, tokens=sending.Tokens(), cancel=sending.Cancel())
        sending.take(book, due.shipment_id, answer)
        say("sent")


def main(path: Path, address: str) -> None:
    """Sign two, send what waits, and so on."""
    system = RecordSystem(address=address, is_on=True)
    with open_book(path, key=KEY) as book:
        book.practice = book.practice.__class__(examiner=Examiner(name="Dr A"))
        sending.begin(book, system)
        for number in itertools.count():
            examine(book, 2 * number)
            examine(book, 2 * number + 1)
            send_all(book, system)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
