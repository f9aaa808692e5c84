"""What the context page says of its questions, and what Undo names of an answer."""

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context_item import ContextItem, Limb, Spot
from clonus_desktop.language import _


def limb_words(limb: Limb) -> str:
    """The limb as it heads a row."""
    return _("Arm") if limb is Limb.ARM else _("Leg")


def limb_inside(limb: Limb) -> str:
    """The limb inside a sentence: ``arm``."""
    return _("arm") if limb is Limb.ARM else _("leg")


def where_words(spot: Spot) -> str:
    """Side and limb inside a sentence: ``right arm``, ``left``; empty for neither."""
    if spot.side is None:
        return ""
    if spot.limb is None:
        return _("right") if spot.side is Side.RIGHT else _("left")
    words = {
        (Side.RIGHT, Limb.ARM): _("right arm"),
        (Side.LEFT, Limb.ARM): _("left arm"),
        (Side.RIGHT, Limb.LEG): _("right leg"),
        (Side.LEFT, Limb.LEG): _("left leg"),
    }
    return words[spot.side, spot.limb]


def question_words(item: ContextItem, spot: Spot) -> str:
    """A question with its place, for screen readers and Undo: ``Tone, right arm``."""
    where = where_words(spot)
    return (
        _("{question}, {where}").format(question=item.label, where=where) if where else item.label
    )
