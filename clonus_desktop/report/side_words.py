"""The right beside the left of one site, in a few words; no difference is called too large."""

from clonus_desktop.domain.finding import FindingKind
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.side_difference import Lead, SideDifference
from clonus_desktop.domain.trial import round_half_up
from clonus_desktop.language import Catalogue


def side_difference_words(difference: SideDifference, words: Catalogue) -> str:
    """``left 4 beats more``, ``right and left the same``; empty where nothing can be told."""
    lead = difference.lead
    if lead is Lead.CANNOT_BE_COMPARED:
        return words.gettext("right and left not comparable") if _both(difference) else ""
    if lead is Lead.NEITHER:
        return words.gettext("right and left the same")
    if lead is Lead.WITHIN_ERROR:
        return words.say(
            Message("{more}, within counting error", {"more": _more(difference, words)})
        )
    return _more(difference, words)


def _both(difference: SideDifference) -> bool:
    return difference.right.is_tested and difference.left.is_tested


def _more(difference: SideDifference, words: Catalogue) -> str:
    amount = difference.amount
    if amount is None:
        return words.say(_WITHOUT_AMOUNT[difference.lead, _is_about_sustained(difference)])
    if difference.measure is Measure.DURATION:
        values = {"seconds": round_half_up(abs(amount), 1)}
        if amount > 0:
            return words.say(Message("right {seconds} s longer", values))
        return words.say(Message("left {seconds} s longer", values))
    n = round(abs(amount))
    if amount > 0:
        return words.ngettext("right {n} beat more", "right {n} beats more", n).format(n=n)
    return words.ngettext("left {n} beat more", "left {n} beats more", n).format(n=n)


def _is_about_sustained(difference: SideDifference) -> bool:
    sides = {difference.right.kind, difference.left.kind}
    return difference.measure is Measure.BEATS and FindingKind.SUSTAINED in sides


_WITHOUT_AMOUNT = {
    (Lead.RIGHT, True): Message("right sustained"),
    (Lead.LEFT, True): Message("left sustained"),
    (Lead.RIGHT, False): Message("right more"),
    (Lead.LEFT, False): Message("left more"),
}
