"""Words in the reader's language: one catalogue for the screen, any other for a letter."""

import gettext as _gettext
from collections.abc import Mapping
from datetime import date

from clonus_desktop.language.catalogues import DOMAIN, Catalogue, Sayable, catalogue
from clonus_desktop.language.forms import Printed

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "Catalogue",
    "Sayable",
    "_",
    "as_english",
    "catalogue",
    "first_upper",
    "ngettext",
    "number",
    "of_screen",
    "pgettext",
    "say",
    "short_date",
    "use",
]

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
}
"""The languages of the program by their code, each under its own name."""


def use(language_code: str) -> None:
    """Speak this language on the screen from now on; letters choose their own."""
    global _on_screen  # noqa: PLW0603 - a screen speaks one language at a time
    _on_screen = catalogue(language_code)


def of_screen() -> Catalogue:
    """The catalogue of the screen."""
    return _on_screen


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


def number(value: object) -> Printed:
    """A decimal with the sign of the language of the screen, whatever format it is given."""
    return _on_screen.number(value)


def short_date(day: date) -> str:
    """A day as ``14-Nov-2025``; of a datetime, the day in its own zone."""
    return _on_screen.short_date(day)


def as_english(text: str) -> str:
    """What was typed of a date or a time, in the English words that the domain reads."""
    return _on_screen.forms.as_english(text)


def first_upper(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


_on_screen = Catalogue("en", _gettext.NullTranslations())
