"""What a verification of a whole casebook comes to."""

from dataclasses import dataclass
from typing import ClassVar

from clonus_desktop.domain.message import Message
from clonus_desktop.storage.breaks import AuditBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How much was checked, and the first thing that is wrong.

    Attributes:
        casebook_id: 32 hexadecimal digits; empty when it could not be read.
        entries: Acts in the audit.
        examinations: Drafts and struck ones too.
        signatures: Signatures of clinicians.
        letters: Issued letters.
        newest: Number and seal of the newest act; 0 and "" without any.
        first_break: None when everything is as it was entered.
        notes: What is no fault and yet has to be known: each a whole sentence or several.
    """

    casebook_id: str = ""
    entries: int = 0
    examinations: int = 0
    signatures: int = 0
    letters: int = 0
    newest: tuple[int, str] = (0, "")
    first_break: AuditBreak | None = None
    notes: tuple[Message, ...] = ()

    COUNTS: ClassVar = ("entries", "examinations", "signatures", "letters")

    @property
    def is_good(self) -> bool:
        """True when nothing is wrong."""
        return self.first_break is None
