"""What a letter can be like, and what it usually is in this practice."""

from dataclasses import replace

from clonus_desktop.casebook import practice
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.report.options import PLAIN, SWITCHED, USUALLY_WITHOUT, LetterOptions
from clonus_desktop.report.structures import Structure, load_structures, structure_named

__all__ = [
    "SWITCHED",
    "Structure",
    "is_usual",
    "keep_usual",
    "language_of",
    "structure_named",
    "structures",
    "usual_options",
]


def structures() -> tuple[Structure, ...]:
    """The headings that can be chosen, the plain ones first."""
    return load_structures()


def usual_options(book: Casebook) -> LetterOptions:
    """Nothing typed yet, and structure, parts and language as the practice has them."""
    chosen = book.practice
    # A practice that has not chosen yet leaves out what is usually left out.
    without = frozenset(chosen.letter_without) if chosen.letter_structure else USUALLY_WITHOUT
    return LetterOptions(
        structure=structure_named(chosen.letter_structure or PLAIN).key,
        language=chosen.letter_language or book.language,
        without=without,
    )


def language_of(book: Casebook, options: LetterOptions) -> str:
    """The language of a letter: its own, else the practice's, else that of the screen."""
    return options.language or book.practice.letter_language or book.language


def is_usual(book: Casebook, options: LetterOptions) -> bool:
    """True when structure, parts and language are those of the practice."""
    return _usual(usual_options(book)) == _usual(options)


def keep_usual(book: Casebook, options: LetterOptions) -> Change:
    """Make structure, parts and language those of every new letter of the practice."""
    structure, language, without = _usual(options)
    return practice.change(
        book,
        replace(
            book.practice,
            letter_structure=structure,
            letter_language=language,
            letter_without=tuple(part for part in SWITCHED if part in without),
        ),
    )


def _usual(options: LetterOptions) -> tuple[str, str, frozenset[str]]:
    return options.structure, options.language, options.without
