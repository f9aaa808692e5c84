"""Words in the reader's language: one catalogue for the screen, any other for a letter."""

import gettext as _gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from clonus_desktop import resources

DOMAIN = "clonus_desktop"

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
}
"""The languages of the program by their code, each under its own name."""


@runtime_checkable
class Sayable(Protocol):
    """A sentence as a template and its values, such as a message of the domain."""

    @property
    def text(self) -> str:
        """The template in English, a key of the catalogues."""

    @property
    def values(self) -> Mapping[str, object]:
        """What goes into the braces of the template."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language; what it lacks comes out in English."""

    language: str
    _translations: _gettext.NullTranslations = field(repr=False, compare=False)

    def gettext(self, message: str) -> str:
        """The message in this language."""
        # The empty key holds a catalogue's header, which nobody wants on a screen.
        return self._translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of the message that this language uses for ``n`` things."""
        return self._translations.ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """The message as it is said in that context."""
        return self._translations.pgettext(context, message)

    def say(self, message: Sayable) -> str:
        """The message in this language with its values filled in; values may be messages too."""
        values = {name: self._said(value) for name, value in message.values.items()}
        try:
            return self.gettext(message.text).format_map(values)
        except (LookupError, ValueError):
            # A slip in a translation's braces must not take a finding off the screen.
            return message.text.format_map(values)

    def _said(self, value: object) -> object:
        # Nearly all are words and numbers; asking a protocol takes a hundred times as long.
        if isinstance(value, str | int | float):
            return value
        return self.say(value) if isinstance(value, Sayable) else value


def catalogue(language_code: str) -> Catalogue:
    """The catalogue of a language such as ``de`` or ``pt_BR``, English where there is none."""
    return Catalogue(language_code, _translations(language_code))


def use(language_code: str) -> None:
    """Speak this language on the screen from now on; letters choose their own."""
    global _on_screen  # noqa: PLW0603 - a screen speaks one language at a time
    _on_screen = catalogue(language_code)


def _(message: str) -> str:
    """The message in the language of the screen."""
    return _on_screen.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that the language of the screen uses for ``n`` things."""
    return _on_screen.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message as the language of the screen says it in that context."""
    return _on_screen.pgettext(context, message)


def say(message: Sayable) -> str:
    """The message in the language of the screen with its values filled in."""
    return _on_screen.say(message)


def first_upper(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def _translations(language_code: str) -> _gettext.NullTranslations:
    try:
        folder = resources.path("locale")
        return _gettext.translation(DOMAIN, folder, languages=[language_code])
    except (resources.ResourceMissing, OSError):
        # No catalogue, or one that cannot be read: English is always complete.
        return _gettext.NullTranslations()


_on_screen = Catalogue("en", _gettext.NullTranslations())
