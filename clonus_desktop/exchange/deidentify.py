"""What is left of a person where marks of persons are taken out: a code, a sex, an age.

Names, numbers, birth dates, free text and examiners are always dropped. What is left is made
here and nowhere else, so that no writer has to know what must not be written.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clonus_desktop.domain.patient import Patient

OLDEST_YEARS = 90
"""From here on Safe Harbor tells one age only: 90 or older (45 CFR 164.514(b)(2)(i)(C))."""

_MOST_SHIFT_DAYS = 364
_HASH_DIGITS = 32
# Without letters that look alike; 16 of them are 80 bits.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LETTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A person without marks.

    Attributes:
        code: Tells the findings of one person from those of others.
        is_oldest: True when no age may be told but "90 or older", at any visit.
        first_year: Year of the first examination that is told; Safe Harbor alone.
        first_day: Its day, which offsets are counted from; never told.
        shift: By which all days are moved; None where days are not told at all.
    """

    code: str
    is_oldest: bool = False
    first_year: int = 0
    first_day: date | None = None
    shift: timedelta | None = None

    def age_on(self, patient: Patient, day: date) -> tuple[int | None, str]:
        """Age in years, with ``>=`` before it where only the least is told."""
        age = patient.age_on(day)
        if self.is_oldest:
            return OLDEST_YEARS, ">="
        return (None, "") if age is None else (age.years, "")

    def day_offset(self, day: date) -> int:
        """Days since the first examination that is told."""
        return 0 if self.first_day is None else (day - self.first_day).days

    def shifted(self, at: datetime) -> datetime:
        """The time moved by whole days, on the same clock; only where days are told."""
        return at + (self.shift or timedelta(0))


def safe_harbor_subject(patient: Patient, secret: bytes, *, first: date, last: date) -> Subject:
    """The person under a code that nobody without the secret can find out.

    The code is a random function of the patient's row: the secret, which stays in the casebook,
    is the map from codes to persons and back.

    Args:
        first: Day of the first examination that is told.
        last: Day of the last one: who is 90 by then is 90 or older throughout, because an
            earlier age with its year would give the later one away.
    """
    age = patient.age_on(last)
    return Subject(
        code=subject_code(secret, patient.id),
        is_oldest=age is not None and age.years >= OLDEST_YEARS,
        first_year=first.year,
        first_day=first,
    )


def subject_code(secret: bytes, patient_id: int) -> str:
    """The code of a patient in Safe Harbor exports: S and 16 letters and digits.

    It begins with a letter: "12E4567" would be a number to a spreadsheet.
    """
    number = int.from_bytes(_keyed(secret, f"subject {patient_id}"), "big")
    letters = []
    for _letter in range(_CODE_LETTERS):
        number, left = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[left])
    return "S" + "".join(letters)


def limited_subject(patient: Patient, secret: bytes) -> Subject:
    """The person under a keyed hash of the record number, with days moved by a secret shift.

    The same secret gives the same hash and shift each time; without it nobody finds them out.
    """
    number = patient.number_key or f"row {patient.id}"
    days = int.from_bytes(_keyed(secret, f"shift of {number}")[:4], "big") % (2 * _MOST_SHIFT_DAYS)
    days -= _MOST_SHIFT_DAYS
    return Subject(
        # With a letter in front, as the other code.
        code="H" + _keyed(secret, f"number {number}").hex()[:_HASH_DIGITS],
        # Never by nothing: that would tell the days themselves.
        shift=timedelta(days=days if days < 0 else days + 1),
    )


def _keyed(secret: bytes, words: str) -> bytes:
    return hmac.new(secret, words.encode(), hashlib.sha256).digest()
