"""What an export can be asked for, and what does not go together."""

from dataclasses import dataclass, field
from enum import StrEnum

from clonus_desktop.domain.message import Message
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.tidy import parquet
from clonus_desktop.storage.exporting import Scope


class Format(StrEnum):
    """What an export can hold; a manifest is always there."""

    CSV = "csv"
    SPREADSHEET = "spreadsheet"
    PARQUET = "parquet"
    NDJSON = "ndjson"
    FHIR = "fhir"
    RECORD = "record"


IDENTIFIED_ONLY = (Format.FHIR, Format.RECORD)
"""A transaction is for a record system, and a whole record cannot be without marks."""


class NotExportable(ValueError):
    """What was asked for does not go together.

    Attributes:
        message: What does not, that nothing was done, what to choose.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for.

    Attributes:
        formats: At least one.
        leave_out: Vocabularies without which codes are written, such as "snomed".
    """

    scope: Scope = field(default_factory=Scope)
    formats: tuple[Format, ...] = (Format.CSV,)
    mode: Mode = Mode.IDENTIFIED
    leave_out: tuple[str, ...] = ()


def formats_of(mode: Mode) -> tuple[Format, ...]:
    """The formats that can be written in a mode, on this computer."""
    return tuple(
        one
        for one in Format
        if (mode.is_identified or one not in IDENTIFIED_ONLY)
        and (one is not Format.PARQUET or parquet.is_there())
    )


def why_not(request: Request) -> Message | None:
    """Why a request cannot be carried out; None when it can."""
    scope = request.scope
    if not request.formats:
        return Message(
            "No format was chosen. Nothing was exported. Choose at least one format, such as CSV."
        )
    if scope.first_day and scope.last_day and scope.last_day < scope.first_day:
        return Message(
            "The last day lies before the first. "
            "Nothing was exported. "
            "Choose the days the other way round."
        )
    if not request.mode.is_identified and set(request.formats) & set(IDENTIFIED_ONLY):
        return Message(
            "The whole record and bundles for a record system hold names, and names were to be "
            "left out. "
            "Nothing was exported. "
            "Choose other formats, or export with names."
        )
    return None
