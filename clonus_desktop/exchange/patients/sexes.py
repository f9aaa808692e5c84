"""Words for sex in English, German, Spanish and French."""

from collections.abc import Iterable, Mapping

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Sex, search_key
from clonus_desktop.exchange.patients.entry import shortened

_WORDS: Mapping[Sex, tuple[str, ...]] = {
    Sex.FEMALE: (
        *("f", "female", "woman", "girl", "w", "weiblich", "frau"),
        *("femenino", "femenina", "mujer", "hembra", "feminin", "feminine", "femme"),
    ),
    Sex.MALE: (
        *("male", "man", "boy", "mannlich", "maennlich", "mann", "herr", "h", "hombre"),
        *("masculino", "varon", "masculin", "homme"),
    ),
    Sex.OTHER: (
        *("o", "other", "x", "d", "divers", "diverse", "anderes", "otro", "otra", "autre"),
        *("intersex", "nonbinary", "non binary"),
    ),
    Sex.UNKNOWN: (
        *("", "u", "unknown", "notknown", "not known", "n a", "na", "unbekannt", "ohne angabe"),
        *("desconocido", "inconnu", "inconnue", "unspecified", "not specified", "indeterminado"),
    ),
}
_BY_WORD = {word: sex for sex, words in _WORDS.items() for word in words}


class NoSex(ValueError):
    """A cell that tells no sex, or of which nobody can know what it means.

    Attributes:
        message: Why.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class SexWords:
    """What the words of one column mean.

    "M" is a man beside "F" or "W", and a woman (mujer) beside "H" (hombre). Alone it is a man,
    unless the heading is Spanish: then nobody can know.

    Args:
        cells: All of the column.
        heading: Its name.
    """

    def __init__(self, cells: Iterable[str], heading: str) -> None:
        letters = {search_key(cell) for cell in set(cells)}
        is_spanish = search_key(heading) in {"sexo", "genero"}
        beside_h, beside_f = "h" in letters, bool(letters & {"f", "w"})
        self._m: Sex | None = Sex.MALE
        if beside_h:
            self._m = None if beside_f else Sex.FEMALE
        elif is_spanish and not beside_f:
            self._m = None

    def read(self, cell: str) -> Sex:
        """The sex that a cell tells.

        Raises:
            NoSex: None, or one of two.
        """
        word = search_key(cell)
        if word == "m":
            if self._m is None:
                raise NoSex(Message("“M” can mean male or mujer here. Write the whole word."))
            return self._m
        if word not in _BY_WORD:
            values = {"value": shortened(cell)}
            raise NoSex(
                Message("“{value}” is no known word for a sex. Use female, male or other.", values)
            )
        return _BY_WORD[word]
