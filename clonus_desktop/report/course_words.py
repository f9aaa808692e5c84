"""The words of the course plot: legend, titles, and the plot in one sentence."""

from clonus_desktop.domain.course import Course
from clonus_desktop.domain.finding import largest_of
from clonus_desktop.domain.message import Message
from clonus_desktop.report import phrases
from clonus_desktop.report.parts import Legend, Plot
from clonus_desktop.report.reading import Reading

MOST_VISITS = 12
"""As many marks as stand side by side without touching; the record holds the rest."""


def plot_of(courses: tuple[Course, ...], reading: Reading) -> Plot | None:
    """The last visits on paper, or None where there are not two visits to compare."""
    days = sorted({point.examined_at for course in courses for point in course.points})
    if len(days) < 2:
        return None
    first = days[-MOST_VISITS:][0]
    shown = tuple(
        Course(
            place=course.place,
            points=tuple(point for point in course.points if point.examined_at >= first),
        )
        for course in courses
    )
    words = reading.words
    heading = words.gettext("Beats at each examination")
    if len(days) > MOST_VISITS:
        values = {"n": MOST_VISITS, "all": len(days)}
        heading = words.say(Message("Beats at each examination, the last {n} of {all}", values))
    return Plot(
        heading=heading,
        courses=shown,
        limit=reading.applied_rule.limit,
        legend=_legend(shown, reading),
        summary=_summary(shown, reading),
    )


def _legend(courses: tuple[Course, ...], reading: Reading) -> Legend:
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
        months=phrases.short_months(words),
    )


def _summary(courses: tuple[Course, ...], reading: Reading) -> str:
    words = reading.words
    days = [point.examined_at.date() for course in courses for point in course.points]
    values: dict[str, object] = {
        "first": phrases.letter_date(min(days), words),
        "last": phrases.letter_date(max(days), words),
        "courses": "; ".join(_course_words(course, reading) for course in courses),
    }
    template = "Course from {first} to {last}: {courses}."
    return words.say(Message(template, values))


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
