"""Start to first usable paint, over a bare Qt window."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def start_ratio(casebook: Path, rounds: int) -> float:
    """Start to first usable paint, over a bare Qt window. Goal: at most 1.5."""

    def seconds(*arguments: str) -> float:
        started = time.monotonic()
        command = [sys.executable, str(HERE / "start_once.py"), *arguments]
        done = subprocess.run(command, env=installed, capture_output=True, text=True, check=True)
        return float(done.stdout.split()[-1]) - started

    # As when it is installed: pip compiles what it installs, a checkout may be told not to.
    installed = os.environ | {"PYTHONPYCACHEPREFIX": str(casebook.with_name("compiled"))}
    installed.pop("PYTHONDONTWRITEBYTECODE", None)
    # In turn, so that a machine that slows down slows both; the first pair warms the disk.
    pairs = [(seconds("program", str(casebook)), seconds("bare")) for _ in range(rounds + 1)]
    return statistics.median(program / bare for program, bare in pairs[1:])
