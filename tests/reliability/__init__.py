"""Faults of the world, tested for real: killed programs, full disks, lost power, edited files.

The tests run in a short form by default. Longer: ``CLONUS_KILLS=500`` for the kill loops,
``CLONUS_POWER_LOSSES=70``, ``CLONUS_FAULT_POINTS=160``. What needs root, strace or a loop device
is skipped where there is none.
"""

KEY = bytes(range(32))
SEED = bytes(range(100, 132))
