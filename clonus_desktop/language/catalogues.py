"""The sentences of one language, and the forms in which their values are written."""

import gettext as _gettext
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from clonus_desktop import resources
from clonus_desktop.language.forms import ENGLISH, Forms, FormsError, Printed, PrintedMoment
from clonus_desktop.language.places import ENGLISH_PLACES, Places, PlacesError

DOMAIN = "clonus_desktop"


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
    """The sentences of one language; what it lacks comes out in English.

    Attributes:
        forms: How it writes dates, decimals and lists.
        places: How it names a place inside a sentence.
        named: Gives what a thing of the record, such as a drug, is called in this language.
    """

    language: str
    _translations: _gettext.NullTranslations = field(repr=False, compare=False)
    forms: Forms = field(default=ENGLISH, repr=False, compare=False)
    places: Places = field(default=ENGLISH_PLACES, repr=False, compare=False)
    named: Callable[[str], str] = field(default=str, repr=False, compare=False)

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
        """The message in this language with its values filled in; values may be messages too.

        Decimals and days among the values are written as this language writes them.
        """
        values = {name: self._said(value) for name, value in message.values.items()}
        try:
            return self.gettext(message.text).format_map(values)
        except (LookupError, ValueError):
            # A slip in a translation's braces must not take a finding off the screen.
            return message.text.format_map(values)

    def _said(self, value: object) -> object:
        # Nearly all are words and whole numbers; asking a protocol takes a hundred times as long.
        if isinstance(value, str | int):
            return value
        if isinstance(value, date):
            return PrintedMoment(value, self.forms)
        if isinstance(value, Sayable):
            return self.say(value)
        return self.number(value) if hasattr(value, "__float__") else value

    def number(self, value: object) -> Printed:
        """A decimal with the sign of this language, whatever format it is given."""
        return Printed(value, self.forms.decimal)

    def short_date(self, day: date) -> str:
        """A day as on the screen, ``14-Nov-2025``; of a datetime, the day in its own zone."""
        return self.forms.short(day)

    def long_date(self, day: date) -> str:
        """A day as in a letter, the month as a word: ``14 November 2025``."""
        return self.forms.long(day)

    def joining(self, kind: str, last: str) -> str | None:
        """How a list with "and" is joined before that last part; None: as usual."""
        joining = self.forms.before.get(kind)
        return joining.say if joining is not None and joining.begins.match(last) else None


def catalogue(language_code: str) -> Catalogue:
    """The catalogue of a language such as ``de`` or ``pt_BR``, English where there is none."""
    forms, places = _own_files(language_code)
    return Catalogue(language_code, _translations(language_code), forms=forms, places=places)


def _translations(language_code: str) -> _gettext.NullTranslations:
    try:
        folder = resources.path("locale")
        return _gettext.translation(DOMAIN, folder, languages=[language_code])
    except (resources.ResourceMissing, OSError):
        # No catalogue, or one that cannot be read: English is always complete.
        return _gettext.NullTranslations()


def _own_files(language_code: str) -> tuple[Forms, Places]:
    forms, places = ENGLISH, ENGLISH_PLACES
    try:
        resources.path("locale", language_code)
    except resources.ResourceMissing:
        return forms, places
    # Imported late: the start in English reads no such file.
    from clonus_desktop.language import reading

    with suppress(FormsError):
        forms = reading.load_forms(language_code)
    with suppress(PlacesError):
        places = reading.load_places(language_code)
    return forms, places
