"""Findings in words, one by one: for cells, pills, lists and sentences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from clonus_desktop.domain.anatomy import Place, Side
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.finding import Finding, FindingKind, printed_seconds
from clonus_desktop.domain.measures import Direction
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Age, Sex
from clonus_desktop.domain.rules import ABOVE, Rule
from clonus_desktop.domain.trial import (
    UNRELIABLE_BEATS,
    UNRELIABLE_RATE_HZ,
    EndedBy,
    Trial,
    round_half_up,
)
from clonus_desktop.language import Catalogue
from clonus_desktop.report import plain

_REASONS = {
    NotTestedReason.PAIN: Message("pain"),
    NotTestedReason.FRACTURE_OR_INJURY: Message("fracture or injury"),
    NotTestedReason.SPLINT_CAST_OR_DRESSING: Message("splint, cast or dressing"),
    NotTestedReason.CONTRACTURE: Message("contracture"),
    NotTestedReason.AMPUTATION: Message("amputation"),
    NotTestedReason.DECLINED: Message("declined"),
    NotTestedReason.NOT_RELEVANT_TODAY: Message("not relevant today"),
    NotTestedReason.OTHER: Message("other reason"),
}
_BECAUSE = {
    NotTestedReason.PAIN: Message("because of pain"),
    NotTestedReason.FRACTURE_OR_INJURY: Message("because of a fracture or injury"),
    NotTestedReason.SPLINT_CAST_OR_DRESSING: Message("because of a splint, cast or dressing"),
    NotTestedReason.CONTRACTURE: Message("because of a contracture"),
    NotTestedReason.AMPUTATION: Message("because of an amputation"),
    NotTestedReason.DECLINED: Message("because the patient declined"),
    NotTestedReason.NOT_RELEVANT_TODAY: Message("because it was not relevant on that day"),
}
_ENDINGS = {
    EndedBy.SELF_EXTINGUISHED: Message("clonus stopped by itself with the stretch held"),
    EndedBy.STRETCH_RELEASED: Message("still present when the stretch was released"),
    EndedBy.TIME_CAP: Message("still present when the time limit was reached"),
}
_SEXES = {
    Sex.FEMALE: Message("Female"),
    Sex.MALE: Message("Male"),
    Sex.OTHER: Message("Other"),
    Sex.UNKNOWN: Message("Not known"),
}
# These rules say "more than"; the others say "or more".
_SAY_MORE_THAN = frozenset({"ARTICLE_GT5"})


def finding_words(finding: Finding, words: Catalogue) -> str:
    """A finding in a table cell: ``6 beats``, ``No clonus (0 beats)``, ``Not tested: pain``."""
    trial = finding.trial
    if trial is None:
        if finding.not_tested is None:
            return words.gettext("Not recorded")
        reason = reason_words(finding.not_tested, words)
        return words.say(Message("Not tested: {reason}", {"reason": reason}))
    if finding.kind is FindingKind.SUSTAINED:
        return _sustained_words(trial, words)
    if trial.no_clonus:
        return words.gettext("No clonus (0 beats)")
    return first_upper(measure_words(finding, words))


def measure_words(finding: Finding, words: Catalogue) -> str:
    """A finding inside a sentence: ``0 beats``, ``sustained clonus``, ``not tested``."""
    trial = finding.trial
    if trial is None:
        not_tested = finding.kind is FindingKind.NOT_TESTED
        return words.gettext("not tested") if not_tested else words.gettext("not recorded")
    return measure_of(trial, words)


def measure_of(trial: Trial, words: Catalogue) -> str:
    """One trial's result: ``6 beats``, ``sustained clonus``, ``4.2 s, beats not counted``."""
    if trial.is_sustained:
        return words.gettext("sustained clonus")
    if trial.known_beats is None:
        duration = {"duration": duration_words(trial, words)}
        return words.say(Message("{duration}, beats not counted", duration))
    return count_words(trial, words)


def count_words(trial: Trial, words: Catalogue) -> str:
    """The number of beats: ``1 beat``, ``more than 10 beats``, ``beats not counted``."""
    beats = trial.known_beats
    if beats is None:
        return words.gettext("beats not counted")
    if not trial.at_least:
        return words.ngettext("{n} beat", "{n} beats", beats).format(n=beats)
    if beats >= 10:
        # What the key 10+ records (clinical.md 5.1).
        return words.ngettext("more than {n} beat", "more than {n} beats", beats).format(n=beats)
    return words.ngettext("at least {n} beat", "at least {n} beats", beats).format(n=beats)


def duration_words(trial: Trial, words: Catalogue) -> str:
    """Seconds to a tenth, rounded half up: ``4.2 s``, or ``over 10 s`` when it went on."""
    seconds = printed_seconds(trial)
    if trial.duration_is_minimum:
        whole = words.number(str(seconds).removesuffix(".0"))
        return words.say(Message("over {seconds} s", {"seconds": whole}))
    return words.say(Message("{seconds} s", {"seconds": seconds}))


def ending_words(trial: Trial, words: Catalogue) -> str:
    """What ended the beats; empty when that was not recorded or there were none."""
    if trial.ended_by is None or trial.no_clonus:
        return ""
    return words.say(_ENDINGS[trial.ended_by])


def tapping_words(trial: Trial, words: Catalogue) -> tuple[str, ...]:
    """The tap rate, and how far the tapping can be trusted; empty when nothing was tapped."""
    found = []
    if trial.rate_hz is not None:
        rate = round_half_up(trial.rate_hz, 1)
        found.append(words.say(Message("tap rate {rate} per second", {"rate": rate})))
    if trial.is_tapped_unreliably:
        found.append(_unreliable_words(trial, words))
    if trial.is_corrected:
        found.append(words.gettext("count corrected by the examiner"))
    return tuple(found)


def reason_words(not_tested: NotTested, words: Catalogue) -> str:
    """Why a place was not tested: ``pain``, or the clinician's own words."""
    explanation = plain.line(not_tested.explanation, words)
    if not_tested.reason is NotTestedReason.OTHER:
        return explanation
    return _with_explanation(words.say(_REASONS[not_tested.reason]), explanation, words)


def because_words(not_tested: NotTested, words: Catalogue) -> str:
    """The same as the end of a sentence in the past: ``because of pain``, ``(asleep)``."""
    explanation = plain.line(not_tested.explanation, words)
    if not_tested.reason is NotTestedReason.OTHER:
        return f"({explanation})"
    return _with_explanation(words.say(_BECAUSE[not_tested.reason]), explanation, words)


def site_words(site_key: str, names: Mapping[str, str]) -> str:
    """The site's name from its protocol, or its key where the protocol is not at hand."""
    return names.get(site_key, site_key.replace("-", " "))


def place_words(place: Place, names: Mapping[str, str], words: Catalogue) -> str:
    """Side and site: ``left ankle``; a site without sides alone: ``jaw``.

    Args:
        names: Name of each site by its key.
    """
    site = site_words(place.site.key, names)
    return site if place.side is Side.MIDLINE else words.places.named(site, place.side)


def comparison_words(comparison: Comparison, words: Catalogue) -> str:
    """Beside a finding: ``same``, ``was 8 beats``, ``was not tested``."""
    if comparison.direction is Direction.SAME:
        return words.gettext("same")
    before = measure_words(comparison.before, words)
    if comparison.is_open_both_times and before == measure_words(comparison.now, words):
        return words.say(Message("was also {before}", {"before": before}))
    return words.say(Message("was {before}", {"before": before}))


def is_above(finding: Finding) -> bool:
    """True when the rule calls the finding above its limit."""
    outcome = "" if finding.judgement is None else finding.judgement.outcome
    return outcome == ABOVE or outcome.startswith("abnormal")


def limit_words(rule: Rule, words: Catalogue) -> str:
    """The limit of a rule: ``more than 5 beats``, ``5 beats or more``."""
    if rule.least_beats is None:
        return words.gettext("more than 10 beats, or any clonus after 8 months of age")
    if rule.id in _SAY_MORE_THAN:
        most = rule.least_beats - 1
        return words.ngettext("more than {n} beat", "more than {n} beats", most).format(n=most)
    least = rule.least_beats
    return words.ngettext("{n} beat or more", "{n} beats or more", least).format(n=least)


def sex_words(sex: Sex, words: Catalogue) -> str:
    """The sex as recorded; unknown is "Not known"."""
    return words.say(_SEXES[sex])


def age_words(age: Age, words: Catalogue) -> str:
    """Years; months below two years of age: ``57 years``, ``3 months``."""
    if age.whole_months < 1:
        return words.gettext("under 1 month")
    if age.years < 2:
        months = age.whole_months
        return words.ngettext("{n} month", "{n} months", months).format(n=months)
    return words.ngettext("{n} year", "{n} years", age.years).format(n=age.years)


def letter_date(day: date, words: Catalogue) -> str:
    """A date as in a letter, the month as a word: ``23 November 2026``."""
    return words.long_date(day)


def screen_date(day: date, words: Catalogue) -> str:
    """A date as on the screen: ``23-Nov-2026``."""
    return words.short_date(day)


def clock_time(moment: datetime) -> str:
    """Hours and minutes of 24: ``10:44``."""
    return f"{moment:%H:%M}"


def listed(parts: Sequence[str], words: Catalogue) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    values = {"parts": ", ".join(parts[:-1]), "last": parts[-1]}
    own = words.joining("and", parts[-1])
    if own is not None:
        return own.format_map(values)
    return words.say(Message("{parts} and {last}", values))


def listed_nor(parts: Sequence[str], words: Catalogue) -> str:
    """After a negation: ``a``, ``a or b``, ``a, b or c``; in other languages "nor" or "and"."""
    if len(parts) < 2:
        return "".join(parts)
    values = {"parts": ", ".join(parts[:-1]), "last": parts[-1]}
    return words.pgettext("after a negation", "{parts} or {last}").format_map(values)


def clauses(parts: Iterable[str], words: Catalogue) -> str:
    """``a; b; c``; what is empty is left out."""
    return words.forms.semicolon.join(filter(None, parts))


def ended(sentence: str) -> str:
    """The sentence with its full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def first_upper(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def _sustained_words(trial: Trial, words: Catalogue) -> str:
    details = [duration_words(trial, words)]
    if trial.known_beats is not None and not trial.at_least:
        details.insert(0, count_words(trial, words))
    return words.say(Message("Sustained ({details})", {"details": ", ".join(details)}))


def _unreliable_words(trial: Trial, words: Catalogue) -> str:
    if (trial.rate_hz or 0.0) > UNRELIABLE_RATE_HZ:
        return words.gettext("too fast to be reliable")
    if (trial.known_beats or 0) > UNRELIABLE_BEATS:
        return words.gettext("too many taps to be reliable")
    return words.gettext("too uneven to be reliable")


def _with_explanation(reason: str, explanation: str, words: Catalogue) -> str:
    if not explanation:
        return reason
    values = {"reason": reason, "explanation": explanation}
    return words.say(Message("{reason} ({explanation})", values))
