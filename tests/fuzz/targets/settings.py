"""The choices of this computer, in JSON."""

from clonus_desktop.ui.settings import TEXT_SCALES, THEMES, Settings
from tests.fuzz.in_folder import as_file

SEEDS = (
    b'{"theme": "dark", "text_scale": 1.25, "swap_hands": true, "settle_ms": 300}',
    b'{"first_pedal": {"key": 32, "scan_code": 65, "is_keypad": false}, "second_pedal": null}',
    b'{"second_pedal_act": "beat", "trials_per_place": 3, "tick_sound": true}',
    b"[]",
)


def parse(data: bytes) -> None:
    """There are always choices that the program can work with."""
    choices = Settings(as_file(data, "settings.json", of="settings")).choices
    assert choices.theme in THEMES
    assert choices.text_scale in TEXT_SCALES
    assert 250 <= choices.settle_ms <= 600
    assert 1 <= choices.trials_per_place <= 5
