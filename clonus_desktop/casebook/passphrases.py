"""What a passphrase is worth, and which ones are refused."""

from collections.abc import Sequence
from functools import cache

from clonus_desktop import resources
from clonus_desktop.domain.passphrase import LEAST_LENGTH, Strength, normalised, strength_of

__all__ = ["LEAST_LENGTH", "PassphraseRefused", "Strength", "check", "strength"]


class PassphraseRefused(ValueError):
    """The passphrase may not be chosen: the screen says why before it comes this far.

    Attributes:
        strength: TOO_SHORT or COMMON.
    """

    def __init__(self, strength: Strength) -> None:
        super().__init__(f"The passphrase is {strength}.")
        self.strength = strength


def strength(passphrase: str, *, about: Sequence[str] = ()) -> Strength:
    """How well the passphrase protects.

    Args:
        about: What others know of the one who chooses it, such as the own name.
    """
    return strength_of(passphrase, common=_common(), about=about)


def check(passphrase: str) -> str:
    """The passphrase as it is used.

    Raises:
        PassphraseRefused: It is too short, or one of those that are tried first.
    """
    found = strength(passphrase)
    if not found.is_accepted:
        raise PassphraseRefused(found)
    return normalised(passphrase)


@cache
def _common() -> frozenset[str]:
    return frozenset(resources.read_text("passphrases", "common.txt").splitlines())
