"""Colours, type sizes and sizes of the screen, by role (ux.md section 5).

The only Python file with colours in it: a test holds that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Theme(StrEnum):
    """The looks of the screen."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme's colours by role, each as ``#RRGGBB``.

    ``on_x`` is the text on ``x``; ``x_soft`` a pale ground for text in ``x`` or in ink.
    ``sev0`` to ``sev3`` are the steps of severity, light to dark.
    """

    canvas: str
    surface: str
    sunken: str
    sunken_line: str
    hover: str
    ink: str
    ink2: str
    ink3: str
    line: str
    line_strong: str
    disabled: str
    disabled_line: str
    banner: str
    on_banner: str
    banner_label: str
    rail: str
    primary: str
    primary_hover: str
    on_primary: str
    primary_soft: str
    focus_inner: str
    focus_outer: str
    right: str
    right_soft: str
    on_right: str
    left: str
    left_soft: str
    on_left: str
    midline: str
    on_midline: str
    sev0: str
    on_sev0: str
    sev1: str
    on_sev1: str
    sev2: str
    on_sev2: str
    sev3: str
    on_sev3: str
    not_tested: str
    on_not_tested: str
    error: str
    error_soft: str
    on_error: str
    warn: str
    warn_soft: str
    ok: str
    ok_soft: str
    alert: str
    on_alert: str
    picture_ink: str
    picture_limb: str
    picture_glove: str
    picture_couch: str
    picture_cushion: str
    picture_arrow: str


_LIGHT = Tokens(
    canvas="#F2F5F7",
    surface="#FFFFFF",
    sunken="#E6EBEF",
    sunken_line="#E6EBEF",
    hover="#EDF3F3",
    ink="#14202B",
    ink2="#44525E",
    ink3="#586671",
    line="#D3DAE0",
    line_strong="#71808C",
    disabled="#586671",
    disabled_line="#D3DAE0",
    banner="#102F38",
    on_banner="#FFFFFF",
    banner_label="#B4CCD2",
    rail="#0B242C",
    primary="#0A5C61",
    primary_hover="#084A4E",
    on_primary="#FFFFFF",
    primary_soft="#DDF0EE",
    focus_inner="#FFDD00",
    focus_outer="#14202B",
    right="#0067A3",
    right_soft="#DCEEF9",
    on_right="#FFFFFF",
    left="#B04600",
    left_soft="#FBE6D8",
    on_left="#FFFFFF",
    midline="#44525E",
    on_midline="#FFFFFF",
    sev0="#FFFFFF",
    on_sev0="#14202B",
    sev1="#EADCF2",
    on_sev1="#3A1052",
    sev2="#8A4AA8",
    on_sev2="#FFFFFF",
    sev3="#3A1052",
    on_sev3="#FFFFFF",
    not_tested="#E6EBEF",
    on_not_tested="#44525E",
    error="#B3161B",
    error_soft="#FBE7E7",
    on_error="#FFFFFF",
    warn="#7A4B00",
    warn_soft="#FFF1CF",
    ok="#0B6B3A",
    ok_soft="#DFF3E7",
    alert="#FFDD00",
    on_alert="#14202B",
    picture_ink="#14202B",
    picture_limb="#F4F6F8",
    picture_glove="#BFE3DF",
    picture_couch="#9AA7B2",
    picture_cushion="#E3E8ED",
    picture_arrow="#0A5C61",
)

_DARK = Tokens(
    canvas="#0E161C",
    surface="#18232B",
    sunken="#0A1116",
    sunken_line="#0A1116",
    hover="#20303A",
    ink="#F1F5F7",
    ink2="#BCC8D0",
    ink3="#9FADB7",
    line="#31404B",
    line_strong="#7F909C",
    disabled="#9FADB7",
    disabled_line="#31404B",
    banner="#06323A",
    on_banner="#FFFFFF",
    banner_label="#A9CFD4",
    rail="#081015",
    primary="#6FD3CB",
    primary_hover="#8FE0D9",
    on_primary="#06211F",
    primary_soft="#17393B",
    focus_inner="#FFDD00",
    focus_outer="#06090C",
    right="#6CC4F5",
    right_soft="#12334A",
    on_right="#04121C",
    left="#FFA45C",
    left_soft="#47270D",
    on_left="#1E0D00",
    midline="#BCC8D0",
    on_midline="#0A1116",
    sev0="#18232B",
    on_sev0="#F1F5F7",
    sev1="#41304E",
    on_sev1="#F0DCFB",
    sev2="#B98AD3",
    on_sev2="#1C0529",
    sev3="#F2DDFF",
    on_sev3="#2B0A3D",
    not_tested="#26343E",
    on_not_tested="#BCC8D0",
    error="#FF9C95",
    error_soft="#4A1613",
    on_error="#1E0302",
    warn="#FFD27A",
    warn_soft="#3D2D06",
    ok="#7FDDA6",
    ok_soft="#103521",
    alert="#FFDD00",
    on_alert="#14202B",
    picture_ink="#E8EEF1",
    picture_limb="#2A3843",
    picture_glove="#2F6B67",
    picture_couch="#5C6B77",
    picture_cushion="#1F2B34",
    picture_arrow="#6FD3CB",
)

_HIGH_CONTRAST = Tokens(
    canvas="#000000",
    surface="#000000",
    sunken="#000000",
    sunken_line="#FFFFFF",
    hover="#1A1A1A",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    ink3="#FFFFFF",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    disabled="#A6A6A6",
    disabled_line="#6E6E6E",
    banner="#000000",
    on_banner="#FFFFFF",
    banner_label="#FFFFFF",
    rail="#000000",
    primary="#FFFF00",
    primary_hover="#FFFFFF",
    on_primary="#000000",
    primary_soft="#000000",
    focus_inner="#FFDD00",
    focus_outer="#06090C",
    right="#7CD0FF",
    right_soft="#000000",
    on_right="#000000",
    left="#FFB16B",
    left_soft="#000000",
    on_left="#000000",
    midline="#FFFFFF",
    on_midline="#000000",
    sev0="#000000",
    on_sev0="#FFFFFF",
    sev1="#000000",
    on_sev1="#E9C6FF",
    sev2="#D9A5FF",
    on_sev2="#000000",
    sev3="#FFFFFF",
    on_sev3="#000000",
    not_tested="#000000",
    on_not_tested="#FFFFFF",
    error="#FF9C95",
    error_soft="#000000",
    on_error="#000000",
    warn="#FFD27A",
    warn_soft="#000000",
    ok="#7FFFB0",
    ok_soft="#000000",
    alert="#FFDD00",
    on_alert="#14202B",
    picture_ink="#FFFFFF",
    picture_limb="#000000",
    picture_glove="#004B47",
    picture_couch="#FFFFFF",
    picture_cushion="#000000",
    picture_arrow="#6FD3CB",
)

TOKENS: Mapping[Theme, Tokens] = MappingProxyType(
    {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK, Theme.HIGH_CONTRAST: _HIGH_CONTRAST}
)

DRAWN_IN: Mapping[str, str] = MappingProxyType(
    {
        getattr(_LIGHT, role): role
        for role in Tokens.__slots__
        if role.startswith("picture_") or role in {"right", "left"}
    }
)
"""The colours that stand in the files of the pictures, and the role each is replaced by: six of
their own, and those of the patient's sides."""

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700

TYPE: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "hint": (13, SEMIBOLD),
        "caption": (14, REGULAR),
        "body": (16, REGULAR),
        "strong": (16, SEMIBOLD),
        "count": (34, BOLD),
        "pad-title": (22, BOLD),
        "pad-words": (15, REGULAR),
        "live-count": (88, BOLD),
    }
)
"""Size in pixels at 100 % and weight of painted text (ux.md 5.2); the rest is in theme.qss."""

# Sizes of what is painted, in pixels at 100 % (ux.md 5.3); the others stand in theme.qss.
TARGET, COUNT_BUTTON, COUNT_BUTTON_SMALL, PAD_FLOOR = 48, 88, 72, 130
COUNT_RADIUS, PAD_RADIUS = 10, 14

MOST_SPACING_SCALE = 1.25


def scaled(px: float, text_scale: float, *, is_spacing: bool = False) -> int:
    """Pixels at a text size: type and controls grow fully, spacing up to 1.25 only."""
    scale = min(text_scale, MOST_SPACING_SCALE) if is_spacing else text_scale
    return round(px * scale)
