from datetime import UTC, date, datetime, timedelta

from clonus_desktop.domain.context import Context
from clonus_desktop.domain.drug_notes import drug_notes
from clonus_desktop.domain.drugs import DrugUse, LastDose

FIRST = datetime(2025, 1, 10, 9, 40, tzinfo=UTC)


def taking(*drugs):
    return Context(form=1, drugs=drugs)


def baclofen(hours=3.0, dose="10 mg", visit=0):
    when = FIRST + timedelta(days=30 * visit, hours=-hours)
    return DrugUse(drug="baclofen-oral", dose=dose, last_dose=when)


def notes(*contexts):
    return drug_notes(
        (FIRST + timedelta(days=30 * number), number, context)
        for number, context in enumerate(contexts)
    )


def test_only_visits_that_asked_for_the_drugs_have_a_note():
    found = notes(None, Context(form=1), taking(), taking(baclofen(visit=3)))
    assert [note.examination_id for note in found] == [2, 3]


def test_a_note_says_how_long_before_the_visit_the_last_dose_was():
    (note,) = notes(taking(baclofen(3)))
    assert str(note.short) == "3 h"
    assert note.is_known


def test_of_several_drugs_the_latest_dose_stands_in_the_plot():
    toxin = DrugUse(drug="botulinum-toxin", last_dose=date(2024, 12, 1))
    (note,) = notes(taking(toxin, baclofen(5)))
    assert str(note.short) == "5 h"
    (alone,) = notes(taking(toxin))
    assert str(alone.short) == "6 wk"


def test_no_drug_is_a_dash_and_a_dose_without_a_time_says_nothing():
    none, unknown, pump = notes(
        taking(),
        taking(DrugUse(drug="tizanidine")),
        taking(DrugUse(drug="baclofen-intrathecal", last_dose=LastDose.CONTINUOUS)),
    )
    assert str(none.short) == "–"
    assert (unknown.short, unknown.is_known) == (None, False)
    assert (pump.short, pump.is_known) == (None, True)
    assert not none.is_known


def test_another_drug_or_another_dose_is_a_change_and_another_time_is_none():
    found = notes(
        taking(baclofen(3)),
        taking(baclofen(8, visit=1)),
        taking(baclofen(3, dose="20 mg", visit=2)),
        None,
        taking(),
        taking(),
    )
    assert [note.is_changed for note in found] == [False, False, True, True, False]
