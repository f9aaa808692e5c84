"""The serotonin features go through the record: kept, undone, read again, signed, in the letter."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from clonus_desktop.casebook import (
    examinations,
    letters,
    patients,
    practice,
    serotonin,
    summaries,
    words,
)
from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.exposure import Taking
from clonus_desktop.domain.hunter import HunterInput
from clonus_desktop.domain.hunter_record import HunterRecord
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.domain.trial import Trial

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def book(tmp_path):
    with open_book(tmp_path / "casebook.sqlite", now=lambda: NOW) as opened:
        examiner = Examiner(name="Dr P Okafor")
        practice.change(opened, replace(opened.practice, examiner=examiner))
        yield opened


@pytest.fixture
def patient(book):
    added = patients.add(book, Patient(family_name="Macilroy", born_on=date(1968, 1, 11)))
    return patients.get(book, added.patient_id)


@pytest.fixture
def examination(book, patient):
    change = examinations.start(book, patient.id)
    started = examinations.get(book, change.examination_id)
    for place, beats in zip(started.places, (8, 7, 0, 0, 0, 0), strict=True):
        examinations.record_trial(book, started, place, Trial(beats=beats))
    return examinations.get(book, started.id)


def drug(book, name):
    return next(agent for agent in serotonin.drug_table(book).agents if agent.name == name)


def keep(book, examination, record, about=""):
    serotonin.keep(book, examination, record, about=about)
    return examinations.get(book, examination.id)


def test_nothing_recorded_is_everything_not_assessed(examination):
    assert serotonin.record_of(examination) == HunterRecord()
    assert serotonin.reading_of(examination).outcome == "cannot be determined"


def test_a_kept_record_is_read_back_and_undone_by_its_name(book, examination):
    record = HunterRecord(temperature_c=38.4).with_feature(HunterInput.TREMOR, ThreeValued.YES)
    examination = keep(book, examination, record, about="tremor: yes")
    assert serotonin.record_of(examination) == record
    undoable = examinations.undoable(book, examination)
    assert words.gesture_words(book, undoable) == "serotonin features: tremor: yes"
    examinations.undo(book, examination)
    again = examinations.get(book, examination.id)
    assert serotonin.record_of(again) == HunterRecord()
    examinations.redo(book, again)
    assert serotonin.record_of(examinations.get(book, examination.id)) == record


def test_a_very_long_act_is_named_as_far_as_it_fits(book, examination):
    kept = keep(book, examination, HunterRecord(temperature_c=38.4), about="x" * 500)
    assert serotonin.record_of(kept).temperature_c == 38.4


def test_the_findings_suggest_inducible_clonus_and_it_does_not_count_by_itself(
    book, patient, examination
):
    said = serotonin.suggestion_words(book, patient, examination)
    assert said.startswith("The findings suggest yes: 8 beats at the right ankle")
    reading = serotonin.reading_of(examination)
    assert HunterInput.INDUCIBLE_CLONUS in reading.unknown


def test_the_table_beside_the_casebook_is_read_anew_each_time(book):
    own = book.file.path.with_name("agents.toml")
    assert serotonin.drug_table(book).own_dated is None
    own.write_text("broken", encoding="utf-8")
    assert serotonin.drug_table(book).problem.startswith("agents.toml cannot be read")
    own.write_text(
        'version = 1\ndate = 2026-10-01\nsources = ["ours"]\n\n'
        '[[drug]]\nname = "dolasetron"\nclass = "antiemetic"\nevidence = "reported"\n',
        encoding="utf-8",
    )
    assert drug(book, "dolasetron").drug_class.name == "antiemetic"


def test_the_signature_and_the_letter_keep_drugs_features_and_the_fired_branch(
    book, patient, examination
):
    tramadol = replace(drug(book, "tramadol").exposure(), taking=Taking.CURRENT)
    record = HunterRecord(exposures=(tramadol,))
    for item in (HunterInput.INDUCIBLE_CLONUS, HunterInput.DIAPHORESIS):
        record = record.with_feature(item, ThreeValued.YES, confirmed_by="Dr P Okafor")
    examination = keep(book, examination, record)
    reading = serotonin.reading_of(examination)
    rule = serotonin.rule_words(book, reading)
    assert rule.endswith("inducible clonus plus diaphoresis (Dunkley 2003).")
    assert rule in summaries.summary(book, patient, examination)
    examinations.sign(book, examination.id)
    signed = examinations.get(book, examination.id)
    assert rule in signed.signature.text
    options = letters.LetterOptions(recipient="")
    letter = letters.text(letters.compose(book, signed.id, options, compare_with_id=None))
    assert rule in letter
    assert "Serotonergic exposure" in letter


def test_the_source_is_cited_with_where_it_was_validated(book):
    cited, caveat = serotonin.source_words(book)
    assert cited == "Rule HUNTER, version 1: Dunkley et al., QJM 2003;96:635–642."
    assert "validated in overdose" in caveat
    assert serotonin.degrees(book, 38) == "38.0"
