"""The recipes are run as they are written, on exports of generated data."""

import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import duckdb
import pytest

from clonus_desktop import resources
from clonus_desktop.casebook import examinations, exporting, patients, practice
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.exporting import Format, Mode, Request
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import EndedBy, Trial, sustained_trial
from clonus_desktop.exchange.record import Person, line_of
from clonus_desktop.exchange.tidy import columns_of
from tests.exchange.test_record import HEADER
from tests.report.cases import LEFT_SIDED, PATIENT, beside, examined, tapped

Answers = dict[str, list[tuple[object, ...]]]
ASKED = ("status", "above", "scats", "fhir")


def blocks(name: str) -> Iterator[tuple[str, str, str]]:
    """Language, name and text of each block of code of a recipe."""
    text = resources.path("recipes", f"{name}.md").read_text(encoding="utf-8")
    yield from re.findall(r"^```(\w+) ?(\w*)\n(.*?)^```$", text, re.M | re.S)


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    """Twelve patients with three visits each, hostile words among them."""
    random, folder = Random(5), tmp_path_factory.mktemp("department")
    now = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    with open_book(folder / "casebook.sqlite", now=lambda: now[0]) as book:
        okafor = Examiner(name='Dr "P" Okafor, =1+1')
        practice.change(book, replace(book.practice, examiner=okafor))
        for number in range(12):
            row = patients.add(
                book, Patient(family_name=f"O'Neill; {number}", born_on=date(1960, 1, 1))
            ).patient_id
            for _visit in range(3):
                now[0] += timedelta(days=9)
                begun = examinations.get(book, examinations.start(book, row).examination_id)
                for place in begun.places:
                    outcome = made_by(random)
                    if isinstance(outcome, Trial):
                        examinations.record_trial(book, begun, place, outcome)
                    else:
                        examinations.record_not_tested(book, begun, place, outcome)
                examinations.write_note(book, begun, None, 'two\nlines, "quoted"')
                examinations.sign(book, begun.id)
        formats = tuple(Format)
        planned = exporting.plan(book, Request(formats=formats))
        return exporting.finish(book, exporting.write(planned, folder / "export")).folder


def made_by(random: Random) -> Trial | NotTested:
    kind = random.randrange(5)
    if kind == 0:
        return NotTested(reason=NotTestedReason.OTHER, explanation="tired, \\ and ; done")
    if kind == 1:
        return sustained_trial()
    if kind == 2:
        return Trial(
            beats=random.randrange(1, 12),
            duration_s=random.choice([0.5, 3.0, 7.25]),
            ended_by=EndedBy.SELF_EXTINGUISHED,
        )
    return Trial(beats=random.choice([0, 0, 4, 9]), at_least=False)


@pytest.fixture(scope="module")
def expected(export) -> Answers:
    """The same questions answered without any engine."""
    with (export / "findings.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    resources_of = (export / "fhir" / "Observation.ndjson").read_text(encoding="utf-8")
    statuses = Counter(json.loads(line)["status"] for line in resources_of.splitlines())
    above = Counter(
        (row["site"], row["side"]) for row in rows if row["article_gt5_outcome"] == "above"
    )
    grades = Counter(int(row["scats_grade"]) for row in rows if row["scats_grade"])
    return {
        "status": sorted(Counter(row["status"] for row in rows).items()),
        "above": sorted((*place, count) for place, count in above.items()),
        "scats": sorted(grades.items()),
        "fhir": sorted(statuses.items()),
    }


def test_there_is_something_to_be_asked(expected):
    assert all(len(expected[name]) >= (1 if name == "fhir" else 2) for name in ASKED)


def test_duckdb_answers_from_csv_and_from_parquet_alike(export, expected, monkeypatch):
    monkeypatch.chdir(export)
    engine = duckdb.connect()
    for is_parquet in (False, True):
        answers: Answers = {}
        for _language, name, code in blocks("duckdb"):
            if name == "parquet" and not is_parquet:
                continue
            if name == "" and is_parquet:
                continue
            found = engine.execute(code).fetchall()
            if name in ASKED:
                answers[name] = found
        assert answers == expected
    kinds = dict(
        engine.execute("SELECT column_name, column_type FROM (DESCRIBE findings)").fetchall()
    )
    assert (kinds["beats"], kinds["is_sustained"], kinds["examined_on"]) == (
        "INTEGER",
        "BOOLEAN",
        "DATE",
    )
    engine.close()


def postgres_tools() -> Path | None:
    found = shutil.which("initdb")
    folder = None if found is None else Path(found).resolve().parent
    if folder is None or shutil.which("psql") is None:
        return None
    return folder if (folder / "pg_ctl").exists() else None


@pytest.mark.skipif(postgres_tools() is None, reason="no PostgreSQL server is installed")
def test_postgresql_answers_the_same(export, expected):
    tools = postgres_tools()
    assert tools is not None
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        # The server refuses to run as root, and its socket needs a short path.
        user = "nobody" if os.geteuid() == 0 else None
        if user is not None:
            shutil.chown(folder, user)

        def run(tool: str, *arguments: str | Path) -> None:
            command = [tools / tool, "-D", folder / "data", *arguments]
            subprocess.run(command, check=True, capture_output=True, cwd=name, user=user)

        run("initdb", "-U", "me", "--no-sync")
        socket = f"-k {folder} -c listen_addresses=''"
        run("pg_ctl", "-w", "-l", folder / "log", "-o", socket, "start")
        try:
            asked = asked_of_psql(name, export)
            answers = {named: found for named, found in asked if named in ASKED}
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    said = {name: [tuple(map(str, row)) for row in rows] for name, rows in expected.items()}
    assert answers == said


def asked_of_psql(host: str, export: Path) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    for _language, named, code in blocks("postgresql"):
        done = subprocess.run(
            [
                "psql",
                "-X",
                "-q",
                "-t",
                "-A",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                host,
                "-U",
                "me",
                "postgres",
            ],
            input=code,
            cwd=export,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        yield named, [tuple(line.split("|")) for line in done.stdout.splitlines() if line]


def test_the_table_of_postgresql_has_the_columns_of_the_export():
    create = next(code for _language, _name, code in blocks("postgresql"))
    kinds = r"(?:integer|text|date|timestamptz|boolean|double precision)"
    assert re.findall(rf"(\w+) {kinds}", create) == [
        column.name for column in columns_of(Mode.IDENTIFIED)
    ]


def test_spark_answers_the_same(export, expected, monkeypatch):
    pyspark = pytest.importorskip("pyspark.sql")
    monkeypatch.chdir(export)
    spark = pyspark.SparkSession.builder.master("local[1]").getOrCreate()
    try:
        for is_csv in (False, True):
            answers: Answers = {}
            for language, name, code in blocks("spark"):
                if language == "python" and (name != "csv" or is_csv):
                    exec(code, {"spark": spark})
                elif language == "sql":
                    answers[name] = [tuple(row) for row in spark.sql(code).collect()]
            assert answers == expected
    finally:
        spark.stop()


def test_the_check_of_the_files_finds_a_changed_one(export, monkeypatch, tmp_path):
    copy = shutil.copytree(export, tmp_path / "copy")
    monkeypatch.chdir(copy)
    check = next(code for language, _name, code in blocks("findings") if language == "python")
    exec(check, {})
    (copy / "findings.csv").write_bytes(b"changed")
    with pytest.raises(AssertionError, match=r"findings\.csv is not what was exported"):
        exec(check, {})


def test_every_column_is_described():
    text = resources.path("recipes", "findings.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`(\w+)`", text))
    for mode in Mode:
        assert {column.name for column in columns_of(mode)} <= described


def test_every_key_of_the_record_is_described():
    exam = replace(
        examined(tapped(4, rate_hz=3), NotTested(reason=NotTestedReason.PAIN), 0, 0, 0, 0),
        statements=beside(LEFT_SIDED),
    )
    text = resources.path("recipes", "record-format.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`(\w+)`", text))
    for line in (HEADER, Person(patient=PATIENT), exam):
        assert keys_in(json.loads(line_of(line))) <= described | {"kind"}


def keys_in(value: object) -> set[str]:
    """All keys but those of contents that the program keeps as they are."""
    if isinstance(value, list):
        return set().union(*(keys_in(one) for one in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    kept = {"content", "protocol_versions", "taken_over"}
    inner = (keys_in(one) for key, one in value.items() if key not in kept)
    return set(value) | set().union(*inner)
