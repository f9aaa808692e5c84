"""What changed at a place, in an arrow and a few words."""

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.measures import Direction
from clonus_desktop.language import _, ngettext, say

_ARROWS = {Direction.SAME: "=", Direction.MORE: "▲", Direction.FEWER: "▼"}


def beside_words(book: Casebook, comparison: Comparison) -> str:
    """Beside a finding of the latest exam: "= same", "▼ was 8", "was not tested"."""
    if comparison.before.kind is FindingKind.NOT_EXAMINED:
        return _("not recorded before")
    if _is_exact(comparison.before) and comparison.direction is not Direction.SAME:
        said = _("was {before}").format(before=say(comparison.before.short))
    else:
        said = words.comparison_words(book, comparison)
    return _with_arrow(comparison, said)


def difference_words(comparison: Comparison) -> str:
    """Between two visits: "= same", "▼ 2 beats fewer", "▲ now sustained"."""
    return _with_arrow(comparison, _difference(comparison))


def _difference(comparison: Comparison) -> str:
    now, before, direction = comparison.now, comparison.before, comparison.direction
    if direction is Direction.CANNOT_BE_COMPARED:
        return _("cannot be compared")
    if direction is Direction.SAME:
        return _("same")
    is_more = direction is Direction.MORE
    if FindingKind.SUSTAINED in {now.kind, before.kind}:
        return _("now sustained") if is_more else _("no longer sustained")
    if not (_is_exact(now) and _is_exact(before)):
        return _("more") if is_more else _("fewer")
    beats = abs((now.beats or 0) - (before.beats or 0))
    if is_more:
        return ngettext("{n} beat more", "{n} beats more", beats).format(n=beats)
    return ngettext("{n} beat fewer", "{n} beats fewer", beats).format(n=beats)


def _with_arrow(comparison: Comparison, said: str) -> str:
    arrow = _ARROWS.get(comparison.direction, "")
    return f"{arrow} {said}".strip()


def _is_exact(finding: Finding) -> bool:
    trial = finding.trial
    return finding.kind is FindingKind.COUNTED and trial is not None and not trial.at_least
