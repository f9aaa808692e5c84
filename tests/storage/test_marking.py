"""What the mark says when a casebook is opened and while it is used."""

import shutil
from pathlib import Path

import pytest

from clonus_desktop.storage import AuditBreak, open_casebook
from clonus_desktop.storage.mark import MarkFile, mark_path
from clonus_desktop.storage.marking import break_by, found_mark
from tests.storage.conftest import Desk
from tests.storage.tampering import unguarded


def trouble_of(path: Path) -> AuditBreak | None:
    with open_casebook(path) as file:
        return file.trouble


@pytest.fixture
def kept(path: Path, desk_at, tmp_path: Path) -> tuple[Path, Path]:
    """A casebook with three acts, and a copy of it from before the last two."""
    desk = desk_at(path)
    desk.patient("First")
    desk.file.close()
    earlier = tmp_path / "earlier.sqlite"
    shutil.copyfile(path, earlier)
    with open_casebook(path) as file:
        later = Desk(file=file, by=desk.by, now=desk.now)
        later.patient("Second")
        later.patient("Third")
    return path, earlier


def test_every_act_sets_the_mark_before_the_next_one(desk) -> None:
    for number in range(1, 4):
        desk.patient(f"P{number}")
        mark = MarkFile(desk.file.path, None).read()
        assert mark is not None
        assert (mark.sequence, mark.digest) == desk.file.audit.head()


def test_what_is_no_act_sets_no_mark(desk) -> None:
    desk.patient()
    before = mark_path(desk.file.path).read_bytes()
    with desk.file.write():
        desk.file.unsaved.keep("form", {"a": 1}, at=desk.at())
    assert mark_path(desk.file.path).read_bytes() == before


def test_an_older_file_in_its_place_is_told_with_how_many_acts_are_missing(kept) -> None:
    path, earlier = kept
    shutil.copyfile(earlier, path)
    trouble = trouble_of(path)
    assert trouble is not None
    assert (trouble.at_row, trouble.message.values["count"]) == (1, 2)


def test_trouble_keeps_its_evidence_until_it_is_accepted(kept, desk_at) -> None:
    path, earlier = kept
    shutil.copyfile(earlier, path)
    desk = desk_at(path)
    mark = mark_path(path).read_bytes()
    desk.patient("Meanwhile")
    assert mark_path(path).read_bytes() == mark
    desk.file.go_on_despite_trouble(at=desk.at(), by=desk.by)
    assert desk.file.trouble is None
    desk.file.close()
    assert trouble_of(path) is None


def test_a_restore_that_is_entered_begins_the_mark_anew(kept, desk_at) -> None:
    path, earlier = kept
    shutil.copyfile(earlier, path)
    mark_path(path).unlink()
    desk = desk_at(path)
    assert desk.file.trouble is not None
    number, digest = desk.file.audit.head()
    assert desk.file.audit.digest_at(number) == digest
    assert desk.file.audit.digest_at(number + 1) == ""
    desk.file.enter_restored(at=desk.at(), by=desk.by)
    assert desk.file.trouble is None
    desk.file.close()
    assert trouble_of(path) is None


def test_other_acts_than_those_that_were_saved_are_told(kept) -> None:
    path, _earlier = kept
    with unguarded(path) as connection:
        connection.execute("UPDATE audit SET digest = 'made up' WHERE id = 3")
    trouble = trouble_of(path)
    assert trouble is not None
    assert trouble.message.values["number"] == 3


def test_an_empty_casebook_in_the_place_of_a_used_one_is_told(kept, tmp_path: Path) -> None:
    path, _earlier = kept
    with unguarded(path) as connection:
        connection.execute("DELETE FROM audit")
    trouble = trouble_of(path)
    assert trouble is not None
    assert (trouble.at_row, trouble.message.values["count"]) == (0, 3)


def test_a_time_that_is_none_does_not_keep_the_casebook_from_being_opened(kept) -> None:
    path, _earlier = kept
    with unguarded(path) as connection:
        connection.execute("DELETE FROM audit WHERE id = 3")
        connection.execute("UPDATE audit SET at = 'yesterday' WHERE id = 2")
    trouble = trouble_of(path)
    assert trouble is not None
    assert trouble.message.values["count"] == 1


def test_the_mark_of_another_casebook_is_no_mark(kept, tmp_path: Path) -> None:
    path, _earlier = kept
    other = tmp_path / "other" / "casebook.sqlite"
    with open_casebook(other) as file:
        Desk(file=file, by=None, now=None)
    shutil.copyfile(mark_path(other), mark_path(path))
    assert "another casebook" in str(trouble_of(path).message)


def test_a_missing_or_damaged_mark_is_told_where_there_are_acts(kept) -> None:
    path, _earlier = kept
    mark_path(path).write_bytes(b"nonsense")
    assert "mark beside" in str(trouble_of(path).message)
    mark_path(path).unlink()
    assert "mark beside" in str(trouble_of(path).message)


def test_a_mark_that_is_not_there_says_nothing_against_the_rows(kept) -> None:
    path, _earlier = kept
    mark_path(path).unlink()
    with open_casebook(path) as file:
        assert break_by(file._store, found_mark(MarkFile(path, None))) is None
