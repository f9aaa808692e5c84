"""Signatures: who put a name to which act, in a form that nobody else can make.

Everybody who may open a casebook holds the same data key. What tells people apart is the
Ed25519 key of each clinician, whose secret half only that clinician's passphrase opens.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.storage.digests import digest_of, digests_of
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import compact, digest, time_text

if TYPE_CHECKING:
    from clonus_desktop.storage.audit import Audit

SIGNED_ACTS = frozenset({"sign", "issue letter", "withdraw"})
"""Acts of the audit that a clinician puts a name to."""

AMONG_SIGNED_ACTS = f"IN ({', '.join(repr(what) for what in sorted(SIGNED_ACTS))})"
"""The same as SQL."""

_HOLDER = """
SELECT clinician.name FROM audit JOIN signature ON signature.audit_id = audit.id
JOIN signing_key ON signing_key.id = signing_key_id
JOIN clinician ON clinician.id = signing_key.clinician_id
WHERE what = ? AND row_table = ? AND row_id = ? ORDER BY audit.id DESC LIMIT 1
"""
_GESTURES = "SELECT id FROM gesture WHERE examination_id = ? ORDER BY id"


class Signer(Protocol):
    """The secret half of a clinician's key."""

    @property
    def public_key(self) -> bytes:
        """32 bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes over the message."""
        ...


class Signatures:
    """The signatures of one casebook."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._signer: Signer | None = None

    @property
    def signer(self) -> Signer | None:
        """Who signs what is done now; None when nobody is signed in."""
        return self._signer

    def sign_with(self, signer: Signer | None) -> None:
        """Signs what is done from now on; None for acts of nobody who was signed in."""
        self._signer = signer

    def holder_of(self, what: str, table: str, row_id: int) -> str | None:
        """Whose key an act was signed with, by today's name; None when it was not signed.

        That the signature is good is not looked at here: ``verify`` does that.
        """
        row = self._store.row(_HOLDER, (what, table, row_id))
        return None if row is None else str(row["name"])

    def seal(self, audit_id: int) -> None:
        """Signs an act that has just been entered in the audit, in its transaction.

        Nothing when nobody is signed in.
        """
        if self._signer is None:
            return
        key = self._store.row(
            "SELECT id FROM signing_key WHERE public_key = ?", (self._signer.public_key,)
        )
        if key is None:
            raise LookupError("The record does not know this signing key.")
        self._store.change(
            "INSERT INTO signature (audit_id, signing_key_id, signature) VALUES (?, ?, ?)",
            (audit_id, key["id"], self._signer.sign(message_of(self._store, audit_id))),
        )


def message_of(store: Store, audit_id: int) -> bytes:
    """What is signed: the casebook, the act with its seal, and the whole content of its row."""
    entry = store.rows(
        "SELECT id, what, row_table, row_id, digest FROM audit WHERE id = ?", (audit_id,)
    )[0]
    casebook = store.rows("SELECT casebook_id FROM casebook")[0]["casebook_id"]
    content = content_digest(store, entry["row_table"], entry["row_id"])
    return compact(["clonus-desktop signature 1", casebook, *entry, content]).encode()


def content_digest(store: Store, table: str, row_id: int) -> str:
    """Digest of a row with all that belongs to it: of an examination, every act in it."""
    parts = [digest_of(store, table, row_id)]
    if table == "examination":
        gestures = [row["id"] for row in store.rows(_GESTURES, (row_id,))]
        said = digests_of(store, "gesture", gestures)
        parts.extend(said[one] for one in gestures)
    return digest(compact(parts))


class SigningKeys:
    """Which public key was whose, and when. Keys are retired, never removed."""

    def __init__(self, store: Store, audit: "Audit") -> None:
        self._store = store
        self._audit = audit

    def is_known(self, clinician_id: int, public_key: bytes) -> bool:
        """True when the clinician signs with this key today."""
        found = self._store.row(
            "SELECT 1 FROM signing_key WHERE clinician_id = ? AND public_key = ? "
            "AND retired_at IS NULL",
            (clinician_id, public_key),
        )
        return found is not None

    def add(
        self, clinician_id: int, public_key: bytes, *, at: datetime, by: Examiner | None
    ) -> None:
        """Takes a new key of a clinician, and retires the one before it."""
        self.retire(clinician_id, at=at, by=by)
        new_id = self._store.change(
            "INSERT INTO signing_key (clinician_id, public_key, added_at) VALUES (?, ?, ?)",
            (clinician_id, public_key, time_text(at)),
        )
        self._audit.enter("add signing key", "signing_key", new_id, old=None, at=at, by=by)

    def retire(self, clinician_id: int, *, at: datetime, by: Examiner | None) -> None:
        """Takes no more signatures by the clinician's key; those before stay good."""
        for row in self._store.rows(
            "SELECT id FROM signing_key WHERE clinician_id = ? AND retired_at IS NULL",
            (clinician_id,),
        ):
            old = self._audit.digest_of("signing_key", row["id"])
            self._store.change(
                "UPDATE signing_key SET retired_at = ? WHERE id = ?", (time_text(at), row["id"])
            )
            self._audit.enter("retire signing key", "signing_key", row["id"], old=old, at=at, by=by)
