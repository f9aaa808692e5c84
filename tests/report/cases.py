"""The letters that were read and approved, as a clinician would meet them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, partial
from pathlib import Path

from clonus_desktop import resources
from clonus_desktop.context_forms import load_context_form
from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, Site, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.context import Context, blank_context
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.dates import ApproximateDate
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.examination import Examination, Examiner, Signature, Withdrawal
from clonus_desktop.domain.exposure import Evidence, Exposure, Taking
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.hunter import HunterInput
from clonus_desktop.domain.hunter_record import NOT_ASSESSED, HunterRecord
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.domain.practice import Practice
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial
from clonus_desktop.domain.visit_marks import VisitMark, visit_marks
from clonus_desktop.language import LANGUAGES as KNOWN_LANGUAGES
from clonus_desktop.language import catalogue
from clonus_desktop.protocols import load_protocols, load_sites
from clonus_desktop.report.letter import Letter, LetterOptions, RuleCitation, compose_letter
from clonus_desktop.report.reading import Reading, read_examination
from clonus_desktop.report.seal import RecordSeal, sealed
from clonus_desktop.wordings import load_rule_texts

WORDS = catalogue("en")
LANGUAGES = tuple(
    language
    for language in KNOWN_LANGUAGES
    if language == "en" or list(resources.path("locale").glob(f"{language}/*/*.mo"))
)
"""Those that have a catalogue."""

PROTOCOLS = load_protocols()
FURTHER = load_sites(Path(__file__).parents[1] / "sites", after=PROTOCOLS).protocols
FORM = load_context_form()
NAMES = {protocol.site.key: protocol.name for protocol in PROTOCOLS}


@cache
def citations(language: str) -> Mapping[str, RuleCitation]:
    return {
        text.rule: RuleCitation(
            rule_id=text.rule,
            version=text.version,
            name=text.name,
            wording=text.wording,
            source=text.source.short,
        )
        for text in load_rule_texts(language).values()
    }


CITATIONS = citations("en")
protocols_in, form_in = cache(load_protocols), cache(load_context_form)
SITES = (ANKLE, PATELLA, WRIST)
PLACES = places_in_order(SITES)
JAW = Place(Site("jaw"), Side.MIDLINE)
OSLO = timezone(timedelta(hours=1))
OKAFOR = Examiner(name="Dr P Okafor", role="Consultant in Rehabilitation Medicine")
PATIENT = Patient(
    id=7,
    family_name="Macilroy",
    given_name="Iain",
    title="Mr",
    born_on=date(1968, 1, 11),
    sex=Sex.MALE,
    number="999 018 5301",
    alert="Latex allergy",
    known_conditions="Multiple sclerosis since 2019.",
)
PRACTICE = Practice(
    examiner=OKAFOR,
    clinic="Northgate Rehabilitation Clinic\n12 Northgate, Leeds LS1 4AB\nTelephone 0113 496 0000",
)
OPTIONS = LetterOptions(recipient="Dr M Halloran, Neurology\nLeeds General Infirmary")

Outcome = int | Trial | tuple[Trial, ...] | NotTested


def clonus_test_at(place: Place, outcome: Outcome) -> ClonusTest:
    if isinstance(outcome, NotTested):
        return ClonusTest(place=place, not_tested=outcome)
    if isinstance(outcome, int):
        outcome = Trial(beats=outcome)
    return ClonusTest(place=place, trials=outcome if isinstance(outcome, tuple) else (outcome,))


def examined(
    *outcomes: Outcome | None,
    on: date = date(2025, 11, 14),
    exam_id: int = 12,
    is_signed: bool = True,
    **changes: object,
) -> Examination:
    """An examination of ankle, patella and wrist, right before left; None was not examined."""
    started = datetime(on.year, on.month, on.day, 10, 38, tzinfo=OSLO)
    signature = Signature(
        examiner=OKAFOR,
        signed_at=started + timedelta(minutes=6),
        text="",
        rule_id="ARTICLE_GT5",
        rule_version=1,
    )
    pairs = zip(PLACES, outcomes, strict=True)
    tests = {
        place: clonus_test_at(place, outcome) for place, outcome in pairs if outcome is not None
    }
    return replace(
        Examination(
            id=exam_id,
            patient_id=PATIENT.id,
            started_at=started,
            places=PLACES,
            tests=tests,
            signature=signature if is_signed else None,
        ),
        **changes,  # type: ignore[arg-type]  # fields of Examination by name
    )


def courses_of(
    *examinations: Examination, rule_id: str = "ARTICLE_GT5", age_months: float | None = None
) -> tuple[Course, ...]:
    return tuple(
        Course(
            place=place,
            points=tuple(
                CoursePoint(
                    examined_at=exam.started_at,
                    examination_id=exam.id,
                    finding=finding_of(
                        place, exam.test_at(place), rule=RULES[rule_id], age_months=age_months
                    ),
                )
                for exam in examinations
            ),
        )
        for place in dict.fromkeys(place for exam in examinations for place in exam.places)
    )


def read(examination: Examination) -> Reading:
    """The examination as every sentence reads it."""
    return read_examination(
        examination,
        patient=PATIENT,
        rule=RULES["ARTICLE_GT5"],
        citations=CITATIONS,
        names=NAMES,
        words=WORDS,
    )


SEAL = RecordSeal(record="3fa9c1d2" + "0" * 24, act=1432, digest="87948c3d1e3f" + "0" * 52)


def letter(
    examination: Examination,
    *,
    patient: Patient = PATIENT,
    options: LetterOptions = OPTIONS,
    compare_with: Examination | None = None,
    courses: tuple[Course, ...] = (),
    notes: tuple[DrugNote, ...] = (),
    marks: tuple[VisitMark, ...] = (),
    practice: Practice = PRACTICE,
    rule_id: str = "ARTICLE_GT5",
    written_on: date = date(2025, 11, 14),
    language: str = "en",
) -> Letter:
    made = compose_letter(
        patient=patient,
        examination=examination,
        compare_with=compare_with,
        courses=courses,
        drug_notes=notes,
        marks=marks,
        practice=practice,
        rule=RULES[rule_id],
        citations=citations(language),
        protocols=(*protocols_in(language), *FURTHER),
        context_form=form_in(language),
        options=options,
        written_on=written_on,
        catalogue=catalogue(language),
    )
    return sealed(made, SEAL, catalogue(language))


PAIN = NotTested(reason=NotTestedReason.PAIN)
CAST = NotTested(
    reason=NotTestedReason.SPLINT_CAST_OR_DRESSING, explanation="below-knee cast until 3 December"
)
OTHER = NotTested(reason=NotTestedReason.OTHER, explanation="asleep after the infusion")
THREE_OF_NONE = (Trial(beats=0),) * 3
TEN_OR_MORE = Trial(beats=10, at_least=True, ended_by=EndedBy.SELF_EXTINGUISHED)


def stopped(beats: int) -> Trial:
    """A number entered after clonus had stopped by itself."""
    return Trial(beats=beats, ended_by=EndedBy.SELF_EXTINGUISHED)


def tapped(beats: int, *, rate_hz: float, ended_by: EndedBy | None = None) -> Trial:
    times = tuple(round(0.2 + index / rate_hz, 4) for index in range(beats))
    return Trial(beat_times_s=times, count_method=CountMethod.TAPPED, ended_by=ended_by)


def with_jaw(jaw: Outcome, *outcomes: Outcome | None, **changes: object) -> Examination:
    """An examination with a place more, on the midline."""
    exam = examined(*outcomes, **changes)  # type: ignore[arg-type]  # passed on by name
    tests = {**exam.tests, JAW: clonus_test_at(JAW, jaw)}
    return replace(exam, places=(*PLACES, JAW), tests=tests)


def context_of(scale: str = "ninds", **answers: str) -> Context:
    """A context from words: ``tone="0 0 2 1+"`` (right before left, arm before leg), "-" for none.

    Args:
        answers: By item, hyphens as underscores; one answer stands for all of its questions.
    """
    context = blank_context(FORM).on_scale(scale)
    for name, said in answers.items():
        item = FORM.item(name.replace("_", "-"))
        assert item is not None
        keys = said.split() * (len(item.spots) if " " not in said else 1)
        for spot, key in zip(item.spots, keys, strict=True):
            context = context if key == "-" else context.with_answer(spot, key)
    return context


def beside(context: Context) -> Mapping[tuple[Topic, None], Mapping[str, object]]:
    return {(Topic.CONTEXT, None): context.to_content()}


def symmetrical(grade: str) -> dict[str, str]:
    return dict.fromkeys(("knee", "ankle", "biceps", "triceps", "brachioradialis"), grade)


def baclofen(at: datetime, dose: str = "10 mg three times a day") -> DrugUse:
    return DrugUse(drug="baclofen-oral", dose=dose, last_dose=at)


STARTED = datetime(2025, 11, 14, 10, 38, tzinfo=OSLO)
TOXIN = DrugUse(
    drug="botulinum-toxin", dose="300 units to the left calf", last_dose=date(2025, 9, 1)
)
LEFT_SIDED = context_of(
    **{**symmetrical("2"), "knee": "2 4", "ankle": "2 4"},
    tone="0 1 0 2",
    plantar="flexor extensor",
    hoffmann="absent",
    power="5 4+ 5 4",
    onset="long-standing",
    gait="spastic",
    bladder="urgency",
).taking((baclofen(STARTED - timedelta(hours=3)), TOXIN))
QUIET = context_of(
    **symmetrical("2"),
    tone="0",
    plantar="flexor",
    hoffmann="absent",
    power="5",
    gait="steady",
    bladder="none",
    bowel="none",
    sensory_level="none",
    onset="new",
).taking(())

HISTORY = (
    examined(0, 0, 0, 0, 0, 0, on=date(2023, 3, 9), exam_id=1),
    examined(0, 2, 0, 0, 0, 0, on=date(2023, 9, 21), exam_id=2),
    examined(1, 4, 0, 1, 0, 0, on=date(2024, 2, 14), exam_id=3),
    examined(2, 7, 0, 2, PAIN, 0, on=date(2024, 7, 3), exam_id=4),
    examined(3, sustained_trial(), 1, 4, 0, 1, on=date(2024, 11, 20), exam_id=5),
    examined(3, sustained_trial(), 1, 6, 0, 2, on=date(2025, 4, 8), exam_id=6),
    examined(2, 8, 0, 3, 0, 1, on=date(2025, 8, 26), exam_id=7),
)
TODAY = examined(2, 6, 0, 2, 0, 0)

AMENDED = replace(
    HISTORY[3], revision=3, revises_id=44, revision_reason="the right wrist was not tested"
)
WITHDRAWN = replace(
    examined(9, 9, 9, 9, 9, 9, on=date(2024, 12, 19), exam_id=21),
    withdrawal=Withdrawal(
        at=datetime(2024, 12, 20, 8, 15, tzinfo=OSLO), by=OKAFOR, reason="another patient"
    ),
)
MARKS = visit_marks((*HISTORY[:3], AMENDED, *HISTORY[4:], WITHDRAWN))

YES, NO = ThreeValued.YES, ThreeValued.NO
SERTRALINE = Exposure(
    drug="sertraline",
    drug_class="SSRI",
    serotonergic=YES,
    evidence=Evidence.CONFIRMED,
    dose="100 mg daily",
    taking=Taking.CURRENT,
    overdose=NO,
)
TRAMADOL = Exposure(
    drug="tramadol",
    drug_class="opioid",
    serotonergic=YES,
    evidence=Evidence.CONFIRMED,
    dose="50 mg",
    route="by mouth",
    source="drug chart",
    started_on=date(2025, 11, 14),
    taking=Taking.CURRENT,
    last_dose_on=date(2025, 11, 14),
    last_dose_at=time(5, 30),
)
AGITATED = dict.fromkeys(NOT_ASSESSED, NO) | {
    HunterInput.INDUCIBLE_CLONUS: YES,
    HunterInput.DIAPHORESIS: YES,
    HunterInput.TREMOR: YES,
}
SEROTONERGIC = HunterRecord(
    exposures=(SERTRALINE, TRAMADOL),
    features=AGITATED,
    temperature_c=38.4,
    inducible_confirmed_by="Dr P Okafor",
)


def with_hunter(examination: Examination, record: HunterRecord) -> Examination:
    """The examination with the serotonin features stated."""
    return replace(examination, statements={(Topic.HUNTER, None): record.to_content()})


INFANT = replace(
    PATIENT,
    family_name="Lund",
    given_name="Ida",
    title="",
    born_on=date(2025, 2, 10),
    sex=Sex.FEMALE,
    number="",
    known_conditions="",
)
HOSTILE = Patient(
    id=7,
    family_name="O'Neill #let x = 1 \\ <script>alert(1)</script> *_`$",
    given_name="\u202eeveS\u202c العربية 李 😀 Zoë",
    title="{title}",
    number="=1+1|& %s {0}",
    known_conditions='#import "@preview/x:1.0.0"\n"quoted" & <b>bold</b>',
)
EVERYTHING = LetterOptions(
    recipient="Prof Anna-Lena Kjærgård-Østerhus, Department of Neurology\nHouse 4, Level 2",
    typed={"reason": "Please advise on antispastic treatment. " * 20},
    without=frozenset(),
)

case = partial(partial, letter)

CASES: Mapping[str, Callable[..., Letter]] = {
    "all-zero": case(examined(0, 0, 0, 0, 0, 0)),
    "one-sided": case(
        examined(
            0,
            Trial(
                beats=7,
                duration_s=1.25,
                ended_by=EndedBy.SELF_EXTINGUISHED,
            ),
            0,
            1,
            0,
            0,
        ),
        options=replace(
            OPTIONS, typed={"reason": "New left leg stiffness for three weeks.\nUrgent."}
        ),
    ),
    "sustained": case(
        examined(
            3,
            sustained_trial(),
            0,
            Trial(
                beats=61,
                duration_s=12.04,
                ended_by=EndedBy.STRETCH_RELEASED,
                count_method=CountMethod.EXACT,
            ),
            0,
            0,
        )
    ),
    "all-not-tested": case(examined(CAST, PAIN, PAIN, PAIN, OTHER, OTHER)),
    "some-not-tested": case(examined(2, 6, CAST, 0, 0, NotTested(reason=NotTestedReason.DECLINED))),
    "comparison": case(TODAY, compare_with=HISTORY[-1], courses=courses_of(*HISTORY, TODAY)),
    "comparison-of-unlike": case(
        examined(TEN_OR_MORE, sustained_trial(), PAIN, 2, Trial(duration_s=4.2), 0),
        compare_with=examined(
            TEN_OR_MORE, sustained_trial(), 0, CAST, 2, None, on=date(2025, 8, 26), exam_id=7
        ),
    ),
    "infant": case(examined(8, 11, 0, 0, 0, 0, on=date(2025, 6, 2)), patient=INFANT),
    "infant-beyond-8-months": case(examined(2, 0, 0, 0, 0, 0), patient=INFANT),
    "hostile-names": case(
        examined(0, 6, 0, 0, 0, 0),
        patient=HOSTILE,
        options=LetterOptions(recipient="Dr <b>#x</b>\u202e\x00\n\n$x^2$ [link] @ref"),
    ),
    "longest": case(
        replace(
            examined(
                (Trial(beats=3), Trial(beats=5), Trial(beats=4)),
                tapped(14, rate_hz=5.4, ended_by=EndedBy.TIME_CAP),
                (Trial(beats=0), Trial(beats=0)),
                CAST,
                TEN_OR_MORE,
                OTHER,
            ),
            comment="Tone was raised in both legs. " * 30,
            notes={place: f"Position as before, {place}. " * 12 for place in PLACES},
            protocol_versions={"ankle": 1, "patella": 1, "wrist": 1},
        ),
        patient=replace(
            PATIENT,
            family_name="Featherstonehaugh-Cholmondeley " * 6,
            given_name="Maximiliana Alexandrina " * 8,
            known_conditions="Incomplete spinal cord injury at T8 (2016), baclofen pump. " * 20,
        ),
        options=EVERYTHING,
        compare_with=HISTORY[-1],
        courses=courses_of(*HISTORY, TODAY),
    ),
    "each-stopped-by-itself": case(examined(*(stopped(n) for n in (2, 7, 0, 4, 0, 1)))),
    "ten-or-more": case(examined(0, TEN_OR_MORE, 0, 0, 0, 0)),
    "exactly-5": case(examined(5, 4, 0, 0, 0, 0)),
    "exactly-5-under-hpo": case(examined(5, 4, 0, 0, 0, 0), rule_id="HPO_GE5"),
    "timed-only": case(
        examined(
            0,
            Trial(
                duration_s=4.25,
                ended_by=EndedBy.SELF_EXTINGUISHED,
                count_method=CountMethod.TIMED,
            ),
            0,
            Trial(duration_s=0.0, count_method=CountMethod.TIMED),
            0,
            0,
        )
    ),
    "tapped": case(
        examined(tapped(4, rate_hz=3.0), tapped(7, rate_hz=5.4), tapped(9, rate_hz=3), 0, 0, 0)
    ),
    "amended": case(
        examined(
            6,
            2,
            0,
            0,
            0,
            0,
            revision=2,
            revises_id=11,
            revision_reason="right and left ankle had been entered the wrong way round",
        )
    ),
    "amended-again-and-compared": case(
        replace(
            TODAY,
            revision=3,
            revises_id=12,
            revision_reason="The left ankle was counted again on the video: 6 beats.",
        ),
        compare_with=HISTORY[-1],
        courses=courses_of(*HISTORY, TODAY),
        marks=MARKS,
    ),
    "on-the-midline": case(
        with_jaw(stopped(9), 2, 6, 0, 2, 0, 0),
        options=replace(OPTIONS, without=frozenset({"notes"})),
        compare_with=with_jaw(PAIN, 2, 8, 0, 3, 0, 1, on=date(2025, 8, 26), exam_id=7),
    ),
    "nothing-on-the-midline": case(with_jaw(0, 0, 0, 0, 0, 0, 0)),
    "technique": case(
        examined(
            2,
            6,
            0,
            0,
            0,
            0,
            protocol_versions={"ankle": 2, "patella": 2, "wrist": 2},
            statements={
                (Topic.TECHNIQUE, PLACES[0]): {
                    "position": "knee-straight",
                    "checks": {"relaxed": "yes", "held": "yes"},
                },
                (Topic.TECHNIQUE, PLACES[1]): {"checks": {"relaxed": "no"}},
            },
        ),
        options=replace(OPTIONS, without=frozenset({"notes"})),
    ),
    "draft": case(examined(2, 6, 0, 0, None, None, is_signed=False)),
    "serotonergic": case(with_hunter(examined(8, 7, 0, 0, 0, 0), SEROTONERGIC)),
    "serotonergic-open": case(
        with_hunter(
            examined(8, 7, 0, 0, None, None, is_signed=False),
            HunterRecord(
                exposures=(
                    replace(SERTRALINE, drug="fluoxetine", taking=Taking.NOT_KNOWN, overdose=YES),
                    Exposure(
                        drug="ritonavir",
                        drug_class="raises the level of others",
                        serotonergic=NO,
                        evidence=Evidence.REPORTED,
                        taking=Taking.CURRENT,
                    ),
                ),
                features=NOT_ASSESSED | {HunterInput.INDUCIBLE_CLONUS: YES},
            ),
        )
    ),
    "context-left-sided": case(
        examined(
            2,
            8,
            0,
            3,
            0,
            1,
            statements=beside(LEFT_SIDED.since("onset", ApproximateDate(2024, 1))),
        )
    ),
    "context-symmetrical": case(examined(3, 3, 0, 0, 0, 0, statements=beside(QUIET))),
    "context-of-drugs-alone": case(
        examined(
            2,
            2,
            0,
            0,
            0,
            0,
            statements=beside(
                context_of("").taking(
                    (
                        baclofen(STARTED - timedelta(hours=13), dose=""),
                        DrugUse(drug="tizanidine", dose="4 mg at night"),
                    )
                )
            ),
        )
    ),
    "context-with-a-sensory-level": case(
        examined(
            TEN_OR_MORE,
            sustained_trial(),
            4,
            5,
            0,
            0,
            statements=beside(
                context_of(
                    "bedside-4",
                    knee="4+",
                    ankle="4+",
                    tone="- - 3 3",
                    power="5 5 3 2",
                    plantar="extensor",
                    sensory_level="t8 t10",
                    bladder="retention",
                    gait="unable",
                    onset="new",
                )
            ),
        )
    ),
    "trials-without-clonus": case(examined(THREE_OF_NONE, THREE_OF_NONE, 0, 0, PAIN, PAIN)),
    "alike-on-both-sides": case(examined(stopped(3), stopped(3), 0, 0, 8, 8)),
    "left-sided-and-one-place-not-tested": case(
        replace(
            examined(
                0,
                sustained_trial(),
                NotTested(reason=NotTestedReason.OTHER, explanation="recent arthroplasty"),
                4,
                0,
                7,
            ),
            statements=beside(LEFT_SIDED),
        )
    ),
    "sbar": case(
        examined(4, sustained_trial(), 0, 2, 0, 0, statements=beside(LEFT_SIDED)),
        options=replace(
            OPTIONS,
            structure="sbar",
            typed={
                "reason": "New left leg stiffness for three weeks. Urgent.",
                "history": "Independent until the summer.",
                "plan": "Please see him within two weeks.",
            },
            copies="Dr A Moreau, general practice\nThe patient",
        ),
        compare_with=HISTORY[-1],
    ),
    "prsb": case(
        with_hunter(examined(8, 7, 0, 0, 0, 0, comment="Seen with his wife."), SEROTONERGIC),
        options=replace(
            OPTIONS,
            structure="prsb",
            salutation="Dear Margaret,",
            typed={
                "allergies": "Penicillin: rash.",
                "information": "What clonus is was explained.",
                "plan": "Please review the two drugs today.",
            },
            without=frozenset(),
        ),
    ),
    "in-short": case(
        TODAY,
        compare_with=HISTORY[-1],
        options=replace(OPTIONS, without=frozenset({"table", "plot", "rules", "notes"})),
    ),
}

LETTERS: Mapping[str, Letter] = {name: made() for name, made in CASES.items()}
"""Every case in English."""

IN_EVERY_LANGUAGE = (
    "all-zero",
    "alike-on-both-sides",
    "all-not-tested",
    "amended-again-and-compared",
    "comparison",
    "comparison-of-unlike",
    "context-left-sided",
    "draft",
    "exactly-5",
    "infant",
    "left-sided-and-one-place-not-tested",
    "on-the-midline",
    "one-sided",
    "prsb",
    "sbar",
    "serotonergic",
    "some-not-tested",
    "sustained",
    "tapped",
    "technique",
    "ten-or-more",
    "timed-only",
    "trials-without-clonus",
)
"""The cases whose letters are approved in all languages."""


def letters_in(language: str) -> Mapping[str, Letter]:
    """The approved letters of a language, by their case."""
    if language == "en":
        return LETTERS
    return {name: CASES[name](language=language) for name in IN_EVERY_LANGUAGE}


RIGHT_ANKLE, LEFT_ANKLE = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
