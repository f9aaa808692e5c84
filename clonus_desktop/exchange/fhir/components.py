"""What is known of the reported trial beside its beats: the components of an Observation."""

import re
from collections.abc import Iterator

from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.rules import (
    CANNOT_BE_DETERMINED,
    NOT_APPLICABLE,
    RULES,
    Judgement,
)
from clonus_desktop.domain.trial import Trial, round_half_up
from clonus_desktop.exchange.fhir.codes import Codes
from clonus_desktop.exchange.fhir.values import Json, filled, quantity
from clonus_desktop.exchange.fhir.visit import Visit

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"

_KINDS = {
    FindingKind.COUNTED: "counted",
    FindingKind.SUSTAINED: "sustained-clonus",
    FindingKind.TIMED_ONLY: "timed-only",
}


def slug(words: str) -> str:
    """Words as part of a code: "abnormal, sustained" is ``abnormal-sustained``."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def components_of(finding: Finding, trial: Trial, visit: Visit) -> list[Json]:
    """Kind of finding, sustained or not, duration, tap rate, ending, trials, grades."""
    codes = visit.issuer.codes
    return [
        {"code": codes.concept("finding"), "valueCodeableConcept": _kind(finding, trial, codes)},
        {"code": codes.concept("sustained"), "valueBoolean": trial.is_sustained},
        *_duration(trial, codes),
        *_tap_rate(trial, codes),
        *_ending(trial, codes),
        {"code": codes.concept("trials"), "valueInteger": finding.trial_count},
        *_grades(finding, trial, visit),
    ]


def _kind(finding: Finding, trial: Trial, codes: Codes) -> Json:
    return codes.concept("no-clonus-elicited" if trial.no_clonus else _KINDS[finding.kind])


def _duration(trial: Trial, codes: Codes) -> Iterator[Json]:
    seconds = trial.known_duration_s
    if seconds is not None:
        comparator = ">" if trial.duration_is_minimum else ""
        value = quantity(rounded(seconds), unit="s", code="s", comparator=comparator)
        yield {"code": codes.concept("duration"), "valueQuantity": value}


def _tap_rate(trial: Trial, codes: Codes) -> Iterator[Json]:
    """The rate of the taps, which is not that of the clonus when a person cannot follow."""
    if trial.rate_hz is not None:
        unreliable = [codes.concept("unreliable-tapping")] if trial.is_tapped_unreliably else []
        yield filled(
            code=codes.concept("tap-rate"),
            valueQuantity=quantity(rounded(trial.rate_hz), unit="Hz", code="Hz"),
            interpretation=unreliable,
        )


def _ending(trial: Trial, codes: Codes) -> Iterator[Json]:
    if trial.ended_by is not None and not trial.no_clonus:
        ended = codes.concept(str(trial.ended_by))
        yield {"code": codes.concept("ended-by"), "valueCodeableConcept": ended}


def _grades(finding: Finding, trial: Trial, visit: Visit) -> Iterator[Json]:
    for rule in (one for one in RULES.values() if one.is_graded):
        judged = rule.judge(trial, place=finding.place, age_months=visit.age_months)
        if judged.outcome != NOT_APPLICABLE:
            yield _grade(judged, visit.issuer.codes)


def _grade(judged: Judgement, codes: Codes) -> Json:
    scale = slug(judged.rule_id)
    code = codes.concept(f"{scale}-clonus-grade")
    if judged.outcome == CANNOT_BE_DETERMINED:
        why = codes.concept("outcome-cannot-be-determined", text=str(judged.why))
        return {"code": code, "dataAbsentReason": why}
    coding = {
        "extension": [{"url": ORDINAL, "valueDecimal": int(judged.outcome)}],
        **codes.coding(f"{scale}-{judged.outcome}"),
    }
    said = f"{judged.rule_id} {judged.outcome}, version {judged.version}"
    return {"code": code, "valueCodeableConcept": {"coding": [coding], "text": said}}


def rounded(value: float) -> float:
    """To thousandths, half up: more is never measured, and floats are written with noise."""
    return float(round_half_up(value, 3))
