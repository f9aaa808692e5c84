"""The context as a clinician would put it in a letter: tone, reflexes, power and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context import Context, completed, option_of
from clonus_desktop.domain.context_form import ContextForm, ContextSection, SectionKind
from clonus_desktop.domain.context_item import ContextItem, Limb, Option, Per, Spot
from clonus_desktop.domain.dates import ApproximateDate
from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.drug_words import treatment_sentence
from clonus_desktop.report.reflex_words import reflex_sentence, unassessed_reflexes

MOST_NOT_ASSESSED = 6
"""So many signs are named as not assessed; more are told in one sentence."""

_ONE_LIMB = {
    (Side.RIGHT, Limb.ARM): Message("the right arm"),
    (Side.LEFT, Limb.ARM): Message("the left arm"),
    (Side.RIGHT, Limb.LEG): Message("the right leg"),
    (Side.LEFT, Limb.LEG): Message("the left leg"),
}
_BOTH_SIDES = {Limb.ARM: Message("both arms"), Limb.LEG: Message("both legs")}
_ONE_SIDE = {Side.RIGHT: Message("the right limbs"), Side.LEFT: Message("the left limbs")}


@dataclass(frozen=True, slots=True)
class _Teller:
    """One context in the words of its form and of a language."""

    context: Context
    form: ContextForm
    words: Catalogue

    def option(self, spot: Spot) -> Option | None:
        return option_of(self.context, spot, self.form)

    def clause(self, item: ContextItem) -> str:
        """What the item showed, as a clause; empty when it was not assessed."""
        options = {spot: self.option(spot) for spot in item.spots}
        found = {spot: option for spot, option in options.items() if option is not None}
        if not found:
            return ""
        if item.per is Per.LIMB:
            return item.all.format(answers=self.by_limbs(found))
        if item.per is Per.SIDE:
            return self.by_sides(item, found)
        (option,) = found.values()
        return self.dated(option.words, self.context.dates.get(item.key))

    def by_sides(self, item: ContextItem, found: dict[Spot, Option]) -> str:
        right, left = (found.get(spot) for spot in item.spots)
        if right is not None and left is not None:
            if right.key == left.key:
                return right.both or item.both.format(answer=right.words)
            return item.differ.format(right=right.words, left=left.words)
        ((spot, option),) = found.items()
        return item.one.format(side=side_words(spot.side, self.words), answer=option.words)

    def by_limbs(self, found: dict[Spot, Option]) -> str:
        """Limbs of one answer together: ``2 in the right leg and 0 in both arms``."""
        groups: dict[str, list[Spot]] = {}
        for spot, option in found.items():
            groups.setdefault(option.words, []).append(spot)
        parts = []
        for answer, spots in groups.items():
            values = {"answer": answer, "limbs": limbs_words(spots, self.words)}
            parts.append(self.words.say(Message("{answer} in {limbs}", values)))
        return phrases.listed(parts, self.words)

    def dated(self, clause: str, day: ApproximateDate | None) -> str:
        if day is None:
            return clause
        values = {"clause": clause, "date": approximate_words(day, self.words)}
        if day.day is None:
            return self.words.say(Message("{clause}, since {date}", values))
        # Languages that have an article for a day have none for a month or a year.
        return self.words.pgettext("a day", "{clause}, since {date}").format_map(values)

    def sentence(self, section: ContextSection) -> str:
        """One sentence for a section; empty when nothing of it was assessed."""
        if section.scales:
            return reflex_sentence(self.context, section, self.form, self.words)
        clauses = phrases.clauses(map(self.clause, section.items), self.words)
        return f"{phrases.first_upper(clauses)}." if clauses else ""

    def not_assessed(self) -> list[str]:
        """What was not assessed, in nouns."""
        parts: list[str] = []
        for section in self.form.sections:
            if section.kind is SectionKind.DRUGS and self.context.drugs is None:
                parts.append(self.words.gettext("antispastic drugs"))
            elif section.scales:
                parts += unassessed_reflexes(self.context, section, self.words)
            else:
                parts += filter(None, map(self.missing, section.items))
        return parts

    def missing(self, item: ContextItem) -> str:
        """The item or the part of it that was not assessed; empty when all of it was."""
        spots = [spot for spot in item.spots if not self.context.is_assessed(spot)]
        if len(spots) in {0, len(item.spots)}:
            return item.noun if spots else ""
        if item.per is Per.LIMB:
            values = {"noun": item.noun, "limbs": limbs_words(spots, self.words)}
            return self.words.say(Message("{noun} in {limbs}", values))
        values = {"noun": item.noun, "side": side_words(spots[0].side, self.words)}
        return self.words.say(Message("{noun} on the {side}", values))


def context_paragraphs(
    context: Context, form: ContextForm, *, examined_at: datetime, words: Catalogue
) -> tuple[str, ...]:
    """The signs in one paragraph and the drugs in another; empty when nothing was said."""
    if not context.says_something:
        return ()
    drugs = treatment_sentence(context.drugs, form, examined_at=examined_at, words=words)
    signs, paragraph = _signs(context, form, words)
    if not signs:
        return (f"{drugs} {paragraph}",)
    return tuple(filter(None, (paragraph, drugs)))


def signs_paragraph(context: Context, form: ContextForm, words: Catalogue) -> str:
    """The signs alone, and which were not assessed; empty when nothing was said."""
    return _signs(context, form, words)[1] if context.says_something else ""


def _signs(context: Context, form: ContextForm, words: Catalogue) -> tuple[list[str], str]:
    """The sentences on signs, and the paragraph that says all, even that there are none."""
    teller = _Teller(completed(context, form), form, words)
    signs = [said for said in map(teller.sentence, form.sections) if said]
    if not signs:
        return [], words.gettext("Other neurological signs were not assessed.")
    return signs, " ".join(filter(None, (*signs, _not_assessed_sentence(teller))))


def context_summary(context: Context, form: ContextForm, words: Catalogue) -> str:
    """What was recorded beside the places, in nouns, as one sentence; empty without any."""
    if not context.says_something:
        return ""
    nouns: list[str] = []
    for section in form.sections:
        seen = [i for i in section.items if any(context.is_assessed(s) for s in i.spots)]
        if section.scales:
            nouns += [words.gettext("reflexes")] if seen else []
        elif section.kind is SectionKind.DRUGS and context.drugs is not None:
            nouns.append(words.gettext("antispastic drugs"))
        else:
            nouns += [item.noun for item in seen]
    values = {"signs": phrases.listed(nouns, words)}
    return words.say(Message("Also recorded: {signs}.", values))


def side_words(side: Side | None, words: Catalogue) -> str:
    """``right`` or ``left``."""
    return words.gettext("right") if side is Side.RIGHT else words.gettext("left")


def limbs_words(spots: Sequence[Spot], words: Catalogue) -> str:
    """Limbs as a clinician groups them: ``all four limbs``, ``both legs``, ``the right arm``."""
    found = {(spot.side, spot.limb) for spot in spots}
    if found == set(_ONE_LIMB):
        return words.gettext("all four limbs")
    for side, said in _ONE_SIDE.items():
        if found == {(side, limb) for limb in Limb}:
            return words.say(said)
    parts = []
    for limb, both in _BOTH_SIDES.items():
        sides = [side for side in (Side.RIGHT, Side.LEFT) if (side, limb) in found]
        one_by_one = [words.say(_ONE_LIMB[side, limb]) for side in sides]
        parts += one_by_one if len(sides) < 2 else [words.say(both)]
    return phrases.listed(parts, words)


def approximate_words(day: ApproximateDate, words: Catalogue) -> str:
    """``2019``, ``March 2019`` or ``12 March 2019``."""
    if day.month is None:
        return str(day.year)
    if day.day is not None:
        return phrases.letter_date(day.first_day, words)
    return words.forms.month(day.year, day.month)


def _not_assessed_sentence(teller: _Teller) -> str:
    parts = teller.not_assessed()
    if len(parts) > MOST_NOT_ASSESSED:
        return teller.words.gettext("Other neurological signs were not assessed.")
    if not parts:
        return ""
    values = {"signs": phrases.listed(parts, teller.words)}
    return teller.words.say(Message("Not assessed: {signs}.", values))
