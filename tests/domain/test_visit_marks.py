"""Which visits carry a mark on the time axis."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.examination import Examination, Withdrawal
from clonus_desktop.domain.visit_marks import visit_marks

START = datetime(2025, 3, 10, 9, 40, tzinfo=UTC)
GONE = Withdrawal(at=START, by=None, reason="another patient")


def visit(number: int, **fields: object) -> Examination:
    started = START + timedelta(days=number)
    place = Place(ANKLE, Side.RIGHT)
    return replace(
        Examination(id=number, patient_id=1, started_at=started, places=(place,)), **fields
    )


def test_visits_that_were_neither_amended_nor_withdrawn_have_no_mark():
    assert visit_marks((visit(1), visit(2))) == ()


def test_marks_stand_in_the_order_of_time_and_name_their_revision():
    marks = visit_marks(
        (
            visit(3, withdrawal=GONE),
            visit(2, revision=2, revises_id=9),
            visit(1),
            visit(0, revision=3, revises_id=8, withdrawal=GONE),
        )
    )
    assert [(m.examination_id, m.revision, m.is_withdrawn) for m in marks] == [
        (0, 3, True),
        (2, 2, False),
        (3, 1, True),
    ]
    assert [m.examined_at for m in marks] == [START + timedelta(days=n) for n in (0, 2, 3)]
