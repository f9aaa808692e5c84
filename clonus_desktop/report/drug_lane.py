"""Under the dates of a paper course: when the last antispastic dose was before each visit."""

from collections.abc import Iterator, Sequence

from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.language import Catalogue
from clonus_desktop.report.course_axis import Label, Panel
from clonus_desktop.report.palette import print_colours
from clonus_desktop.report.svg import svg_text

LANE_HEIGHT = 24.0

_BAR_TOP, _BAR_WIDTH, _BAR_HEIGHT, _LETTERS = 6.0, 3.2, 7.0, 20.5
_GAP = 3.0


def drug_lane(
    notes: Sequence[DrugNote], panel: Panel, title: str, words: Catalogue, *, top: float
) -> Iterator[str]:
    """A bar for each visit with a drug, filled when the last dose is known; a dash for no drug.

    Args:
        notes: Oldest first.
        panel: The site under which it stands.
        title: Of the row, left of the first panel; empty for the others.
        words: The language.
        top: Upper edge, in points.
    """
    if not notes:
        return
    if title:
        yield svg_text(panel.left - 5, top + _BAR_TOP + 6, title, anchor="end", colour="ink2")
    for note in notes:
        x = panel.x(note.examined_at.date())
        if note.drugs:
            yield _bar(x, top + _BAR_TOP, is_filled=note.is_known)
        else:
            yield svg_text(x, top + _BAR_TOP + 6, "–")
        if note.is_changed:
            yield _triangle(x, top)
    for label in _fitting(notes, panel, words):
        yield svg_text(label.x, top + _LETTERS, label.text, colour="ink2")


def _fitting(notes: Sequence[DrugNote], panel: Panel, words: Catalogue) -> Iterator[Label]:
    """The times that fit side by side; the newest visit comes first."""
    left = panel.right + _GAP
    for note in reversed(notes):
        since = note.short if note.drugs else None
        if since is None:
            continue
        label = Label(panel.x(note.examined_at.date()), words.say(since))
        x = min(label.x, panel.right - label.half)
        if x + label.half + _GAP <= left and x - label.half >= panel.left - _GAP:
            left = x - label.half
            yield Label(x, label.text)


def _bar(x: float, y: float, *, is_filled: bool) -> str:
    ink = print_colours()["ink"]
    fill = ink if is_filled else "none"
    size = f'width="{_BAR_WIDTH:g}" height="{_BAR_HEIGHT:g}"'
    left = x - _BAR_WIDTH / 2
    return (
        f'<rect x="{left:.2f}" y="{y:.2f}" {size} fill="{fill}" stroke="{ink}" stroke-width="0.8"/>'
    )


def _triangle(x: float, y: float) -> str:
    path = f"M{x:.2f} {y:.2f}L{x + 2.6:.2f} {y + 4.4:.2f}L{x - 2.6:.2f} {y + 4.4:.2f}Z"
    return f'<path d="{path}" fill="{print_colours()["ink"]}"/>'
