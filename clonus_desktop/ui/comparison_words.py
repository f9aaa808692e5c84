"""What changed at a place, in an arrow and a few words."""

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.measures import Direction, Obstacle
from clonus_desktop.language import _, say

_ARROWS = {
    Direction.SAME: "=",
    Direction.WITHIN_ERROR: "≈",
    Direction.MORE: "▲",
    Direction.FEWER: "▼",
}


def beside_words(book: Casebook, comparison: Comparison) -> str:
    """Beside a finding of the latest exam: "= same", "▼ was 8", "was not tested"."""
    if comparison.before.kind is FindingKind.NOT_EXAMINED:
        return _("not recorded before")
    return f"{arrow(comparison)} {_was(book, comparison)}".strip()


def arrow(comparison: Comparison) -> str:
    """One character for the direction; empty where nothing was measured both times."""
    return _ARROWS.get(comparison.direction, "")


def _was(book: Casebook, comparison: Comparison) -> str:
    said = words.comparison_words(book, comparison)
    if _is_exact(comparison.before) and comparison.direction is not Direction.SAME:
        said = _("was {before}").format(before=say(comparison.before.short))
    if comparison.direction is Direction.WITHIN_ERROR:
        return _("{was}, within counting error").format(was=said)
    if comparison.why is Obstacle.POSITION:
        return _("{was}, in another position").format(was=said)
    return said


def _is_exact(finding: Finding) -> bool:
    trial = finding.trial
    return finding.kind is FindingKind.COUNTED and trial is not None and not trial.at_least
