import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop import resources
from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Sides, Site
from clonus_desktop.domain.clonus_test import NotTestedReason
from clonus_desktop.domain.protocol import CautionKind, Protocol
from clonus_desktop.protocols import ProtocolError, load_protocols
from clonus_desktop.wordings import load_sources

ANKLE_TOML = resources.read_text("protocols", "en", "ankle.toml")


def _folder(tmp_path, **files):
    folder = tmp_path / "xx"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def _load_ankle(tmp_path, old, new):
    assert old in ANKLE_TOML
    return load_protocols(folder=_folder(tmp_path, ankle=ANKLE_TOML.replace(old, new, 1)))


def test_the_walk_along_the_bed_is_ankle_patella_wrist():
    assert [protocol.site for protocol in load_protocols()] == [ANKLE, PATELLA, WRIST]


def test_every_protocol_has_its_picture_three_short_steps_and_the_short_caution_first():
    for protocol in load_protocols():
        assert resources.path("pictures", protocol.picture).is_file()
        assert len(protocol.steps) == 3
        assert all(len(step.text) <= 70 for step in protocol.steps)
        assert protocol.cautions[0].text == "Stop if it is painful."
        assert protocol.cap_s == 12.0


def test_every_protocol_says_what_forbids_the_test_what_to_tick_and_in_which_position():
    for protocol in load_protocols():
        assert protocol.version == 2
        assert all(caution.kind is not None for caution in protocol.cautions)
        assert len(protocol.contraindications) >= 6
        assert {check.key for check in protocol.checks} >= {"fast", "held", "relaxed", "rhythmic"}
        assert all(check.yes and check.no for check in protocol.checks)
        assert protocol.positions[0].text == protocol.position
        assert len(protocol.positions) > 1
        assert protocol.pitfalls
        assert protocol.body_spot is not None
        assert len(protocol.reminder) <= 60


def test_every_protocol_says_that_a_contracture_hides_clonus_and_counts_as_not_tested():
    for protocol in load_protocols():
        (said,) = (caution for caution in protocol.cautions if caution.short == "contracture")
        assert said.kind is CautionKind.DO_NOT_TEST
        assert "clonus cannot be excluded, record as not tested" in said.text
        assert said.reason in {None, NotTestedReason.CONTRACTURE}


def test_every_source_of_a_protocol_is_known_and_used():
    known = load_sources()
    for protocol in load_protocols():
        assert set(protocol.source_keys) <= set(known)


def test_a_language_without_protocols_has_the_whole_english_set():
    assert load_protocols("tlh") == load_protocols("en")


def test_a_new_site_is_a_new_file_and_no_code(tmp_path):
    elbow = ANKLE_TOML.replace('site = "ankle"', 'site = "elbow"').replace("order = 1", "order = 9")
    protocols = load_protocols(folder=_folder(tmp_path, ankle=ANKLE_TOML, elbow=elbow))
    assert [protocol.site for protocol in protocols] == [ANKLE, Site("elbow")]


def test_the_order_is_the_protocols_own_and_not_the_alphabets(tmp_path):
    elbow = ANKLE_TOML.replace('site = "ankle"', 'site = "arm"').replace("order = 1", "order = 4")
    last = ANKLE_TOML.replace("order = 1", "order = 5")
    protocols = load_protocols(folder=_folder(tmp_path, ankle=last, arm=elbow))
    assert [protocol.order for protocol in protocols] == [4, 5]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cap_s = 12.0", "cap = 12.0", r"^ankle\.toml: 'cap' is not a key"),
        ("cap_s = 12.0", "", r"^ankle\.toml: 'cap_s' is missing"),
        ("cap_s = 12.0", 'cap_s = "12"', r"^ankle\.toml: cap_s must be a number"),
        ("cap_s = 12.0", "cap_s = nan", r"^ankle\.toml: cap_s must be a number"),
        ("cap_s = 12.0", "cap_s = ", r"^ankle\.toml cannot be read: .*line"),
        ('site = "ankle"', 'site = "wrist"', r"^ankle\.toml: site must be the file's name"),
        ("version = 2", "version = 0", r"^ankle\.toml: version must be"),
        ('"benz", ', '"benz", "benz", ', r"^ankle\.toml: source_keys must list each source once"),
        ('source_keys = ["fpnotebook"', 'source_keys = ["x"', r"^ankle\.toml: source_keys must"),
        ('text = "Push', 'words = "Push', r"^ankle\.toml, step 2: 'words' is not a key"),
        ('text = "Push', 'text = " Push', r"^ankle\.toml, step 2: text must be words"),
        ('text = "Stop if it is painful."', "", r"^ankle\.toml, caution 1: 'text' is missing"),
    ],
)
def test_an_error_names_the_file_the_step_and_the_key(tmp_path, old, new, message):
    with pytest.raises(ProtocolError, match=message):
        _load_ankle(tmp_path, old, new)


def test_sources_must_be_a_list(tmp_path):
    listed = next(line for line in ANKLE_TOML.splitlines() if line.startswith("source_keys"))
    with pytest.raises(ProtocolError, match=r"^ankle\.toml: source_keys must be a list"):
        _load_ankle(tmp_path, listed, 'source_keys = "general"')


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ('step = "push"', r"^ankle\.toml: step must be one or more"),
        ("step = []", r"^ankle\.toml: step must be one or more"),
        ('step = ["push"]', r"^ankle\.toml, step 1: must be a table"),
    ],
)
def test_steps_must_be_tables(tmp_path, steps, message):
    head, *parts = ANKLE_TOML.split("[[")
    cautions = "".join(f"[[{part}" for part in parts if part.startswith("caution"))
    with pytest.raises(ProtocolError, match=message):
        load_protocols(folder=_folder(tmp_path, ankle=f"{head}\n{steps}\n{cautions}"))


def test_a_site_that_is_no_key_is_refused(tmp_path):
    text = ANKLE_TOML.replace('site = "ankle"', 'site = "Ankle joint"')
    folder = _folder(tmp_path)
    (folder / "Ankle joint.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProtocolError, match=r"^Ankle joint\.toml: .*not a site's key"):
        load_protocols(folder=folder)


FURTHER_KEYS = ("reminder", "body_spot", "kind", "short", "reason")


def test_a_file_of_the_first_format_still_loads(tmp_path):
    head, *parts = ANKLE_TOML.split("[[")
    kept = [part for part in parts if part.startswith(("step", "caution"))]
    lines = "".join((head, *(f"[[{part}" for part in kept))).splitlines()
    first = [line for line in lines if line.split(" = ")[0] not in FURTHER_KEYS]
    protocol = load_protocols(folder=_folder(tmp_path, ankle="\n".join(first)))[0]
    assert protocol.sides is Sides.BOTH
    assert protocol.checks == protocol.pitfalls == protocol.positions == ()
    assert protocol.contraindications == ()
    assert len(protocol.cautions) == len(load_protocols()[0].cautions)


def test_a_site_may_lie_on_the_midline(tmp_path):
    protocol = _load_ankle(tmp_path, "order = 1", 'order = 1\nsides = "midline"')[0]
    assert protocol.sides is Sides.MIDLINE


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("order = 1", 'order = 1\nsides = "one"', r"^ankle\.toml: sides must be one of both, mid"),
        ("order = 1", "order = 1\nsides = 2", r"^ankle\.toml: sides must be one of"),
        ("body_spot = [79, 246]", "body_spot = 79", r"^ankle\.toml: body_spot must be a list"),
        ("body_spot = [79, 246]", "body_spot = [79]", r"^ankle\.toml: body_spot must be two"),
        ('kind = "stop"', 'kind = "halt"', r"^ankle\.toml, caution 1: kind must be one of do-not"),
        (
            'reason = "other"',
            'reason = "x"',
            r"^ankle\.toml, caution 3: reason must be one of pain",
        ),
        ('kind = "stop"', 'kind = "stop"\nshort = 3', r"^ankle\.toml, caution 1: short must"),
        ('key = "held"', 'key = "Held"', r"^ankle\.toml, check 4: key must be the key of a check"),
        ('key = "held"', 'key = "fast"', r"^ankle\.toml: checks must list each key once"),
        ('key = "sitting"', "", r"^ankle\.toml, position_choice 4: 'key' is missing"),
        (
            'text = "supine, knee sl',
            'text = "prone, knee sl',
            r"^ankle\.toml: positions must begin",
        ),
    ],
)
def test_an_error_in_a_further_part_names_the_part_and_the_key(tmp_path, old, new, message):
    with pytest.raises(ProtocolError, match=message):
        _load_ankle(tmp_path, old, new)


def test_a_file_that_is_far_too_large_or_too_deep_is_refused_unread(tmp_path):
    with pytest.raises(ProtocolError, match=r"^ankle\.toml cannot be read: it is larger"):
        load_protocols(folder=_folder(tmp_path, ankle="# " + "x" * 70_000))
    with pytest.raises(ProtocolError, match=r"^ankle\.toml cannot be read: it is nested"):
        load_protocols(folder=_folder(tmp_path, ankle="a = " + "[" * 20_000))


def test_two_protocols_cannot_take_the_same_turn(tmp_path):
    elbow = ANKLE_TOML.replace('site = "ankle"', 'site = "elbow"')
    with pytest.raises(ProtocolError, match=r"elbow\.toml: order 1 is already taken by ankle"):
        load_protocols(folder=_folder(tmp_path, ankle=ANKLE_TOML, elbow=elbow))


def test_one_bad_file_gives_an_error_and_never_half_a_set(tmp_path):
    with pytest.raises(ProtocolError, match=r"^wrist\.toml"):
        load_protocols(folder=_folder(tmp_path, ankle=ANKLE_TOML, wrist=""))


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(ProtocolError, match="holds no protocol"):
        load_protocols(folder=tmp_path)


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path):
    folder = _folder(tmp_path)
    (folder / "ankle.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ProtocolError, match=r"^ankle\.toml cannot be read"):
        load_protocols(folder=folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    start=st.integers(0, len(ANKLE_TOML)),
    length=st.integers(0, 40),
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=12),
)
def test_a_damaged_file_gives_a_protocol_or_a_named_error_and_nothing_else(
    tmp_path, start, length, text
):
    damaged = ANKLE_TOML[:start] + text + ANKLE_TOML[start + length :]
    outcome = _protocol_or_error(_folder(tmp_path, ankle=damaged))
    if isinstance(outcome, Protocol):
        assert tomllib.loads(damaged)["beat"] == outcome.beat
    else:
        assert str(outcome).startswith("ankle.toml")


def _protocol_or_error(folder):
    try:
        return load_protocols(folder=folder)[0]
    except ProtocolError as error:
        return error
