"""Run as a child: works in an encrypted casebook, and says after each act that it is saved.

``python acting.py CASEBOOK [ROUNDS]``: for each act one line ``saved SEQUENCE DIGEST WHAT`` on
standard output once the screen would say "Saved"; ``refused CLASS`` when the disk refused it,
after which the act is tried again once; ``done`` at the end. Rounds without end when not given.
"""

import itertools
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from clonus_desktop.casebook import clinicians, examinations, letters, patients, trials
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.change import Change
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from tests.reliability import KEY, SEED


def say(line: str) -> None:
    """One line, at once and whole: no buffer dies with the process."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


class Worker:
    """Does one act after the other, and says each that is saved."""

    def __init__(self, book: Casebook) -> None:
        self._book = book

    def do(self, what: str, act: Callable[[], Change | None]) -> Change | None:
        """The act, tried once more when the disk refused it."""
        try:
            change = act()
        except StorageFault as fault:
            say(f"refused {type(fault).__name__} {what}")
            change = act()
        sequence, digest = self._book.file.audit.head()
        say(f"saved {sequence} {digest} {what}")
        return change

    def round(self, number: int) -> None:
        """A patient, an exam with corrections, a signature, a letter."""
        book = self._book
        added = self.do(
            "patient",
            lambda: patients.add(book, Patient(family_name="Macilroy", number=f"{number}")),
        )
        assert added is not None
        patient_id = added.patient_id
        assert patient_id is not None
        started = self.do("start", lambda: examinations.start(book, patient_id))
        assert started is not None
        assert started.examination_id is not None
        exam = examinations.get(book, started.examination_id)
        for beats, place in enumerate(exam.places):
            trial = Trial(beats=beats)
            self.do("record", lambda p=place, t=trial: trials.record(book, exam, p, t))
        self.do("undo", lambda: examinations.undo(book, exam))
        self.do("redo", lambda: examinations.redo(book, exam))
        self.do("note", lambda: examinations.write_note(book, exam, exam.places[0], "brisk"))
        self.do("sign", lambda: examinations.sign(book, exam.id))
        letter = letters.compose(book, exam.id, LetterOptions(recipient=""), compare_with_id=None)
        self.do("letter", lambda: letters.issue(book, letter))


def main(path: Path, rounds: Iterable[int]) -> None:
    """Work until the rounds are over, or somebody ends it."""
    with open_book(path, key=KEY) as book:
        clinicians.sign_in(book, slot="a1", name="Dr P Okafor", seed=SEED)
        worker = Worker(book)
        start = patients.counts(book).all
        for number in rounds:
            worker.round(start + number)
    say("done")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        range(1, int(sys.argv[2]) + 1) if len(sys.argv) > 2 else itertools.count(1),
    )
