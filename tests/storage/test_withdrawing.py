"""A signed exam that does not count is withdrawn, and stays readable."""

import pytest

from clonus_desktop.domain.examination import ExaminationState
from clonus_desktop.storage import NoSuchRow, NotWithdrawable
from tests.storage.whole_record import amend, withdraw


def test_a_withdrawn_exam_tells_who_when_and_why_and_keeps_its_findings(desk) -> None:
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.sign(draft.id)
    withdraw(desk, draft.id)
    found = desk.file.examinations.get(draft.id)
    assert found.state is ExaminationState.WITHDRAWN
    assert found.withdrawal is not None
    assert (found.withdrawal.reason, found.withdrawal.at) == ("wrong patient", desk.now)
    assert found.withdrawal.by == desk.by
    assert found.tests
    assert desk.file.verify() is None


def test_nobody_named_withdraws_too(desk) -> None:
    draft = desk.draft()
    desk.sign(draft.id)
    desk.by = None
    withdraw(desk, draft.id)
    found = desk.file.examinations.get(draft.id).withdrawal
    assert found is not None
    assert found.by is None


def test_what_does_not_stand_is_not_withdrawn(desk) -> None:
    draft = desk.draft()
    with pytest.raises(NotWithdrawable):
        withdraw(desk, draft.id)
    desk.sign(draft.id)
    later = amend(desk, draft.id)
    with pytest.raises(NotWithdrawable):
        withdraw(desk, draft.id)
    desk.sign(later.id)
    withdraw(desk, later.id)
    with pytest.raises(NotWithdrawable):
        withdraw(desk, later.id)
    with pytest.raises(NoSuchRow):
        withdraw(desk, 99)


def test_visits_are_counted_by_their_last_version_and_apart_from_those_that_stand(desk) -> None:
    first = desk.draft()
    patient_id, examinations = first.patient_id, desk.file.examinations
    assert examinations.signed_count(patient_id) == (0, 0)
    desk.sign(first.id)
    later = amend(desk, first.id)
    assert examinations.signed_count(patient_id) == (1, 1)
    desk.sign(later.id)
    second = desk.examination(patient_id)
    desk.sign(second.id)
    assert examinations.signed_count(patient_id) == (2, 2)
    withdraw(desk, second.id)
    assert examinations.signed_count(patient_id) == (2, 1)


def test_the_newest_rows_can_be_read_alone(desk) -> None:
    first = desk.draft()
    desk.sign(first.id)
    second = desk.examination(first.patient_id)
    (newest,) = desk.file.examinations.of_patient(first.patient_id, newest=1)
    assert newest.id == second.id
    assert desk.file.examinations.of_patient(first.patient_id, newest=0) == ()
