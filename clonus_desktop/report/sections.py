"""The table and the sections of a letter; typed words never mix with generated ones."""

from dataclasses import dataclass

from clonus_desktop.domain.anatomy import Place, Sides, Site
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.context import Context
from clonus_desktop.domain.context_form import ContextForm
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.statement import Topic
from clonus_desktop.report import phrases, plain
from clonus_desktop.report.context_words import context_paragraphs
from clonus_desktop.report.explanations import absence_sentence, counting_prose, rule_prose
from clonus_desktop.report.hunter_words import hunter_section
from clonus_desktop.report.parts import Cell, LetterOptions, Row, Section, Table
from clonus_desktop.report.prose import comparison_prose, findings_prose
from clonus_desktop.report.reading import Reading, compare_readings
from clonus_desktop.report.technique_words import technique_prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What the letter is about.

    Attributes:
        before: The examination to compare with, or None.
        form: Words of the context.
    """

    patient: Patient
    examination: Examination
    reading: Reading
    before: Reading | None
    protocols: tuple[Protocol, ...]
    options: LetterOptions
    form: ContextForm

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """What changed at each place; empty without an earlier examination."""
        return () if self.before is None else compare_readings(self.reading, self.before)

    @property
    def day(self) -> str:
        """The day of the comparison in words; empty without one."""
        before = self.before
        return "" if before is None else phrases.letter_date(before.examined_on, before.words)


def findings_table(matter: Matter) -> Table:
    """Site after site in the order of the examination, right before left, midline across."""
    reading, words, day = matter.reading, matter.reading.words, matter.day
    header = [words.gettext("Place"), words.gettext("Right"), words.gettext("Left")]
    if day:
        header.append(words.say(Message("{date} (right / left)", {"date": day})))
    found = {finding.place: finding for finding in reading.findings}
    before = {
        c.place: phrases.measure_words(c.before, words)
        for c in matter.comparisons
        if c.before.kind is not FindingKind.NOT_EXAMINED
    }
    rows = []
    for site in dict.fromkeys(place.site for place in found):
        sides = [place.side for place in found if place.site == site]
        title = _title_of(site, reading)
        # A site that was given sides and none at different times is told in both ways.
        for kind in (Sides.BOTH, Sides.MIDLINE):
            if set(kind.each) & set(sides):
                cells = {
                    side.value: _cell(
                        Place(site, side), found, before, has_before=bool(day), reading=reading
                    )
                    for side in kind.each
                }
                rows.append(Row(site=title, **cells))
    mark = words.gettext("above the limit")
    return Table(
        header=tuple(header),
        rows=tuple(rows),
        compared_on=day,
        above_mark=mark,
        midline_mark=words.gettext("Midline"),
    )


def main_sections(matter: Matter) -> tuple[Section, ...]:
    """All between table and plot, from the findings to the conditions: those that have words."""
    reading, examination, words = matter.reading, matter.examination, matter.reading.words
    compared = comparison_prose(
        matter.comparisons, compared_on=matter.day, reading=reading, protocols=matter.protocols
    )
    sections = [
        Section(paragraphs=findings_prose(reading)),
        Section(paragraphs=compared),
        _context_section(matter),
        _revision_section(examination, reading),
        hunter_section(examination, reading),
    ]
    if matter.options.with_technique:
        sections.append(_technique_section(examination, matter.protocols, reading))
    if matter.options.with_notes:
        sections.append(_notes_section(examination, reading))
    sections += [
        Section(
            heading=words.gettext("Comment"),
            paragraphs=plain.paragraphs(examination.comment, words),
            is_typed=True,
        ),
        Section(
            heading=words.gettext("Known conditions"),
            paragraphs=plain.paragraphs(matter.patient.known_conditions, words),
            is_typed=True,
        ),
    ]
    return tuple(section for section in sections if section.paragraphs)


def closing_sections(reading: Reading) -> tuple[Section, ...]:
    """The rule with its source, how it was counted, and what absent clonus does not say."""
    words = reading.words
    paragraphs = (*rule_prose(reading), *counting_prose(reading), absence_sentence(words))
    heading = words.gettext("Limit and counting")
    return (Section(heading=heading, paragraphs=paragraphs, is_small=True),)


def _cell(
    place: Place,
    found: dict[Place, Finding],
    before: dict[Place, str],
    *,
    has_before: bool,
    reading: Reading,
) -> Cell:
    words, finding = reading.words, found.get(place)
    name = phrases.first_upper(reading.place(place))
    earlier = before.get(place, words.gettext("not examined")) if has_before else ""
    if finding is None:
        return Cell(place=name, text=words.gettext("Not examined"), before=earlier)
    return Cell(
        place=name,
        text=phrases.finding_words(finding, words),
        before=earlier,
        is_above=phrases.is_above(finding),
    )


def _title_of(site: Site, reading: Reading) -> str:
    return phrases.first_upper(phrases.site_words(site.key, reading.names))


def _context_section(matter: Matter) -> Section:
    words, stated = matter.reading.words, matter.examination.statement(Topic.CONTEXT)
    paragraphs: tuple[str, ...] = ()
    if stated:
        paragraphs = context_paragraphs(
            Context.from_content(stated),
            matter.form,
            examined_at=matter.examination.started_at,
            words=words,
        )
    heading = words.gettext("Other neurological signs and treatment")
    return Section(heading=heading, paragraphs=paragraphs)


def _revision_section(examination: Examination, reading: Reading) -> Section:
    words, paragraphs = reading.words, []
    if examination.revision > 1:
        values: dict[str, object] = {
            "revision": examination.revision,
            "before": examination.revision - 1,
            "reason": phrases.ended(plain.line(examination.revision_reason, words)),
        }
        paragraphs.append(
            words.say(
                Message(
                    "This is revision {revision} of the examination and replaces revision "
                    "{before}. Reason for the amendment: {reason}",
                    values,
                )
            )
        )
    if examination.superseded:
        paragraphs.append(words.gettext("A later revision of this examination exists."))
    return Section(paragraphs=tuple(paragraphs))


def _technique_section(
    examination: Examination, protocols: tuple[Protocol, ...], reading: Reading
) -> Section:
    paragraphs = technique_prose(examination, protocols, reading)
    heading = reading.words.gettext("How the test was done")
    return Section(heading=heading, paragraphs=paragraphs)


def _notes_section(examination: Examination, reading: Reading) -> Section:
    words, paragraphs = reading.words, []
    for place, note in examination.notes.items():
        name = phrases.first_upper(reading.place(place))
        for number, text in enumerate(plain.paragraphs(note, words)):
            values = {"place": name, "note": text}
            said = words.say(Message("{place}: {note}", values))
            paragraphs.append(text if number else said)
    return Section(heading=words.gettext("Notes"), paragraphs=tuple(paragraphs), is_typed=True)
