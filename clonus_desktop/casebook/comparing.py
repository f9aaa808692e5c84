"""Two visits beside each other, in the words of the screen."""

from collections.abc import Sequence

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.side_difference import SideDifference, side_differences
from clonus_desktop.report import comparison_words, counting_error_words, side_words
from clonus_desktop.report.comparison_words import Since
from clonus_desktop.report.phrases import screen_date


def since(book: Casebook, before: Examination) -> Since:
    """What the sentences of a comparison with that visit need."""
    return Since(
        day=screen_date(before.started_at.date(), book.words),
        names=words.site_names(book),
        protocols=book.protocols,
        words=book.words,
    )


def sentence(comparison: Comparison, told: Since) -> str:
    """The one sentence on a place: ``Left ankle: fewer beats than on 26-Aug-2025 (…).``."""
    return comparison_words.place_sentence(comparison, told)


def change_words(comparison: Comparison, told: Since) -> str:
    """The same without the place: ``fewer beats than on 26-Aug-2025 (…)``."""
    return comparison_words.change_words(comparison, told)


def side_difference_words(book: Casebook, difference: SideDifference) -> str:
    """``left 4 beats more``; empty where one side was not tested."""
    return side_words.side_difference_words(difference, book.words)


def sides_words(
    book: Casebook, findings: Sequence[Finding], *, measure: Measure = Measure.BEATS
) -> str:
    """Every site where it can be told: ``Ankle: left 4 beats more. Wrist: …``; may be empty."""
    said = (
        (words.site_words(book, found.site.key), side_difference_words(book, found))
        for found in side_differences(findings, measure=measure)
    )
    return " ".join(f"{site}: {difference}." for site, difference in said if difference)


def counting_error(book: Casebook) -> tuple[str, ...]:
    """The model of the counting error with its sources, paragraph by paragraph."""
    return counting_error_words.counting_error_paragraphs(book.words)
