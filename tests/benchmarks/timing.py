"""What the benchmarks measure with."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

_SPINS = "import os, sys\nwhile os.getppid() == int(sys.argv[1]):\n    sum(range(10_000))\n"


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def p50_and_p99(times: Sequence[float]) -> tuple[float, float]:
    """The median, and what 99 of 100 do not exceed."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[max(0, int(len(ordered) * 0.99) - 1)]


@contextmanager
def busy_cores() -> Iterator[None]:
    """A process that never rests on each core; they end here, or with this process."""
    command = [sys.executable, "-c", _SPINS, str(os.getpid())]
    spinning = [subprocess.Popen(command) for _core in range(os.cpu_count() or 1)]
    try:
        # Until each has begun to spin.
        time.sleep(0.3)
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def resident_mb() -> float:
    """Megabytes of memory that this process holds now (on other systems than Linux, at most)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  # no file of ours
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
