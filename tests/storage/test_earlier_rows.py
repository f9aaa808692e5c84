"""What was signed before an address was told of anything: counted, listed, and nothing twice."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.examination import Examination
from clonus_desktop.storage.outbox import ShipmentState
from tests.storage.conftest import Desk
from tests.storage.test_importing import EXAM, begin, take_in_patient
from tests.storage.test_outbox import HERE, THERE, amended, changed, queued, signed
from tests.storage.whole_record import amend, withdraw

SOME = settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def taken_in(desk: Desk, patient_id: int, key: str, **fields: object) -> int:
    exam = replace(EXAM, patient_id=patient_id, **fields)
    with desk.file.write():
        return desk.file.imports.take_in_exam(1, key, exam, at=desk.at(), by=desk.by)


def later_than(desk: Desk, examination_id: int) -> dict[str, object]:
    before = desk.file.examinations.get(examination_id)
    return {
        "revision": before.revision + 1,
        "revises_id": before.id,
        "revision_reason": "counted again",
    }


@pytest.fixture
def imports(desk: Desk) -> int:
    """A patient from elsewhere, in an import that goes on."""
    with desk.file.write():
        begin(desk)
        return take_in_patient(desk)


def test_what_was_signed_is_counted_and_listed_with_the_oldest_first(desk):
    ids = [signed(desk, name) for name in ("One", "Two", "Three")]
    desk.draft()
    assert desk.file.outbox.count_earlier(HERE) == 3
    assert desk.file.outbox.earlier(HERE) == tuple(ids)


def test_an_amended_examination_counts_once_and_is_listed_with_all_its_versions(desk):
    first = signed(desk)
    second = amended(desk, first)
    amend(desk, second)
    assert desk.file.outbox.count_earlier(HERE) == 1
    assert desk.file.outbox.earlier(HERE) == (first, second)


def test_what_was_withdrawn_is_left_out_with_all_its_versions(desk):
    withdraw(desk, amended(desk, signed(desk)))
    stays = signed(desk, "Other")
    assert desk.file.outbox.earlier(HERE) == (stays,)
    assert desk.file.outbox.count_earlier(HERE) == 1


def test_an_examination_of_which_any_version_was_queued_is_left_out(desk):
    first = signed(desk)
    queued(desk, amended(desk, first))
    given_up = queued(desk, signed(desk, "Other"))
    changed(desk, given_up, ShipmentState.GIVEN_UP)
    assert desk.file.outbox.count_earlier(HERE) == 0
    assert desk.file.outbox.earlier(HERE) == ()
    # Another record system was told of neither.
    assert desk.file.outbox.count_earlier(THERE) == 2


def test_what_was_signed_elsewhere_is_left_out_until_it_is_amended_here(desk, imports):
    elsewhere = taken_in(desk, imports, "there/exam/1")
    taken_in(desk, imports, "there/exam/2", **later_than(desk, elsewhere))
    assert desk.file.outbox.count_earlier(HERE) == 0
    here = amended(desk, elsewhere + 1)
    assert desk.file.outbox.earlier(HERE) == (here,)
    assert desk.file.outbox.count_earlier(HERE) == 1


def test_a_draft_that_came_in_and_was_signed_here_is_one_of_them(desk, imports):
    draft = taken_in(desk, imports, "there/exam/1", signature=None)
    assert desk.file.outbox.count_earlier(HERE) == 0
    desk.sign(draft)
    assert desk.file.outbox.earlier(HERE) == (draft,)


def test_what_was_amended_elsewhere_after_it_was_signed_here_is_told_to_its_end(desk, imports):
    here = signed(desk)
    patient = desk.file.examinations.get(here).patient_id
    elsewhere = taken_in(desk, patient, "there/exam/1", **later_than(desk, here))
    assert desk.file.outbox.earlier(HERE) == (here, elsewhere)


def test_what_was_erased_is_not_asked_for(desk):
    exam = signed(desk)
    with desk.file.write():
        patient = desk.file.examinations.get(exam).patient_id
        desk.file.erasing.erase(patient, reason="asked for", at=desk.at(), by=desk.by)
    assert desk.file.outbox.count_earlier(HERE) == 0


ACTS = st.lists(
    st.sampled_from(("sign", "amend", "withdraw", "queue", "draft")), min_size=1, max_size=8
)


@SOME
@given(histories=st.lists(ACTS, min_size=1, max_size=3))
def test_after_they_are_queued_the_outbox_is_as_if_it_had_begun_with_them(desk, histories):
    """Of each examination nothing, or all that was signed, in its order; and none is left."""
    outbox = desk.file.outbox
    expected: list[int] = []
    count = outbox.count_earlier(HERE)
    before = outbox.earlier(HERE)
    for history in histories:
        versions, is_known, is_over = lived(desk, history)
        if not is_known and not is_over:
            expected += versions
            count += 1
    assert outbox.count_earlier(HERE) == count
    assert outbox.earlier(HERE) == (*before, *expected)
    for examination_id in outbox.earlier(HERE):
        queued(desk, examination_id)
    assert outbox.count_earlier(HERE) == 0
    assert outbox.earlier(HERE) == ()
    assert not {row for row, _kind in outbox.behind(HERE)} & set(expected)


def lived(desk: Desk, history: list[str]) -> tuple[list[int], bool, bool]:
    """The signed versions of a new examination, whether it is known, and whether withdrawn."""
    versions: list[int] = [signed(desk, f"Patient {desk.now:%d%H%M}")]
    is_known = is_over = False
    draft: Examination | None = None
    for act in history:
        if act == "queue" and versions[-1] not in {
            one.examination_id for one in desk.file.outbox.of_chain(versions[0], HERE)
        }:
            queued(desk, versions[-1])
            is_known = True
        elif draft is not None:
            if act == "sign":
                desk.sign(draft.id)
                versions.append(draft.id)
                draft = None
        elif act in {"amend", "draft"} and not is_over:
            draft = amend(desk, versions[-1])
        elif act == "withdraw" and not is_over:
            withdraw(desk, versions[-1])
            is_over = True
    return versions, is_known, is_over


def test_counting_them_looks_up_each_row_by_an_index(desk, monkeypatch):
    signed(desk)
    asked, store = [], desk.file._store
    real = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or real(*query))
    desk.file.outbox.count_earlier(HERE)
    desk.file.outbox.earlier(HERE)
    assert len(asked) == 2
    for sql, values in asked:
        steps = [row["detail"] for row in real(f"EXPLAIN QUERY PLAN {sql}", values)]
        # Once through the examinations; all else is found by what it belongs to.
        scans = [one for one in steps if one.startswith("SCAN")]
        assert [one for one in scans if one == "SCAN examination"] == ["SCAN examination"]
        assert {one.split()[1] for one in scans} <= {"examination", "revision", "earlier"}
        assert "SEARCH e USING INDEX examination_one_next (revises_id=?)" in steps
        for table in ("shipment", "withdrawal", "imported_row"):
            assert any(f"COVERING INDEX sqlite_autoindex_{table}_1" in one for one in steps)
