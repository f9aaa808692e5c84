import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop import resources
from clonus_desktop.context_forms import ContextFormError, load_context_form
from clonus_desktop.domain.context_form import DrugKind, SectionKind
from clonus_desktop.domain.context_item import Per

FORM = "\n".join(
    line
    for line in resources.read_text("context", "en.toml").splitlines()
    if not line.startswith("#")
)
KEPT = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def form(tmp_path):
    """Reads a form from a text."""

    def read(text, language="en"):
        (tmp_path / f"{language}.toml").write_text(text, encoding="utf-8")
        return load_context_form(language, tmp_path)

    return read


def changed(old, new):
    assert old in FORM
    return FORM.replace(old, new, 1)


def labels(options):
    return [option.label for option in options]


def test_the_form_asks_for_what_clinical_practice_records_with_clonus():
    form = load_context_form()
    assert [item.key for item in form.items] == [
        "tone",
        "knee",
        "ankle",
        "biceps",
        "triceps",
        "brachioradialis",
        "plantar",
        "hoffmann",
        "power",
        "onset",
        "gait",
        "bladder",
        "bowel",
        "sensory-level",
    ]
    assert form.version == 1
    assert len(list(form.spots())) == 28


def test_the_scales_have_their_published_steps():
    form = load_context_form()
    assert labels(form.item("tone").options) == ["0", "1", "1+", "2", "3", "4"]
    assert labels(form.item("power").options) == ["0", "1", "2", "3", "4−", "4", "4+", "5"]
    assert [labels(scale.options) for scale in form.scales] == [
        ["0", "1", "2", "3", "4"],
        ["0", "1+", "2+", "3+", "4+"],
        ["0", "1", "2", "3", "4", "5"],
    ]


def test_a_4_is_told_apart_by_the_scale_that_it_stands_on():
    ninds, four, five = (scale.options for scale in load_context_form().scales)
    assert ninds[4].meaning == "enhanced, more than normal; includes clonus if present"
    assert four[4].meaning == "very brisk, with clonus"
    assert five[4].meaning == "unsustained clonus"
    assert [options[4].words for options in (ninds, four, five)] == ["4/4", "4+", "4/5"]


def test_a_sensory_level_is_none_or_a_dermatome_from_c2_to_s5():
    level = load_context_form().item("sensory-level")
    assert level.per is Per.SIDE
    assert [option.key for option in level.options][:2] == ["none", "c2"]
    assert level.options[-1].key == "s5"
    assert len(level.options) == 1 + 7 + 12 + 5 + 5


def test_no_question_offers_normal_as_its_answer():
    for item in load_context_form().items:
        for option in item.options:
            assert "normal" not in f"{option.label} {option.words} {option.both}".lower()


def test_every_drug_says_how_it_is_given():
    form = load_context_form()
    assert len(form.drugs) == 12
    assert form.drug("botulinum-toxin").kind is DrugKind.INJECTION
    assert form.drug("baclofen-intrathecal").kind is DrugKind.PUMP
    assert form.drug("aspirin") is None


def test_drugs_and_known_conditions_have_their_place_on_the_page():
    kinds = {section.key: section.kind for section in load_context_form().sections}
    assert kinds["treatment"] is SectionKind.DRUGS
    assert kinds["conditions"] is SectionKind.CONDITIONS


def test_a_form_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_context_form().version = 2


def test_a_language_without_a_form_has_the_english_one():
    assert load_context_form("tlh") == load_context_form("en")


def test_a_language_with_a_form_has_its_own_words(form):
    read = form(changed('title = "Tone"', 'title = "Tonus"'), language="de")
    assert read.sections[0].title == "Tonus"


def test_a_new_question_is_a_change_of_the_file_alone(form):
    jaw = """
[[section.item]]
key = "jaw-jerk"
label = "Jaw jerk"
noun = "jaw jerk"
per = "none"
source = "general"
option = [
  { key = "brisk", label = "Brisk", words = "the jaw jerk was brisk" },
  { key = "absent", label = "Absent", words = "the jaw jerk was absent" },
]

"""
    power = '[[section]]\nkey = "power"'
    read = form(changed(power, jaw + power))
    assert read.item("jaw-jerk").label == "Jaw jerk"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version = 1", "version = 0", "en.toml: version must be a number from 1, not 0"),
        ("version = 1", "version = true", "version must be a number from 1, not True"),
        ("version = 1", "colour = 1", "en.toml: 'colour' is not a key"),
        ("version = 1", "", "en.toml: 'version' is missing"),
        ('title = "Tone"', "", "en.toml, section tone: 'title' is missing"),
        ('title = "Tone"', 'title = " "', "section tone: title must be words"),
        ('title = "Tone"', 'titel = "Tone"', "section tone: 'titel' is not a key"),
        ('kind = "drugs"', 'kind = "pills"', "section treatment: kind must be items, drugs"),
        ('kind = "drugs"', "", "section treatment: item: a section of items"),
        ('per = "limb"', 'per = "arm"', "item tone: per must be none, side, limb, not 'arm'"),
        ('per = "limb"', "", "item tone: per must be none, side, limb, not None"),
        ('label = "Tone"', "", "section tone, item tone: 'label' is missing"),
        ('source = "mas"', 'source = "mass"', "en.toml, tone: source 'mass' is not in sources"),
        ("{answers}", "{answer}", r"item tone: all must hold the blanks \('answers',\)"),
        ('words = "0", meaning', 'word = "0", meaning', "item tone, option 0: 'word' is not a key"),
        ('key = "1+", label', 'key = "1", label', "item tone: option '1' stands twice"),
        ('key = "1+", label', 'key = "not-assessed", label', "option not-assessed: key 'not-"),
        ('label = "NINDS 0–4"', "", "section reflexes, scale ninds: 'label' is missing"),
        ('key = "tizanidine"', 'key = "phenol"', "drug 'phenol' stands twice"),
        ('kind = "pump"', 'kind = "drip"', "drug baclofen-intrathecal: kind must be doses"),
        ('key = "other"', 'key = "none"', "the one with the key 'other' is missing"),
        ("dated = true", 'dated = "yes"', "item onset: dated must be true or false"),
        ("[[section]]", "[section", "en.toml cannot be read"),
    ],
)
def test_an_error_names_the_file_the_item_and_the_key(form, old, new, message):
    with pytest.raises(ContextFormError, match=message):
        form(changed(old, new))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version = 1\nsection = []\ndrug = []", "section must be one or more"),
        ("version = 1\nsection = [1]\ndrug = []", "section 1: must be a table, not 1"),
    ],
)
def test_a_form_of_another_shape_is_refused(form, text, message):
    with pytest.raises(ContextFormError, match=message):
        form(text)


def test_sources_that_cannot_be_read_are_named(form, tmp_path, monkeypatch):
    sources = tmp_path / "resources" / "sources.toml"
    sources.parent.mkdir()
    sources.write_text("[general", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    with pytest.raises(ContextFormError, match=r"^sources\.toml cannot be read: "):
        form(FORM)


@settings(suppress_health_check=KEPT)
@given(st.integers(0, len(FORM.splitlines()) - 1), st.text(max_size=20))
def test_a_line_that_was_spoilt_is_read_or_named_and_never_a_crash(form, number, line):
    lines = FORM.splitlines()
    lines[number] = line.replace("\n", " ").encode("utf-8", "ignore").decode()
    try:
        assert form("\n".join(lines)).version >= 1
    except ContextFormError as error:
        named = str(error)
    else:
        return
    assert named.startswith("en.toml")
