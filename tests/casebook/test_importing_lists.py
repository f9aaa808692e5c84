"""A list of patients comes in whole or not at all, and nobody on it comes twice."""

import json
from datetime import date
from pathlib import Path

import pytest

from clonus_desktop.casebook import backups, importing
from clonus_desktop.casebook.importing import (
    BadFile,
    Choices,
    Column,
    DateOrder,
    Decision,
    Kind,
    NotReadable,
    Shape,
    SomeAreWrong,
    Verdict,
    sources,
)
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.likeness import Likeness
from clonus_desktop.domain.record_number import NO_REGION
from clonus_desktop.storage import open_casebook
from tests.storage import whole_record

TODAY = date(2026, 11, 25)
BY = Examiner(name="Dr P Okafor", role="Neurologist")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A casebook with Anna Lund in it."""
    path = tmp_path / "casebook.sqlite"
    with open_casebook(path) as file:
        whole_record.desk_of(file).patient(
            "Lund", given_name="Anna", born_on=date(1960, 2, 3), number="71"
        )
    return path


def planned(path: Path, text: str, name: str = "list.csv") -> importing.Plan:
    source = path.with_name(name)
    source.write_text(text, encoding="utf-8")
    file = importing.read_list(source)
    if file.kind is Kind.FHIR:
        entries = importing.fhir_entries(file, region=NO_REGION, today=TODAY)
    else:
        table = importing.table_of(file)
        choices = importing.first_choices(table)
        entries = importing.csv_entries(table, choices, region=NO_REGION, today=TODAY)
    return importing.plan_list(file, entries, path=path, key=None)


def act(path: Path, plan: importing.Plan, decisions=None, **more: object) -> importing.Done:
    values = {"by": BY, "leave_out_wrong": False, **more}
    return importing.act(plan, decisions or {}, path=path, key=None, **values)


def verdicts(plan: importing.Plan) -> list[Verdict]:
    return [item.verdict for item in plan.items]


def names(path: Path) -> list[str]:
    with open_casebook(path) as file:
        assert file.verify() is None
        return [f"{one.family_name} {one.given_name}" for one in file.patients.search("")]


def head(path: Path) -> int:
    with open_casebook(path) as file:
        return file.audit.head()[0]


HEADING = "Surname,Given name,DOB,No\n"


def test_new_patients_come_in_after_a_backup_and_the_same_file_again_changes_nothing(path):
    text = HEADING + "Ng,Bo,1970-01-02,8\nOrtega,Ana,,\n"
    plan = planned(path, text)
    assert verdicts(plan) == [Verdict.ADD, Verdict.ADD]
    done = act(path, plan)
    assert done.counts == {"patients": 2, "same": 0}
    assert done.backup
    assert [one.kind for one in backups.listed(path)] == [backups.Kind.PRE_IMPORT]
    assert names(path) == ["Lund Anna", "Ng Bo", "Ortega Ana"]
    before = head(path)
    again = planned(path, text)
    assert verdicts(again) == [Verdict.KNOWN, Verdict.KNOWN]
    assert act(path, again).backup == ""
    assert head(path) == before


@pytest.mark.parametrize(
    ("row", "verdict", "reason"),
    [
        ("Lund,Anna,1960-02-03,71", Verdict.KNOWN, Likeness.SAME_NUMBER),
        ("LUND,ANNA,,71", Verdict.KNOWN, Likeness.SAME_NUMBER),
        ("Lund,Anna,1960-02-03,", Verdict.KNOWN, Likeness.SAME_BIRTH),
        ("Lund,Anna,1960-02-03,99", Verdict.ASK, Likeness.SAME_BIRTH),
        ("Lund,Anna,1961-02-03,71", Verdict.ASK, Likeness.SAME_NUMBER),
        ("Ng,Bo,1970-01-02,71", Verdict.ASK, Likeness.SAME_NUMBER),
        ("Anna,Lund,1960-02-03,", Verdict.ASK, Likeness.SWAPPED_NAMES),
        ("Anna,Lund,,", Verdict.ASK, Likeness.SWAPPED_NAMES),
        ("Lund,Anna,1960-03-02,", Verdict.ASK, Likeness.SWAPPED_BIRTH),
        ("Lund,Anne,1960-02-03,", Verdict.ASK, Likeness.SAME_BIRTH),
        ("Lund,Anna,,", Verdict.ASK, Likeness.SIMILAR_NAME),
        ("Anna,Lund,1999-01-01,", Verdict.ADD, None),
        ("Lund,Anna,1999-01-01,", Verdict.ADD, None),
        ("Lund,Ole,1960-07-08,", Verdict.ADD, None),
    ],
)
def test_who_is_here_is_left_out_and_who_may_be_is_asked_about(path, row, verdict, reason):
    [item] = planned(path, HEADING + row).items
    assert item.verdict is verdict
    assert bool(item.likes) == (reason is not None)
    if reason is not None:
        assert reason in item.likes[0].reasons


def test_a_number_with_one_slip_is_asked_about_only_with_a_like_name(path):
    with open_casebook(path) as file:
        whole_record.desk_of(file).patient("Ng", given_name="Bo", number="123456")
    rows = "Ng,Bob,1970-01-02,123465\nOrtega,Ana,1980-01-02,123457\n"
    assert verdicts(planned(path, HEADING + rows)) == [Verdict.ASK, Verdict.ADD]


@pytest.mark.parametrize(
    ("row", "decision", "added"),
    [
        ("Lund,Anne,1960-02-03,", Decision.ADD, 1),
        ("Lund,Anne,1960-02-03,", Decision.LEAVE_OUT, 0),
        ("Lund,Anne,1960-02-03,", None, 0),
        ("Ng,Bo,1970-01-02,71", Decision.ADD, 0),
        ("Lund,Anne,1960-02-03,", Decision.SAME, 0),
    ],
)
def test_only_who_was_decided_about_is_added_and_nobody_is_changed(path, row, decision, added):
    plan = planned(path, HEADING + row)
    done = act(path, plan, {} if decision is None else {2: decision})
    assert done.counts["patients"] == added
    assert len(names(path)) == 1 + added


def test_the_same_person_twice_on_a_list_comes_once_and_a_like_one_is_asked_about(path):
    rows = (
        "Ng,Bo,1970-01-02,8\n"
        "Ng,Bo,1970-01-02,\n"
        "Ng,Bob,1970-01-02,\n"
        "Ortega,Ana,1980-01-02,8\n"
        "Ortega,Bea,1981-01-02,9\n"
    )
    plan = planned(path, HEADING + rows)
    asked = [Verdict.ASK, Verdict.ASK]
    assert verdicts(plan) == [Verdict.ADD, Verdict.KNOWN, *asked, Verdict.ADD]
    assert [item.likes[0].where for item in plan.items[1:4]] == [2, 2, 2]
    assert plan.items[2].choices == (Decision.LEAVE_OUT, Decision.ADD)
    assert plan.items[3].choices == (Decision.LEAVE_OUT,)
    assert act(path, plan, {4: Decision.ADD}).counts["patients"] == 3


def test_with_wrong_lines_nothing_comes_until_somebody_leaves_them_out(path):
    rows = "Ng,Bo,1970-01-02,8\n,Nobody,1970-01-02,\nOrtega,Ana,1970,\n"
    plan = planned(path, HEADING + rows)
    wrong = plan.of(Verdict.WRONG)
    assert [(item.where, [p.field for p in item.problems]) for item in wrong] == [
        (3, ["family_name"]),
        (4, ["born_on"]),
    ]
    with pytest.raises(SomeAreWrong):
        act(path, plan)
    assert names(path) == ["Lund Anna"]
    assert act(path, plan, leave_out_wrong=True).counts["patients"] == 1


def test_fhir_patients_come_by_their_address_and_only_once(path):
    patient = {"resourceType": "Patient", "name": [{"family": "Ng"}]}
    entry = {"fullUrl": "https://records.example/Patient/7", "resource": patient}
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [entry]}
    plan = planned(path, json.dumps(bundle), "bundle.json")
    assert plan.kind is Kind.FHIR
    assert act(path, plan).counts["patients"] == 1
    # Under the same address in another file.
    other = planned(path, json.dumps({**bundle, "id": "x"}), "other.json")
    assert verdicts(other) == [Verdict.KNOWN]


def test_the_order_of_day_and_month_is_asked_before_anything_is_read(path):
    source = path.with_name("list.csv")
    source.write_text("Surname,DOB\nNg,02/01/1970\n")
    file = importing.read_list(source)
    table = importing.table_of(file, Shape())
    choices = importing.first_choices(table)
    assert importing.must_ask_order(table, choices)
    assert importing.order_found(table, choices).example == "02/01/1970"
    with pytest.raises(ValueError, match="day or month"):
        importing.csv_entries(table, choices, region=NO_REGION, today=TODAY)
    for order, month in ((DateOrder.DAY_FIRST, 1), (DateOrder.MONTH_FIRST, 2)):
        chosen = Choices(columns={**choices.columns}, order=order)
        [entry] = importing.csv_entries(table, chosen, region=NO_REGION, today=TODAY)
        assert entry.patient is not None
        assert entry.patient.born_on is not None
        assert entry.patient.born_on.month == month
    assert Column.BORN_ON in choices.columns


def test_what_a_file_is_shows_in_its_name(tmp_path):
    assert importing.kind_of(tmp_path) is Kind.RECORD
    for name, kind in (
        ("manifest.json", Kind.RECORD),
        ("record.ndjson", Kind.RECORD),
        ("a.JSON", Kind.FHIR),
        ("a.ndjson", Kind.FHIR),
        ("a.csv", Kind.CSV),
        ("a", Kind.CSV),
    ):
        assert importing.kind_of(tmp_path / name) is kind


def test_a_file_that_is_too_long_or_not_there_is_told(tmp_path, monkeypatch):
    with pytest.raises(NotReadable, match="cannot be read from the disk"):
        importing.read_list(tmp_path / "none.csv")
    monkeypatch.setattr(sources, "MOST_BYTES", 3)
    (tmp_path / "long.csv").write_text("1234")
    with pytest.raises(BadFile, match="longer than"):
        importing.read_list(tmp_path / "long.csv")


def test_a_list_can_be_stopped(path):
    plan = planned(path, HEADING + "Ng,Bo,,\nOrtega,Ana,,\n")
    before = head(path)
    for count in (0, 5):
        left = iter([False] * count + [True] * 1000)
        with pytest.raises(importing.ImportCancelled):
            act(path, plan, cancel=lambda left=left: next(left))
    file = importing.read_list(plan.source)
    table = importing.table_of(file)
    entries = importing.csv_entries(
        table, importing.first_choices(table), region=NO_REGION, today=TODAY
    )
    with pytest.raises(importing.ImportCancelled):
        importing.plan_list(file, entries, path=path, key=None, cancel=lambda: True)
    assert head(path) == before


def test_into_an_empty_casebook_nothing_has_to_be_backed_up(tmp_path):
    path = tmp_path / "new.sqlite"
    open_casebook(path).close()
    shares: list[float] = []
    done = act(path, planned(path, HEADING + "Ng,Bo,,\n"), progress=shares.append)
    assert done.backup == ""
    assert shares
    assert backups.listed(path) == ()
