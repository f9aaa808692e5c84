"""Numbers of new rows: none is given twice, not even that of a row that was erased on request.

SQLite would give the number of an erased last row to the next one, and the audit would tell of
two rows as of one.
"""


def new_number(table: str) -> str:
    """The SQL of the number that the next row of the table gets."""
    return (
        f"(SELECT max(coalesce((SELECT max(id) FROM {table}), 0), coalesce((SELECT max(row_id) "
        f"FROM erased_row WHERE row_table = '{table}'), 0)) + 1)"
    )
