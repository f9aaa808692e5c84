"""Codes are files; a damaged one is refused with its name."""

from pathlib import Path

import pytest

from clonus_desktop import resources
from clonus_desktop.domain.clonus_test import NotTestedReason
from clonus_desktop.domain.trial import CountMethod, EndedBy
from clonus_desktop.exchange.fhir.codes import CodeError, codes_of, load_codes

OWN = 'name = "Ours"\nsystem = "urn:x:y"\n[codes]\nclonus = "Clonus"\n'
OTHER = (
    'name = "Theirs"\nsystem = "http://example.org"\n[codes.clonus]\ncode = "1"\n'
    'display = "Clonus"\nstatus = "read in the source\'s text"\n'
)


def files(folder: Path, **texts: str) -> list[Path]:
    made = []
    for name, text in texts.items():
        made.append(folder / f"{name}.toml")
        made[-1].write_text(text, encoding="utf-8")
    return made


def test_every_method_ending_and_reason_has_a_code_of_its_own():
    own = load_codes().own
    assert {f"method-{one}" for one in CountMethod} <= set(own)
    assert {str(one) for one in EndedBy} <= set(own)
    assert {f"not-tested-{one}" for one in NotTestedReason} <= set(own)


def test_a_vocabulary_can_be_left_out_but_never_our_own():
    systems = {
        coding["system"]
        for codings in load_codes(leave_out={"snomed", "own"}).others.values()
        for coding in codings
    }
    assert systems == {"http://human-phenotype-ontology.org", "http://loinc.org"}
    assert load_codes(leave_out={"own"}).own == load_codes().own


def test_nothing_is_sent_that_nobody_could_confirm():
    others = load_codes().others
    assert set(others) == {
        "clonus",
        "ankle-clonus",
        "patella-clonus",
        "report",
        *(f"{side}-{site}" for side in ("right", "left") for site in ("ankle", "patella", "wrist")),
    }
    assert {file.stem for file in resources.path("codes").iterdir()} == {
        "own",
        "hpo",
        "loinc",
        "snomed",
    }


def test_a_code_of_others_follows_ours(tmp_path):
    codes = codes_of(files(tmp_path, own=OWN, other=OTHER))
    assert codes.concept("clonus") == {
        "coding": [
            {"system": "urn:x:y", "code": "clonus", "display": "Clonus"},
            {"system": "http://example.org", "code": "1", "display": "Clonus"},
        ],
        "text": "Clonus",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name =", "other.toml cannot be read"),
        ('name = "x"\nsystem = "y"\n', "'codes' is missing"),
        ('name = "x"\nsystem = ""\n[codes]\n', "system must be words"),
        ('name = "x"\nsystem = "y"\ncodes = 1\n', "codes must be a table"),
        ('name = "x"\nsystem = "y"\n[codes]\nclonus = 1\n', "clonus: must be a table"),
        (OTHER.replace("read in the source's text", "heard"), "status 'heard' is not one of"),
        (OTHER.replace("display", "words"), "'words' is not a key"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path, text, said):
    with pytest.raises(CodeError, match=said):
        codes_of(files(tmp_path, own=OWN, other=text))
