"""A line for the rule engine, in JSON."""

import json

from clonus_desktop.exchange.judge import BadLine, judge_line

SEEDS = (
    b'{"site": "ankle", "side": "right", "beats": 6}',
    b'{"site": "ankle", "side": "left", "beats": null, "duration_s": 4.5, "ended_by": "cut-short"}',
    b'{"site": "wrist", "side": "left", "beats": 3, "beat_times_s": [0, 0.2, 0.41], "id": [1]}',
    b'{"site": "patella", "side": "right", "not_tested": "pain", "age_months": 3}',
    b'{"site": "ankle", "side": "right", "beats": 9, "at_least": true, "duration_s": 11}',
    b'{"hunter": {"serotonergic-agent": "yes", "temperature_c": 38.1, "tremor": "unknown"}}',
)


def parse(data: bytes) -> None:
    """Judge it, or refuse it as a whole; the answer is JSON of one line."""
    try:
        line = data.decode()
    except UnicodeDecodeError:
        return
    try:
        answer = judge_line(line)
    except BadLine:
        return
    assert answer.isascii()
    assert "\n" not in answer
    json.loads(answer)
