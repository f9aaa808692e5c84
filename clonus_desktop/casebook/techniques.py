"""How each place was tested: stated, read, and put beside the visit before."""

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.technique import Technique
from clonus_desktop.report import technique_words


def state(
    book: Casebook, examination: Examination, place: Place, technique: Technique, *, about: str
) -> Change:
    """Keep how a place was tested; an empty technique takes it back.

    Args:
        about: What has just been answered, in a few words, as Undo names it, cut to fit.
    """
    content = technique.to_content()
    return examinations.state_on(
        book, examination, Topic.TECHNIQUE, content, place=place, about=about
    )


def technique_at(examination: Examination, place: Place) -> Technique:
    """What was stated at a place; an empty technique where nothing was."""
    return Technique.from_content(examination.statement(Topic.TECHNIQUE, place) or {})


def short_words(book: Casebook, examination: Examination, place: Place) -> str:
    """The position and the ticks in a few words; empty where nothing was stated."""
    technique = technique_at(examination, place)
    if technique.is_empty:
        return ""
    return technique_words.short_words(technique, book.protocol_of(place.site.key), book.words)


def position_words(book: Casebook, site_key: str, position: str) -> str:
    """A position in words, or its key where the protocol no longer knows it."""
    return technique_words.position_words(position, book.protocol_of(site_key))


def position_before(
    book: Casebook, examination: Examination, before: Examination | None, place: Place
) -> str:
    """The position at the visit before in words, where it is another than now; else empty.

    Now is what was stated, else the standard position. Nothing is said of a visit without one.
    """
    if before is None:
        return ""
    then = technique_at(before, place).position
    protocol = book.protocol_of(place.site.key)
    now = technique_at(examination, place).position or _standard(protocol)
    if not then or then == now:
        return ""
    return technique_words.position_words(then, protocol)


def _standard(protocol: Protocol | None) -> str:
    return protocol.positions[0].key if protocol is not None and protocol.positions else ""
