"""Which examinations count, and which were signed elsewhere: as SQL."""


def is_superseded(examination: str) -> str:
    """SQL for whether a later revision of an examination is signed.

    Args:
        examination: Its name in the query.
    """
    # A struck one is never signed; it is asked for so that the index on the next one is used.
    return (
        f"EXISTS (SELECT 1 FROM examination later WHERE later.revises_id = {examination}.id "
        "AND later.signed_at IS NOT NULL AND later.struck_at IS NULL)"
    )


def is_withdrawn(examination: str) -> str:
    """SQL for whether an examination was withdrawn."""
    return f"EXISTS (SELECT 1 FROM withdrawal WHERE examination_id = {examination}.id)"


def stands(examination: str) -> str:
    """SQL for whether it is neither: of a signed one, that it counts."""
    return f"NOT {is_superseded(examination)} AND NOT {is_withdrawn(examination)}"


def was_signed_elsewhere(examination: str) -> str:
    """SQL for whether an examination came in from another casebook, signed already."""
    return (
        "EXISTS (SELECT 1 FROM imported_row came WHERE came.row_table = 'examination' "
        f"AND came.row_id = {examination}.id AND NOT EXISTS (SELECT 1 FROM audit act "
        "WHERE act.row_table = 'examination' AND act.row_id = came.row_id AND act.what = 'sign'))"
    )
