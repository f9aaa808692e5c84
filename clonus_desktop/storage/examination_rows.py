"""What stands in the rows of an examination, whether it was begun here or comes from elsewhere."""

from datetime import datetime

from clonus_desktop.domain.examination import Examination, Signature
from clonus_desktop.storage.driver import Values
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, compact, time_text, zone_text

BEGUN = "started_at, zone, places, protocol_versions, revision, revises_id, revision_reason"
"""The columns that ``begun_values`` fills."""

_WITHDRAWAL = (
    "INSERT INTO withdrawal (id, examination_id, withdrawn_at, withdrawn_by, reason) "
    f"VALUES ({new_number('withdrawal')}, ?, ?, ?, ?)"
)


def begun_values(examination: Examination) -> Values:
    """What an examination is begun with, but for its patient."""
    return (
        time_text(examination.started_at),
        zone_text(examination.started_at),
        compact([[place.site.key, place.side] for place in examination.places]),
        compact(dict(examination.protocol_versions)),
        examination.revision,
        examination.revises_id,
        clean(examination.revision_reason),
    )


def signed_values(signature: Signature, who: int | None) -> Values:
    """The columns signed_at, signed_by, signed_text, rule_id and rule_version."""
    return (
        time_text(signature.signed_at),
        who,
        clean(signature.text),
        signature.rule_id,
        signature.rule_version,
    )


def add_withdrawal(
    store: Store, examination_id: int, reason: str, *, at: datetime, who: int | None
) -> int:
    """The new row of a withdrawal."""
    return store.change(_WITHDRAWAL, (examination_id, time_text(at), who, clean(reason)))
