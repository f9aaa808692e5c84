from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.report import plain
from tests.report.cases import WORDS


def test_control_and_reordering_characters_do_not_reach_a_letter():
    assert plain.line("a\x00b\u202ec\u2066d\u200be\tf\ufe0f", WORDS) == "a bcde f"
    assert plain.line("\ud800\ue000\U000e0fff", WORDS) == "\ufffd" * 3


def test_joiners_of_persian_and_indian_scripts_stay():
    assert plain.line("می\u200cخواهم", WORDS) == "می\u200cخواهم"


def test_absurd_lengths_are_shortened_and_say_so():
    assert plain.line("x" * 1001, WORDS) == "x" * 1000 + " (shortened)"
    assert plain.line("x" * 1000, WORDS) == "x" * 1000
    assert plain.paragraphs("y" * 10**6, WORDS)[0].endswith(" (shortened)")
    assert plain.lines("z\n" * 11, WORDS) == ("z",) * 10 + ("(shortened)",)


def test_empty_lines_are_no_lines():
    assert plain.lines("\r\n a \n\n", WORDS) == ("a",)
    assert plain.paragraphs(" \u2028b\r\nc", WORDS) == ("b", "c")


def test_typeset_signs_become_what_a_keyboard_has():
    assert plain.ascii_signs("≥ 5 – “é”…\t×") == '>= 5 - "é"... x'


def test_french_quotation_marks_lose_their_spaces_with_their_form():
    said = plain.ascii_signs("règle (« Plus de 5 »), «\u202f6\u202f»")
    assert said == 'règle ("Plus de 5"), "6"'


@given(st.text())
def test_a_line_is_one_line(text):
    assert len(plain.line(text, WORDS).splitlines()) <= 1
