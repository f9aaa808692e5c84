"""Which letters of an examination are in this casebook already, as more of them come."""

from collections import Counter
from datetime import datetime

from clonus_desktop.exchange.record import RecordLetter
from clonus_desktop.storage.letters import Letters

_Marks = tuple[datetime, str, str]


class LettersHere:
    """The letters on one examination of this casebook, before anything came."""

    def __init__(self, letters: Letters, examination_id: int) -> None:
        found = letters.of_examination(examination_id)
        self._left: Counter[_Marks] = Counter(
            (one.issued_at, one.recipient, one.text) for one in found
        )

    def has(self, letter: RecordLetter) -> bool:
        """True for one that was issued at that very moment, in these words; each counts once."""
        marks = (letter.issued_at, letter.recipient, letter.text)
        is_here = self._left[marks] > 0
        self._left[marks] -= is_here
        return is_here
