"""What a letter is about: all that its parts are written from."""

from dataclasses import dataclass

from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.context import Context, blank_context
from clonus_desktop.domain.context_form import ContextForm
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.statement import Topic
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.options import LetterOptions
from clonus_desktop.report.parts import Plot
from clonus_desktop.report.reading import Reading, compare_readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What the letter is about.

    Attributes:
        before: The examination to compare with, or None.
        plot: The course, or None where there is nothing to compare.
        form: Words of the context.
    """

    patient: Patient
    examination: Examination
    reading: Reading
    before: Reading | None
    plot: Plot | None
    protocols: tuple[Protocol, ...]
    options: LetterOptions
    form: ContextForm

    @property
    def words(self) -> Catalogue:
        """The language of the letter."""
        return self.reading.words

    @property
    def context(self) -> Context:
        """What was recorded beside the places; it may say nothing."""
        stated = self.examination.statement(Topic.CONTEXT)
        return Context.from_content(stated) if stated else blank_context(self.form)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """What changed at each place; empty without an earlier examination."""
        return () if self.before is None else compare_readings(self.reading, self.before)

    @property
    def day(self) -> str:
        """The day of the comparison in words; empty without one."""
        before = self.before
        return "" if before is None else phrases.letter_date(before.examined_on, before.words)
