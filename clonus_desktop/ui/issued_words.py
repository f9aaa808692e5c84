"""Letters that left the house, in the words of the screen."""

from clonus_desktop.casebook import issued_letters
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.issued_letters import IssuedLetter, Letter, ToldLetter
from clonus_desktop.language import _, say
from clonus_desktop.ui.dates import day_and_time, short_date


def letter_words(letter: IssuedLetter) -> str:
    """To whom and when: ``Letter to Dr M Halloran, 14-Nov-2025 10:50.``"""
    when = day_and_time(letter.issued_at)
    to_whom = ", ".join(filter(None, letter.recipient.split("\n")))
    if not to_whom:
        return _("Letter of {when}.").format(when=when)
    return _("Letter to {recipient}, {when}.").format(recipient=to_whom, when=when)


def about_words(told: ToldLetter) -> str:
    """What it tells, who issued it, and whether that was in another casebook."""
    day, revision, by = (
        short_date(told.examination.started_at),
        told.examination.revision,
        told.letter.issued_by,
    )
    if revision > 1:
        said = [_("Exam of {date}, version {n}.").format(date=day, n=revision)]
    else:
        said = [_("Exam of {date}.").format(date=day)]
    if by is not None and by.name.strip():
        said.append(_("Issued by {name}.").format(name=by.name))
    if told.letter.taken_in_at is not None:
        came = short_date(told.letter.taken_in_at)
        said.append(_("Issued elsewhere, taken in on {date}.").format(date=came))
    return " ".join(said)


def copied_words(letter: Letter) -> str:
    """What is on the clipboard now, and that it can be pasted in two ways."""
    if letter.is_draft:
        return _("The draft of the letter is copied, as text with its table and as plain lines.")
    if not letter.recipient:
        return _("The letter is copied, as text with its table and as plain lines.")
    said = _("The letter to {recipient} is copied, as text with its table and as plain lines.")
    return said.format(recipient=letter.recipient[0])


def since_words(book: Casebook, told: ToldLetter) -> str:
    """That the exam was amended or withdrawn after the letter; empty when it stands."""
    message = issued_letters.since_then(told, book.words)
    return "" if message is None else say(message)
