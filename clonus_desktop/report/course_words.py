"""The words of the course plot: legend, titles, and the plot in one sentence."""

from datetime import datetime

from clonus_desktop.domain.context_form import ContextForm
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.finding import largest_of
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.course_plot import course_svg
from clonus_desktop.report.drug_words import note_words
from clonus_desktop.report.mark_words import marks_legend, marks_sentences
from clonus_desktop.report.parts import Legend, Plot
from clonus_desktop.report.reading import Reading

MOST_VISITS = 12
"""As many marks as stand side by side without touching; the record holds the rest."""


def plot_of(
    courses: tuple[Course, ...],
    reading: Reading,
    *,
    notes: tuple[DrugNote, ...],
    marks: tuple[VisitMark, ...],
    form: ContextForm,
) -> Plot | None:
    """The last visits on paper, or None where there are not two visits to compare.

    Args:
        notes: The antispastic drugs at visits; told where the plot shows the visit.
        marks: Amended and withdrawn visits; told where they lie in the time that is shown.
        form: Words of the drugs.
    """
    days = sorted({point.examined_at for course in courses for point in course.points})
    if len(days) < 2:
        return None
    first = days[-MOST_VISITS:][0]
    shown = tuple(_since(first, course) for course in courses)
    told = tuple(note for note in notes if note.examined_at in days and note.examined_at >= first)
    # A withdrawn visit is no point, and so it cannot begin the time that is cut to the last ones.
    begin = first if len(days) > MOST_VISITS else None
    marked = tuple(mark for mark in marks if begin is None or mark.examined_at >= begin)
    said = (_summary(shown, reading), _drugs(told, reading, form))
    svg = course_svg(
        shown,
        limit=reading.applied_rule.limit,
        legend=_legend(shown, reading, has_notes=bool(told), marks=marked),
        words=reading.words,
        notes=told,
        marks=marked,
    )
    return Plot(
        heading=_heading(len(days), reading.words),
        svg=svg,
        summary=" ".join(filter(None, (*said, *marks_sentences(marked, reading.words)))),
    )


def _since(first: datetime, course: Course) -> Course:
    points = tuple(point for point in course.points if point.examined_at >= first)
    return Course(place=course.place, points=points)


def _heading(visits: int, words: Catalogue) -> str:
    if visits <= MOST_VISITS:
        return words.gettext("Beats at each examination")
    values = {"n": MOST_VISITS, "all": visits}
    return words.say(Message("Beats at each examination, the last {n} of {all}", values))


def _legend(
    courses: tuple[Course, ...],
    reading: Reading,
    *,
    has_notes: bool,
    marks: tuple[VisitMark, ...],
) -> Legend:
    words = reading.words
    sites = dict.fromkeys(course.place.site.key for course in courses)
    limit = phrases.limit_words(reading.applied_rule, words)
    return Legend(
        titles={key: phrases.first_upper(phrases.site_words(key, reading.names)) for key in sites},
        right=words.gettext("right: filled circle, solid line"),
        left=words.gettext("left: open diamond, dashed line"),
        midline=words.gettext("midline: filled square, solid line"),
        limit=words.say(Message("limit: {limit}", {"limit": limit})),
        sustained=words.gettext("hatched: sustained, over 10 s"),
        right_mark=words.gettext("R"),
        left_mark=words.gettext("L"),
        sustained_mark=words.gettext("Sust."),
        doses=words.gettext(
            "under the dates: antispastic drug, filled if the last dose is known, and the time "
            "since; triangle: treatment changed"
        )
        if has_notes
        else "",
        doses_mark=words.gettext("Dose"),
        marks=marks_legend(marks, words),
        months=words.forms.short_months,
    )


def _summary(courses: tuple[Course, ...], reading: Reading) -> str:
    words = reading.words
    days = [point.examined_at.date() for course in courses for point in course.points]
    values: dict[str, object] = {
        "first": phrases.letter_date(min(days), words),
        "last": phrases.letter_date(max(days), words),
        "courses": phrases.clauses((_course_words(one, reading) for one in courses), words),
    }
    return words.say(Message("Course from {first} to {last}: {courses}.", values))


def _drugs(notes: tuple[DrugNote, ...], reading: Reading, form: ContextForm) -> str:
    if not notes:
        return ""
    words = reading.words
    said = [
        f"{phrases.letter_date(note.examined_at.date(), words)} {note_words(note, form, words)}"
        for note in notes
    ]
    return words.say(
        Message("Antispastic drugs: {visits}.", {"visits": phrases.clauses(said, words)})
    )


def _course_words(course: Course, reading: Reading) -> str:
    words, place = reading.words, reading.place(course.place)
    most = largest_of(tuple(point.finding for point in course.points))
    if most is None:
        return words.say(Message("{place} not tested", {"place": place}))
    latest = course.points[-1].finding
    values = {
        "place": place,
        "most": phrases.measure_words(most, words),
        "latest": phrases.measure_words(latest, words),
    }
    return words.say(Message("{place} at most {most}, last {latest}", values))
