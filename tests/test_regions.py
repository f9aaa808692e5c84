"""Region packs are files; a damaged one is refused with its name."""

from pathlib import Path

import pytest

from clonus_desktop import regions, resources
from clonus_desktop.domain.record_number import NO_REGION, Check
from clonus_desktop.regions import RegionError, load_regions, region_from, region_of

GOOD = {
    "name": "Elsewhere",
    "number_label": "EW No.",
    "sex_label": "Sex",
    "groups": [2, 2],
    "check": "none",
}


def test_the_practice_without_a_country_comes_first() -> None:
    first, *others = load_regions()
    # The first paint uses this one without a look into the file.
    assert first == NO_REGION
    assert (first.key, first.number_label, first.groups) == ("", "Record No.", ())
    assert [one.key for one in others] == ["nhs"]


def test_the_nhs_number_stands_in_its_groups_under_its_label() -> None:
    nhs = region_of("nhs")
    assert (nhs.number_label, nhs.sex_label, nhs.check) == ("NHS No.", "Gender", Check.MODULUS_11)
    assert nhs.grouped("9990185301") == "999 018 5301"


@pytest.mark.parametrize("key", ["", "none", "atlantis", "../sources", "a/b", "nhs.toml", "\0"])
def test_a_region_that_is_not_installed_counts_as_none(key: str) -> None:
    assert region_of(key) == region_of("")


def test_another_country_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "regions"
    folder.mkdir()
    none = resources.path("regions", "none.toml").read_text()
    (folder / "none.toml").write_text(none)
    (folder / "ew.toml").write_text(
        'name = "Elsewhere"\nnumber_label = "EW No."\nsex_label = "Sex"\n'
        'groups = [2, 2]\ncheck = "none"\n'
    )
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    regions.region_of.cache_clear()
    try:
        assert [one.key for one in load_regions()] == ["", "ew"]
        assert region_of("ew").grouped("1234") == "12 34"
    finally:
        regions.region_of.cache_clear()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "name must be words"),
        ({"number_label": 3}, "number_label must be words"),
        ({"sex_label": "Kind"}, "sex_label must be one of Sex, Gender"),
        ({"groups": "3-3-4"}, "groups must be numbers of digits"),
        ({"groups": [0]}, "groups must be numbers of digits"),
        ({"groups": [True]}, "groups must be numbers of digits"),
        ({"check": "luhn"}, "check 'luhn' is not known"),
        ({"check": "modulus-11", "groups": []}, "modulus-11 needs groups of 10 digits"),
        ({"check": "modulus-11", "groups": [3, 3]}, "modulus-11 needs groups of 10 digits"),
        ({"colour": "red"}, "'colour' is not a key"),
    ],
)
def test_a_wrong_pack_is_refused_by_name_and_key(change: dict[str, object], words: str) -> None:
    with pytest.raises(RegionError, match=words) as caught:
        region_from("ew", GOOD | change, "regions/ew.toml")
    assert str(caught.value).startswith("regions/ew.toml")


def test_a_pack_that_lacks_a_key_is_refused() -> None:
    with pytest.raises(RegionError, match="'check' is missing"):
        region_from("ew", {key: GOOD[key] for key in GOOD if key != "check"}, "regions/ew.toml")
