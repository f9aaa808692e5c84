"""Acts that the record refuses, each with a message: what happened, what it means, what to do."""

from clonus_desktop.domain.message import Message
from clonus_desktop.storage.storage_fault import StorageFault

# Said by the triggers of the schema.
NOT_A_DRAFT = "not a draft"


class NotADraft(StorageFault):
    """The examination is signed or was struck out."""


class NotWithdrawable(StorageFault):
    """The examination is not a signed one that stands."""


class ClinicianRemoved(StorageFault):
    """The clinician does not work with this casebook any more."""


class NotMergeable(StorageFault):
    """Two records that cannot be linked or parted as they are."""


class NumberTaken(StorageFault):
    """Another patient has the record number."""


class DraftExists(StorageFault):
    """The patient already has an unfinished examination."""


class NoSuchRow(LookupError):
    """The record has no row of that number."""

    def __init__(self, table: str, row_id: int) -> None:
        super().__init__(f"There is no {table} {row_id}.")


def not_a_draft() -> NotADraft:
    """The fault of a change to what is final."""
    return NotADraft(
        Message(
            "This exam is signed or was discarded, and can no longer be changed. "
            "The record keeps it as it was. "
            "To correct a signed exam, amend it.",
        )
    )


def not_withdrawable() -> NotWithdrawable:
    """The fault of withdrawing what does not stand."""
    return NotWithdrawable(
        Message(
            "This exam cannot be withdrawn: it is not signed, is withdrawn already, or has a "
            "later version. "
            "The record keeps it as it was. "
            "Open its last version, or discard the unfinished one first.",
        )
    )


def clinician_removed() -> ClinicianRemoved:
    """The fault of somebody who comes in after being removed."""
    return ClinicianRemoved(
        Message(
            "You were removed from the clinicians of this casebook. "
            "Nothing was changed; what you signed keeps your name. "
            "Ask a colleague who works with it to add you again.",
        )
    )


def not_mergeable() -> NotMergeable:
    """The fault of merging what is merged already or still being examined."""
    return NotMergeable(
        Message(
            "These two records cannot be put together or parted as they are now. "
            "The record keeps both as they were. "
            "Sign or discard the unfinished exam first, and open the list again to see what "
            "another window has changed.",
        )
    )


def number_taken() -> NumberTaken:
    """The fault of one record number for two people."""
    return NumberTaken(
        Message(
            "Another patient has this record number. "
            "Nothing was saved. "
            "Check the number, or open the patient who has it.",
        )
    )


def draft_exists() -> DraftExists:
    """The fault of a second unfinished examination."""
    return DraftExists(
        Message(
            "This patient already has an unfinished exam. "
            "No second one was begun. "
            "Resume the unfinished exam, or discard it.",
        )
    )
