"""How a language greets the person a letter goes to, by the titles before the name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from string import Formatter

_AFTER_NAME = re.compile("[,;(]")
_PARTICLES = frozenset(
    [
        *("af", "av", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos"),
        *("du", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur"),
    ]
)
"""Small words that begin a family name."""

_FIELDS = frozenset({"title", "first_title", "name", "full_name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """How everybody of some titles is greeted.

    Attributes:
        titles: Without their full stops, but for those of one letter.
        say: With ``{title}``, all of them, or ``{first_title}``; ``{name}``, the family name, or
            ``{full_name}``.
    """

    titles: frozenset[str]
    say: str

    def __post_init__(self) -> None:
        """Refuse another field in ``say``.

        Raises:
            ValueError: Such a field, or braces that do not close.
        """
        used = {part[1] for part in Formatter().parse(self.say) if part[1] is not None}
        if not used <= _FIELDS:
            raise ValueError(f"say may name {sorted(_FIELDS)}, not {sorted(used - _FIELDS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Greetings:
    """The greetings of one language.

    Attributes:
        each: The first that knows one of the titles holds; so those come first that tell a gender.
        said: What is said in the place of a title, as in ``titles``; of others, as typed.
    """

    each: Sequence[Greeting]
    said: Mapping[str, str] = field(default_factory=dict)

    def to(self, recipient: str) -> str:
        """The greeting of ``Dr M Halloran, Neurology``; empty where no title and name are known."""
        typed = _AFTER_NAME.split(recipient, maxsplit=1)[0].split()
        titles = [word for _number, word in takewhile(self._is_title, enumerate(typed))]
        name = typed[len(titles) :]
        if not titles or not name:
            return ""
        known = {_bare(title) for title in titles}
        greeting = next(one for one in self.each if one.titles & known)
        said = [self.said.get(_bare(title), title) for title in titles]
        return greeting.say.format(
            title=" ".join(filter(None, said)),
            first_title=said[0],
            name=" ".join(_family(name)),
            full_name=" ".join(name),
        )

    def _is_title(self, numbered: tuple[int, str]) -> bool:
        number, word = numbered
        title = _bare(word)
        # One letter after a title is an initial: "Dr M. Halloran" is no Monsieur.
        is_initial = number > 0 and len(word.removesuffix(".")) == 1
        return not is_initial and any(title in greeting.titles for greeting in self.each)


def _bare(title: str) -> str:
    """Without the full stop, which only a title of one letter needs."""
    bare = title.removesuffix(".")
    return bare if len(bare) > 1 else title


def _family(name: Sequence[str]) -> Sequence[str]:
    """The last word, with the small words before it."""
    begin = len(name) - 1
    while begin and name[begin - 1] in _PARTICLES:
        begin -= 1
    return name[begin:]


def greeting_of(titles: Sequence[str], say: str) -> Greeting:
    """A greeting from titles as they are typed.

    Raises:
        ValueError: ``say`` names what it must not.
    """
    return Greeting(titles=frozenset(map(_bare, titles)), say=say)


def greetings_of(each: Sequence[Greeting], said: Mapping[str, str]) -> Greetings:
    """Greetings from titles as they are typed."""
    return Greetings(each=tuple(each), said={_bare(title): words for title, words in said.items()})


ENGLISH_GREETINGS = greetings_of(
    [
        greeting_of(
            ["Prof", "Professor", "Dr", "Doctor", "Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Dame"],
            "Dear {first_title} {name},",
        )
    ],
    {},
)
