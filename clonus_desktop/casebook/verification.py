"""Checking a whole casebook against what was entered, and the verdict in words."""

from collections.abc import Callable
from pathlib import Path

from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue
from clonus_desktop.report.seal import RECORD_DIGITS, SEAL_DIGITS
from clonus_desktop.storage import Verdict
from clonus_desktop.storage.verifying import Progress, VerificationCancelled
from clonus_desktop.storage.verifying_files import verify_casebook

__all__ = ["Verdict", "VerificationCancelled", "check", "in_words"]


def check(
    path: Path,
    key: bytes | None,
    *,
    progress: Progress = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Verdict:
    """The verdict on a casebook. Slow: for a worker thread; nothing is changed.

    Args:
        key: The data key; None for a casebook that is not encrypted.
        progress: Called with the share that is done, from 0 to 1.
        is_cancelled: True ends the work within some milliseconds.

    Raises:
        StorageFault: The casebook cannot be opened.
        VerificationCancelled: It was cancelled.
    """
    return verify_casebook(path, key, progress=progress, is_cancelled=is_cancelled)


def in_words(verdict: Verdict, words: Catalogue) -> tuple[str, ...]:
    """The verdict in paragraphs: whether all is well, how much was checked, what to know."""
    messages = (*_named(verdict), *verdict.notes)
    said = (words.say(message) for message in messages)
    return (words.say(_judged(verdict)), _counted(verdict, words), *said)


def _judged(verdict: Verdict) -> Message:
    found = verdict.first_break
    if found is None:
        return Message("Everything is as it was entered.")
    if found.at_row:
        values = {"number": found.at_row, "words": found.message}
        return Message("Something is wrong, first at act {number}. {words}", values)
    return Message("Something is wrong. {words}", {"words": found.message})


def _counted(verdict: Verdict, words: Catalogue) -> str:
    counts = {
        "acts": words.ngettext("{n} act", "{n} acts", verdict.entries),
        "exams": words.ngettext("{n} exam", "{n} exams", verdict.examinations),
        "signatures": words.ngettext("{n} signature", "{n} signatures", verdict.signatures),
        "letters": words.ngettext("{n} letter", "{n} letters", verdict.letters),
    }
    numbers = (verdict.entries, verdict.examinations, verdict.signatures, verdict.letters)
    said = {
        name: text.format(n=number)
        for (name, text), number in zip(counts.items(), numbers, strict=True)
    }
    return words.say(Message("In the record: {acts}, {exams}, {signatures}, {letters}.", said))


def _named(verdict: Verdict) -> tuple[Message, ...]:
    number, seal = verdict.newest
    if not number:
        return ()
    record = verdict.casebook_id[:RECORD_DIGITS]
    values = {"record": record, "act": number, "seal": seal[:SEAL_DIGITS]}
    return (Message("Record {record}, newest act {act}, seal {seal}.", values),)
