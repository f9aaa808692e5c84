"""The list of common passwords, and what is refused because of it."""

import pytest

from clonus_desktop import resources
from clonus_desktop.casebook import passphrases
from clonus_desktop.casebook.passphrases import PassphraseRefused, Strength


def test_the_list_is_some_thousand_in_lower_case_each_once():
    lines = resources.read_text("passphrases", "common.txt").splitlines()
    assert 3_000 < len(lines) == len(set(lines)) < 10_000
    assert [line for line in lines if line != line.casefold() or line != line.strip()] == []


@pytest.mark.parametrize(
    "passphrase",
    [
        "Password1234",
        "Summer2026!!",
        "qwertyuiop12",
        "iloveyou2012",
        "123456789012",
        "Hospital2026",
        "Correct Horse Battery Staple",
        "letmeinplease",
        "1qaz2wsx3edc",
        "clonusdesktop1",
    ],
)
def test_what_everybody_chooses_is_refused(passphrase):
    assert passphrases.strength(passphrase) is Strength.COMMON
    with pytest.raises(PassphraseRefused) as caught:
        passphrases.check(passphrase)
    assert caught.value.strength is Strength.COMMON
    assert passphrase not in str(caught.value)


def test_a_short_one_is_refused():
    with pytest.raises(PassphraseRefused) as caught:
        passphrases.check("heron lamp")
    assert caught.value.strength is Strength.TOO_SHORT


def test_a_weak_one_is_accepted_and_comes_back_as_it_is_used():
    assert passphrases.strength("Okafor Okafor", about=["Priya Okafor"]) is Strength.WEAK
    assert passphrases.check("Zu\u0308rich Zu\u0308rich ") == "Zürich Zürich "
