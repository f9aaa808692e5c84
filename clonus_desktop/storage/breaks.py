"""What a verification can find, in words."""

from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditBreak:
    """The first place where the record does not say what was entered.

    Attributes:
        at_row: Entry of the audit; 0 when no entry speaks of it.
        message: What was found, what it means, what to do.
    """

    at_row: int
    message: Message


def entry_changed(row_id: int) -> AuditBreak:
    """An entry that does not follow from the one before it."""
    return AuditBreak(
        at_row=row_id,
        message=Message(
            "Entry {number} of the audit does not follow from the one before it. "
            "Something in the record was changed, added or removed outside Clonus Desktop. "
            "Keep this file as it is, and compare it with a backup.",
            {"number": row_id},
        ),
    )


def row_changed(table: str, row_id: int, *, at_row: int = 0) -> AuditBreak:
    """A row that does not say what was entered."""
    return AuditBreak(
        at_row=at_row,
        message=Message(
            "Row {row} of the table {table} does not say what was entered. "
            "It was changed, added or removed outside Clonus Desktop. "
            "Keep this file as it is, and compare it with a backup.",
            {"table": table, "row": row_id},
        ),
    )


def schema_changed(name: str) -> AuditBreak:
    """A table, index or guard that is not as the program makes it."""
    return AuditBreak(
        at_row=0,
        message=Message(
            "The part {name} of the casebook's structure is not as Clonus Desktop makes it. "
            "Rows may have been changed while their guards were away. "
            "Keep this file as it is, and compare it with a backup.",
            {"name": name},
        ),
    )


def pages_damaged() -> AuditBreak:
    """Pages of the file that cannot be right."""
    return AuditBreak(
        at_row=0,
        message=Message(
            "Pages of the casebook are damaged. "
            "What they held cannot be trusted, and later entries may rest on it. "
            "Keep this file as it is, check the disk, and open a backup.",
        ),
    )


def signature_wrong(row_id: int) -> AuditBreak:
    """An act whose signature is missing, or is not of that clinician over that content."""
    return AuditBreak(
        at_row=row_id,
        message=Message(
            "The signature of entry {number} of the audit is missing or does not fit. "
            "What was signed there, or who signed it, was changed outside Clonus Desktop. "
            "Keep this file as it is, and compare it with a backup.",
            {"number": row_id},
        ),
    )


def search_differs() -> AuditBreak:
    """Words that patients are searched by are missing, or are not of their names."""
    return AuditBreak(
        at_row=0,
        message=Message(
            "The words that patients are searched by are not those of their names. "
            "The record of each patient is as it was entered, but a search may miss somebody. "
            "Keep this file as it is, and compare it with a backup.",
        ),
    )


def other_vault(casebook: str) -> AuditBreak:
    """The keys that lie beside the file are of another casebook."""
    return AuditBreak(
        at_row=0,
        message=Message(
            "The keys beside the casebook {file} are those of another casebook. "
            "One of the two was exchanged outside Clonus Desktop. "
            "Keep the folder as it is, and compare it with a backup.",
            {"file": casebook},
        ),
    )


def acts_missing(count: int, last_entry: int, since: datetime) -> AuditBreak:
    """The mark beside the file knows of later acts than the file holds."""
    return AuditBreak(
        at_row=last_entry,
        message=Message(
            "{count} saved acts are missing at the end of the casebook, all after "
            "{since:%d-%b-%Y %H:%M}. "
            "The file, or what lay beside it, was cut off or exchanged for an older one. "
            "Keep the folder as it is, and open a backup, or go on with what is there.",
            {"count": count, "since": since},
        ),
    )


def other_than_marked(entry: int) -> AuditBreak:
    """The file holds other acts than those that the mark beside it was set for."""
    return AuditBreak(
        at_row=entry,
        message=Message(
            "The casebook is not the one that was last used in this folder. "
            "Its acts from number {number} on are others than those that were saved here. "
            "Keep the folder as it is, and open a backup, or go on with what is there.",
            {"number": entry},
        ),
    )


def mark_unreadable() -> AuditBreak:
    """The mark is not one of this casebook."""
    return AuditBreak(
        at_row=0,
        message=Message(
            "The mark beside the casebook is missing, damaged, or of another casebook. "
            "It cannot be told whether acts are missing at the end of the record. "
            "Keep the folder as it is, and compare it with a backup, or go on with what is there.",
        ),
    )
