"""What is signed or withdrawn is queued for the record system, in the same transaction.

What was signed before somebody turned sending on is queued when it is asked for, and only then.
"""

from datetime import datetime

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
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


def count_earlier(book: Casebook) -> int:
    """How many signed exams the record system was never to be told of; 0 while sending is off.

    An amended one counts once. Not counted is what was withdrawn, what is a draft, and what was
    signed in another casebook and taken in: nothing of that is ever sent from here, unless it is
    amended here.
    """
    return book.file.outbox.count_earlier(book.sends_to) if book.sends_to else 0


def send_earlier(book: Casebook) -> Change | None:
    """Queues these exams, the oldest first; None when there is none.

    Of each, all signed versions, as if sending had been on when they were signed: the record
    system then holds the same as if it had been, who amended what and why included.

    Raises:
        StorageFault: The disk did not take it. None of them is queued.
    """
    if not book.sends_to:
        return None
    outbox, at, by = book.file.outbox, book.now(), book.examiner
    with book.file.write():
        # Asked for inside: what is queued is what was never queued, whoever writes meanwhile.
        rows = outbox.earlier(book.sends_to)
        for row in rows:
            outbox.queue(row, ShipmentKind.EXAMINATION, book.sends_to, at=at, by=by)
    return Change(deed=Deed.SHIPPED) if rows else None
