"""Which arrangement fits a window: by its width divided by the text size."""

from enum import StrEnum

WIDEST_PAGE = 1440
WIDEST_UNBOUND = 1600
"""Pages are centred in windows wider than the second, and never wider than the first."""


class Arrangement(StrEnum):
    """How the screens lay themselves out."""

    WIDE = "wide"
    COMPACT = "compact"
    PORTRAIT = "portrait"
    LARGE_TEXT = "large-text"

    @property
    def is_upright(self) -> bool:
        """True when the rail lies at the bottom and things stack."""
        return self in {Arrangement.PORTRAIT, Arrangement.LARGE_TEXT}


def arrangement_for(width: int, height: int, text_scale: float) -> Arrangement:
    """The arrangement for a window of that many pixels at that text size (1.0 = 100 %)."""
    effective_width, effective_height = width / text_scale, height / text_scale
    if effective_width < 760 or effective_height < 560:
        return Arrangement.LARGE_TEXT
    if effective_width >= 1200:
        return Arrangement.WIDE
    is_tall = height > width
    return Arrangement.PORTRAIT if is_tall or effective_width < 1000 else Arrangement.COMPACT


def margin_beside(width: int, text_scale: float) -> int:
    """Pixels left free at each side of a page in a window that is wider than a page reads well."""
    if width / text_scale <= WIDEST_UNBOUND:
        return 0
    return max(0, round((width - WIDEST_PAGE * text_scale) / 2))
