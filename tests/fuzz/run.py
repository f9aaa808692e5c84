"""Looks for inputs that break a parser, led by what they reach: ``TARGET [SECONDS]``.

Needs atheris, which is in no lock: install it beside the program. What it finds becomes a seed
of the target, so that it is tried again on every run of the tests.
"""

import sys
import tempfile
from pathlib import Path


def main(name: str, seconds: int) -> None:
    """Fuzz one target for so long."""
    import atheris

    with atheris.instrument_imports(include=["clonus_desktop", "tests.fuzz.targets"]):
        from tests.fuzz import target

        found = target(name)
    with tempfile.TemporaryDirectory(prefix="clonus-fuzz-") as folder:
        for number, seed in enumerate(found.seeds):
            Path(folder, str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-max_len=20000", "-timeout=20"]
        options = [*limits, f"-artifact_prefix={tempfile.gettempdir()}/", folder]
        atheris.Setup([sys.argv[0], *options], found.parse)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
