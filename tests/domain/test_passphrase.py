"""What a passphrase is worth: never more than somebody who guesses would find."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.passphrase import LEAST_LENGTH, Strength, normalised, strength_of

COMMON = frozenset({"password", "letmein", "qwertyuiop", "summer", "correct horse battery staple"})


def strength(passphrase: str, *about: str) -> Strength:
    return strength_of(passphrase, common=COMMON, about=about)


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("", Strength.TOO_SHORT),
        ("kX7#pQ2!mZ9", Strength.TOO_SHORT),
        ("password1234", Strength.COMMON),
        ("PASSWORD2026!!", Strength.COMMON),
        ("p a s s w o r d", Strength.COMMON),
        ("letmeinletmein", Strength.COMMON),
        ("Letmein letmein", Strength.COMMON),
        ("Correct Horse Battery Staple", Strength.COMMON),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcabcabcabcabc", Strength.WEAK),
        ("abcdefghijklmnop", Strength.WEAK),
        ("987654321098765", Strength.WEAK),
        ("asdfghjklasdfg", Strength.WEAK),
        ("1234qwertz5678", Strength.WEAK),
        ("summer of summer 1999", Strength.WEAK),
        ("heronheronheron", Strength.WEAK),
        ("heronheronheron-7", Strength.WEAK),
        ("heron heron heron heron", Strength.WEAK),
        ("two lamps and a heron", Strength.FAIR),
        ("Tractor-Violet-Hinge-4", Strength.FAIR),
        ("kX7#pQ2!mZ9&", Strength.FAIR),
        ("plum tractor violet hinge saddle", Strength.STRONG),
        ("7#kXvQ2!mZw9&Tr4jB", Strength.STRONG),
        ("我的诊所在城市的北边很远还有一条河", Strength.STRONG),
    ],
)
def test_a_passphrase_is_worth_what_guessing_it_costs(passphrase, expected):
    assert strength(passphrase) is expected


def test_the_own_name_is_worth_nearly_nothing():
    passphrase = "Konstantinopolou Wilhelmina"
    assert strength(passphrase) is Strength.FAIR
    assert strength(passphrase, "Dr Wilhelmina Konstantinopolou") is Strength.WEAK
    assert strength("KONSTANTINOPOLOU-wilhelmina", "Wilhelmina", "konstantinopolou") is (
        Strength.WEAK
    )


def test_short_words_about_somebody_do_not_count_as_the_name():
    assert strength("two lamps and a heron", "Dr A. Ng", "") is Strength.FAIR


def test_only_short_and_common_ones_are_refused():
    accepted = [one for one in Strength if one.is_accepted]
    assert accepted == [Strength.WEAK, Strength.FAIR, Strength.STRONG]


def test_every_keyboard_gives_the_same_passphrase_and_spaces_stay():
    assert normalised("Zu\u0308rich ﬁ ") == "Zürich fi "


@given(st.text())
def test_any_text_is_judged_the_same_however_it_was_composed(text):
    decomposed = unicodedata.normalize("NFD", text)
    composed = unicodedata.normalize("NFC", text)
    assert strength(decomposed, text) is strength(composed, text)


@given(st.text(max_size=LEAST_LENGTH - 1))
def test_fewer_than_twelve_characters_are_always_too_short(text):
    if len(normalised(text)) < LEAST_LENGTH:
        assert strength(text) is Strength.TOO_SHORT


@given(st.sampled_from(sorted(COMMON)), st.from_regex(r"[0-9]{0,8}[!?.]{0,3}", fullmatch=True))
def test_a_common_one_stays_common_with_digits_marks_and_capitals(word, end):
    for one in (word + end, word.upper() + end, word.capitalize() + end):
        expected = Strength.TOO_SHORT if len(one) < LEAST_LENGTH else Strength.COMMON
        assert strength(one) is expected


@given(st.text(min_size=1, max_size=3), st.integers(12, 60))
def test_repeating_something_short_is_never_enough(unit, times):
    assert strength(unit * times) in {Strength.WEAK, Strength.COMMON, Strength.TOO_SHORT}


@given(st.characters(), st.integers(1, 30))
def test_a_sequence_is_never_enough(first, step):
    letters = [chr(number) for number in range(ord("a"), ord("z") + 1)]
    assert strength("".join(letters[: 11 + min(step, 15)])) is Strength.WEAK


def test_a_megabyte_is_judged_at_once():
    assert strength("xq7" * 350_000) is Strength.WEAK
    assert strength("".join(chr(300 + at * 7 % 5000) for at in range(400_000))) is Strength.STRONG
