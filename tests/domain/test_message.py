import pytest

from clonus_desktop.domain.message import Message


def test_a_message_reads_as_its_english_sentence():
    assert str(Message("Clonus lasted {seconds:g} s.", {"seconds": 3.0})) == "Clonus lasted 3 s."


def test_a_message_without_values_is_its_own_text():
    assert str(Message("The place was not tested.")) == "The place was not tested."


def test_braces_typed_by_a_person_are_not_taken_for_a_template():
    assert str(Message("Reason: {words}", {"words": "{beats} {0} {{"})) == "Reason: {beats} {0} {{"


def test_a_missing_value_is_a_bug_that_shows():
    with pytest.raises(KeyError, match="beats"):
        str(Message("{beats} beats"))


def test_two_messages_with_the_same_text_and_values_are_equal():
    assert Message("{n} s", {"n": 1}) == Message("{n} s", {"n": 1})
    assert Message("{n} s", {"n": 1}) != Message("{n} s", {"n": 2})
