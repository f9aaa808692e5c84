import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.statement import MOST_ABOUT, InvalidStatement, Statement, Topic

RIGHT_ANKLE = Place(ANKLE, Side.RIGHT)


def test_a_statement_keeps_what_was_stated_as_it_came():
    content = {"gait": "spastic", "onset": None, "drugs": [{"name": "baclofen"}]}
    statement = Statement(topic=Topic.CONTEXT, content=content, about="gait spastic")
    assert statement.content == content
    assert statement.about == "gait spastic"


@pytest.mark.parametrize(
    ("topic", "place"),
    [(Topic.TECHNIQUE, None), (Topic.CONTEXT, RIGHT_ANKLE), (Topic.HUNTER, RIGHT_ANKLE)],
)
def test_a_statement_stands_where_its_topic_belongs(topic, place):
    with pytest.raises(InvalidStatement):
        Statement(topic=topic, place=place, content={})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"x", object()])
def test_a_value_that_no_file_can_hold_is_refused(value):
    with pytest.raises(InvalidStatement):
        Statement(topic=Topic.HUNTER, content={"temperature_c": value})


def test_what_undo_names_stays_short():
    Statement(topic=Topic.CONTEXT, content={}, about="x" * MOST_ABOUT)
    with pytest.raises(InvalidStatement):
        Statement(topic=Topic.CONTEXT, content={}, about="x" * (MOST_ABOUT + 1))
