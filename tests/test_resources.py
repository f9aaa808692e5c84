import sys

import pytest

from clonus_desktop import resources


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "somewhere" / "clonus_desktop"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    return folder


def _put(folder, text):
    (folder / "resources").mkdir(parents=True)
    (folder / "resources" / "word.txt").write_text(text, encoding="utf-8")


def test_a_checkout_keeps_its_resources_beside_the_package(package):
    _put(package.parent, "beside")
    assert resources.read_text("word.txt") == "beside"


def test_a_wheel_keeps_its_resources_in_the_package_and_they_win(package):
    _put(package.parent, "beside")
    _put(package, "inside")
    assert resources.read_text("word.txt") == "inside"


def test_a_frozen_folder_keeps_its_resources_below_its_own_root(package, tmp_path, monkeypatch):
    _put(tmp_path / "frozen" / "clonus_desktop", "frozen")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "frozen"), raising=False)
    assert resources.read_text("word.txt") == "frozen"


def test_a_missing_resource_is_named(package):
    with pytest.raises(resources.ResourceMissing, match=r"resources/pictures/elbow\.svg"):
        resources.path("pictures", "elbow.svg")


def test_a_language_is_read_where_there_is_one_and_english_where_there_is_none(package):
    for name in ("en", "de"):
        (package / "resources" / "words" / name).mkdir(parents=True)
        (package / "resources" / "words" / f"{name}.toml").touch()
    words = package / "resources" / "words"
    assert resources.in_language("words", "de") == words / "de"
    assert resources.in_language("words", "de", ".toml") == words / "de.toml"
    assert resources.in_language("words", "fr") == words / "en"
    assert resources.in_language("words", "fr", ".toml") == words / "en.toml"
    with pytest.raises(resources.ResourceMissing, match=r"resources/rules/en\.toml"):
        resources.in_language("rules", "fr", ".toml")


def test_a_folder_is_found_but_is_no_text(package):
    _put(package, "inside")
    assert resources.path().is_dir()
    with pytest.raises(resources.ResourceMissing, match="is not a file"):
        resources.read_text()


def test_fonts_and_icons_come_with_their_licences():
    assert "SIL Open Font License" in resources.read_text("fonts", "LICENSE-IBM-Plex.txt")
    assert "ISC License" in resources.read_text("icons", "LICENSE-Lucide.txt")
    weights = {file.stem.split("-")[1] for file in resources.path("fonts").glob("*.ttf")}
    assert weights == {"Regular", "Medium", "SemiBold", "Bold"}
