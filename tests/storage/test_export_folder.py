"""The folder of an export has its name only when it is whole, and says why it cannot be made."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from clonus_desktop.storage import export_faults
from clonus_desktop.storage.export_faults import ExportNotMade
from clonus_desktop.storage.export_folder import discard, folder_in_making, publish


def test_a_folder_is_partial_until_it_is_published(tmp_path):
    target = tmp_path / "out"
    with folder_in_making(target) as folder:
        file = folder.file("findings.csv")
        assert file.write(b"abc") == 3
        assert file.write(memoryview(b"de")) == 2
        assert folder.file("findings.csv") is file
        folder.file("fhir/Patient.ndjson").write(b"{}\n")
        assert file.tell() == 5
        file.flush()
        written = folder.finish_files()
    assert not target.exists()
    assert folder.path.name == "out.partial"
    assert [(one.name, one.size) for one in written] == [
        ("findings.csv", 5),
        ("fhir/Patient.ndjson", 3),
    ]
    assert written[0].sha256 == hashlib.sha256(b"abcde").hexdigest()
    publish(folder.path, target)
    assert not folder.path.exists()
    assert (target / "findings.csv").read_bytes() == b"abcde"
    assert stat.S_IMODE(target.stat().st_mode) == 0o700
    assert stat.S_IMODE((target / "fhir").stat().st_mode) == 0o700
    assert stat.S_IMODE((target / "findings.csv").stat().st_mode) == 0o600


def test_what_fails_leaves_nothing_and_what_is_still_written_goes_nowhere(tmp_path):
    target = tmp_path / "out"
    files = []

    def fail() -> None:
        with folder_in_making(target) as folder:
            files.append(folder.file("findings.csv"))
            files[0].write(b"abc")
            raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        fail()
    [file] = files
    assert list(tmp_path.iterdir()) == []
    assert file.write(b"late") == 4
    assert file.tell() == 3


def test_a_killed_export_is_begun_anew(tmp_path):
    left = tmp_path / "out.partial"
    left.mkdir()
    (left / "findings.csv").write_text("half")
    with folder_in_making(tmp_path / "out") as folder:
        assert list(folder.path.iterdir()) == []
    discard(folder.path)
    discard(folder.path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_partial_folder_is_not_taken_away(tmp_path):
    (tmp_path / "out.partial").write_text("mine")
    with pytest.raises(ExportNotMade, match="did not accept"), folder_in_making(tmp_path / "out"):
        pass
    assert (tmp_path / "out.partial").read_text() == "mine"


def test_a_name_that_is_taken_is_refused_before_and_after(tmp_path):
    target = tmp_path / "out"
    with folder_in_making(target) as folder:
        pass
    target.mkdir()
    with pytest.raises(ExportNotMade, match="something called out already"):
        publish(folder.path, target)
    with (
        pytest.raises(ExportNotMade, match="something called out already"),
        folder_in_making(target),
    ):
        pass
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_is_not_there_is_said(tmp_path):
    with (
        pytest.raises(ExportNotMade, match="is not there"),
        folder_in_making(tmp_path / "no" / "out"),
    ):
        pass


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "There is no room for the export out"),
        (errno.EDQUOT, "There is no room for the export out"),
        (errno.EROFS, "the place is read-only"),
        (errno.EACCES, "the place is read-only"),
        (errno.ENOENT, "is not there"),
        (errno.EIO, "did not accept the export out"),
    ],
)
def test_a_disk_that_refuses_is_said_in_three_sentences(tmp_path, monkeypatch, code, said):
    def refuse(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    def write() -> None:
        with folder_in_making(tmp_path / "out") as folder:
            folder.file("findings.csv").write(b"abc")
            monkeypatch.setattr(os, "fsync", refuse)
            folder.finish_files()

    with pytest.raises(ExportNotMade, match=said) as caught:
        write()
    assert str(caught.value).count(". ") == 2
    assert list(tmp_path.iterdir()) == []


def test_every_message_has_three_sentences():
    for fault in (
        export_faults.cancelled(),
        export_faults.parquet_missing(),
        export_faults.folder_exists(Path("x")),
    ):
        assert str(fault).count(". ") == 2
