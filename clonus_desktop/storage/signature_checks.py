"""Whether each act that a clinician put a name to bears that clinician's signature."""

from collections.abc import Generator

from clonus_desktop.storage import breaks
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.signatures import AMONG_SIGNED_ACTS, SIGNED_ACTS, message_of
from clonus_desktop.storage.store import Store

# Each act that needs a signature or has one, but for those whose row was erased on request.
_ACTS = f"""
SELECT a.id, a.what, e.clinician_id, s.signature, k.public_key, k.clinician_id AS key_of,
    (SELECT min(id) FROM audit WHERE row_table = 'signing_key' AND row_id = k.id) AS key_since,
    (SELECT max(id) FROM audit WHERE row_table = 'signing_key' AND row_id = k.id
        AND what = 'retire signing key') AS key_until
FROM audit a LEFT JOIN examiner e ON e.id = a.who
LEFT JOIN signature s ON s.audit_id = a.id
LEFT JOIN signing_key k ON k.id = s.signing_key_id
WHERE (s.audit_id IS NOT NULL OR (e.clinician_id IS NOT NULL
        AND a.what {AMONG_SIGNED_ACTS}))
    AND NOT EXISTS (SELECT 1 FROM erased_row r
        WHERE r.row_table = a.row_table AND r.row_id = a.row_id)
ORDER BY a.id
"""


def wrong_signature(store: Store) -> Generator[AuditBreak | None, None, None]:
    """For each signed act, what is wrong with its signature, or None."""
    for act in store.rows(_ACTS):
        yield None if _is_good(store, act) else breaks.signature_wrong(act["id"])


def _is_good(store: Store, act: Row) -> bool:
    if act["signature"] is None or act["what"] not in SIGNED_ACTS:
        return False
    # By the order of acts and not by their times: a clock can be set back.
    was_valid = act["key_since"] < act["id"] < (act["key_until"] or act["id"] + 1)
    if act["key_of"] != act["clinician_id"] or not was_valid:
        return False
    # Imported here: OpenSSL behind it is wanted by a verification only.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(act["public_key"])
        key.verify(act["signature"], message_of(store, act["id"]))
    except InvalidSignature:
        return False
    return True
