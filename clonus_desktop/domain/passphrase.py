"""How long somebody who guesses would need for a passphrase, told honestly: rather too low.

What is reckoned are guesses, not characters. A word counts as a word of a list and not as its
letters, a run such as 1234, aaaa or qwertz as what begins it, one's own name as nearly nothing.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from math import log2

LEAST_LENGTH = 12
"""Characters; a length that people reach with three or four words, and no word alone."""

# A guess costs 64 MiB and a tenth of a second. A farm of 100,000 such machines tries 2^20 a
# second: 40 bits last a fortnight, 60 bits last longer than anybody's record has to.
_FAIR_BITS = 40.0
_STRONG_BITS = 60.0

_LETTER_BITS = 4.7
# A word of seven letters then has 15 bits: as many as a list of 32,000 words.
_NEXT_LETTER_BITS = 1.7
_COMMON_WORD_BITS = 10.0
_DIGIT_BITS = 3.3
_OTHER_BITS = 5.0
_YEAR_BITS = 7.0
_CAPITAL_BITS = 1.0
_NAME_BITS = 2.0

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "1234567890")
_NEIGHBOURS = frozenset(
    row[at] + row[at + 1]
    for line in _ROWS
    for row in (line, line[::-1])
    for at in range(len(row) - 1)
)
_PARTS = r"[^\W\d_]+|\d+|[\W_]+"
_ENOUGH = 200
"""Characters that are reckoned with: what comes after them cannot make it weak."""
_LONGEST_WORD = 30
_SHORTEST_WORD = 4
_SHORTEST_NAME = 3


class Strength(StrEnum):
    """How well a passphrase protects; the first two are refused."""

    TOO_SHORT = "too-short"
    COMMON = "common"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"

    @property
    def is_accepted(self) -> bool:
        """True when it may be chosen, with a warning when it is weak."""
        return self not in {Strength.TOO_SHORT, Strength.COMMON}


def normalised(passphrase: str) -> str:
    """The passphrase as it is used: NFKC, so that every keyboard gives the same; spaces kept."""
    return unicodedata.normalize("NFKC", passphrase)


def strength_of(passphrase: str, *, common: Container[str], about: Sequence[str] = ()) -> Strength:
    """How well the passphrase protects.

    Args:
        common: Passwords that are tried first, in lower case.
        about: What others know of the one who chooses it, such as the own name.
    """
    passphrase = normalised(passphrase)
    if len(passphrase) < LEAST_LENGTH:
        return Strength.TOO_SHORT
    if _is_common(passphrase, common):
        return Strength.COMMON
    bits = _bits(passphrase[:_ENOUGH], common, about)
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _STRONG_BITS else Strength.STRONG


def _is_common(passphrase: str, common: Container[str]) -> bool:
    folded = passphrase.casefold().strip()
    # What people append because a rule wants it: digits, and a mark or two.
    bare = re.sub(r"[\W\d_]+$", "", folded)
    forms = {folded, re.sub(r"\d+$", "", folded), bare, re.sub(r"[\W_]+", "", bare)}
    return any(form in common or _unit_of(form) in common for form in forms if form)


def _unit_of(text: str) -> str:
    """What the text repeats; the text itself when it repeats nothing."""
    return text[: (text + text).find(text, 1)]


def _bits(passphrase: str, common: Container[str], about: Sequence[str]) -> float:
    unit = _unit_of(passphrase)
    if unit != passphrase:
        return _bits(unit, common, about) + log2(len(passphrase) / len(unit))
    words = {word for text in about for word in re.split(r"[\W_]+", normalised(text))}
    names = [re.escape(word) for word in words if len(word) >= _SHORTEST_NAME]
    # Longest first: of Anna and Annabel, the longer explains more of it.
    pattern = "|".join(sorted(names, key=len, reverse=True))
    pieces = re.split(pattern, passphrase, flags=re.IGNORECASE) if pattern else [passphrase]
    return _NAME_BITS * (len(pieces) - 1) + _bits_of_parts(pieces, common)


def _bits_of_parts(pieces: Iterable[str], common: Container[str]) -> float:
    """What words, numbers and the marks between them are worth; each part counts once."""
    bits, repeated, seen = 0.0, 0, set[str]()
    for part in (one for piece in pieces for one in re.findall(_PARTS, piece)):
        folded = part.casefold()
        if folded in seen:
            repeated += 1
        else:
            bits += _part_bits(part, common)
            seen.add(folded)
    return bits + log2(1 + repeated)


def _part_bits(part: str, common: Container[str]) -> float:
    if re.fullmatch(r"(?:19|20)\d\d", part):
        return _YEAR_BITS
    if part[0].isalpha():
        return _word_bits(part, common)
    each = _DIGIT_BITS if part[0].isdecimal() else _OTHER_BITS
    return _run_bits(part, each)


def _word_bits(word: str, common: Container[str]) -> float:
    folded = word.casefold()
    if (unit := _unit_of(folded)) != folded:
        return _word_bits(unit, common) + log2(len(folded) / len(unit))
    bits = _run_bits(folded, _LETTER_BITS)
    capitals = sum(one.isupper() for one in word)
    # Of a word, only where a capital is not expected.
    extra = _CAPITAL_BITS * min(capitals, len(word) - capitals, 3)
    if _reads_as_words(word):
        bits = min(bits, _LETTER_BITS + _NEXT_LETTER_BITS * (len(folded) - 1))
    return min(bits, _listed_bits(folded, common, bits)) + extra


def _listed_bits(word: str, common: Container[str], bits: float) -> float:
    """The fewest guesses when the word is made of common ones and letters between them."""
    each = bits / len(word)
    fewest = [0.0]
    for end in range(1, len(word) + 1):
        best = fewest[-1] + each
        for begin in range(max(0, end - _LONGEST_WORD), end - _SHORTEST_WORD + 1):
            if word[begin:end] in common:
                best = min(best, fewest[begin] + _COMMON_WORD_BITS)
        fewest.append(best)
    return fewest[-1]


def _reads_as_words(word: str) -> bool:
    """True when it could be spoken; strings of a generator cannot."""
    if len(word) < _SHORTEST_NAME or not (word[1:].islower() or word.isupper()):
        return False
    consonants = re.findall(r"[bcdfghjklmnpqrstvwxz]+", word.casefold())
    return max(map(len, consonants), default=0) <= 4 and len(consonants) < len(word)


def _run_bits(text: str, each: float) -> float:
    """Bits of single characters, of which one that follows from the last is hardly a guess."""
    predicted, step = 0, None
    for one, following in pairwise(text):
        now = ord(following) - ord(one)
        if now == 0 or one + following in _NEIGHBOURS or (now in {1, -1} and now == step):
            predicted += 1
        step = now
    # Of a run, only where it ends has to be guessed.
    return each * (len(text) - predicted) + log2(1 + predicted)
