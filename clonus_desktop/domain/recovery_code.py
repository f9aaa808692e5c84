"""The recovery code: 130 bits as 26 characters that can be read aloud, and read forgivingly.

Crockford's base 32: no I, L, O or U, so that nothing reads as two things. What is typed is
taken as meant: O is 0, I and L are 1, case, spaces and dashes do not count.
"""

import re

LENGTH = 26
BITS = 130
GROUPS = (5, 5, 5, 5, 6)
"""Characters of each group, as the code is shown."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("OIL", "011")


class MistypedCode(ValueError):
    """What was typed is no recovery code, whichever it should have been.

    Attributes:
        group: Which group is wrong, from 1; None when the whole has too much or too little.
    """

    def __init__(self, group: int | None = None) -> None:
        super().__init__("This is not a recovery code.")
        self.group = group


def code_of(number: int) -> str:
    """The code of a number of 130 bits, without groups.

    Raises:
        ValueError: The number has more bits, or is negative.
    """
    if not 0 <= number < 1 << BITS:
        raise ValueError(f"A recovery code has {BITS} bits.")
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))


def grouped(code: str) -> str:
    """The code as it is shown: 7K2MQ-9XW4T-…"""
    return "-".join(_groups_of(code))


def read(typed: str) -> str:
    """The code that was typed, without groups.

    Raises:
        MistypedCode: A character that no code has, or too many or too few; with the group.
    """
    # A lone ß or ligature must not become two letters: upper() only where it stays one.
    folded = "".join(one.upper() if len(one.upper()) == 1 else one for one in typed)
    pieces = [piece.translate(_MEANT) for piece in re.split(r"[\s\-‐‑–—−_.]+", folded) if piece]
    code = "".join(pieces)
    for number, group in enumerate(_as_grouped(pieces, code), start=1):
        if set(group) - set(_ALPHABET):
            raise MistypedCode(number)
    if len(code) == LENGTH:
        return code
    if len(pieces) != len(GROUPS):
        raise MistypedCode
    raise MistypedCode(
        next(at for at, piece in enumerate(pieces, start=1) if len(piece) != GROUPS[at - 1])
    )


def differing_group(code: str, typed: str) -> int | None:
    """The first group, from 1, in which what was typed is not the code; None when it is.

    Raises:
        MistypedCode: What was typed is no code at all.
    """
    pairs = zip(_groups_of(code), _groups_of(read(typed)), strict=True)
    return next((at for at, (one, other) in enumerate(pairs, start=1) if one != other), None)


def _as_grouped(pieces: list[str], code: str) -> list[str]:
    """The groups as the eye sees them: as typed when there are as many, else as they are shown."""
    return pieces if len(pieces) == len(GROUPS) else _groups_of(code[:LENGTH])


def _groups_of(code: str) -> list[str]:
    ends = [sum(GROUPS[: at + 1]) for at in range(len(GROUPS))]
    return [code[end - size : end] for end, size in zip(ends, GROUPS, strict=True)]
