"""What is signed or withdrawn is queued for the record system, in the same transaction."""

from datetime import datetime

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.storage.outbox import ShipmentKind


def queue_signed(book: Casebook, examination_id: int, *, at: datetime) -> None:
    """Queues an examination that was just signed; nothing while sending is off."""
    if book.sends_to:
        book.file.outbox.queue(
            examination_id, ShipmentKind.EXAMINATION, book.sends_to, at=at, by=book.examiner
        )


def queue_withdrawn(book: Casebook, examination_id: int, *, at: datetime) -> None:
    """Queues a withdrawal, when the record system was told of the examination, or is to be."""
    if book.sends_to and book.file.outbox.of_chain(examination_id, book.sends_to):
        book.file.outbox.queue(
            examination_id, ShipmentKind.WITHDRAWAL, book.sends_to, at=at, by=book.examiner
        )
