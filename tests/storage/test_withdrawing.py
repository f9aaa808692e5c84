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
