"""The record of another casebook comes in whole, once, and merges nobody silently."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop.casebook import backups, exporting, importing
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.importing import (
    BadFile,
    Decision,
    ImportCancelled,
    ImportOutdated,
    NotReadable,
    Verdict,
)
from clonus_desktop.domain.addressee import Addressee
from clonus_desktop.domain.examination import Examination, Examiner, Signature, Withdrawal
from clonus_desktop.domain.patient import Patient
from clonus_desktop.exchange.record import Header, Merged, Person, RecordLetter, read_line
from clonus_desktop.storage import CasebookFile, open_casebook
from tests.casebook import exported
from tests.exchange.made import examinations, record_letters, some_words
from tests.storage import whole_record
from tests.storage.conftest import RIGHT, Desk

SOME = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
BEGAN = datetime(2025, 11, 14, 10, tzinfo=UTC)
THERE = Examiner(name="Dr Ö Elsewhere", role="Neurologist", clinician_id=9)
LUND = Patient(id=1, family_name="Lund", given_name="Anna", born_on=date(1960, 2, 3), number="71")


def exam(number: int, **changed: object) -> Examination:
    began = changed.pop("started_at", BEGAN)
    assert isinstance(began, datetime)
    signature = Signature(
        examiner=THERE,
        signed_at=began + timedelta(minutes=5),
        text="As it was.",
        rule_id="ARTICLE_GT5",
        rule_version=1,
    )
    values = {"patient_id": 1, "places": (RIGHT,), "signature": signature, "comment": "calm"}
    return Examination(id=number, started_at=began, **{**values, **changed})


def amended(number: int, before: Examination, **changed: object) -> Examination:
    return exam(
        number, revision=before.revision + 1, revises_id=before.id, revision_reason="x", **changed
    )


class Here:
    """A casebook that something is taken into, as a worker does it."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self.path, self.key = path, key
        open_casebook(path, key=key).close()

    def plan(self, folder: Path, **more: object) -> importing.Plan:
        return importing.plan_record(folder, path=self.path, key=self.key, **more)

    def take(self, folder: Path, decisions: importing.Decisions | None = None) -> importing.Done:
        return self.act(self.plan(folder), decisions or {})

    def act(self, plan: importing.Plan, decisions: importing.Decisions, **more: object):
        values = {"by": Examiner(name="Dr Here"), "leave_out_wrong": True, **more}
        return importing.act(plan, decisions, path=self.path, key=self.key, **values)

    def desk(self, file: CasebookFile) -> Desk:
        return whole_record.desk_of(file)

    def lines(self) -> list[exported.Told]:
        with open_casebook(self.path, key=self.key) as file:
            assert file.verify() is None
            return exported.in_order(exported.lines_of(file))

    def acts(self) -> int:
        with open_casebook(self.path, key=self.key) as file:
            return file.audit.head()[0]


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path / "here" / "casebook.sqlite")


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Here:
    """A casebook into which nothing comes."""
    return Here(tmp_path_factory.mktemp("empty") / "casebook.sqlite")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """An export of a casebook with every kind of row."""
    folder = tmp_path_factory.mktemp("whole")
    return exported_from(whole_record.make(folder / "casebook.sqlite"), folder / "export")


def exported_from(path: Path, folder: Path) -> Path:
    """The folder of a real export of a whole casebook."""
    request = exporting.Request(formats=(exporting.Format.RECORD, exporting.Format.CSV))
    with open_book(path) as book:
        written = exporting.write(exporting.plan(book, request), folder)
        return exporting.finish(book, written).folder


def folder_of(tmp_path: Path, *lines: exported.Told, name: str = "export") -> Path:
    return exported.write_export(tmp_path / name, lines)


def test_an_export_makes_an_equal_casebook_and_the_same_export_again(whole, here, tmp_path):
    done = here.take(whole)
    with open_casebook(whole.parent / "casebook.sqlite") as there:
        expected = exported.in_order(exported.lines_of(there))
    assert here.lines() == expected
    assert done.counts["patients"] == len([one for one in expected if isinstance(one, Person)])
    assert done.counts["withdrawals"] == 2
    assert done.counts["drafts"] == 1
    assert done.counts["letters"] == len(letters_in(expected)) == 3
    again = Here(tmp_path / "again" / "casebook.sqlite", key=bytes(32))
    second = exported_from(here.path, tmp_path / "second")
    again.take(second)
    assert again.lines() == expected
    # The two exports tell the same, word for word, but for the numbers of the rows.
    told = [
        exported.in_order(map(read_line, (one / "record.ndjson").read_bytes().splitlines()[1:]))
        for one in (whole, second)
    ]
    assert told[0] == told[1]


def letters_in(lines: list[exported.Told]) -> list[RecordLetter]:
    return [one for one in lines if isinstance(one, RecordLetter)]


def test_the_same_folder_twice_changes_nothing(whole, here):
    here.take(whole)
    before = here.acts()
    plan = here.plan(whole)
    assert not plan.would_change({})
    assert plan.counts["same"] > 5
    assert plan.counts["known"] > 5
    here.act(plan, {})
    assert here.acts() == before


@st.composite
def records(draw: st.DrawFn) -> list[exported.Told]:
    """Persons with merged records, examinations with revisions and letters, as exports have it."""
    lines: list[exported.Told] = []
    exam_id = 100
    for number in range(1, 1 + draw(st.integers(1, 3))):
        # Alike in nothing: what is like somebody else is asked about.
        root = Patient(
            id=number * 10, family_name=draw(some_words), number=f"{number}{number}{number}"
        )
        other = Patient(id=number * 10 + 1, family_name=draw(some_words), alert="latex")
        into = Merged(patient=other, into_id=root.id, taken_over={"alert": ["", "x"]}, at=BEGAN)
        has_other = draw(st.booleans())
        lines.append(Person(patient=root, merged=(into,) if has_other else ()))
        exams = draw(st.lists(examinations(), max_size=2))
        for first in sorted(exams, key=lambda one: one.started_at):
            under = other.id if has_other and draw(st.booleans()) else 0
            ended = first.started_at + timedelta(minutes=1) if first.tests else None
            exam_id += 2
            one = replace(
                first,
                id=exam_id,
                patient_id=root.id,
                recorded_under_id=under,
                revision=1,
                revises_id=None,
                revision_reason="",
                ended_at=ended,
            )
            letters = draw(st.lists(record_letters, max_size=2))
            if draw(st.booleans()):
                lines.append(replace(one, withdrawal=None, superseded=True))
                lines += [replace(letter, examination_id=one.id) for letter in letters]
                one = replace(
                    one, id=exam_id + 1, revision=2, revises_id=exam_id, revision_reason="why"
                )
            lines.append(one)
            lines += [replace(letter, examination_id=one.id) for letter in letters]
    return lines


@SOME
@given(lines=records())
def test_every_record_that_can_be_comes_in_whole_and_once(tmp_path_factory, lines):
    tmp_path = tmp_path_factory.mktemp("record")
    here = Here(tmp_path / "casebook.sqlite")
    folder = folder_of(tmp_path, *lines)
    plan = here.plan(folder)
    done = here.act(plan, {})
    assert done.counts == plan.counts
    assert here.lines() == exported.in_order(lines)
    assert not here.plan(folder).would_change({})


# --- into a casebook that is not empty --------------------------------------------------------


def test_a_person_who_is_here_gets_the_exams_and_nothing_else(here, tmp_path):
    folder = folder_of(tmp_path, Person(patient=replace(LUND, alert="latex")), exam(5))
    with open_casebook(here.path) as file:
        desk = here.desk(file)
        own = desk.patient("Lund", given_name="Anna", born_on=date(1960, 2, 3), number="71")
        desk.record(desk.examination(own.id).id, 3)
        desk.sign(1)
    done = here.take(folder)
    assert (done.counts["same"], done.counts["examinations"]) == (1, 1)
    assert done.backup
    with open_casebook(here.path) as file:
        assert file.patients.get(own.id) == own
        assert len(file.examinations.of_patient(own.id)) == 2
        assert file.verify() is None
    assert [one.kind for one in backups.listed(here.path)] == [backups.Kind.PRE_IMPORT]
    assert not here.plan(folder).would_change({})


def test_an_exam_that_went_out_from_here_and_comes_back_is_known(here, tmp_path):
    with open_casebook(here.path) as file:
        desk = here.desk(file)
        own = desk.patient("Lund", number="71", born_on=date(1960, 2, 3))
        desk.examination(own.id)
        desk.sign(1)
        lines = exported.lines_of(file)
    before = here.acts()
    back = exported.write_export(tmp_path / "back", lines, casebook_id="cd" * 16)
    plan = here.plan(back)
    assert (plan.counts["same"], plan.counts["known"]) == (1, 1)
    assert not plan.would_change({})
    here.act(plan, {})
    assert here.acts() == before


@pytest.mark.parametrize(
    ("decision", "patients", "exams"),
    [(None, 1, 0), (Decision.LEAVE_OUT, 1, 0), (Decision.ADD, 2, 1), (Decision.SAME, 1, 1)],
)
def test_who_may_be_here_is_asked_about_and_left_out_until_somebody_decides(
    here, tmp_path, decision, patients, exams
):
    swapped = replace(LUND, number="", born_on=date(1960, 3, 2))
    folder = folder_of(tmp_path, Person(patient=swapped), exam(5))
    with open_casebook(here.path) as file:
        here.desk(file).patient("Lund", given_name="Anna", born_on=date(1960, 2, 3))
    plan = here.plan(folder)
    [asked] = plan.of(Verdict.ASK)
    assert asked.choices == (Decision.LEAVE_OUT, Decision.ADD, Decision.SAME)
    assert [like.record.family_name for like in asked.likes] == ["Lund"]
    done = here.act(plan, {} if decision is None else {asked.where: decision})
    assert done.counts.get("examinations", 0) == exams
    with open_casebook(here.path) as file:
        assert file.patients.count() == patients
        assert file.verify() is None


def test_a_number_that_is_taken_cannot_be_added_a_second_time(here, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND))
    with open_casebook(here.path) as file:
        here.desk(file).patient("Quite Another", number="71")
    plan = here.plan(folder)
    [asked] = plan.items
    assert asked.choices == (Decision.LEAVE_OUT, Decision.SAME)
    done = here.act(plan, {asked.where: Decision.ADD})
    assert done.counts.get("patients", 0) == 0


def test_a_merged_record_with_somebody_else_s_number_keeps_its_person_out(here, tmp_path):
    other = Merged(
        patient=Patient(id=2, family_name="Old", number="82"), into_id=1, taken_over={}, at=BEGAN
    )
    folder = folder_of(tmp_path, Person(patient=LUND, merged=(other,)), exam(5))
    with open_casebook(here.path) as file:
        here.desk(file).patient("Quite Another", number="82")
    plan = here.plan(folder)
    [wrong] = plan.of(Verdict.WRONG)
    assert "another patient" in str(wrong.problems[0].message)
    assert plan.counts == {"exams left out": 1}
    with pytest.raises(importing.SomeAreWrong):
        here.act(plan, {}, leave_out_wrong=False)
    assert here.act(plan, {}).counts == plan.counts


def test_a_merged_record_that_is_here_with_its_person_is_not_added_again(here, tmp_path):
    old = Patient(id=2, family_name="Old", number="82")
    new = Patient(id=3, family_name="Third")
    merged = tuple(
        Merged(patient=one, into_id=1, taken_over={"alert": ["", "x"]}, at=BEGAN)
        for one in (old, new)
    )
    under = exam(5, recorded_under_id=2)
    folder = folder_of(tmp_path, Person(patient=LUND, merged=merged), under)
    with open_casebook(here.path) as file:
        desk = here.desk(file)
        own = desk.patient("Lund", given_name="Anna", born_on=date(1960, 2, 3), number="71")
        twin = desk.patient("Old", number="82")
        with file.write():
            file.merging.merge(twin.id, own, at=desk.at(), by=desk.by)
    here.take(folder)
    with open_casebook(here.path) as file:
        assert {one.family_name for one in file.patients.merged_into([1])[1]} == {"Old", "Third"}
        [found] = file.examinations.of_patient(own.id)
        assert found.recorded_under_id == twin.id
        assert file.verify() is None
    assert not here.plan(folder).would_change({})


# --- what went on since, here and there -------------------------------------------------------


def test_a_later_export_brings_what_is_new_there(here, tmp_path):
    draft = exam(6, signature=None, started_at=BEGAN + timedelta(days=1))
    first = exam(5)
    here.take(folder_of(tmp_path, Person(patient=LUND), first, draft))
    signed = exam(6, started_at=BEGAN + timedelta(days=1))
    later = amended(7, first, withdrawal=Withdrawal(at=BEGAN, by=THERE, reason="twice"))
    third = exam(8, started_at=BEGAN + timedelta(days=2))
    folder = folder_of(tmp_path, Person(patient=LUND), first, signed, later, third, name="later")
    done = here.take(folder)
    assert done.counts == {"same": 1, "known": 1, "examinations": 3, "withdrawals": 1}
    assert len(here.lines()) == 5
    taken_back = replace(third, withdrawal=Withdrawal(at=BEGAN, by=None, reason="wrong"))
    last = folder_of(tmp_path, Person(patient=LUND), first, signed, later, taken_back, name="last")
    assert here.take(last).counts == {"same": 1, "known": 4, "withdrawals": 1}
    assert not here.plan(last).would_change({})


def test_a_draft_that_was_worked_on_here_stays_and_the_signed_one_stays_out(here, tmp_path):
    draft = exam(6, signature=None)
    here.take(folder_of(tmp_path, Person(patient=LUND), draft))
    with open_casebook(here.path) as file:
        here.desk(file).record(1, 4)
    other = exam(7, started_at=BEGAN + timedelta(days=1))
    later = folder_of(tmp_path, Person(patient=LUND), exam(6), other, name="later")
    plan = here.plan(later)
    assert [str(why) for _line, why in plan.left_out] == [
        "It is unfinished here, and was worked on.",
        "The patient has an unfinished exam here: sign or discard it first.",
    ]
    with open_casebook(here.path) as file:
        desk = here.desk(file)
        with file.write():
            file.examinations.strike(1, reason="x", at=desk.at(), by=desk.by)
    assert here.take(later).counts == {"same": 1, "examinations": 2}


def test_an_unfinished_exam_comes_although_nothing_else_is_new(here, tmp_path):
    here.take(folder_of(tmp_path, Person(patient=LUND), exam(5)))
    begun = exam(6, started_at=BEGAN + timedelta(days=1), signature=None)
    later = folder_of(tmp_path, Person(patient=LUND), exam(5), begun, name="later")
    plan = here.plan(later)
    assert plan.would_change({})
    assert here.act(plan, {}).counts == {"same": 1, "known": 1, "drafts": 1}
    exams = [one for one in here.lines() if isinstance(one, Examination)]
    assert [one.signature is None for one in exams] == [False, True]
    assert not here.plan(later).would_change({})


def test_a_version_that_was_amended_here_too_keeps_the_other_one_out(here, tmp_path):
    first = exam(5)
    here.take(folder_of(tmp_path, Person(patient=LUND), first))
    with open_casebook(here.path) as file:
        desk = here.desk(file)
        whole_record.amend(desk, 1)
        desk.sign(2)
    second = amended(6, first)
    third = amended(7, second)
    later = folder_of(tmp_path, Person(patient=LUND), first, second, third, name="later")
    plan = here.plan(later)
    assert [str(why) for _line, why in plan.left_out] == [
        "The version before it was amended or withdrawn here as well.",
        "The version before it is left out.",
    ]
    assert not plan.would_change({})


def test_a_later_version_follows_its_patient_who_was_merged_here(here, tmp_path):
    first = exam(5)
    here.take(folder_of(tmp_path, Person(patient=LUND), first))
    with open_casebook(here.path) as file:
        desk = here.desk(file)
        stays = desk.patient("Stays")
        with file.write():
            file.merging.merge(1, stays, at=desk.at(), by=desk.by)
    later = folder_of(tmp_path, Person(patient=LUND), first, amended(6, first), name="later")
    assert here.take(later).counts == {"same": 1, "known": 1, "examinations": 1}
    with open_casebook(here.path) as file:
        assert len(file.examinations.of_patient(stays.id)) == 2
        assert file.verify() is None


# --- letters ----------------------------------------------------------------------------------


def letter(number: int, **changed: object) -> RecordLetter:
    values: dict[str, object] = {
        "issued_at": BEGAN + timedelta(minutes=9),
        "issued_by": THERE,
        "recipient": "Dr Ng\nThe Surgery",
        "text": "Dear Dr Ng",
        "rule_id": "ARTICLE_GT5",
        "rule_version": 1,
    }
    return RecordLetter(examination_id=number, **{**values, **changed})


def test_letters_that_were_issued_since_come_with_the_next_folder_and_each_once(here, tmp_path):
    first, second = letter(5), letter(5, text="Dear Dr Ng, again")
    # A record of a version without letters, whose exams are known from then on.
    here.take(folder_of(tmp_path, Person(patient=LUND), exam(5), name="none"))
    assert here.take(folder_of(tmp_path, Person(patient=LUND), exam(5), first)).counts == {
        "same": 1,
        "known": 1,
        "letters": 1,
    }
    # The very same words at the very same moment twice are two letters.
    both = folder_of(tmp_path, Person(patient=LUND), exam(5), first, first, second, name="both")
    assert here.take(both).counts["letters"] == 2
    assert not here.plan(both).would_change({})
    told = letters_in(here.lines())
    assert [one.text for one in told] == [first.text, first.text, second.text]
    assert {one.issued_by for one in told} == {replace(THERE, clinician_id=None)}
    assert {one.issued_at for one in told} == {first.issued_at}


def test_a_letter_of_an_exam_that_stays_out_stays_out(here, tmp_path):
    with open_casebook(here.path) as file:
        desk = here.desk(file)
        desk.examination(
            desk.patient("Lund", given_name="Anna", born_on=LUND.born_on, number="71").id
        )
    plan = here.plan(folder_of(tmp_path, Person(patient=LUND), exam(5), letter(5)))
    assert len(plan.left_out) == 1
    assert not plan.would_change({})


def test_a_letter_of_a_person_who_is_left_out_stays_out(here, tmp_path):
    with open_casebook(here.path) as file:
        here.desk(file).patient("Lund", given_name="Anna", born_on=date(1960, 2, 3))
    swapped = replace(LUND, number="", born_on=date(1960, 3, 2))
    plan = here.plan(folder_of(tmp_path, Person(patient=swapped), exam(5), letter(5)))
    assert plan.counts == {"exams left out": 1}


def test_a_letter_is_linked_to_the_addressee_of_that_name(here, tmp_path):
    with open_casebook(here.path) as file, file.write():
        desk = here.desk(file)
        ng = Addressee(name="Dr Ng", address="The Surgery", salutation="", language="en")
        added = file.addressees.add(ng, at=desk.at(), by=None)
    known, unknown = letter(5, addressee="Dr Ng"), letter(5, addressee="Dr Lund")
    here.take(folder_of(tmp_path, Person(patient=LUND), exam(5), known, unknown))
    with open_casebook(here.path) as file:
        found = file.letters.of_patient(1)
        assert [one.addressee_id for one in found] == [None, added.id]
        assert file.verify() is None


# --- what is refused --------------------------------------------------------------------------


def refused(empty: Here, folder: Path, words: str) -> None:
    with pytest.raises(BadFile, match=words) as caught:
        empty.plan(folder)
    assert "Nothing was taken in." in str(caught.value)


def test_files_that_are_not_what_the_manifest_says_are_refused(empty, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND))
    record = folder / "record.ndjson"
    content = record.read_bytes()
    record.write_bytes(content.replace(b"Lund", b"Lynd"))
    refused(empty, folder, "was changed after it was written")
    record.unlink()
    refused(empty, folder, "is missing")
    (folder / "manifest.json").unlink()
    refused(empty, folder, "no export of Clonus Desktop")


def test_a_manifest_of_a_later_version_is_refused(empty, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND))
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "version": 2}))
    refused(empty, folder, "newer version")


def with_record(folder: Path, content: bytes) -> Path:
    """The folder with another record, which its manifest vouches for."""
    manifest, record = folder / "manifest.json", folder / "record.ndjson"
    digests = [hashlib.sha256(one).hexdigest() for one in (record.read_bytes(), content)]
    manifest.write_text(manifest.read_text().replace(*digests))
    record.write_bytes(content)
    return folder


def test_a_record_of_a_later_version_is_refused(empty, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND))
    content = (folder / "record.ndjson").read_bytes().replace(b'"version": 2', b'"version": 3')
    refused(empty, with_record(folder, content), "newer version")


@pytest.mark.parametrize("content", [b"", b"{}\n", b"spam"])
def test_a_record_that_cannot_be_read_is_refused(empty, tmp_path, content):
    folder = folder_of(tmp_path, Person(patient=LUND))
    refused(empty, with_record(folder, content), "Line 1 of the record")


HEADER = Header(casebook_id="ab" * 16, program_version="0.9.0", written_at=BEGAN)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ([exam(5)], 2),
        ([Person(patient=LUND), exam(5, patient_id=9)], 3),
        ([Person(patient=LUND), exam(5, recorded_under_id=9)], 3),
        ([Person(patient=LUND), amended(6, exam(5))], 3),
        ([Person(patient=LUND), amended(6, exam(5), signature=None)], 3),
        ([Person(patient=LUND), HEADER], 3),
        ([Person(patient=LUND), letter(5)], 3),
        ([Person(patient=LUND), exam(5), letter(6)], 4),
        ([Person(patient=LUND), exam(5, signature=None), letter(5)], 4),
        ([Person(patient=LUND), exam(5), Person(patient=replace(LUND, id=2)), letter(5)], 5),
        (
            [
                Person(
                    patient=LUND,
                    merged=(
                        Merged(
                            patient=Patient(id=2, family_name="x"),
                            into_id=9,
                            taken_over={},
                            at=BEGAN,
                        ),
                    ),
                )
            ],
            2,
        ),
    ],
)
def test_lines_that_do_not_fit_together_are_refused(empty, tmp_path, lines, number):
    refused(empty, folder_of(tmp_path, *lines), f"Line {number} of the record")


def test_a_record_without_its_header_or_of_another_casebook_is_refused(empty, tmp_path):
    nobody = exported.write_export(tmp_path / "nobody", [])
    assert not empty.plan(nobody).would_change({})
    other = exported.write_export(tmp_path / "other", [], casebook_id="cd" * 16)
    manifest = other / "manifest.json"
    manifest.write_text(manifest.read_text().replace("cdcd", "abcd"))
    refused(empty, other, "Line 1 of the record")


def test_the_own_export_of_a_casebook_is_not_taken_back(empty, tmp_path):
    with open_casebook(empty.path) as file:
        own = exported.write_export(tmp_path / "own", [], casebook_id=file.casebook_id)
    refused(empty, own, "this very casebook")


def test_a_folder_that_cannot_be_read_is_told(empty, tmp_path, monkeypatch):
    folder = folder_of(tmp_path, Person(patient=LUND))
    monkeypatch.setattr(Path, "open", _broken)
    with pytest.raises(NotReadable, match="cannot be read from the disk"):
        empty.plan(folder)


def _broken(*_arguments: object, **_named: object) -> Iterator[bytes]:
    raise OSError(5, "Input/output error")


# --- all or nothing ---------------------------------------------------------------------------


def test_it_can_be_stopped_at_any_moment_and_then_nothing_came(here, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND), exam(5))
    with open_casebook(here.path) as file:
        here.desk(file).patient("Somebody")
    plan, before = here.plan(folder), here.acts()
    for count in range(40):
        left = iter([False] * count + [True] * 1000)
        try:
            here.act(plan, {}, cancel=lambda left=left: next(left))
        except ImportCancelled:
            assert here.acts() == before
        else:
            break
    else:
        pytest.fail("It never came to an end.")
    assert here.acts() > before
    with pytest.raises(ImportCancelled):
        here.plan(folder, cancel=lambda: True)


def test_progress_goes_from_nothing_to_all_of_it(here, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND), *(exam(5 + n) for n in range(1)))
    shares: list[float] = []
    plan = here.plan(folder, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    done: list[float] = []
    here.act(plan, {}, progress=done.append)
    assert done == sorted(done)
    assert done[-1] == 1.0


def test_a_casebook_that_was_changed_meanwhile_is_compared_again(here, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND))
    plan = here.plan(folder)
    with open_casebook(here.path) as file:
        here.desk(file).patient("Lund")
    before = here.acts()
    with pytest.raises(ImportOutdated):
        here.act(plan, {})
    assert here.acts() == before


def test_a_record_that_is_exchanged_after_it_was_checked_is_refused_and_nothing_comes(
    here, tmp_path, monkeypatch
):
    folder = folder_of(tmp_path, Person(patient=LUND))
    plan = here.plan(folder)
    from clonus_desktop.casebook.importing import acting

    real = acting.open_folder

    def checked(*arguments: object, **named: object) -> object:
        found = real(*arguments, **named)
        record = folder / "record.ndjson"
        record.write_bytes(record.read_bytes().replace(b"Lund", b"Lynd"))
        return found

    monkeypatch.setattr(acting, "open_folder", checked)
    before = here.acts()
    with pytest.raises(BadFile, match="changed after it was written"):
        here.act(plan, {})
    assert here.acts() == before


def test_another_whole_folder_in_the_place_of_the_one_that_was_looked_at_is_refused(here, tmp_path):
    folder = folder_of(tmp_path, Person(patient=LUND))
    plan = here.plan(folder)
    with_record(folder, (folder / "record.ndjson").read_bytes().replace(b"Lund", b"Lynd"))
    before = here.acts()
    with pytest.raises(BadFile, match="changed after it was written"):
        here.act(plan, {})
    assert here.acts() == before
