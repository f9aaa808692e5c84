"""Amended and withdrawn visits in the words of a letter."""

from collections.abc import Sequence

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases


def mark_short(mark: VisitMark, words: Catalogue) -> str:
    """Under the axis: ``rev. 2``, or ``withdrawn``."""
    if mark.is_withdrawn:
        return words.gettext("withdrawn")
    return words.say(Message("rev. {revision}", {"revision": mark.revision}))


def marks_legend(marks: Sequence[VisitMark], words: Catalogue) -> str:
    """What these words mean, for those of them that are there; empty without any."""
    amended = words.gettext("rev.: amended, as in that revision")
    withdrawn = words.gettext("withdrawn: does not count, the line passes by it")
    kinds = {mark.is_withdrawn for mark in marks}
    told = (said for kind, said in ((False, amended), (True, withdrawn)) if kind in kinds)
    return phrases.clauses(told, words)


def marks_sentences(marks: Sequence[VisitMark], words: Catalogue) -> tuple[str, ...]:
    """Which visits were amended and which withdrawn, with their days."""
    amended = [
        words.say(
            Message(
                "{date} (revision {revision})",
                {"date": _day(mark, words), "revision": mark.revision},
            )
        )
        for mark in marks
        if not mark.is_withdrawn
    ]
    withdrawn = [_day(mark, words) for mark in marks if mark.is_withdrawn]
    said = []
    if amended:
        values = {"visits": phrases.listed(amended, words)}
        said.append(words.say(Message("Amended: {visits}.", values)))
    if withdrawn:
        values = {"visits": phrases.listed(withdrawn, words)}
        said.append(words.say(Message("Withdrawn, and not counted: {visits}.", values)))
    return tuple(said)


def _day(mark: VisitMark, words: Catalogue) -> str:
    return phrases.letter_date(mark.examined_at.date(), words)
