"""The course plot in sentences: what a screen reader says of it."""

from collections.abc import Sequence
from datetime import datetime

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.finding import Finding, FindingKind, largest_of
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.course_axis import point_at, visits_of


def summary(book: Casebook, courses: Sequence[Course]) -> str:
    """One sentence for each site: "Ankle: right 0 to 2 beats, left 8 to 6 beats over 8 visits."."""
    sites = dict.fromkeys(course.place.site for course in courses)
    return " ".join(
        _site_summary(book, [course for course in courses if course.place.site == site])
        for site in sites
    )


def _site_summary(book: Casebook, courses: Sequence[Course]) -> str:
    count = len(visits_of(courses))
    sides = ", ".join(_side_summary(book, course) for course in courses)
    said = ngettext("{site}: {sides} over {n} visit.", "{site}: {sides} over {n} visits.", count)
    site = words.site_words(book, courses[0].place.site.key)
    return said.format(site=site, sides=sides, n=count)


def _side_summary(book: Casebook, course: Course) -> str:
    shown = [point.finding for point in course.points if point.finding.is_tested]
    said = _("not tested") if not shown else _change(book, shown)
    # A site without sides is told by its name alone.
    if course.place.side is not Side.MIDLINE:
        side = _("right") if course.place.side is Side.RIGHT else _("left")
        said = _("{side} {change}").format(side=side, change=said)
    if not shown:
        return said
    most = largest_of(tuple(shown))
    if most is not None and _amount(most) > max(_amount(shown[0]), _amount(shown[-1])):
        said += " " + _("(highest {finding})").format(finding=say(most.short))
    not_tested = sum(p.finding.kind is FindingKind.NOT_TESTED for p in course.points)
    if not_tested:
        said += " " + ngettext("({n} not tested)", "({n} not tested)", not_tested).format(
            n=not_tested
        )
    return said


def _change(book: Casebook, shown: Sequence[Finding]) -> str:
    first, last = shown[0], shown[-1]
    if len(shown) == 1:
        return _inside(book, last)
    if last.kind is FindingKind.COUNTED:
        said = ngettext("{first} to {last} beat", "{first} to {last} beats", last.beats or 0)
        return said.format(first=say(first.short), last=say(last.short))
    return _("{first} to {last}").format(first=say(first.short), last=say(last.short))


def _inside(book: Casebook, finding: Finding) -> str:
    if finding.kind is FindingKind.COUNTED and finding.beats is not None:
        said = ngettext("{count} beat", "{count} beats", finding.beats)
        return said.format(count=say(finding.short))
    return words.finding_words(book, finding)


def _amount(finding: Finding) -> float:
    if finding.kind is FindingKind.SUSTAINED:
        return float("inf")
    return -1.0 if finding.beats is None else float(finding.beats)


def visit_words(
    book: Casebook,
    courses: Sequence[Course],
    row: int,
    time: datetime,
    *,
    notes: Sequence[DrugNote] = (),
    marks: Sequence[VisitMark] = (),
) -> str:
    """All findings of a visit: "26-Aug-2025. Right ankle: 2 beats. Left ankle: 8 beats.".

    Before them, that it was amended or withdrawn; after them the antispastic drugs, where the
    visit tells them.
    """
    found = [(course.place, point_at(course, row)) for course in courses]
    sentences = [
        _("{place}: {finding}.").format(
            place=words.place_words(book, place, capital=True),
            finding=words.finding_words(book, point.finding),
        )
        for place, point in found
        if point is not None
    ]
    sentences += [
        _("Antispastic drugs: {drugs}.").format(drugs=words.drug_note_words(book, note))
        for note in notes
        if note.examination_id == row
    ]
    marked = [f"{mark_words(mark)}." for mark in marks if mark.examination_id == row]
    return " ".join((f"{short_date(time)}.", *marked, *sentences))


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
