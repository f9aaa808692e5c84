"""The manual as values: chapters of headings, words, lists, tables, pictures and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

KEY = re.compile(r"\[([^\[\]]+)\](?!\()")
"""A key of the keyboard within the words, such as ``[Enter]``."""

_AROUND_HIT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading within a chapter."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list; numbered when the order counts."""

    items: tuple[str, ...]
    is_numbered: bool

    @property
    def text(self) -> str:
        """Every point on a line."""
        return "\n".join(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header; every row has as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """Every row on a line."""
        return "\n".join(" ".join(row) for row in (self.header, *self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of ``resources/help/pictures`` or ``resources/pictures``, and what it shows."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another chapter."""

    chapter: str
    text: str


Block = Heading | Paragraph | Points | Table | Picture | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One page of the manual.

    Attributes:
        key: Name of its file.
        screens: Names of the screens that it is the help of.
    """

    key: str
    title: str
    screens: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def keys_named(self) -> tuple[str, ...]:
        """Every key of the keyboard that the chapter names, as often as it does."""
        return tuple(key for block in self.blocks for key in KEY.findall(block.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A block (None: the title) in which all the words stand, and what is around the first."""

    chapter: Chapter
    block: int | None
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """All chapters in their order."""

    chapters: tuple[Chapter, ...]

    def chapter(self, key: str) -> Chapter:
        """The chapter of that key.

        Raises:
            LookupError: There is none.
        """
        for chapter in self.chapters:
            if chapter.key == key:
                return chapter
        raise LookupError(f"The manual has no chapter {key!r}.")

    def chapter_for(self, screen: str) -> Chapter:
        """The chapter that helps with a screen; the first one where there is none."""
        fitting = (chapter for chapter in self.chapters if screen in chapter.screens)
        return next(fitting, self.chapters[0])

    def find(self, text: str) -> tuple[Hit, ...]:
        """Where all the words stand together: titles first, then in the order of the manual."""
        wanted = text.casefold().split()
        if not wanted:
            return ()
        hits = (
            Hit(chapter=chapter, block=number, excerpt=_excerpt(said, wanted[0]))
            for chapter in self.chapters
            for number, said in _searched(chapter)
            if all(word in said.casefold() for word in wanted)
        )
        return tuple(sorted(hits, key=lambda hit: hit.block is not None))


def _searched(chapter: Chapter) -> Iterator[tuple[int | None, str]]:
    yield None, chapter.title
    for number, block in enumerate(chapter.blocks):
        if not isinstance(block, Link):
            yield number, block.text


def _excerpt(text: str, word: str) -> str:
    line = next((line for line in text.split("\n") if word in line.casefold()), text)
    at = max(0, line.casefold().find(word))
    start, end = max(0, at - _AROUND_HIT), at + len(word) + _AROUND_HIT
    # Whole words only.
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = line.find(" ", end) if line.find(" ", end) > 0 else len(line)
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"
