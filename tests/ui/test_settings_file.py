"""The choices of this computer, in a small file of their own."""

import json
from pathlib import Path

import pytest

from clonus_desktop.ui.settings import Choices, Settings


def test_a_choice_is_there_after_a_restart_and_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.json"
    Settings(path).change(theme="dark", text_scale=1.5)
    assert Settings(path).choices == Choices(theme="dark", text_scale=1.5)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\x00", '{"theme": "pink"}'])
def test_a_damaged_file_gives_the_usual_choices(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    assert Settings(path).choices == Choices()


def test_a_value_that_does_not_fit_is_left_out_and_the_others_hold(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    wrong = {"text_scale": 9, "settle_ms": True, "swap_hands": "yes", "x": 1, "theme": "light"}
    path.write_text(json.dumps(wrong))
    assert Settings(path).choices == Choices(theme="light")


def test_a_disk_that_refuses_leaves_the_choice_valid_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(tmp_path / "file" / "settings.json")
    assert settings.change(theme="dark").theme == "dark"
    assert settings.choices.theme == "dark"
