"""The serotonin features in the words of a letter and of the record that is signed."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from clonus_desktop.domain.exposure import Evidence, Exposure, Taking
from clonus_desktop.domain.hunter import FEATURES, HunterInput, read_hunter
from clonus_desktop.domain.hunter_record import HunterRecord
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.report.exposure_words import exposure_sentences, last_dose_words
from clonus_desktop.report.hunter_words import (
    degrees,
    feature_sentences,
    hunter_prose,
    hunter_section,
    hunter_summary,
    rule_sentence,
    suggestion_sentence,
)
from clonus_desktop.report.reading import read_examination
from tests.report.cases import (
    CITATIONS,
    NAMES,
    OSLO,
    PATIENT,
    SEROTONERGIC,
    SERTRALINE,
    TRAMADOL,
    WORDS,
    examined,
    with_hunter,
)

YES, NO, UNKNOWN = ThreeValued.YES, ThreeValued.NO, ThreeValued.UNKNOWN
NOON = datetime(2025, 11, 14, 12, 0, tzinfo=OSLO)
DAY = NOON.date()


def read(examination):
    return read_examination(
        examination,
        patient=PATIENT,
        rule=RULES["ARTICLE_GT5"],
        citations=CITATIONS,
        names=NAMES,
        words=WORDS,
    )


def said(record, day=DAY):
    return rule_sentence(read_hunter(record.inputs(day)), WORDS)


def features(record, *outcomes):
    examination = examined(*(outcomes or (8, 7, 0, 0, 0, 0)))
    return " ".join(feature_sentences(record, examination, read(examination)))


def drugs(*exposures, stated=None):
    record = HunterRecord(exposures=exposures, stated_agent=stated)
    return " ".join(exposure_sentences(record, NOON, WORDS))


# --- the rule -------------------------------------------------------------------------------


def test_the_fired_branch_is_named_by_the_features_that_fired_it():
    assert said(SEROTONERGIC) == (
        "Hunter rule satisfied by the recorded features: "
        "inducible clonus plus diaphoresis (Dunkley 2003)."
    )


def test_every_fired_branch_is_named():
    record = SEROTONERGIC.with_feature(HunterInput.HYPERREFLEXIA, YES)
    record = record.with_feature(HunterInput.AGITATION, YES)
    record = record.with_feature(HunterInput.HYPERTONIA, YES)
    assert said(record) == (
        "Hunter rule satisfied by the recorded features: "
        "inducible clonus plus agitation and diaphoresis; tremor plus hyperreflexia; "
        "hypertonia plus temperature above 38 °C plus inducible clonus (Dunkley 2003)."
    )


def test_a_rule_that_is_not_satisfied_says_only_that():
    record = replace(SEROTONERGIC, features=dict.fromkeys(FEATURES, NO), inducible_confirmed_by="")
    assert said(record) == "Hunter rule not satisfied by the recorded features."


def test_what_is_unknown_is_named_as_what_was_not_assessed():
    found = {HunterInput.HYPERTONIA: YES, HunterInput.OCULAR_CLONUS: YES}
    record = HunterRecord(features=dict.fromkeys(FEATURES, NO) | found)
    assert said(record) == (
        "Whether the Hunter rule is satisfied cannot be determined. "
        "Not assessed: exposure to a serotonergic drug and temperature."
    )


def test_without_a_serotonergic_drug_the_rule_is_not_applicable():
    assert said(replace(SEROTONERGIC, stated_agent=NO)).startswith("The Hunter rule is not appl")


# --- features -------------------------------------------------------------------------------


def test_inducible_clonus_names_where_it_was_elicited():
    record = HunterRecord().with_feature(HunterInput.INDUCIBLE_CLONUS, YES)
    assert features(record).startswith(
        "Inducible clonus (8 beats at the right ankle and 7 beats at the left ankle) was present."
    )


def test_inducible_clonus_that_no_finding_shows_stands_without_a_place():
    record = HunterRecord().with_feature(HunterInput.INDUCIBLE_CLONUS, YES)
    assert features(record, 0, 0, 0, 0, 0, 0).startswith("Inducible clonus was present.")


def test_absent_and_not_assessed_features_are_told_apart():
    record = HunterRecord(features=dict.fromkeys(FEATURES, NO))
    record = record.with_feature(HunterInput.TREMOR, UNKNOWN)
    assert features(record) == (
        "Spontaneous clonus, inducible clonus, ocular clonus, agitation, diaphoresis, "
        "hyperreflexia and hypertonia were absent. Tremor was not assessed. "
        "The temperature was not taken."
    )


def test_one_absent_feature_is_singular():
    record = HunterRecord().with_feature(HunterInput.TREMOR, NO)
    assert features(record).startswith("Tremor was absent.")


@pytest.mark.parametrize(
    ("value", "words"), [(38, "38.0"), (38.0, "38.0"), (38.4, "38.4"), (38.05, "38.05")]
)
def test_a_temperature_keeps_the_digits_that_decide(value, words):
    assert degrees(value, WORDS) == words


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        (
            (8, 7, 0, 0, 0, 0),
            "The findings suggest yes: 8 beats at the right ankle and 7 beats at the left ankle.",
        ),
        ((0, 0, 0, 0, 0, 0), "The findings suggest no: 0 beats at every place."),
        (
            (0, 0, 0, 0, 0, None),
            "The findings leave it open: not every place was tested.",
        ),
    ],
)
def test_what_the_findings_suggest_is_told_with_where_it_comes_from(outcomes, words):
    examination = examined(*outcomes, is_signed=False)
    assert suggestion_sentence(examination, read(examination)) == words


# --- drugs ----------------------------------------------------------------------------------


def test_drugs_are_told_by_when_they_were_last_taken():
    earlier = replace(
        SERTRALINE,
        drug="citalopram",
        dose="",
        overdose=UNKNOWN,
        taking=Taking.STOPPED,
        last_dose_on=date(2025, 9, 1),
    )
    unknown = replace(SERTRALINE, drug="fluoxetine", dose="", taking=Taking.NOT_KNOWN)
    assert drugs(replace(SERTRALINE, dose=""), earlier, unknown) == (
        "Taken within the five weeks before the examination: "
        "sertraline (SSRI, still taken, no overdose). "
        "The time of the last dose was not known: fluoxetine (SSRI, no overdose). "
        "Taken earlier than five weeks before the examination: "
        "citalopram (SSRI, last dose on 1 September 2025, 74 days before)."
    )


def test_two_classes_are_counted_and_one_is_not():
    assert "2 serotonergic classes" in drugs(SERTRALINE, TRAMADOL)
    assert "classes" not in drugs(SERTRALINE, replace(SERTRALINE, drug="citalopram"))


def test_a_drug_that_only_raises_levels_stands_apart():
    ritonavir = Exposure(
        drug="ritonavir",
        drug_class="raises levels",
        serotonergic=NO,
        evidence=Evidence.REPORTED,
        taking=Taking.CURRENT,
    )
    assert drugs(SERTRALINE, ritonavir).endswith(
        "Also taken, only raising the level of serotonergic drugs: ritonavir (still taken)."
    )


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence.WEAK, "oxycodone (opioid, weak evidence of serotonin toxicity, still taken)"),
        (Evidence.DEBATED, "oxycodone (opioid, serotonin toxicity debated, still taken)"),
        (Evidence.CONFIRMED, "oxycodone (opioid, still taken)"),
        (Evidence.REPORTED, "oxycodone (opioid, still taken)"),
    ],
)
def test_a_doubtful_drug_says_so(evidence, words):
    oxycodone = Exposure(
        drug="oxycodone",
        drug_class="opioid",
        serotonergic=YES,
        evidence=evidence,
        taking=Taking.CURRENT,
    )
    assert words in drugs(oxycodone)


def test_a_drug_of_no_table_is_told_with_its_name_alone():
    assert "not known: gepirone (not in the drug table)." in drugs(Exposure(drug="gepirone"))
    bare = Exposure(drug="gepirone", evidence=Evidence.REPORTED)
    assert "not known: gepirone." in drugs(bare)


def test_every_detail_of_a_drug_is_told():
    assert "tramadol (opioid, 50 mg, by mouth, started or increased on 14 November 2025, " in drugs(
        TRAMADOL
    )
    assert "05:30, 6 hours before, source: drug chart)" in drugs(TRAMADOL)
    assert "taken in overdose" in drugs(replace(TRAMADOL, overdose=YES))


@pytest.mark.parametrize(
    ("stated", "exposures", "words"),
    [
        (NO, (), "No serotonergic drug was taken in the five weeks"),
        (NO, (SERTRALINE,), "The examiner stated that none of these counted"),
        (YES, (), "The examiner stated that a serotonergic drug was taken"),
        (UNKNOWN, (), "was not assessed"),
        (None, (), "was not assessed"),
        (UNKNOWN, (SERTRALINE,), "was not assessed"),
    ],
)
def test_what_the_examiner_stated_on_drugs_is_told(stated, exposures, words):
    assert words in drugs(*exposures, stated=stated)


def test_a_statement_that_the_list_already_makes_is_not_repeated():
    assert "stated" not in drugs(SERTRALINE, stated=YES)
    assert "assessed" not in drugs(SERTRALINE)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=20), "14 November 2025 at 11:40, less than an hour before"),
        (timedelta(hours=1), "14 November 2025 at 11:00, 1 hour before"),
        (timedelta(hours=47), "12 November 2025 at 13:00, 47 hours before"),
        (timedelta(hours=48), "12 November 2025 at 12:00, 2 days before"),
        (timedelta(hours=-2), "14 November 2025 at 14:00"),
    ],
)
def test_the_time_since_the_last_dose_is_told_in_hours_then_in_days(ago, words):
    taken, entered = NOON - ago, replace(TRAMADOL, started_on=None)
    at = time(taken.hour, taken.minute)
    exposure = replace(entered, last_dose_on=taken.date(), last_dose_at=at)
    assert last_dose_words(exposure, NOON, WORDS) == f"last dose on {words}"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "14 November 2025, the same day"),
        (1, "13 November 2025, 1 day before"),
        (35, "10 October 2025, 35 days before"),
        (-1, "15 November 2025"),
    ],
)
def test_a_day_without_a_time_is_told_in_days(days, words):
    exposure = replace(SERTRALINE, taking=Taking.STOPPED, last_dose_on=DAY - timedelta(days))
    assert last_dose_words(exposure, NOON, WORDS) == f"last dose on {words}"


# --- the whole ------------------------------------------------------------------------------


def test_an_examination_without_the_features_has_no_such_section():
    examination = examined(8, 7, 0, 0, 0, 0)
    assert hunter_prose(examination, read(examination)) == ()
    assert hunter_summary(examination, read(examination)) == ()
    assert hunter_section(examination, read(examination)).paragraphs == ()


def test_the_section_names_the_rule_its_version_and_its_source_and_is_no_diagnosis():
    examination = with_hunter(examined(8, 7, 0, 0, 0, 0), SEROTONERGIC)
    section = hunter_section(examination, read(examination))
    assert section.heading == "Serotonergic exposure"
    assert not section.is_typed
    text = " ".join(section.paragraphs)
    assert "Rule HUNTER, version 1: Dunkley et al., QJM 2003;96:635–642." in text
    assert "is not a diagnosis" in text
    assert "syndrome" not in text


def test_a_rule_that_does_not_apply_needs_no_word_on_where_it_was_validated():
    record = replace(SEROTONERGIC, exposures=(), stated_agent=NO)
    examination = with_hunter(examined(8, 7, 0, 0, 0, 0), record)
    assert "validated" not in " ".join(hunter_prose(examination, read(examination)))


def test_the_signed_record_keeps_drugs_features_and_rule():
    examination = with_hunter(examined(8, 7, 0, 0, 0, 0), SEROTONERGIC)
    text = " ".join(hunter_summary(examination, read(examination)))
    for part in ("sertraline (SSRI", "diaphoresis and tremor were present", "Hunter rule satisf"):
        assert part in text
    assert "Rule HUNTER, version 1" in text
