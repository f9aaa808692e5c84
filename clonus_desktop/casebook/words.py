"""Findings, places and acts in the words of the screen."""

from collections.abc import Mapping

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import NotTested
from clonus_desktop.domain.course import Comparison
from clonus_desktop.domain.finding import Finding, finding_of
from clonus_desktop.domain.gesture import Gesture, GestureKind
from clonus_desktop.domain.message import Message
from clonus_desktop.report import phrases


def site_names(book: Casebook) -> Mapping[str, str]:
    """The name of each site by its key, as it stands after a side: "ankle"."""
    return {protocol.site.key: protocol.name for protocol in book.protocols}


def site_words(book: Casebook, site_key: str) -> str:
    """The site's name with a capital: "Ankle"."""
    return phrases.first_upper(phrases.site_words(site_key, site_names(book)))


def place_words(book: Casebook, place: Place, *, capital: bool = False) -> str:
    """Side and site: "left ankle", or "Left ankle" at the start of a sentence."""
    said = phrases.place_words(place, site_names(book), book.words)
    return phrases.first_upper(said) if capital else said


def finding_words(book: Casebook, finding: Finding) -> str:
    """A finding in full: "No clonus (0 beats)", "6 beats", "Not tested: pain"."""
    return phrases.finding_words(finding, book.words)


def reason_words(book: Casebook, not_tested: NotTested) -> str:
    """Why a place was not tested, in a few words."""
    return phrases.reason_words(not_tested, book.words)


def comparison_words(book: Casebook, comparison: Comparison) -> str:
    """Beside a finding: "same", "was 8 beats", "was not tested"."""
    return phrases.comparison_words(comparison, book.words)


def tapping_words(book: Casebook, finding: Finding) -> tuple[str, ...]:
    """The tap rate and how far it can be trusted; empty when nothing was tapped."""
    if finding.trial is None:
        return ()
    return phrases.tapping_words(finding.trial, book.words)


def gesture_words(book: Casebook, gesture: Gesture) -> str:
    """What Undo and Redo name: "left ankle: 6", "note on left ankle", "comment"."""
    words = book.words
    if gesture.place is None:
        return words.gettext("comment")
    place = place_words(book, gesture.place)
    if gesture.kind is GestureKind.NOTE:
        return words.say(Message("note on {place}", {"place": place}))
    finding = finding_of(gesture.place, gesture.test, rule=book.rule)
    if gesture.test is not None and not gesture.test.is_tested:
        return words.say(Message("{place}: not tested", {"place": place}))
    short = words.say(finding.short)
    return words.say(Message("{place}: {finding}", {"place": place, "finding": short}))
