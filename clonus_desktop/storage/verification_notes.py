"""What a verification tells beside its verdict: no fault, and yet to be known."""

from collections.abc import Iterator

from clonus_desktop.domain.message import Message
from clonus_desktop.storage.signatures import AMONG_SIGNED_ACTS
from clonus_desktop.storage.store import Store

SHOWN = 10
"""More numbers are not listed."""

_SET_BACK = """
SELECT id FROM (SELECT id, at, lag(at) OVER (ORDER BY id) AS before FROM audit) WHERE at < before
"""
_UNSIGNED = f"""
SELECT count(*) AS acts, count(*) - count(signature.audit_id) AS unsigned
FROM audit LEFT JOIN signature ON audit_id = audit.id WHERE what {AMONG_SIGNED_ACTS}
"""


def notes(store: Store, *, has_mark: bool) -> Iterator[Message]:
    """Each note of a casebook.

    Args:
        has_mark: Whether there is a mark beside the file.
    """
    yield from _clock_notes(store)
    counts = store.rows(_UNSIGNED)[0]
    if counts["unsigned"]:
        yield Message(
            "{unsigned} of {acts} signed exams, letters and withdrawals bear no signature by a "
            "clinician's key. Nobody was signed in with a passphrase then; the chain of acts "
            "vouches for them, and their names are as they were typed.",
            {"unsigned": counts["unsigned"], "acts": counts["acts"]},
        )
    if not has_mark:
        yield Message(
            "There is no mark beside the file. Whether acts are missing at its end cannot be told "
            "from the file alone. Compare the newest act with a letter or a backup.",
        )


def _clock_notes(store: Store) -> Iterator[Message]:
    numbers = [str(row["id"]) for row in store.each(_SET_BACK)]
    if not numbers:
        return
    values = {"acts": ", ".join(numbers[:SHOWN]), "more": len(numbers) - SHOWN}
    if len(numbers) > SHOWN:
        yield Message(
            "The clock of the computer went backwards before the acts {acts} and {more} more. "
            "Their times are as the clock gave them. The order of the acts is not in doubt: "
            "it is that of their numbers.",
            values,
        )
    else:
        yield Message(
            "The clock of the computer went backwards before the acts {acts}. "
            "Their times are as the clock gave them. The order of the acts is not in doubt: "
            "it is that of their numbers.",
            values,
        )
