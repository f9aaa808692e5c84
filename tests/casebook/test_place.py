"""A casebook is named by its folder or by the file in it, whether they are there or not."""

from pathlib import Path

from clonus_desktop.casebook.place import casebook_file


def test_a_folder_stands_for_the_file_in_it(tmp_path: Path) -> None:
    assert casebook_file(tmp_path) == tmp_path / "casebook.sqlite"
    assert casebook_file(tmp_path / "new") == tmp_path / "new" / "casebook.sqlite"


def test_a_file_stands_for_itself_under_any_name_that_it_has(tmp_path: Path) -> None:
    assert casebook_file(tmp_path / "old.sqlite") == tmp_path / "old.sqlite"
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"")
    assert casebook_file(copy) == copy


def test_a_folder_with_the_name_of_a_file_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "ward.sqlite"
    folder.mkdir()
    assert casebook_file(folder) == folder / "casebook.sqlite"
