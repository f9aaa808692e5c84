"""The end of a letter: who writes it, and who examined and signed."""

from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.practice import Practice
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain


def signature_lines(
    examination: Examination, practice: Practice, writer: Clinician | None, words: Catalogue
) -> tuple[str, ...]:
    """The lines under "Yours sincerely": the writer, then who examined and signed, and when."""
    signature = examination.signature
    if signature is None:
        signed = words.gettext("Not signed: this is a draft.")
    else:
        values: dict[str, object] = {
            "name": plain.line(signature.examiner.name, words),
            "date": phrases.letter_date(signature.signed_at.date(), words),
            "time": phrases.clock_time(signature.signed_at),
        }
        message = Message("Examined and signed by {name} on {date} at {time}.", values)
        if examination.revision > 1:
            # Whoever amends need not be the one who examined.
            message = Message("Amended and signed by {name} on {date} at {time}.", values)
        signed = words.say(message)
    if writer is not None:
        named = _of_clinician(writer, words)
    elif signature is None or practice.examiner.name.strip():
        named = (name_and_role(practice.examiner, words),)
    else:
        named = (name_and_role(signature.examiner, words),)
    return tuple(line for line in (*named, signed) if line)


def attendance_sentence(examination: Examination, words: Catalogue) -> str:
    """When the examination began and who examined: of an amendment, the one who signed it did not.

    ``Examined on 14 November 2025 at 10:38 by Dr P Okafor, Consultant.``
    """
    values = {
        "date": phrases.letter_date(examination.started_at.date(), words),
        "time": phrases.clock_time(examination.started_at),
    }
    signature = examination.signature
    examiner = "" if signature is None else name_and_role(signature.examiner, words)
    if not examiner or examination.revision > 1:
        return words.say(Message("Examined on {date} at {time}.", values))
    values["examiner"] = examiner
    return words.say(Message("Examined on {date} at {time} by {examiner}.", values))


def _of_clinician(writer: Clinician, words: Catalogue) -> tuple[str, ...]:
    """The clinician's own lines, or name and role; then the number in the register."""
    lines = plain.lines(writer.signature_text, words) or (name_and_role(writer.examiner, words),)
    if not writer.registration.strip():
        return lines
    values = {"number": plain.line(writer.registration, words)}
    return (*lines, words.say(Message("Registration No. {number}", values)))


def name_and_role(who: Examiner, words: Catalogue) -> str:
    """Both on one line: ``Dr P Okafor, Physician``; each may be empty."""
    name, role = plain.line(who.name, words), plain.line(who.role, words)
    return ", ".join(filter(None, (name, role)))
