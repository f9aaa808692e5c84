"""What letters are made with: the letterhead and the Word template of the practice.

Apart from the making of letters: a page of settings needs no typesetter until it shows one.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.report.unusable import Unusable
from clonus_desktop.storage import IssuedLetter
from clonus_desktop.storage.stationery import Stationery as Kept
from clonus_desktop.storage.stationery import StationeryKind

if TYPE_CHECKING:
    from clonus_desktop.report.letterhead import Letterhead

__all__ = [
    "PLAIN",
    "Checked",
    "Kept",
    "Stationery",
    "StationeryKind",
    "Unusable",
    "check",
    "default_word_template",
    "in_use",
    "keep",
    "kept",
    "of_issued",
    "picture",
    "put_away",
    "tags",
]

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """What a letter is made with, ready for any thread.

    Attributes:
        letterhead: At the top of the PDF and the print; None for the clinic's words.
        word_template: None for the one that comes with the program.
    """

    letterhead: "Letterhead | None" = None
    word_template: bytes | None = None


PLAIN = Stationery()
"""Of a practice that chose none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file that letters can be made with.

    Attributes:
        kind: What it is for.
        name: Of the file, without its folder.
        media_type: Such as ``image/png``.
        content: What will be kept.
        left_out: Names of what was left out of a drawing, such as ``script``.
        has_words: True when a drawing holds text, which gets the fonts of the letter.
    """

    kind: StationeryKind
    name: str
    media_type: str
    content: bytes
    left_out: tuple[str, ...] = ()
    has_words: bool = False


def kept(book: Casebook, kind: StationeryKind) -> Kept | None:
    """What the practice chose; None when it uses what comes with the program."""
    return book.file.stationery.in_use(kind)


def in_use(book: Casebook) -> Stationery:
    """What letters are made with now."""
    return _made_of(kept(book, StationeryKind.LETTERHEAD), kept(book, StationeryKind.WORD_TEMPLATE))


def of_issued(book: Casebook, letter: IssuedLetter) -> Stationery:
    """What a letter was made with when it was issued, whatever is in use now.

    The stationery of another casebook is not here: a letter that was taken in has none.
    """
    if letter.taken_in_at is not None:
        return PLAIN
    file, at = book.file.stationery, letter.issued_at
    return _made_of(
        file.in_use_at(StationeryKind.LETTERHEAD, at),
        file.in_use_at(StationeryKind.WORD_TEMPLATE, at),
    )


def _made_of(head: Kept | None, template: Kept | None) -> Stationery:
    if head is None and template is None:
        return PLAIN
    from clonus_desktop.report.letterhead import kept_letterhead

    return Stationery(
        letterhead=None if head is None else kept_letterhead(head.content),
        word_template=None if template is None else template.content,
    )


def check(kind: StationeryKind, name: str, content: bytes) -> Checked:
    """What a chosen file holds, as far as letters can be made with it.

    Args:
        name: Of the file, without its folder.

    Raises:
        Unusable: None can, and why: for a template, every tag that is wrong.
    """
    if kind is StationeryKind.WORD_TEMPLATE:
        from clonus_desktop.report.word_template import template_of

        content = template_of(content).content
        return Checked(kind=kind, name=name, media_type=_WORD_TYPE, content=content)
    from clonus_desktop.report.letterhead import letterhead_of

    head = letterhead_of(content)
    return Checked(
        kind=kind,
        name=name,
        media_type=head.media_type,
        content=head.content,
        left_out=head.left_out,
        has_words=head.has_words,
    )


def keep(book: Casebook, checked: Checked) -> Change:
    """Take a file into use; the one before is put away and stays in the record."""
    with book.file.write():
        book.file.stationery.keep(
            checked.kind,
            name=checked.name,
            media_type=checked.media_type,
            content=checked.content,
            at=book.now(),
            by=book.examiner,
        )
    return Change(deed=Deed.PRACTICE)


def put_away(book: Casebook, kind: StationeryKind) -> Change:
    """Use what comes with the program again."""
    with book.file.write():
        book.file.stationery.put_away(kind, at=book.now(), by=book.examiner)
    return Change(deed=Deed.PRACTICE)


def picture(head: Kept) -> bytes:
    """A letterhead as PNG, as it will be printed."""
    from clonus_desktop.report.letterhead import as_dots, kept_letterhead

    return as_dots(kept_letterhead(head.content)).content


def tags(template: Kept) -> tuple[str, ...]:
    """What a Word template prints, in alphabetical order."""
    from clonus_desktop.report.word_template import template_of

    return template_of(template.content).tags


def default_word_template() -> bytes:
    """The template that comes with the program, to be changed in a word processor."""
    from clonus_desktop.report.word import default_template

    return default_template()
