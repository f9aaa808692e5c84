"""Versions, signatures and withdrawals of an exam in the words of the screen."""

from clonus_desktop.casebook import amendments
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination
from clonus_desktop.language import _
from clonus_desktop.ui.dates import day_and_time, hour_and_minute, short_date


def amending_words(draft: Examination) -> str:
    """ "Amending the exam of 14-Nov-2025, version 2"; empty for a first version."""
    if draft.revision == 1:
        return ""
    said = _("Amending the exam of {date}, version {n}")
    return said.format(date=short_date(draft.started_at), n=draft.revision)


def amending_because_words(draft: Examination) -> str:
    """The same with the reason, a sentence of its own; empty for a first version."""
    words = amending_words(draft)
    because = _("Reason: {reason}").format(reason=draft.revision_reason)
    return f"{words}. {because}" if words else ""


def version_words(visit: Examination, last: int) -> str:
    """ "Version 2 of 2, amended 24-Nov-2025 by Dr P Okafor, because …"; empty without others.

    Args:
        visit: A signed version.
        last: How many signed versions there are.
    """
    if last == 1:
        return ""
    said = _("Version {n} of {all}").format(n=visit.revision, all=last)
    if visit.revision == 1:
        return said
    return said + because_words(visit)


def because_words(visit: Examination) -> str:
    """ ", amended 24-Nov-2025 by Dr P Okafor, because …" of a signed later version."""
    signature = visit.signature
    assert signature is not None
    return _(", amended {date} by {name}, because: {reason}").format(
        date=short_date(signature.signed_at),
        name=signature.examiner.name,
        reason=visit.revision_reason,
    )


def signature_words(book: Casebook, visit: Examination) -> str:
    """Who signed, when, under which rule, and with whose key."""
    signature = visit.signature
    if signature is None:
        return ""
    said = _("Signed {date} {time} by {name}. Rule {rule}, version {version}.").format(
        date=short_date(signature.signed_at),
        time=hour_and_minute(signature.signed_at),
        name=signature.examiner.name,
        rule=signature.rule_id,
        version=signature.rule_version,
    )
    if visit.taken_in_at is not None:
        return f"{said} {taken_in_words(visit)}"
    holder = amendments.signed_with_key_of(book, visit.id)
    if holder is None:
        return said
    return said + " " + _("Signed with the key of {name}.").format(name=holder)


def taken_in_words(visit: Examination) -> str:
    """That it was signed in another casebook, and since when it is here; empty for one of here."""
    if visit.taken_in_at is None:
        return ""
    said = _("Signed elsewhere, taken in on {date}: no key of this casebook vouches for it.")
    return said.format(date=short_date(visit.taken_in_at))


def withdrawn_words(visit: Examination) -> str:
    """When, by whom and why it was withdrawn, and what that means; empty when it was not."""
    withdrawal = visit.withdrawal
    if withdrawal is None:
        return ""
    when = day_and_time(withdrawal.at)
    if withdrawal.by is None:
        said = _("Withdrawn {when}, because: {reason}").format(when=when, reason=withdrawal.reason)
    else:
        said = _("Withdrawn {when} by {name}, because: {reason}").format(
            when=when, name=withdrawal.by.name, reason=withdrawal.reason
        )
    meaning = _("It can be read here and counts in no finding, course, comparison or letter.")
    return f"{said.rstrip('.')}. {meaning}"
