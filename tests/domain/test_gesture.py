from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.gesture import Gesture, GestureKind
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import Trial

RIGHT_ANKLE = Place(ANKLE, Side.RIGHT)


def test_a_test_is_named_with_its_place_and_what_was_recorded():
    test = ClonusTest(place=RIGHT_ANKLE, trials=(Trial(beats=6),))
    gesture = Gesture(id=1, examination_id=2, kind=GestureKind.TEST, place=RIGHT_ANKLE, test=test)
    assert (gesture.place, gesture.test) == (RIGHT_ANKLE, test)


def test_a_comment_on_the_whole_has_no_place():
    gesture = Gesture(id=1, examination_id=2, kind=GestureKind.COMMENT)
    assert (gesture.place, gesture.test) == (None, None)


def test_the_kinds_are_stored_as_words():
    words = ["test", "note", "comment", "technique", "context", "hunter"]
    assert [str(kind) for kind in GestureKind] == words


def test_every_topic_of_a_statement_is_a_kind_of_act():
    assert {GestureKind(topic) for topic in Topic} < set(GestureKind)
