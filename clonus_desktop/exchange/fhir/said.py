"""Findings in plain English, for the narrative that a person reads in the other program.

A narrative belongs to its resource and not to a reader, and so it has one language.
"""

from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.finding import Finding, printed_seconds
from clonus_desktop.domain.trial import Trial
from clonus_desktop.exchange.fhir.values import text


def finding_lines(finding: Finding, place: str) -> list[str]:
    """What a place shows, and what the rule says of it: ``Left ankle: >= 10 beats, > 10.0 s``.

    Args:
        place: In words; left out when empty.
    """
    before = f"{place}: " if place else ""
    if finding.not_tested is not None:
        return [f"{before}{reason_words(finding.not_tested)}"]
    trial, judged = finding.trial, finding.judgement
    shown = [] if trial is None else [f"{before}{trial_words(trial)}"]
    rule = "" if judged is None else f"Rule {judged.rule_id}, version {judged.version}"
    return shown if judged is None else [*shown, f"{rule}: {judged.outcome}."]


def trial_words(trial: Trial) -> str:
    """Beats and seconds with their comparators; sustained is said first."""
    parts = ["sustained clonus"] if trial.is_sustained else []
    beats = trial.known_beats
    if beats is None:
        parts.append("beats not counted")
    else:
        least = ">= " if trial.at_least else ""
        parts.append(f"{least}{beats} {'beat' if beats == 1 else 'beats'}")
    if trial.no_clonus:
        parts.append("no clonus elicited")
    if trial.known_duration_s is not None:
        more = "> " if trial.duration_is_minimum else ""
        parts.append(f"{more}{printed_seconds(trial)} s")
    return ", ".join(parts)


def reason_words(not_tested: NotTested) -> str:
    """Why a place was not tested: ``Not tested: pain``."""
    said, explanation = not_tested.reason.replace("-", " "), text(not_tested.explanation)
    if not_tested.reason is NotTestedReason.OTHER:
        return f"Not tested: {explanation}"
    return f"Not tested: {said} ({explanation})" if explanation else f"Not tested: {said}"
