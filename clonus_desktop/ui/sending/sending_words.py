"""What is said of sending: where something stands, and why it is not there yet.

Free of the network: a chart and the settings say it too.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from clonus_desktop.casebook.outbox import Problem, Sent, ShipmentState, Told
from clonus_desktop.domain.record_system import AddressProblem, Trouble
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.dates import day_and_time, hour_and_minute

if TYPE_CHECKING:
    from clonus_desktop.casebook.sending import Found, NotNow


def visit_words(sent: Sent) -> str:
    """The line under a visit."""
    words = {
        ShipmentState.ACCEPTED: _("Sent to the record system {when}."),
        ShipmentState.WAITING: _("Waiting to be sent to the record system."),
        ShipmentState.REFUSED: _("The record system refused it {when}: {why}"),
        ShipmentState.GIVEN_UP: _("Not sent to the record system: given up {when}."),
    }
    if sent.told is Told.WITHDRAWN:
        words = {
            ShipmentState.ACCEPTED: _("The withdrawal was sent to the record system {when}."),
            ShipmentState.WAITING: _("The withdrawal waits to be sent to the record system."),
            ShipmentState.REFUSED: _("The record system refused the withdrawal {when}: {why}"),
            ShipmentState.GIVEN_UP: _("The withdrawal was not sent: given up {when}."),
        }
    return words[sent.state].format(when=day_and_time(sent.at), why=refusal_words(sent))


def state_words(sent: Sent, now: datetime) -> str:
    """The line of the outbox under what is sent."""
    if sent.state is ShipmentState.ACCEPTED:
        return _("Accepted {when}").format(when=day_and_time(sent.at))
    if sent.state is ShipmentState.GIVEN_UP:
        return _("Given up {when}").format(when=day_and_time(sent.at))
    if sent.state is ShipmentState.REFUSED:
        return _("Refused {when}: {why}").format(
            when=day_and_time(sent.at), why=refusal_words(sent)
        )
    if sent.problem is None:
        return _("Waiting since {when}").format(when=day_and_time(sent.at))
    return " ".join([problem_words(sent.problem), _next_words(sent, now)]).strip()


def _next_words(sent: Sent, now: datetime) -> str:
    if sent.next_at is None or sent.next_at <= now:
        return _("It is tried again now.")
    return _("It is tried again at {time}.").format(time=hour_and_minute(sent.next_at))


def counts_words(counts: Mapping[ShipmentState, int]) -> str:
    """One short sentence for each; of an empty outbox that it is empty."""
    waiting, refused = counts[ShipmentState.WAITING], counts[ShipmentState.REFUSED]
    accepted = counts[ShipmentState.ACCEPTED]
    if not any(counts.values()):
        return _("Nothing was sent yet, and nothing waits.")
    return " ".join(
        (
            ngettext("{n} waits.", "{n} wait.", waiting).format(n=waiting),
            ngettext("{n} was refused.", "{n} were refused.", refused).format(n=refused),
            ngettext("{n} was accepted.", "{n} were accepted.", accepted).format(n=accepted),
        )
    )


def told_words(told: Told) -> str:
    """What is told of an exam."""
    return {
        Told.SIGNED: _("Signed exam"),
        Told.AMENDED: _("Amendment"),
        Told.WITHDRAWN: _("Withdrawal"),
    }[told]


def refusal_words(sent: Sent) -> str:
    """Why it was refused: first what that means, then the words of the record system."""
    means = {
        400: _("It does not take what was sent as it is."),
        404: _("It takes nothing at this address."),
        412: _("It cannot tell which patient is meant, or which exam."),
        413: _("It is too long for it."),
        422: _("It does not take what was sent as it is."),
    }.get(sent.status, _("It answered with the code {status}.").format(status=sent.status))
    if sent.is_conflict:
        means = _("Somebody changed it there since.")
    return " ".join([means, *(_("“{text}”").format(text=line) for line in sent.said)])


def problem_words(problem: "Problem | NotNow") -> str:
    """Why it was not sent the last time."""
    return trouble_words(problem.trouble).format(status=problem.status)


def trouble_words(trouble: Trouble) -> str:
    """What each kind of trouble is in a sentence."""
    return {
        Trouble.NOT_REACHED: _("The record system could not be reached."),
        Trouble.TOO_SLOW: _("The record system did not answer in time."),
        Trouble.CUT_OFF: _("The connection ended before there was an answer."),
        Trouble.CERTIFICATE: _("This computer does not trust the certificate of the server."),
        Trouble.NOT_LET_IN: _("The record system does not let this program in ({status})."),
        Trouble.NO_TOKEN: _("No access was given for this client id and key."),
        Trouble.BUSY: _("The record system asks to come back later."),
        Trouble.FAULT: _("The record system has a fault of its own ({status})."),
        Trouble.LEADS_ELSEWHERE: _("The address leads to another one, which is not followed."),
        Trouble.NOT_FHIR: _("What answers at the address is no FHIR record system."),
        Trouble.TOO_LARGE: _("The answer was too long to be read."),
    }[trouble]


def advice_words(trouble: Trouble) -> str:
    """What helps, when somebody tests the connection."""
    if trouble in {Trouble.NOT_REACHED, Trouble.TOO_SLOW, Trouble.CUT_OFF}:
        return _("Check the address, and whether this computer is in the right network.")
    if trouble is Trouble.CERTIFICATE:
        return _("Ask for the certificate of your own authority and paste it below.")
    if trouble in {Trouble.NOT_LET_IN, Trouble.NO_TOKEN}:
        return _("Check what is entered below with whoever runs the record system.")
    if trouble in {Trouble.BUSY, Trouble.FAULT}:
        return _("Try again later.")
    return _("Check the address with whoever runs the record system.")


def found_words(found: "Found") -> tuple[str, ...]:
    """What a look has found, one sentence each; the first says whether it can be sent to."""
    first = _("This record system can be sent to.")
    if not found.can_take:
        first = _("This record system cannot be sent to as it is.")
    name = found.software or _("a record system without a name")
    version = found.fhir_version or _("not said")
    lines = [first, _("Found: {name}, FHIR {version}.").format(name=name, version=version)]
    if not found.is_right_version:
        lines.append(_("It needs to speak FHIR 4.0."))
    if not found.takes_transactions:
        lines.append(_("It does not take an exam as a whole (transactions)."))
    if found.lacks:
        lines.append(_("It does not take: {kinds}.").format(kinds=", ".join(found.lacks)))
    if found.not_by_identifier:
        kinds = ", ".join(found.not_by_identifier)
        words = _("It does not say that it finds these by identifier: {kinds}. Ask about it.")
        lines.append(words.format(kinds=kinds))
    if found.not_let_in is not None:
        lines.append(problem_words(found.not_let_in))
    return tuple(lines)


def address_words(problem: AddressProblem) -> str:
    """What is wrong with an address."""
    return {
        AddressProblem.EMPTY: _("Enter the address of the record system."),
        AddressProblem.NO_ADDRESS: _("Enter an address such as https://records.example/fhir."),
        AddressProblem.NOT_ENCRYPTED: _("Enter an address that begins with https."),
        AddressProblem.HAS_SECRET: _("Leave names and passwords out of the address."),
        AddressProblem.HAS_MORE: _("Leave out what follows the question or number sign."),
    }[problem]
