"""Writes out a casebook as SQL: ``python make.py casebook.sqlite > v2.sql``, before a new version.

A file in SQL shows in a review what it holds, and a later program cannot have made it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from clonus_desktop.storage import driver


def lines_of(path: Path) -> Iterator[str]:
    """The statements that make the casebook again, search words included."""
    casebook = driver.connect(path, driver.Access.LOOK_ONLY, key=None)
    for pragma in ("application_id", "user_version"):
        yield f"PRAGMA {pragma} = {casebook.execute(f'PRAGMA {pragma}').fetchall()[0][0]};"
    schema = casebook.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND name NOT LIKE 'patient_words_%' AND name NOT LIKE 'sqlite_stat%' "
        "ORDER BY type = 'trigger', rowid"
    ).fetchall()
    for kind, name, sql in schema:
        if kind == "trigger":
            continue
        yield f"{sql};"
        if kind == "table" and name != "patient_words":
            for row in casebook.execute(f"SELECT * FROM {name}").fetchall():
                yield f"INSERT INTO {name} VALUES ({', '.join(map(literal, row))});"
    yield (
        "INSERT INTO patient_words (rowid, words) SELECT id, name_key || ' ' || "
        "lower(preferred_name) FROM patient;"
    )
    # Last: they would refuse rows that are signed already.
    yield from (f"{sql};" for kind, _, sql in schema if kind == "trigger")
    casebook.close()


def literal(value: str | int | float | bytes | None) -> str:
    """The value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    return repr(value) if not isinstance(value, str) else "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines_of(Path(sys.argv[1])))
