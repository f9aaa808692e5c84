"""The versions of the record's schema, oldest first, and the way from each to the next.

A step is SQL that never changes again: it uses no class of today.
"""

from clonus_desktop.storage.migrations import first, first_guards, fourth, second, third

# Version n is what stands after the nth step.
STEPS: tuple[tuple[str, str], ...] = (
    ("0001_first", first.TABLES + first_guards.GUARDS),
    ("0002_trials_and_statements", second.SQL),
    ("0003_clinicians_and_signatures", third.SQL),
    ("0004_what_leaves_and_arrives", fourth.SQL),
)
