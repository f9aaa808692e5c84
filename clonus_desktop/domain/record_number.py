"""Record numbers: how a region groups them, and what its check digit finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.patient import number_key

_MODULUS_11_WEIGHTS = range(10, 1, -1)
"""Of the first nine digits of an NHS number."""

_LEAST_ALIKE = 5
_MOST_ALIKE = 20
"""Numbers of fewer characters differ by one digit from too many others; longer are never typed."""


class Check(StrEnum):
    """How the digits of a number check each other."""

    NONE = "none"
    MODULUS_11 = "modulus-11"

    @property
    def digits(self) -> int | None:
        """How many digits it works with; None for any."""
        return 10 if self is Check.MODULUS_11 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What a country or health service calls a record number, and how it writes and checks it.

    Attributes:
        key: Name of its file; empty where no country is chosen.
        name: For the settings.
        number_label: Stands before the number, such as "NHS No.".
        sex_label: "Sex" or "Gender".
        groups: Digits in each group; empty for a number that is shown as it was typed.
        check: How its digits check each other.
        number_system: The URI under which other programs know such numbers; empty when none does.
    """

    key: str
    name: str
    number_label: str
    sex_label: str
    groups: tuple[int, ...] = ()
    check: Check = Check.NONE
    number_system: str = ""

    @property
    def has_check(self) -> bool:
        """True when a wrong number can be told from a right one."""
        return self.check is not Check.NONE

    def accepts(self, number: str) -> bool:
        """True when the number has the region's length and its digits check."""
        digits = number_key(number)
        if not self.has_check or len(digits) != sum(self.groups):
            return False
        return digits.isascii() and digits.isdigit() and _CHECKS[self.check](digits)

    def refuses(self, number: str) -> bool:
        """True when the region checks numbers and this one does not pass."""
        return self.has_check and not self.accepts(number)

    def grouped(self, number: str) -> str:
        """The number in the region's groups; as it was typed when it has another length."""
        key = number_key(number)
        if not self.groups or len(key) != sum(self.groups):
            return number
        parts, begin = [], 0
        for length in self.groups:
            parts.append(key[begin : begin + length])
            begin += length
        return " ".join(parts)


NO_REGION = Region(key="", name="No national number", number_label="Record No.", sex_label="Sex")
"""Where no country is chosen; a list of patients is painted by it without reading any file."""


def nhs_check_digit(nine: str) -> int | None:
    """The tenth digit of an NHS number; None when no number begins with these nine.

    NHS Data Dictionary, "NHS NUMBER": each digit by its weight from 10 to 2, the sum modulo 11
    taken from 11; 11 counts as 0, and 10 makes the number invalid.
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(nine, _MODULUS_11_WEIGHTS, strict=True)
    )
    checks = (11 - total % 11) % 11
    return None if checks == 10 else checks


def _is_nhs_number(ten: str) -> bool:
    return nhs_check_digit(ten[:9]) == int(ten[9])


_CHECKS: Mapping[Check, Callable[[str], bool]] = {Check.MODULUS_11: _is_nhs_number}


def nearly_the_same(number: str) -> tuple[str, ...]:
    """The keys of all numbers that differ by one digit, or by two neighbours that are swapped.

    Empty for a number so short that it would resemble many others by chance.
    """
    key = number_key(number)
    if not _LEAST_ALIKE <= len(key) <= _MOST_ALIKE:
        return ()
    found: dict[str, None] = {}
    for at, letter in enumerate(key):
        if letter.isascii() and letter.isdigit():
            found |= {key[:at] + other + key[at + 1 :]: None for other in "0123456789"}
        found[key[:at] + key[at : at + 2][::-1] + key[at + 2 :]] = None
    found.pop(key, None)
    return tuple(found)
