"""What a letter is made of: values only, the same for text, HTML, PDF and print."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCitation:
    """How a rule is cited: its id and version, and its words and source as they are published."""

    rule_id: str
    version: int
    name: str
    wording: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One thing that tells the patient from others: ``Born``, ``11 January 1968 (57 years)``."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One finding of the table.

    Attributes:
        place: ``Left ankle``.
        text: ``6 beats``.
        before: The same place at the earlier examination; empty without a comparison.
        is_above: True when the finding is above the limit.
    """

    place: str
    text: str
    before: str = ""
    is_above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One site: right before left, or one cell for a site without sides.

    Raises:
        ValueError: Neither two sides nor a midline, or both.
    """

    site: str
    right: Cell | None = None
    left: Cell | None = None
    midline: Cell | None = None

    def __post_init__(self) -> None:
        held = [cell is not None for cell in (self.right, self.left, self.midline)]
        if held not in ([True, True, False], [False, False, True]):
            raise ValueError(f"The row of {self.site} needs right and left, or a midline alone.")

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Right and left, or the midline alone."""
        return tuple(c for c in (self.right, self.left, self.midline) if c is not None)

    @property
    def before(self) -> str:
        """The earlier examination in one cell: ``2 beats / 8 beats``; empty without one."""
        return " / ".join(filter(None, (cell.before for cell in self.cells)))

    @property
    def is_midline(self) -> bool:
        """True when one cell stands across both columns."""
        return self.midline is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The findings by site.

    Attributes:
        header: Titles of the columns; a fourth when an earlier examination is compared.
        rows: Site after site in the order of the examination.
        compared_on: Date of the earlier examination in words; empty without one.
        above_mark: What is said of a finding above the limit.
        midline_mark: What is said of a finding that stands under neither side.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    compared_on: str
    above_mark: str
    midline_mark: str

    def in_row(self, row: Row, cell: Cell) -> str:
        """A cell's text; under neither side it says so, lest it be read as the right's."""
        return f"{self.midline_mark}: {cell.text}" if row.is_midline else cell.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some paragraphs under a heading; a heading alone stands over what follows it.

    Attributes:
        heading: May be empty.
        is_typed: True for the clinician's own words, False for generated sentences.
        is_beneath: True under a heading of the letter's structure.
        is_small: True for what explains the findings, in smaller print.
    """

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    is_typed: bool = False
    is_beneath: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """The words of the course plot.

    Attributes:
        titles: Title of each panel by the key of its site.
        right, left, midline, limit, sustained: What each mark means.
        right_mark, left_mark: Letters of the sides, as under the axis.
        sustained_mark: Label of the band of sustained clonus.
        doses: What the marks under the dates mean; empty without any.
        doses_mark: Label of their row.
        marks: What the words of amended and withdrawn visits mean; empty without any.
        months: Twelve short month names.
    """

    titles: dict[str, str]
    right: str
    left: str
    midline: str
    limit: str
    sustained: str
    right_mark: str
    left_mark: str
    sustained_mark: str
    doses: str
    doses_mark: str
    marks: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The course of the findings over the examinations, drawn.

    Attributes:
        heading: Says how many visits it shows.
        svg: The picture; its letters want the fonts of the letter.
        summary: The same in one sentence, for those who cannot see it.
        is_beneath: True under a heading of the letter's structure.
    """

    heading: str
    svg: str
    summary: str
    is_beneath: bool = False


Block = Section | Table | Plot
"""What stands one under the other in a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words around the letter.

    Attributes:
        draft_mark: "DRAFT – not signed"; empty for a signed examination.
        copy_mark: Says of a letter from the record when it was issued and by whom; else empty.
        identity: The patient on one line, for every page.
        record: Examination, revision, rule and program on one line, for every page.
        page_of: ``Page {page} of {pages}`` in the letter's language.
        replaced: What to say when a character could not be printed.
        seal: How far the record had come, on one line; empty for a draft.
    """

    draft_mark: str
    identity: str
    record: str
    page_of: str
    replaced: str
    seal: str = ""
    copy_mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, ready for every output: plain words, nothing is looked up any more.

    Attributes:
        language: Code of the letter's language.
        written_on: Day of the letter; also the time stamp of the file.
        clinic: Letterhead.
        date: The day in words.
        recipient: Address.
        subject: ``Re: MACILROY, Iain (Mr)``.
        identifiers: Born, sex, record number.
        title: ``Clonus examination, 14 November 2025``.
        opening: What stands before the title, such as the clinician's reason for the letter.
        body: All between title and closing, in the order of the letter's structure.
        closing: ``Yours sincerely,``.
        signature: Who writes, and who examined and signed when.
        copies: ``Copies to:`` and one line for each; empty when there are none.
        structure: Key of the headings that the letter follows.
        addressee_id: Row of the addressee whom it is to, or None.
        citation: The rule that was applied.
        examination_id: Row of the record.
        revision: Of the examination.
        is_draft: True when the examination is not signed.
        program_version: Of this program.
    """

    language: str
    written_on: date
    clinic: tuple[str, ...]
    date: str
    recipient: tuple[str, ...]
    salutation: str
    subject: str
    identifiers: tuple[Identifier, ...]
    title: str
    opening: tuple[Section, ...]
    body: tuple[Block, ...]
    closing: str
    signature: tuple[str, ...]
    copies: tuple[str, ...] = ()
    structure: str = "plain"
    addressee_id: int | None = None
    citation: RuleCitation
    examination_id: int
    revision: int
    is_draft: bool
    program_version: str
    frame: Frame

    @property
    def is_copy(self) -> bool:
        """True for a letter of the record that is told once more."""
        return bool(self.frame.copy_mark)

    @property
    def table(self) -> Table | None:
        """The table of findings; None when it was not wanted."""
        return next((block for block in self.body if isinstance(block, Table)), None)

    @property
    def plot(self) -> Plot | None:
        """The course; None when it was not wanted or there is nothing to compare."""
        return next((block for block in self.body if isinstance(block, Plot)), None)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The paragraphs in usual print, from the findings to the conditions."""
        return tuple(b for b in self.body if isinstance(b, Section) and not b.is_small)

    @property
    def explanations(self) -> tuple[Section, ...]:
        """How it was counted, the rule with its source, what absence means."""
        return tuple(b for b in self.body if isinstance(b, Section) and b.is_small)
