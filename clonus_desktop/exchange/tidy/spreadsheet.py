"""Words in a cell that a spreadsheet neither runs nor takes for a number, a day or a truth.

A cell that a spreadsheet would misread gets an apostrophe in front, as it is typed there by
hand; a cell that begins with one gets another. So what was written is always found again: take
one apostrophe away.
"""

import re
import unicodedata

_RUNS = frozenset("=+-@\t\r\n|")
"""What a formula, a command or a new row begins with."""

_TRUTHS = frozenset(
    {"true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero"}
)
# As English, German, French, Spanish and Italian write them, from their first three letters.
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("mär", "mai", "okt", "dez", "fév", "fev", "avr", "jui", "aoû", "aou", "déc"),
    *("ene", "abr", "ago", "set", "dic", "gen", "mag", "giu", "lug", "ott"),
)
# Digits and what stands between, before and behind them in numbers, days, times and amounts.
_LIKE_A_NUMBER = re.compile(r"[\s\d.,:;/\\'’`´%‰()$€£¥+\-–−*^_#°e]*")
_WORD = re.compile(r"[^\W\d_]+")
_OF_TIME = frozenset({"am", "pm", "utc", "gmt", "de", "di", "uhr"})
# As in "5 p", "10h" and "2025-11-14T10:38Z".
_BEHIND_A_DIGIT = re.compile(r"(?<=\d)\s*[aphtz](?![^\W\d_])")


def guarded(words: str) -> str:
    """The words as they are written into a cell; words that nobody misreads stay as they are."""
    return f"'{words}" if is_misread(words) else words


def unguarded(cell: str) -> str:
    """The words of a cell that ``guarded`` wrote."""
    return cell[1:] if cell.startswith("'") else cell


def is_misread(words: str) -> bool:
    """True when a spreadsheet could run the words, or show something else in their place."""
    # Full-width twins are taken for the plain signs in some countries.
    plain = unicodedata.normalize("NFKC", words)
    shown = plain.strip().lower()
    if words.startswith("'") or plain[:1] in _RUNS or shown[:1] in _RUNS:
        return True
    return shown in _TRUTHS or _is_like_a_number(shown)


def _is_like_a_number(shown: str) -> bool:
    if not any(sign.isdigit() or sign.isnumeric() for sign in shown):
        return False
    if _LIKE_A_NUMBER.fullmatch(shown):
        return True
    others = _WORD.findall(_BEHIND_A_DIGIT.sub("", shown))
    return all(_is_of_time(word) for word in others)


def _is_of_time(word: str) -> bool:
    return word in _OF_TIME or word.startswith(_MONTHS)
