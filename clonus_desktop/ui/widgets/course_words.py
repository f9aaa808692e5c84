"""The course plot in sentences: what a screen reader says of it."""

from collections.abc import Iterator, Sequence

from clonus_desktop.casebook import comparing, techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.position_notes import PositionNote
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.course_history import CourseHistory


def summary(book: Casebook, history: CourseHistory, measure: Measure = Measure.BEATS) -> str:
    """One sentence for each site: "Ankle: right 0 to 2 beats, left 8 to 6 beats over 8 visits."."""
    sites = (history.of_site(site) for site in history.sites)
    return " ".join(_site_summary(book, courses, measure) for courses in sites)


def _site_summary(book: Casebook, courses: Sequence[Course], measure: Measure) -> str:
    count = len(CourseHistory(courses=tuple(courses)).visits)
    sides = ", ".join(_side_summary(book, course, measure) for course in courses)
    said = ngettext("{site}: {sides} over {n} visit.", "{site}: {sides} over {n} visits.", count)
    site = words.site_words(book, courses[0].place.site.key)
    return said.format(site=site, sides=sides, n=count)


def _side_summary(book: Casebook, course: Course, measure: Measure) -> str:
    shown = [p.finding for p in course.points if _is_shown(p, measure)]
    said = _without(measure) if not shown else _change(book, shown, measure)
    # A site without sides is told by its name alone.
    if course.place.side is not Side.MIDLINE:
        side = _("right") if course.place.side is Side.RIGHT else _("left")
        said = _("{side} {change}").format(side=side, change=said)
    if not shown:
        return said
    return " ".join((said, *_brackets(book, course, shown, measure)))


def _is_shown(point: CoursePoint, measure: Measure) -> bool:
    if measure is Measure.BEATS:
        return point.finding.is_tested
    return point.level_in(measure) is not None


def _without(measure: Measure) -> str:
    return _("not tested") if measure is Measure.BEATS else _("not timed")


def _brackets(
    book: Casebook, course: Course, shown: Sequence[Finding], measure: Measure
) -> Iterator[str]:
    """The highest where it is neither first nor last, and how often nothing was tested."""
    most = max(shown, key=lambda finding: _amount(finding, measure))
    if _amount(most, measure) > max(_amount(shown[0], measure), _amount(shown[-1], measure)):
        yield _("(highest {finding})").format(finding=_short(book, most, measure))
    not_tested = sum(p.finding.kind is FindingKind.NOT_TESTED for p in course.points)
    if not_tested:
        yield ngettext("({n} not tested)", "({n} not tested)", not_tested).format(n=not_tested)


def _short(book: Casebook, finding: Finding, measure: Measure) -> str:
    if measure is Measure.BEATS:
        return say(finding.short)
    return words.duration_words(book, finding)


def _change(book: Casebook, shown: Sequence[Finding], measure: Measure) -> str:
    first, last = shown[0], shown[-1]
    if len(shown) == 1:
        return _inside(book, last, measure)
    both = {"first": _short(book, first, measure), "last": _short(book, last, measure)}
    if measure is Measure.BEATS and last.kind is FindingKind.COUNTED:
        said = ngettext("{first} to {last} beat", "{first} to {last} beats", last.beats or 0)
        return said.format(**both)
    return _("{first} to {last}").format(**both)


def _inside(book: Casebook, finding: Finding, measure: Measure) -> str:
    if measure is Measure.DURATION:
        return words.duration_words(book, finding)
    if finding.kind is FindingKind.COUNTED and finding.beats is not None:
        said = ngettext("{count} beat", "{count} beats", finding.beats)
        return said.format(count=say(finding.short))
    return words.finding_words(book, finding)


def _amount(finding: Finding, measure: Measure) -> float:
    if measure is Measure.DURATION:
        return finding.trial.known_duration_s or 0.0 if finding.trial is not None else 0.0
    if finding.kind is FindingKind.SUSTAINED:
        return float("inf")
    return -1.0 if finding.beats is None else float(finding.beats)


def visit_words(
    book: Casebook, history: CourseHistory, row: int, measure: Measure = Measure.BEATS
) -> str:
    """All of a visit: "26-Aug-2025. Right ankle: 2 beats. Left ankle: 8 beats. …".

    Before the findings, that it was amended or withdrawn; after them which side showed more,
    another position than before, and the antispastic drugs, where the visit tells them.
    """
    time = next(time for time, shown in history.visits if shown == row)
    found = tuple(history.findings_at(row))
    marked = [f"{mark_words(mark)}." for mark in history.marks if mark.examination_id == row]
    sentences = [
        _("{place}: {finding}.").format(
            place=words.place_words(book, finding.place, capital=True),
            finding=words.measured_words(book, finding, measure),
        )
        for finding in found
    ]
    sentences.append(comparing.sides_words(book, found, measure=measure))
    sentences += [position_words(book, n) for n in history.positions if n.examination_id == row]
    sentences += [
        _("Antispastic drugs: {drugs}.").format(drugs=words.drug_note_words(book, note))
        for note in history.notes
        if note.examination_id == row
    ]
    return " ".join(filter(None, (f"{short_date(time)}.", *marked, *sentences)))


def position_words(book: Casebook, note: PositionNote) -> str:
    """ "Right ankle in another position: sitting, knee bent; before: supine, knee straight."."""
    site = note.place.site.key
    return _("{place} in another position: {position}; before: {before}.").format(
        place=words.place_words(book, note.place, capital=True),
        position=techniques.position_words(book, site, note.position),
        before=techniques.position_words(book, site, note.before),
    )


def mark_words(mark: VisitMark) -> str:
    """ "Withdrawn, does not count", or "Amended, version 2"."""
    if mark.is_withdrawn:
        return _("Withdrawn, does not count")
    return _("Amended, version {n}").format(n=mark.revision)


def short_mark_words(mark: VisitMark) -> str:
    """ "Withdrawn", or "Version 2", as they stand under a date."""
    if mark.is_withdrawn:
        return _("Withdrawn")
    return _("Version {n}").format(n=mark.revision)


def marks_summary(marks: Sequence[VisitMark]) -> str:
    """How many of the visits were amended and how many withdrawn; empty without any."""
    withdrawn = sum(mark.is_withdrawn for mark in marks)
    amended = len(marks) - withdrawn
    said = []
    if amended:
        said.append(
            ngettext("{n} visit amended.", "{n} visits amended.", amended).format(n=amended)
        )
    if withdrawn:
        gone = ngettext("{n} visit withdrawn.", "{n} visits withdrawn.", withdrawn)
        said.append(gone.format(n=withdrawn))
    return " ".join(said)
