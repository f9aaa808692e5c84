"""An examination as JSON, and back: with all trials, beat times, reasons, notes and statements."""

from collections.abc import Mapping
from typing import Any

from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Signature, Withdrawal
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial
from clonus_desktop.exchange.record.examiners import examiner_from, examiner_json
from clonus_desktop.exchange.record.times import time_from, time_json

Json = dict[str, Any]


def examination_json(exam: Examination) -> Json:
    """The examination by the names of its attributes."""
    return {
        "id": exam.id,
        "patient_id": exam.patient_id,
        "recorded_under_id": exam.recorded_under_id,
        "started_at": time_json(exam.started_at),
        "ended_at": None if exam.ended_at is None else time_json(exam.ended_at),
        "places": [_place_json(place) for place in exam.places],
        "tests": [_test_json(test) for test in exam.tests.values()],
        "notes": [{**_place_json(place), "text": text} for place, text in exam.notes.items()],
        "statements": [
            {"topic": str(topic), **_place_json(place), "content": dict(content)}
            for (topic, place), content in exam.statements.items()
        ],
        "comment": exam.comment,
        "protocol_versions": dict(exam.protocol_versions),
        "revision": exam.revision,
        "revises_id": exam.revises_id,
        "revision_reason": exam.revision_reason,
        "superseded": exam.superseded,
        "signature": None if exam.signature is None else _signature_json(exam.signature),
        "withdrawal": None if exam.withdrawal is None else _withdrawal_json(exam.withdrawal),
    }


def examination_from(found: Json) -> Examination:
    """The examination of such JSON.

    Raises:
        TypeError, ValueError, LookupError: A value is missing, of another kind, or cannot be.
    """
    ended_at, signature, withdrawal = found["ended_at"], found["signature"], found["withdrawal"]
    tests = [_test(one) for one in found["tests"]]
    return Examination(
        id=int(found["id"]),
        patient_id=int(found["patient_id"]),
        recorded_under_id=int(found["recorded_under_id"]),
        started_at=time_from(found["started_at"]),
        ended_at=None if ended_at is None else time_from(ended_at),
        places=tuple(_place(one) for one in found["places"]),
        tests={test.place: test for test in tests},
        notes={_place(one): str(one["text"]) for one in found["notes"]},
        statements={
            (Topic(one["topic"]), _place_or_none(one)): dict(one["content"])
            for one in found["statements"]
        },
        comment=str(found["comment"]),
        protocol_versions={str(k): int(v) for k, v in found["protocol_versions"].items()},
        revision=int(found["revision"]),
        revises_id=found["revises_id"],
        revision_reason=str(found["revision_reason"]),
        superseded=_flag(found, "superseded"),
        signature=None if signature is None else _signature(signature),
        withdrawal=None if withdrawal is None else _withdrawal(withdrawal),
    )


def _place_json(place: Place | None) -> Json:
    return {} if place is None else {"site": place.site.key, "side": str(place.side)}


def _place(found: Mapping[str, Any]) -> Place:
    return Place(Site(found["site"]), Side(found["side"]))


def _place_or_none(found: Mapping[str, Any]) -> Place | None:
    return _place(found) if "site" in found else None


def _test_json(test: ClonusTest) -> Json:
    reason = test.not_tested
    return {
        **_place_json(test.place),
        "trials": [_trial_json(trial) for trial in test.trials],
        "not_tested": None
        if reason is None
        else {"reason": str(reason.reason), "explanation": reason.explanation},
    }


def _test(found: Mapping[str, Any]) -> ClonusTest:
    reason = found["not_tested"]
    return ClonusTest(
        place=_place(found),
        trials=tuple(_trial(one) for one in found["trials"]),
        not_tested=None
        if reason is None
        else NotTested(
            reason=NotTestedReason(reason["reason"]), explanation=str(reason["explanation"])
        ),
    )


def _trial_json(trial: Trial) -> Json:
    return {
        "beats": trial.beats,
        "at_least": trial.at_least,
        "duration_s": trial.duration_s,
        "duration_is_minimum": trial.duration_is_minimum,
        "ended_by": None if trial.ended_by is None else str(trial.ended_by),
        "count_method": str(trial.count_method),
        "beat_times_s": list(trial.beat_times_s),
        "raw_beat_times_s": list(trial.raw_beat_times_s),
        "recorded_at": None if trial.recorded_at is None else time_json(trial.recorded_at),
        "struck_reason": trial.struck_reason,
    }


def _trial(found: Mapping[str, Any]) -> Trial:
    ended_by, recorded_at = found["ended_by"], found["recorded_at"]
    return Trial(
        beats=found["beats"],
        at_least=_flag(found, "at_least"),
        duration_s=found["duration_s"],
        duration_is_minimum=_flag(found, "duration_is_minimum"),
        ended_by=None if ended_by is None else EndedBy(ended_by),
        count_method=CountMethod(found["count_method"]),
        beat_times_s=tuple(found["beat_times_s"]),
        raw_beat_times_s=tuple(found["raw_beat_times_s"]),
        recorded_at=None if recorded_at is None else time_from(recorded_at),
        struck_reason=str(found["struck_reason"]),
    )


def _signature_json(signature: Signature) -> Json:
    return {
        "examiner": examiner_json(signature.examiner),
        "signed_at": time_json(signature.signed_at),
        "text": signature.text,
        "rule_id": signature.rule_id,
        "rule_version": signature.rule_version,
    }


def _signature(found: Mapping[str, Any]) -> Signature:
    return Signature(
        examiner=examiner_from(found["examiner"]),
        signed_at=time_from(found["signed_at"]),
        text=str(found["text"]),
        rule_id=str(found["rule_id"]),
        rule_version=int(found["rule_version"]),
    )


def _withdrawal_json(withdrawal: Withdrawal) -> Json:
    return {
        "at": time_json(withdrawal.at),
        "by": None if withdrawal.by is None else examiner_json(withdrawal.by),
        "reason": withdrawal.reason,
    }


def _withdrawal(found: Mapping[str, Any]) -> Withdrawal:
    by, at = found["by"], time_from(found["at"])
    return Withdrawal(
        at=at, by=None if by is None else examiner_from(by), reason=str(found["reason"])
    )


def _flag(found: Mapping[str, Any], name: str) -> bool:
    if not isinstance(found[name], bool):
        raise TypeError(f"{name} must be true or false, not {found[name]!r}.")
    return bool(found[name])
