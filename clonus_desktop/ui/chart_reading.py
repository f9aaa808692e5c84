"""What the chart shows of one patient, read from the casebook in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clonus_desktop.casebook import contexts, examinations, findings, merging, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import SIDES, Place, Side
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, largest_of
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.position_notes import PositionNote, position_notes
from clonus_desktop.domain.rules import Rule
from clonus_desktop.domain.visit_marks import VisitMark, visit_marks
from clonus_desktop.ui.widgets.course_history import CourseHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One signed visit in the list.

    Attributes:
        visit: The examination, by its last revision.
        highest: By side, the place with the most clonus; None when nothing was tested.
        on_midline: What places without sides showed, in words; empty without any.
        recorded_under: The record that it was made under, when that was merged into this one.
    """

    visit: Examination
    highest: Mapping[Side, Finding | None]
    on_midline: str = ""
    recorded_under: Patient | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartReading:
    """The findings of one patient. Drafts are told apart and never among the visits.

    Attributes:
        patient: Who.
        others: Records of the same person that were merged into this one.
        draft: The unfinished examination, or None.
        visits: The signed ones, newest first, withdrawn ones too.
        findings: What the latest visit that stands shows; empty without one.
        comparisons: How each place stands to the visit before; empty without one.
        courses: Each place over the visits that stand.
        marks: The visits that were amended or withdrawn.
        drugs: The antispastic drugs at those visits that tell them.
        positions: Where a place was tested in another position than before.
        rule: The rule that labels the latest visit: the practice's, or the infants'.
        visits_left_out: How many older visits were not read yet, withdrawn ones too.
        left_out: How many of those stand.
    """

    patient: Patient
    others: tuple[Patient, ...]
    draft: Examination | None
    visits: tuple[VisitLine, ...]
    findings: tuple[Finding, ...]
    comparisons: Mapping[Place, Comparison]
    courses: tuple[Course, ...]
    marks: tuple[VisitMark, ...]
    drugs: tuple[DrugNote, ...]
    positions: tuple[PositionNote, ...]
    rule: Rule
    visits_left_out: int = 0
    left_out: int = 0

    @property
    def history(self) -> CourseHistory:
        """What the plot and its table show."""
        return CourseHistory(
            courses=self.courses,
            limit=self.rule.limit,
            notes=self.drugs,
            marks=self.marks,
            positions=self.positions,
        )

    @property
    def standing(self) -> tuple[Examination, ...]:
        """The signed visits that were not withdrawn, newest first."""
        return findings.standing([line.visit for line in self.visits])

    @property
    def latest(self) -> Examination | None:
        """The newest signed visit that stands."""
        return next(iter(self.standing), None)

    @property
    def before(self) -> Examination | None:
        """The visit before the newest."""
        return self.standing[1] if len(self.standing) > 1 else None

    @property
    def withdrawn_since(self) -> tuple[Examination, ...]:
        """Withdrawn visits later than the newest that stands, newest first."""
        latest = self.latest
        return tuple(
            line.visit
            for line in self.visits
            if line.visit.withdrawal is not None
            and (latest is None or line.visit.started_at >= latest.started_at)
        )


FIRST_READ = 24
"""As many visits as are read before a chart is seen; a plot begins with the last twelve."""


def read_chart(book: Casebook, patient_id: int, *, newest: int = -1) -> ChartReading:
    """The chart of a patient as the record holds it now.

    Args:
        newest: Read no more than so many visits, and count the others; below zero for all.
    """
    who = merging.identity(book, patient_id)
    patient, records = who.patient, {one.id: one for one in who.others}
    signed = findings.all_visits(book, patient.id, newest=newest)
    visits = findings.standing(signed)
    found = {visit.id: findings.findings_of(book, patient, visit) for visit in visits}
    left_out = _left_out(book, patient.id, signed, visits) if newest >= 0 else (0, 0)
    return ChartReading(
        patient=patient,
        others=who.others,
        draft=examinations.draft_of(book, patient.id),
        visits=tuple(
            _line(book, visit, found.get(visit.id, ()), records.get(visit.recorded_under_id))
            for visit in signed
        ),
        findings=found[visits[0].id] if visits else (),
        comparisons=(
            findings.comparisons(book, patient, visits[0], visits[1]) if len(visits) > 1 else {}
        ),
        courses=findings.courses_of(book, visits, found),
        marks=visit_marks(signed),
        drugs=contexts.drug_course(visits),
        positions=position_notes(reversed(visits)),
        rule=findings.rule_at(book, patient, visits[0]) if visits else book.rule,
        visits_left_out=left_out[0],
        left_out=left_out[1],
    )


def _left_out(
    book: Casebook,
    patient_id: int,
    signed: Sequence[Examination],
    standing: Sequence[Examination],
) -> tuple[int, int]:
    all_signed, all_standing = findings.visit_counts(book, patient_id)
    return all_signed - len(signed), all_standing - len(standing)


def _line(
    book: Casebook,
    visit: Examination,
    found: tuple[Finding, ...],
    recorded_under: Patient | None,
) -> VisitLine:
    # What was withdrawn has no findings to be seen in passing: they may be somebody else's.
    return VisitLine(
        visit=visit,
        highest={
            side: largest_of(tuple(f for f in found if f.place.side is side)) for side in SIDES
        },
        on_midline=words.midline_words(book, found),
        recorded_under=recorded_under,
    )


def limit_caption(book: Casebook, rule: Rule) -> str:
    """The limit in the words of the rule, with its source told; infants have words of their own."""
    text = book.rule_texts[rule.id]
    said = text.limit_caption or text.wording
    return said if said.endswith(".") else f"{said}."
