"""What has to be known to go on with an unfinished examination."""

from dataclasses import dataclass

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherProtocol:
    """A guide that is not the one with which an examination began.

    Attributes:
        name: What it guides through, such as "ankle".
        began: Its version when the examination began.
        installed: The version of today; None when there is none any more.
    """

    name: str
    began: int
    installed: int | None


def other_protocols(book: Casebook, draft: Examination) -> tuple[OtherProtocol, ...]:
    """The guides that changed since the examination began, in the order of its places.

    The record keeps the versions with which it began.
    """
    began = draft.protocol_versions
    keys = dict.fromkeys(place.site.key for place in draft.places if place.site.key in began)
    installed = {protocol.site.key: protocol for protocol in book.protocols}
    others: list[OtherProtocol] = []
    for key in keys:
        now = installed.get(key)
        if now is None:
            others.append(OtherProtocol(name=key, began=began[key], installed=None))
        elif now.version != began[key]:
            others.append(OtherProtocol(name=now.name, began=began[key], installed=now.version))
    return tuple(others)
