"""What was kept of a pad, in JSON."""

import json

from clonus_desktop.ui.pad_state import InvalidPad, pad_state_from

SEEDS = (
    b'{"taps_ms": [0, 180, 371], "held_ms": null, "steps": [[[0.18], [0.2], 1, "one more"]],'
    b' "done": 1, "cleared": null, "cleared_label": ""}',
    b'{"taps_ms": [], "held_ms": 2400, "steps": [], "done": 0, "cleared": {"taps_ms": [0],'
    b' "held_ms": null, "steps": [], "done": 0, "cleared": null, "cleared_label": ""},'
    b' "cleared_label": "cleared 1 beat"}',
    # Found by the fuzzer: cleared when there was nothing to clear.
    b'{"taps_ms": [], "held_ms": 1, "steps": [], "done": 0, "cleared_label": "", "cleared":'
    b' {"taps_ms": [], "held_ms": null, "steps": [], "done": 0, "cleared": null,'
    b' "cleared_label": ""}}',
    b"{}",
)


def parse(data: bytes) -> None:
    """A pad that can be used, or InvalidPad."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return
    try:
        state = pad_state_from(content, now_ms=1_000_000)
    except InvalidPad:
        return
    assert state.pending.beats >= 0
    kept = state.to_content()
    if kept:
        pad_state_from(json.loads(json.dumps(kept)), now_ms=0)
