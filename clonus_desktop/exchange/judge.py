"""The rule engine for scripts: one JSON object in, one JSON object out.

A line is judged or refused as a whole. A misspelt key is refused: "duration" for
"duration_s" would silently turn a grade into "cannot be determined". A line asks about one
trial, or with ``hunter`` about the Hunter criteria, and never about both.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, Sides, Site
from clonus_desktop.domain.hunter import HunterInputs
from clonus_desktop.domain.rules import RULES, Judgement
from clonus_desktop.domain.trial import CountMethod, EndedBy, InvalidTrial, Trial
from clonus_desktop.exchange.bad_line import BadLine
from clonus_desktop.exchange.hunter_line import hunter_answer, hunter_inputs

__all__ = ["BadLine", "HunterRequest", "Request", "answer_to", "judge_line", "read_request"]

USUAL_SITES: Mapping[str, Sides] = {site.key: Sides.BOTH for site in (ANKLE, PATELLA, WRIST)}
"""The sites of the program by key; further ones are given by whoever calls."""

_OLDEST_MONTHS = 130 * 12
_OF_A_TRIAL = frozenset({"beats", "at_least", "duration_s", "ended_by", "beat_times_s"})
_KEYS = _OF_A_TRIAL | {"site", "side", "not_tested", "age_months", "id"}
_HUNTER_KEYS = frozenset({"hunter", "id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One line about a trial, read.

    Attributes:
        place: Site and side.
        trial: None when the place was not tested.
        age_months: None when not given.
        id: The caller's own mark, given back as it came.
    """

    place: Place
    trial: Trial | None
    age_months: float | None
    id: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HunterRequest:
    """One line about the Hunter criteria, read.

    Attributes:
        id: The caller's own mark, given back as it came.
    """

    inputs: HunterInputs
    id: object = None


def judge_line(line: str, *, sites: Mapping[str, Sides] = USUAL_SITES) -> str:
    """The answer to one line, as JSON on one line.

    Args:
        sites: Which sites there are, by key, and whether each has sides.

    Raises:
        BadLine: The line is no JSON object of the known keys, or a value cannot be.
    """
    return json.dumps(answer_to(read_request(line, sites=sites)), allow_nan=False)


def answer_to(request: Request | HunterRequest) -> dict[str, object]:
    """The judgements of every rule and the measures of the beat times, or the Hunter criteria."""
    answer: dict[str, object] = {} if request.id is None else {"id": request.id}
    if isinstance(request, HunterRequest):
        return answer | {"hunter": hunter_answer(request.inputs)}
    trial = request.trial
    answer["judgements"] = {rule_id: _as_json(j) for rule_id, j in _judgements(request).items()}
    answer["rate_hz"] = trial and trial.rate_hz
    answer["beats_in_first_10_s"] = trial and trial.beats_in_first_10_s
    answer["regularity"] = trial and trial.regularity
    answer["check_the_count"] = trial is not None and trial.asks_for_a_check
    return answer


def _judgements(request: Request) -> dict[str, Judgement]:
    trial = request.trial
    if trial is None:
        return {rule.id: rule.not_tested() for rule in RULES.values()}
    return {
        rule.id: rule.judge(trial, place=request.place, age_months=request.age_months)
        for rule in RULES.values()
    }


def _as_json(judgement: Judgement) -> dict[str, object]:
    return {
        "outcome": judgement.outcome,
        "version": judgement.version,
        "why": str(judgement.why),
    }


def read_request(line: str, *, sites: Mapping[str, Sides] = USUAL_SITES) -> Request | HunterRequest:
    """The values of one line, checked.

    Args:
        sites: Which sites there are, by key, and whether each has sides.

    Raises:
        BadLine: The line is no JSON object of the known keys, or a value cannot be.
    """
    fields = _json_object(line)
    if "hunter" in fields:
        return _hunter_request(fields)
    unknown = sorted(set(fields) - _KEYS)
    if unknown:
        raise BadLine(f"unknown key {unknown[0]!r}: use {', '.join(sorted(_KEYS | _HUNTER_KEYS))}")
    site = _one_of(fields, "site", tuple(sites))
    return Request(
        place=Place(Site(site), Side(_one_of(fields, "side", sites[site].each))),
        trial=None if _is_not_tested(fields) else _trial(fields),
        age_months=_age(fields.get("age_months")),
        id=fields.get("id"),
    )


def _hunter_request(fields: Mapping[str, object]) -> HunterRequest:
    others = sorted(set(fields) - _HUNTER_KEYS)
    if others:
        raise BadLine(f"a line with hunter has no {others[0]!r}: ask about the trial in its own")
    return HunterRequest(inputs=hunter_inputs(fields["hunter"]), id=fields.get("id"))


def _json_object(line: str) -> Mapping[str, object]:
    try:
        found = json.loads(line, parse_constant=_refuse_constant, object_pairs_hook=_no_doubles)
    except BadLine:
        raise
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise BadLine("a line must be a JSON object")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise BadLine(f"{name} is not a number that JSON has")


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadLine("a key stands twice in the line")
    return fields


def _one_of(fields: Mapping[str, object], key: str, allowed: tuple[str, ...]) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or value not in allowed:
        raise BadLine(f"{key} is {value!r}: use {', '.join(allowed)}")
    return value


def _is_not_tested(fields: Mapping[str, object]) -> bool:
    reason = fields.get("not_tested")
    if reason is None:
        return False
    if not isinstance(reason, str) or not reason.strip():
        raise BadLine("not_tested must be the reason in words")
    doubled = sorted(key for key in _OF_A_TRIAL if _says_something(fields.get(key)))
    if doubled:
        raise BadLine(f"a place that was not tested has no {doubled[0]}")
    return True


def _says_something(value: object) -> bool:
    # 0 beats says something; false, null and an empty list do not.
    return value is not None and value is not False and value != []


def _trial(fields: Mapping[str, object]) -> Trial:
    if "beats" not in fields:
        raise BadLine("beats is missing: give a whole number, or null when they were not counted")
    times = fields.get("beat_times_s") or ()
    if not isinstance(times, list | tuple):
        raise BadLine(f"beat_times_s is {times!r}: use a list of seconds")
    at_least = fields.get("at_least", False)
    if at_least is not None and not isinstance(at_least, bool):
        raise BadLine(f"at_least is {at_least!r}: use true or false")
    ended_by = fields.get("ended_by")
    if ended_by is not None:
        ended_by = EndedBy(_one_of(fields, "ended_by", tuple(EndedBy)))
    try:
        return Trial(
            beats=fields["beats"],  # type: ignore[arg-type]  # Trial checks it
            at_least=bool(at_least),
            duration_s=fields.get("duration_s"),  # type: ignore[arg-type]  # Trial checks it
            ended_by=ended_by,
            count_method=CountMethod.TAPPED if times else CountMethod.NUMBER,
            beat_times_s=tuple(times),
        )
    except InvalidTrial as error:
        raise BadLine(str(error)) from error


def _age(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadLine(f"age_months is {value!r}: use a number of months")
    if not 0 <= value <= _OLDEST_MONTHS:
        raise BadLine(f"age_months is {value!r}: use 0 to {_OLDEST_MONTHS}")
    return float(value)
