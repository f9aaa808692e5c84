from datetime import UTC, datetime, timedelta

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.position_notes import position_notes
from clonus_desktop.domain.statement import Topic

RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
START = datetime(2025, 3, 10, 9, 40, tzinfo=UTC)


def visits(*positions):
    """Visits of one place; "" for a visit that does not tell the position."""
    return [
        Examination(
            id=index + 1,
            patient_id=1,
            started_at=START + timedelta(days=index),
            places=(RIGHT,),
            statements={(Topic.TECHNIQUE, RIGHT): {"position": position}} if position else {},
        )
        for index, position in enumerate(positions)
    ]


def test_a_note_stands_where_the_position_is_another_than_the_last_that_was_told():
    notes = position_notes(visits("sitting", "sitting", "", "knee-bent", "", "sitting"))
    assert [(note.examination_id, note.before, note.position) for note in notes] == [
        (4, "sitting", "knee-bent"),
        (6, "knee-bent", "sitting"),
    ]
    assert {note.place for note in notes} == {RIGHT}
    assert notes[0].examined_at == START + timedelta(days=3)


def test_a_first_position_is_no_change():
    assert position_notes(visits("", "sitting", "sitting")) == ()
    assert position_notes(()) == ()


def test_each_place_has_a_position_of_its_own():
    other = Examination(
        id=9,
        patient_id=1,
        started_at=START + timedelta(days=9),
        places=(LEFT,),
        statements={(Topic.TECHNIQUE, LEFT): {"position": "knee-bent"}},
    )
    assert position_notes([*visits("sitting"), other]) == ()
