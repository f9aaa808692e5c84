"""What every fault of the record has: words for the clinician."""

from clonus_desktop.domain.message import Message


class StorageFault(Exception):
    """Something that the clinician has to be told.

    Attributes:
        message: What happened, what it means for the record, what to do. Names at most the
            file, never a patient.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
