"""Examinations as they stand in the rows: a few queries for any number of them."""

import json
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner, Signature, Withdrawal
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial
from clonus_desktop.storage.driver import Row, Values
from clonus_desktop.storage.families import root_of
from clonus_desktop.storage.standing import is_superseded
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import AMONG, ids_text, time_from

_EXAMINATIONS = f"""
SELECT e.*, {root_of("e.patient_id")} AS root,
    signer.name, signer.role, signer.clinician_id,
    {is_superseded("e")} AS superseded, w.withdrawn_at, w.reason AS withdrawn_because,
    withdrawer.name AS withdrawer_name, withdrawer.role AS withdrawer_role,
    withdrawer.clinician_id AS withdrawer_clinician_id,
    (SELECT min(imported_at) FROM imported_row r JOIN data_import i ON i.id = r.import_id
        WHERE r.row_table = 'examination' AND r.row_id = e.id AND NOT EXISTS (SELECT 1 FROM audit
            WHERE row_table = r.row_table AND audit.row_id = e.id AND what = 'sign')
    ) AS taken_in_at
FROM examination e LEFT JOIN examiner signer ON signer.id = e.signed_by
LEFT JOIN withdrawal w ON w.examination_id = e.id
LEFT JOIN examiner withdrawer ON withdrawer.id = w.withdrawn_by
"""


class _Recorded(NamedTuple):
    """What stands in one examination."""

    tests: dict[Place, ClonusTest]
    notes: dict[Place, str]
    statements: dict[tuple[Topic, Place | None], dict[str, object]]
    comment: str
    last_at: str | None


def examinations_where(store: Store, where: str, values: Values = ()) -> tuple[Examination, ...]:
    """The examinations ``e`` that fit, with all that stands in them, in the order asked for."""
    rows = store.rows(f"{_EXAMINATIONS} WHERE {where}", values)
    recorded = _recorded(store, [row["id"] for row in rows])
    return tuple(_examination(row, recorded[row["id"]]) for row in rows)


def tests_with_ids(store: Store, test_ids: Iterable[int]) -> Mapping[int, ClonusTest]:
    """Tests by id, struck ones too."""
    rows = store.rows(f"SELECT * FROM clonus_test WHERE id {AMONG}", (ids_text(test_ids),))
    return tests_in(store, rows)


def pack_times(times: tuple[float, ...]) -> bytes:
    """Seconds as little-endian float64, one after the other."""
    return struct.pack(f"<{len(times)}d", *times)


def unpack_times(packed: bytes) -> tuple[float, ...]:
    """Seconds from ``pack_times``."""
    return struct.unpack(f"<{len(packed) // 8}d", packed)


def place_of(row: Row) -> Place | None:
    """The place of a row; None for the comment on the whole."""
    return None if row["site"] is None else Place(Site(row["site"]), Side(row["side"]))


def _recorded(store: Store, ids: list[int]) -> Mapping[int, _Recorded]:
    among = (ids_text(ids),)
    standing = f"examination_id {AMONG} AND struck_at IS NULL ORDER BY id"
    rows = store.rows(f"SELECT * FROM clonus_test WHERE {standing}", among)
    tests = tests_in(store, rows)
    found = {one: _Recorded({}, {}, {}, "", None) for one in ids}
    for row in rows:
        kept = found[row["examination_id"]]
        kept.tests[tests[row["id"]].place] = tests[row["id"]]
        last_at = max(kept.last_at or "", row["recorded_at"])
        found[row["examination_id"]] = kept._replace(last_at=last_at)
    for row in store.rows(f"SELECT * FROM note WHERE {standing}", among):
        kept, place = found[row["examination_id"]], place_of(row)
        if place is None:
            found[row["examination_id"]] = kept._replace(comment=row["text"])
        else:
            kept.notes[place] = row["text"]
    for row in store.rows(f"SELECT * FROM statement WHERE {standing}", among):
        stated = found[row["examination_id"]].statements
        stated[Topic(row["topic"]), place_of(row)] = json.loads(row["content"])
    return found


def tests_in(store: Store, rows: list[Row]) -> Mapping[int, ClonusTest]:
    """Tests by id, from rows of them that were read before."""
    trials: defaultdict[int, list[Trial]] = defaultdict(list)
    for row in store.rows(
        f"SELECT * FROM trial WHERE clonus_test_id {AMONG} ORDER BY clonus_test_id, ordinal",
        (ids_text(row["id"] for row in rows),),
    ):
        trials[row["clonus_test_id"]].append(_trial(row))
    return {row["id"]: _test(row, trials[row["id"]]) for row in rows}


def _test(row: Row, trials: list[Trial]) -> ClonusTest:
    reason = row["not_tested_reason"]
    return ClonusTest(
        place=Place(Site(row["site"]), Side(row["side"])),
        trials=tuple(trials),
        not_tested=None
        if reason is None
        else NotTested(reason=NotTestedReason(reason), explanation=row["not_tested_explanation"]),
    )


def _trial(row: Row) -> Trial:
    ended_by = row["ended_by"]
    return Trial(
        beats=row["beats"],
        at_least=bool(row["at_least"]),
        duration_s=row["duration_s"],
        duration_is_minimum=bool(row["duration_is_minimum"]),
        ended_by=None if ended_by is None else EndedBy(ended_by),
        count_method=CountMethod(row["count_method"]),
        beat_times_s=unpack_times(row["beat_times"]),
        raw_beat_times_s=unpack_times(row["raw_beat_times"]),
        recorded_at=None if row["recorded_at"] is None else time_from(row["recorded_at"]),
        struck_reason=row["struck_reason"],
    )


def _examination(row: Row, recorded: _Recorded) -> Examination:
    zone = row["zone"]
    return Examination(
        id=row["id"],
        patient_id=row["root"],
        recorded_under_id=0 if row["root"] == row["patient_id"] else row["patient_id"],
        started_at=time_from(row["started_at"], zone),
        ended_at=None if recorded.last_at is None else time_from(recorded.last_at, zone),
        places=tuple(Place(Site(site), Side(side)) for site, side in json.loads(row["places"])),
        tests=recorded.tests,
        notes=recorded.notes,
        statements=recorded.statements,
        comment=recorded.comment,
        protocol_versions=json.loads(row["protocol_versions"]),
        revision=row["revision"],
        revises_id=row["revises_id"],
        revision_reason=row["revision_reason"],
        superseded=bool(row["superseded"]),
        signature=_signature(row),
        withdrawal=_withdrawal(row),
        taken_in_at=None if row["taken_in_at"] is None else time_from(row["taken_in_at"], zone),
    )


def _signature(row: Row) -> Signature | None:
    if row["signed_at"] is None:
        return None
    return Signature(
        examiner=Examiner(name=row["name"], role=row["role"], clinician_id=row["clinician_id"]),
        signed_at=time_from(row["signed_at"], row["zone"]),
        text=row["signed_text"],
        rule_id=row["rule_id"],
        rule_version=row["rule_version"],
    )


def _withdrawal(row: Row) -> Withdrawal | None:
    if row["withdrawn_at"] is None:
        return None
    name = row["withdrawer_name"]
    return Withdrawal(
        at=time_from(row["withdrawn_at"], row["zone"]),
        by=None
        if name is None
        else Examiner(
            name=name, role=row["withdrawer_role"], clinician_id=row["withdrawer_clinician_id"]
        ),
        reason=row["withdrawn_because"],
    )
