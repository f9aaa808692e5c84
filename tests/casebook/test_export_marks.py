"""No mark of a person is in any byte of an export without names."""

import io
import re
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clonus_desktop.casebook import examinations, exporting, patients, practice
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.exporting import Format, Mode, Request
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.domain.trial import Trial
from tests.casebook.conftest import Clock

OPEN = tuple(one for one in Format if one not in {Format.FHIR, Format.RECORD})

# Words that nothing else can hold by chance: no letter of them is in any code or column.
marks = st.text(st.sampled_from("ĀĆĎĘĜĦĴĶŁŇŐŘŚŤŮŴŶŽ"), min_size=3, max_size=8)
numbers = st.integers(10**11, 10**12 - 1).map(str)
births = st.dates(date(1900, 1, 1), date(1960, 1, 1))


# Not made smaller when it fails: each example fills a casebook.
@settings(
    max_examples=8,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(marks, min_size=9, max_size=9, unique=True), numbers, births, st.sampled_from(Sex))
def test_no_mark_of_a_person_is_in_any_byte(said, number, born_on, sex):
    family, given_name, title, preferred, alert, condition, note, reason, examiner = said
    patient = Patient(
        family_name=family,
        given_name=given_name,
        title=title,
        preferred_name=preferred,
        alert=alert,
        known_conditions=condition,
        number=number,
        born_on=born_on,
        sex=sex,
    )
    clock = Clock()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_book(folder / "casebook.sqlite", now=clock) as book:
            by = Examiner(name=examiner, role=f"{examiner} role")
            practice.change(book, replace(book.practice, examiner=by, clinic=f"{examiner} clinic"))
            patient_id = patients.add(book, patient).patient_id
            days = set()
            for _visit in range(2):
                clock.time += timedelta(days=40)
                days.add(clock.time.date().isoformat())
                begun = examinations.get(book, examinations.start(book, patient_id).examination_id)
                for place in begun.places[:3]:
                    examinations.record_trial(book, begun, place, Trial(beats=4))
                    examinations.write_note(book, begun, place, note)
                for place in begun.places[3:]:
                    other = NotTested(reason=NotTestedReason.OTHER, explanation=reason)
                    examinations.record_not_tested(book, begun, place, other)
                examinations.write_note(book, begun, None, note)
                examinations.sign(book, begun.id)
            clock.time += timedelta(days=500)
            for mode in (Mode.SAFE_HARBOR, Mode.LIMITED):
                planned = exporting.plan(book, Request(formats=OPEN, mode=mode))
                done = exporting.finish(book, exporting.write(planned, folder / mode))
                everything = content_of(done.folder)
                wanted = {*said, number, born_on.isoformat(), book.file.casebook_id}
                found = {mark for mark in wanted if mark.encode() in everything}
                assert found == set()
                if mode is Mode.SAFE_HARBOR:
                    assert not any(day.encode() in everything for day in days)
                    table = b"".join(everything.split(b"manifest.json")[:-1])
                    assert re.findall(rb"\d{4}-\d\d-\d\d", table) == []


def content_of(folder: Path) -> bytes:
    """All bytes of all files, those of packed columns unpacked too; the manifest last."""
    found = io.BytesIO()
    files = [one for one in folder.rglob("*") if one.is_file()]
    for path in sorted(files, key=lambda one: (one.name == "manifest.json", one)):
        found.write(path.name.encode() + b"\n" + path.read_bytes())
        if path.suffix == ".parquet":
            found.write(str(pyarrow.parquet.read_table(path).to_pydict()).encode())
    return found.getvalue()
