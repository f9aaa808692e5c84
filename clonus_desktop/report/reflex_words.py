"""Reflexes in a letter: like grades together, the scale always named."""

from collections.abc import Iterator, Sequence

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context import Context, option_of
from clonus_desktop.domain.context_form import ContextForm, ContextSection
from clonus_desktop.domain.context_item import ContextItem
from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases

_ONE_SIDE = {
    Side.RIGHT: Message("the right {reflex} reflex was {grade}"),
    Side.LEFT: Message("the left {reflex} reflex was {grade}"),
}
_NOT_ASSESSED = {
    Side.RIGHT: Message("the right {reflexes} reflex"),
    Side.LEFT: Message("the left {reflexes} reflex"),
}


def reflex_sentence(
    context: Context, section: ContextSection, form: ContextForm, words: Catalogue
) -> str:
    """All reflexes in one sentence with the scale; empty when none was assessed.

    ``Reflexes were 2/4 and symmetrical (NINDS scale).``
    """
    clauses = list(_clauses(context, section, form, words))
    if not clauses:
        return ""
    scale = form.scale(context.scale)
    values = {"clause": clauses[0], "scale": context.scale if scale is None else scale.name}
    first = words.say(Message("{clause} ({scale})", values))
    return phrases.first_upper(phrases.clauses((first, *clauses[1:]), words)) + "."


def unassessed_reflexes(context: Context, section: ContextSection, words: Catalogue) -> list[str]:
    """What was not assessed: ``reflexes``, ``the knee reflexes`` or ``the left knee reflex``."""
    whole, parts = [], []
    for item in section.items:
        missing = [spot.side for spot in item.spots if not context.is_assessed(spot)]
        if len(missing) == len(item.spots):
            whole.append(item)
        elif missing[:1] and missing[0] is not None:
            values = {"reflexes": item.noun}
            parts.append(words.say(Message(_NOT_ASSESSED[missing[0]].text, values)))
    if len(whole) == len(section.items):
        return [words.gettext("reflexes")]
    return ([_named(whole, words)] if whole else []) + parts


def _clauses(
    context: Context, section: ContextSection, form: ContextForm, words: Catalogue
) -> Iterator[str]:
    """Reflexes of the same grades together, where the first of them stands."""
    by_grades: dict[tuple[str, str], list[ContextItem]] = {}
    for item in section.items:
        by_grades.setdefault(_grades(context, item, form), []).append(item)
    for (right, left), items in by_grades.items():
        if right and right == left:
            yield _symmetrical(items, right, section, words)
        elif right and left:
            yield _differing(items, right, left, words)
        elif right or left:
            side = Side.RIGHT if right else Side.LEFT
            for item in items:
                values = {"reflex": item.noun, "grade": right or left}
                yield words.say(Message(_ONE_SIDE[side].text, values))


def _grades(context: Context, item: ContextItem, form: ContextForm) -> tuple[str, str]:
    right, left = (option_of(context, spot, form) for spot in item.spots)
    return (right.words if right else "", left.words if left else "")


def _symmetrical(
    items: Sequence[ContextItem], grade: str, section: ContextSection, words: Catalogue
) -> str:
    if len(items) == len(section.items):
        return words.say(Message("reflexes were {grade} and symmetrical", {"grade": grade}))
    values = {"reflexes": _named(items, words), "grade": grade}
    return words.say(Message("{reflexes} were {grade} and symmetrical", values))


def _differing(items: Sequence[ContextItem], right: str, left: str, words: Catalogue) -> str:
    values: dict[str, object] = {"right": right, "left": left}
    if len(items) == 1:
        values["reflex"] = items[0].noun
        return words.say(
            Message("the {reflex} reflex was {right} on the right and {left} on the left", values)
        )
    values["reflexes"] = _named(items, words)
    return words.say(Message("{reflexes} were {right} on the right and {left} on the left", values))


def _named(items: Sequence[ContextItem], words: Catalogue) -> str:
    """Of one tendon on both sides, or of several."""
    reflexes = phrases.listed([item.noun for item in items], words)
    said = words.ngettext("the {reflexes} reflexes", "the {reflexes} reflexes", len(items))
    return said.format(reflexes=reflexes)
