"""The verdict on a casebook in words."""

from pathlib import Path

import pytest

from clonus_desktop.casebook import verification
from clonus_desktop.casebook.verification import Verdict, VerificationCancelled
from clonus_desktop.domain.message import Message
from clonus_desktop.language import catalogue
from clonus_desktop.storage.breaks import entry_changed, schema_changed
from tests.storage import whole_record
from tests.storage.tampering import copy_of, unguarded


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    return whole_record.make(tmp_path_factory.mktemp("whole") / "casebook.sqlite")


def words_of(verdict: Verdict) -> tuple[str, ...]:
    return verification.in_words(verdict, catalogue("en"))


def test_a_good_casebook_is_told_with_its_counts_and_its_newest_act(whole: Path) -> None:
    verdict = verification.check(whole, None)
    said = words_of(verdict)
    assert said[0] == "Everything is as it was entered."
    assert said[1] == "In the record: 96 acts, 8 exams, 6 signatures, 3 letters."
    number, seal = verdict.newest
    assert said[2] == f"Record {verdict.casebook_id[:8]}, newest act {number}, seal {seal[:12]}."
    assert len(said) == 3 + len(verdict.notes)


def test_the_first_thing_that_is_wrong_is_told_with_its_act(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)
    with unguarded(path) as connection:
        connection.execute("UPDATE audit SET what = 'nothing' WHERE id = 8")
    first = words_of(verification.check(path, None))[0]
    assert first.startswith("Something is wrong, first at act 8. Entry 8 of the audit")


def test_what_no_act_speaks_of_is_told_without_one() -> None:
    first = words_of(Verdict(first_break=schema_changed("table note")))[0]
    assert first.startswith("Something is wrong. The part table note")


def test_one_of_each_is_told_in_the_singular() -> None:
    verdict = Verdict(entries=1, examinations=1, signatures=1, letters=1)
    assert words_of(verdict)[1] == "In the record: 1 act, 1 exam, 1 signature, 1 letter."


def test_notes_follow() -> None:
    verdict = Verdict(first_break=entry_changed(3), notes=(Message("Mind this."),))
    assert words_of(verdict)[-1] == "Mind this."


def test_a_check_can_be_cancelled_and_tells_how_far_it_is(whole: Path) -> None:
    told: list[float] = []
    verification.check(whole, None, progress=told.append)
    assert told
    with pytest.raises(VerificationCancelled):
        verification.check(whole, None, is_cancelled=lambda: True)
