"""The course on paper: small panels that share their axes, drawn as plain SVG."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.course import LEVEL_OF_10_OR_MORE, SUSTAINED_BAND, Course, CoursePoint
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import Catalogue
from clonus_desktop.report.course_axis import Label, Panel, apart, month_starts, ticks
from clonus_desktop.report.drug_lane import LANE_HEIGHT, drug_lane
from clonus_desktop.report.mark_words import mark_short
from clonus_desktop.report.palette import print_colours
from clonus_desktop.report.parts import Legend
from clonus_desktop.report.svg import svg_line, svg_text

WIDTH = 470.0
"""Between the margins of the letter, in points."""

_GUTTER, _GAP, _PANELS_A_ROW = 30.0, 12.0, 3
_LEGEND_HEIGHT, _LEGEND_ROW, _TITLE_HEIGHT, _PLOT_HEIGHT = 28.0, 13.0, 15.0, 84.0
_LABEL_ROW, _TICK_ROW = 9.0, 16.0
_LEVELS = (0, 2, 5, 8)
_NUMBER_WIDTH = 14.0


def course_svg(
    courses: Sequence[Course],
    *,
    limit: float | None,
    legend: Legend,
    words: Catalogue,
    notes: Sequence[DrugNote] = (),
    marks: Sequence[VisitMark] = (),
) -> str:
    """The courses as one SVG, readable without colour: shape, line and words tell the sides.

    A withdrawn visit is a word under the axis and no point, so that the line passes by it.
    """
    by_site: dict[str, list[Course]] = {}
    for course in courses:
        by_site.setdefault(course.place.site.key, []).append(course)
    days = [point.examined_at.date() for course in courses for point in course.points]
    days += [mark.examined_at.date() for mark in marks]
    under = _under(courses, marks)
    lane_height = LANE_HEIGHT if notes else 0.0
    row_height = _TITLE_HEIGHT + _PLOT_HEIGHT + under.height + _TICK_ROW + lane_height
    drawn = {course.place.side for course in courses}
    legend_rows = bool(notes) + (Side.MIDLINE in drawn) + bool(legend.marks)
    legend_height = _LEGEND_HEIGHT + legend_rows * _LEGEND_ROW
    parts = list(_legend(legend, drawn, has_limit=limit is not None))
    for index, (key, found) in enumerate(by_site.items()):
        row, column = divmod(index, _PANELS_A_ROW)
        top = legend_height + row * row_height + _TITLE_HEIGHT
        panel = _panel(column, top, min(days), max(days))
        if column == 0:
            parts += _levels(panel, legend)
        parts += _frame(panel, legend.titles[key], limit)
        parts += _days(panel, legend, below=under.height)
        lane = panel.bottom + under.height + _TICK_ROW
        parts += drug_lane(notes, panel, legend.doses_mark if column == 0 else "", words, top=lane)
        parts += _drawn(found, panel, legend, words, under)
    rows = -(-len(by_site) // _PANELS_A_ROW)
    return _svg(parts, height=legend_height + rows * row_height)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Under:
    """The rows of words between the axis and its dates, the same in every panel.

    Attributes:
        sides: Those that have letters.
        marks: The amended visits and the withdrawn ones; each of them may be none.
    """

    sides: tuple[Side, ...]
    marks: tuple[tuple[VisitMark, ...], ...]

    @property
    def rows_of_marks(self) -> tuple[tuple[VisitMark, ...], ...]:
        return tuple(row for row in self.marks if row)

    @property
    def height(self) -> float:
        return (len(self.sides) + len(self.rows_of_marks)) * _LABEL_ROW


def _under(courses: Sequence[Course], marks: Sequence[VisitMark]) -> _Under:
    return _Under(
        sides=tuple(side for side in Side if _has_labels(courses, side)),
        marks=tuple(tuple(m for m in marks if m.is_withdrawn is kind) for kind in (False, True)),
    )


def _drawn(
    courses: Sequence[Course], panel: Panel, legend: Legend, words: Catalogue, under: _Under
) -> Iterator[str]:
    """The sides of a site, and the words under its axis."""
    # The circle of the right lies over the diamond of the left.
    for course in sorted(courses, key=lambda course: course.place.side is Side.RIGHT):
        yield from _course(course, panel)
        if course.place.side in under.sides:
            row = under.sides.index(course.place.side) + 1
            yield from _labels(course, panel, legend, words, y=panel.bottom + row * _LABEL_ROW)
    for row, marks in enumerate(under.rows_of_marks, len(under.sides) + 1):
        yield from _marks(marks, panel, words, y=panel.bottom + row * _LABEL_ROW)


def _svg(parts: Sequence[str], *, height: float) -> str:
    size = f'width="{WIDTH:g}" height="{height:g}" viewBox="0 0 {WIDTH:g} {height:g}"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{body}\n</svg>\n'


def _panel(column: int, top: float, first: date, last: date) -> Panel:
    width = (WIDTH - _GUTTER - (_PANELS_A_ROW - 1) * _GAP) / _PANELS_A_ROW
    left = _GUTTER + column * (width + _GAP)
    return Panel(left=left, top=top, width=width, height=_PLOT_HEIGHT, first=first, last=last)


def _legend(legend: Legend, drawn: Collection[Side], *, has_limit: bool) -> Iterator[str]:
    second = WIDTH / 2
    midline = [(0.0, 32.0, Side.MIDLINE, legend.midline)] if Side.MIDLINE in drawn else []
    for x, y, side, text in (
        (0.0, 6.0, Side.RIGHT, legend.right),
        (0.0, 19.0, Side.LEFT, legend.left),
        *midline,
    ):
        yield _stroke([(x, y), (x + 26, y)], side)
        yield _mark(x + 13, y, side)
        yield svg_text(x + 32, y + 2.5, text, anchor="start")
    if has_limit:
        yield svg_line(second, 6, second + 26, 6, "limit", width=1, dash="7 3")
        yield svg_text(second + 32, 8.5, legend.limit, anchor="start")
    yield from _hatched(second, 14.5, second + 26, 23.5)
    yield svg_text(second + 32, 21.5, legend.sustained, anchor="start")
    row = 34.5 + len(midline) * _LEGEND_ROW
    for text in filter(None, (legend.doses, legend.marks)):
        yield svg_text(0, row, text, anchor="start")
        row += _LEGEND_ROW


def _levels(panel: Panel, legend: Legend) -> Iterator[str]:
    labels = [(float(level), str(level)) for level in _LEVELS]
    for level, text in (*labels, (10.0, "10+"), (12.0, legend.sustained_mark)):
        yield svg_text(panel.left - 5, panel.y(level) + 2.5, text, anchor="end", colour="ink2")


def _frame(panel: Panel, title: str, limit: float | None) -> Iterator[str]:
    low, high = SUSTAINED_BAND
    yield from _hatched(panel.left, panel.y(high), panel.right, panel.y(low))
    for level in (*_LEVELS, 10):
        y = panel.y(level)
        yield svg_line(panel.left, y, panel.right, y, "line", width=0.5)
    if limit is not None:
        y = panel.y(limit)
        yield svg_line(panel.left, y, panel.right, y, "limit", width=1, dash="7 3")
    yield svg_line(panel.left, panel.top, panel.left, panel.bottom, "line_strong", width=0.7)
    yield svg_line(panel.left, panel.bottom, panel.right, panel.bottom, "line_strong", width=0.7)
    middle = panel.left + panel.width / 2
    yield svg_text(middle, panel.top - 5, title, size=8.5, is_bold=True)


def _days(panel: Panel, legend: Legend, *, below: float) -> Iterator[str]:
    for day in month_starts(panel, 3):
        yield svg_line(panel.x(day), panel.bottom, panel.x(day), panel.bottom + 2, "line_strong")
    for label in ticks(panel, legend.months):
        yield svg_text(label.x, panel.bottom + below + 11, label.text, colour="ink2")


def _course(course: Course, panel: Panel) -> Iterator[str]:
    side = course.place.side
    for run in _runs(course.points):
        if len(run) > 1:
            yield _stroke([_at(point, panel) for point in run], side)
        for point in run:
            yield _mark(*_at(point, panel), side)
    yield from _numbers(course, panel)


def _has_labels(courses: Sequence[Course], side: Side) -> bool:
    return any(
        point.below for course in courses for point in course.points if course.place.side is side
    )


def _labels(
    course: Course, panel: Panel, legend: Legend, words: Catalogue, *, y: float
) -> Iterator[str]:
    """Under the axis, where there is no mark: ``R NT``, ``L 4.2 s``."""
    side = course.place.side
    # A site without sides has no letter: its panel holds nothing else.
    mark = {Side.RIGHT: f"{legend.right_mark} ", Side.LEFT: f"{legend.left_mark} "}.get(side, "")
    labels = [
        Label(panel.x(point.examined_at.date()), f"{mark}{words.say(point.below)}")
        for point in course.points
        if point.below is not None
    ]
    for label in apart(labels, panel):
        yield svg_text(label.x, y, label.printed, colour=side.value)


def _marks(
    marks: Sequence[VisitMark], panel: Panel, words: Catalogue, *, y: float
) -> Iterator[str]:
    """Under the letters of the sides: ``rev. 2``, ``withdrawn``."""
    labels = [Label(panel.x(mark.examined_at.date()), mark_short(mark, words)) for mark in marks]
    for label in apart(labels, panel):
        yield svg_text(label.x, y, label.printed, colour="ink2")


def _numbers(course: Course, panel: Panel) -> Iterator[str]:
    """Exact counts where the axis only says 10+: above the marks, below those of the left.

    Counts that stand too close for their digits are given as one range.
    """
    groups: list[list[tuple[float, int]]] = []
    for point in course.points:
        if _is_exact_from_10(point) and point.finding.beats is not None:
            x = panel.x(point.examined_at.date())
            if groups and x - groups[-1][-1][0] < _NUMBER_WIDTH:
                groups[-1].append((x, point.finding.beats))
            else:
                groups.append([(x, point.finding.beats)])
    y = panel.y(LEVEL_OF_10_OR_MORE) + (12.0 if course.place.side is Side.LEFT else -6.0)
    for group in groups:
        counts = sorted({beats for _, beats in group})
        text = "–".join(str(beats) for beats in dict.fromkeys((counts[0], counts[-1])))
        middle = (group[0][0] + group[-1][0]) / 2
        yield svg_text(middle, y, text, colour=course.place.side.value)


def _is_exact_from_10(point: CoursePoint) -> bool:
    trial = point.finding.trial
    return point.beside is not None and trial is not None and not trial.at_least


def _runs(points: tuple[CoursePoint, ...]) -> Iterator[list[CoursePoint]]:
    """The points between two gaps: a place that was not tested breaks the line."""
    run: list[CoursePoint] = []
    for point in points:
        if point.level is None:
            yield run
            run = []
        else:
            run.append(point)
    yield run


def _at(point: CoursePoint, panel: Panel) -> tuple[float, float]:
    return panel.x(point.examined_at.date()), panel.y(point.level or 0.0)


def _mark(x: float, y: float, side: Side) -> str:
    colour = print_colours()[side.value]
    if side is Side.RIGHT:
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.6" fill="{colour}"/>'
    if side is Side.MIDLINE:
        path = f"M{x - 2.5:.2f} {y - 2.5:.2f}h5v5h-5Z"
        return f'<path d="{path}" fill="{colour}"/>'
    r = 5.0
    path = f"M{x:.2f} {y - r:.2f}L{x + r:.2f} {y:.2f}L{x:.2f} {y + r:.2f}L{x - r:.2f} {y:.2f}Z"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.3"/>'


def _stroke(points: Sequence[tuple[float, float]], side: Side) -> str:
    colour = print_colours()[side.value]
    dash = ' stroke-dasharray="3.5 2.5"' if side is Side.LEFT else ""
    path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.3"{dash}/>'


def _hatched(left: float, top: float, right: float, bottom: float) -> Iterator[str]:
    size = f'width="{right - left:.2f}" height="{bottom - top:.2f}"'
    yield f'<rect x="{left:.2f}" y="{top:.2f}" {size} fill="{print_colours()["band"]}"/>'
    height, x = bottom - top, left - (bottom - top)
    while x < right:
        start, end = max(0.0, left - x), min(height, right - x)
        yield svg_line(x + start, bottom - start, x + end, bottom - end, "hatch", width=0.4)
        x += 5.0
