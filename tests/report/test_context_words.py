from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context import Context
from clonus_desktop.domain.context_item import Limb, Spot
from clonus_desktop.domain.dates import ApproximateDate
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.drugs import DrugUse, LastDose
from clonus_desktop.language import catalogue
from clonus_desktop.report.context_words import (
    approximate_words,
    context_paragraphs,
    context_summary,
    limbs_words,
)
from clonus_desktop.report.drug_words import note_words
from tests.domain.test_context import contexts
from tests.report.cases import FORM, QUIET, STARTED, WORDS, baclofen, context_of, symmetrical
from tests.report.test_letters import FORBIDDEN


def said(context, *, at=STARTED):
    return " ".join(context_paragraphs(context, FORM, examined_at=at, words=WORDS))


# --- reflexes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "answers", "sentence"),
    [
        ("ninds", symmetrical("2"), "Reflexes were 2/4 and symmetrical (NINDS scale)."),
        ("bedside-4", symmetrical("2+"), "2+ and symmetrical (bedside scale 0 to 4+)."),
        ("bedside-5", symmetrical("4"), "4/5 and symmetrical (bedside scale 0 to 5)."),
        ("ninds", {"knee": "3"}, "The knee reflexes were 3/4 and symmetrical (NINDS scale)."),
        (
            "ninds",
            {"knee": "3", "ankle": "4", "biceps": "3"},
            "The knee and biceps reflexes were 3/4 and symmetrical (NINDS scale); "
            "the ankle reflexes were 4/4 and symmetrical.",
        ),
        (
            "ninds",
            {"knee": "2 3"},
            "The knee reflex was 2/4 on the right and 3/4 on the left (NINDS scale).",
        ),
        (
            "ninds",
            {"knee": "2 3", "ankle": "2 3"},
            "The knee and ankle reflexes were 2/4 on the right and 3/4 on the left (NINDS scale).",
        ),
        ("ninds", {"knee": "2 -"}, "The right knee reflex was 2/4 (NINDS scale)."),
        ("ninds", {"ankle": "- 0"}, "The left ankle reflex was 0/4 (NINDS scale)."),
    ],
)
def test_reflexes_are_told_together_with_their_scale(scale, answers, sentence):
    assert sentence in said(context_of(scale, **answers))


def test_a_scale_that_the_form_no_longer_knows_is_named_by_its_key():
    old = Context(form=1, scale="own", grades={Spot("knee", Side.RIGHT): "3"})
    assert "The right knee reflex was 3 (own)." in said(old)


# --- sides and limbs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"plantar": "extensor"}, "Plantar responses were extensor."),
        ({"plantar": "- mute"}, "The left plantar response was mute."),
        ({"hoffmann": "present -"}, "Hoffmann’s sign was present on the right."),
        (
            {"hoffmann": "present absent"},
            "Hoffmann’s sign was present on the right and absent on the left.",
        ),
        ({"sensory_level": "none"}, "No sensory level was found."),
        ({"sensory_level": "t8"}, "There was a sensory level at T8 on both sides."),
        (
            {"sensory_level": "none l2"},
            "There was no sensory level on the right and a sensory level at L2 on the left.",
        ),
        ({"tone": "0"}, "Tone on the Modified Ashworth scale was 0 in all four limbs."),
        ({"power": "5 4 5 4"}, "was 5/5 in the right limbs and 4/5 in the left limbs."),
        ({"power": "5 5 4 3"}, "5/5 in both arms, 4/5 in the right leg and 3/5 in the left leg."),
        ({"tone": "2 2 2 -"}, "was 2 in both arms and the right leg."),
        ({"gait": "steady"}, "Gait was steady and unaided."),
        (
            {"bladder": "none", "bowel": "retention"},
            "No bladder symptoms were reported; retention of stool was reported.",
        ),
    ],
)
def test_a_sign_is_told_as_a_clinician_would(answers, sentence):
    assert sentence in said(context_of(**answers))


def test_limbs_are_grouped_as_people_say_them():
    spots = [Spot("tone", side, limb) for limb in Limb for side in (Side.RIGHT, Side.LEFT)]
    assert limbs_words(spots[2:], WORDS) == "both legs"
    assert limbs_words(spots[::2], WORDS) == "the right limbs"
    assert limbs_words(spots[1:3], WORDS) == "the left arm and the right leg"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (ApproximateDate(2019), "2019"),
        (ApproximateDate(2019, 3), "March 2019"),
        (ApproximateDate(2019, 3, 12), "12 March 2019"),
    ],
)
def test_the_onset_is_dated_as_well_as_it_is_known(day, words):
    assert approximate_words(day, WORDS) == words
    dated = context_of(onset="long-standing").since("onset", day)
    assert f"The signs were described as long-standing, since {words}." in said(dated)


@pytest.mark.parametrize(
    ("code", "year", "day"),
    [
        ("de", "seit 2019", "seit dem 12. März 2019"),
        ("es", "desde 2019", "desde el 12 de marzo de 2019"),
        ("fr", "depuis 2019", "depuis le 12 mars 2019"),
    ],
)
def test_a_day_has_its_article_where_a_year_has_none(code, year, day):
    context = context_of(onset="new")
    for date_known, words in ((ApproximateDate(2019), year), (ApproximateDate(2019, 3, 12), day)):
        dated = context.since("onset", date_known)
        told = context_paragraphs(dated, FORM, examined_at=STARTED, words=catalogue(code))
        assert f", {words}." in " ".join(told)


# --- what was not assessed ------------------------------------------------------------------------


def test_what_was_not_assessed_is_named_and_never_left_to_be_guessed():
    context = replace(
        QUIET, grades=context_of(**symmetrical("2") | {"knee": "2 -", "ankle": "- -"}).grades
    )
    context = context.with_answer(Spot("plantar", Side.LEFT), "not-assessed")
    context = context.with_answer(Spot("tone", Side.RIGHT, Limb.ARM), "not-assessed")
    assert said(context).endswith(
        "Not assessed: tone in the right arm, the ankle reflexes, the left knee reflex and "
        "plantar response on the left. No antispastic drug was taken."
    )


def test_nothing_is_said_to_be_missing_when_all_was_assessed():
    assert "ssessed" not in said(QUIET)


def test_many_signs_that_were_not_assessed_are_told_in_one_sentence():
    assert said(context_of(gait="spastic")) == (
        "Gait was spastic. Other neurological signs were not assessed."
    )


def test_the_drugs_alone_stand_before_what_was_not_assessed():
    assert said(context_of("").taking(())) == (
        "No antispastic drug was taken. Other neurological signs were not assessed."
    )


def test_a_context_that_says_nothing_has_no_words():
    assert context_paragraphs(context_of("ninds"), FORM, examined_at=STARTED, words=WORDS) == ()
    assert context_summary(context_of("ninds"), FORM, WORDS) == ""


def test_the_summary_names_what_was_recorded():
    context = context_of(tone="0", knee="2", plantar="flexor").taking(())
    assert context_summary(context, FORM, WORDS) == (
        "Also recorded: tone, reflexes, plantar response and antispastic drugs."
    )
    assert context_summary(context_of(gait="spastic"), FORM, WORDS) == "Also recorded: gait."


# --- drugs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (baclofen(STARTED - timedelta(hours=3)), "last dose at 07:38, 3 hours before"),
        (baclofen(STARTED - timedelta(hours=1), ""), "oral baclofen (last dose at 09:38, 1 hour"),
        (baclofen(STARTED - timedelta(minutes=20)), "at 10:18, 20 minutes before the examination)"),
        (baclofen(STARTED), "(10 mg three times a day; last dose at 10:38)"),
        (baclofen(STARTED + timedelta(hours=1)), "last dose at 11:38)"),
        (baclofen(datetime(2025, 11, 12, 9, 38, tzinfo=UTC)), "on 12 November 2025 at 10:38, 2 da"),
        (DrugUse(drug="tizanidine"), "tizanidine (time of the last dose not known)"),
        (
            DrugUse(drug="tizanidine", last_dose=LastDose.NOT_TAKEN),
            "Antispastic treatment was tizanidine (not taken).",
        ),
        (
            DrugUse(drug="baclofen-intrathecal", dose="90 µg a day", last_dose=LastDose.CONTINUOUS),
            "intrathecal baclofen (90 µg a day; given continuously)",
        ),
        (
            DrugUse(drug="phenol", last_dose=date(2025, 11, 14)),
            "phenol (injected on 14 November 2025)",
        ),
        (
            DrugUse(drug="botulinum-toxin", last_dose=date(2025, 11, 7)),
            "botulinum toxin (injected on 7 November 2025, 7 days before the examination)",
        ),
        (
            DrugUse(drug="botulinum-toxin"),
            "botulinum toxin (date of the injection not known)",
        ),
        (DrugUse(drug="other", name="nabiximols"), "was nabiximols (time of"),
        (DrugUse(drug="other"), "was another drug (time of"),
        (DrugUse(drug="old-drug"), "was old drug (time of"),
    ],
)
def test_a_drug_is_told_with_its_dose_and_the_time_of_the_last(use, words):
    assert words in said(context_of("").taking((use,)))


def note(*uses, is_changed=False):
    return DrugNote(examined_at=STARTED, examination_id=1, drugs=uses, is_changed=is_changed)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (note(baclofen(STARTED - timedelta(hours=3))), "oral baclofen, 3 h before"),
        (note(), "no antispastic drug"),
        (note(is_changed=True), "no antispastic drug (treatment changed)"),
        (
            note(baclofen(STARTED - timedelta(hours=3)), DrugUse(drug="tizanidine")),
            "oral baclofen, 3 h before; tizanidine, time of the last dose not known",
        ),
        (
            note(baclofen(STARTED + timedelta(hours=3))),
            "oral baclofen, dose after the visit began",
        ),
    ],
)
def test_the_drugs_at_a_visit_stand_in_a_few_words(made, words):
    assert note_words(made, FORM, WORDS) == words


@given(contexts(), st.sampled_from([STARTED, STARTED.astimezone(UTC)]))
def test_no_context_is_called_normal_or_breaks_the_letter(context, at):
    # The clinician's own words on a drug may say anything.
    context = replace(context, drugs=None)
    text = said(context, at=at)
    assert bool(text) is context.says_something
    assert not [word for word in FORBIDDEN if word in text.lower()]
    assert "{" not in text


HOSTILE = "\u202e{title} <b>#x</b>\u200f %s {0}"


def test_the_clinicians_own_words_are_never_a_template():
    drug = DrugUse(drug="other", name=HOSTILE, dose=HOSTILE)
    text = said(context_of("").taking((drug,)))
    assert "was {title} <b>#x</b> %s {0} ({title} <b>#x</b> %s {0}; time of" in text


@given(contexts())
def test_any_context_and_any_drug_can_be_told(context):
    assert bool(said(context)) is context.says_something
    assert isinstance(context_summary(context, FORM, WORDS), str)
