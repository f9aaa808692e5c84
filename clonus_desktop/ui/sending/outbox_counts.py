"""How many things wait in the outbox, were refused and are there."""

from collections.abc import Mapping

from clonus_desktop.casebook.outbox import ShipmentState
from clonus_desktop.language import _, ngettext


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
