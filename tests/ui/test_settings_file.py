"""The choices of this computer, in a small file of their own."""

import json
from pathlib import Path

import pytest

from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.settings import Choices, Settings


def test_a_choice_is_there_after_a_restart_and_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.json"
    Settings(path).change(theme="dark", text_scale=1.5)
    assert Settings(path).choices == Choices(theme="dark", text_scale=1.5)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content", ["[" * 100_000, "", "{", "[]", "null", "\x00", '{"theme": "pink"}']
)
def test_a_damaged_file_gives_the_usual_choices(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    assert Settings(path).choices == Choices()


def test_a_value_that_does_not_fit_is_left_out_and_the_others_hold(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    wrong = {"text_scale": 9, "settle_ms": True, "swap_hands": "yes", "x": 1, "theme": "light"}
    path.write_text(json.dumps(wrong))
    assert Settings(path).choices == Choices(theme="light")


def test_the_keys_of_a_pedal_are_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first = PedalKey(key=0x42, scan_code=56)
    second = PedalKey(key=0x30, scan_code=90, is_keypad=True)
    Settings(path).change(first_pedal=first, second_pedal=second, second_pedal_act="beat")
    kept = Settings(path).choices
    assert (kept.first_pedal, kept.second_pedal, kept.second_pedal_act) == (first, second, "beat")
    Settings(path).change(first_pedal=None)
    assert Settings(path).choices.first_pedal is None


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("trials_per_place", 0),
        ("trials_per_place", 6),
        ("trials_per_place", 2.0),
        ("trials_per_place", True),
        ("tick_sound", 1),
        ("show_previous", "yes"),
        ("second_pedal_act", "sign"),
        ("second_pedal_act", ["undo"]),
        ("text_scale", True),
        ("first_pedal", "b"),
        ("first_pedal", {}),
        ("first_pedal", {"key": "b"}),
        ("first_pedal", {"key": -1}),
        ("first_pedal", {"key": 0}),
        ("first_pedal", {"key": True}),
        ("first_pedal", {"key": 66, "scan_code": 2**40}),
        ("first_pedal", {"key": 66, "is_keypad": 1}),
        ("first_pedal", {"key": 66, "left": True}),
    ],
)
def test_a_choice_that_cannot_be_is_left_out(tmp_path: Path, name: str, wrong: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: wrong, "settle_ms": 300}))
    assert Settings(path).choices == Choices(settle_ms=300)


def test_a_disk_that_refuses_leaves_the_choice_valid_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(tmp_path / "file" / "settings.json")
    assert settings.change(theme="dark").theme == "dark"
    assert settings.choices.theme == "dark"
