"""The colours can be told apart, computed as WCAG 2.2 asks."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from clonus_desktop.ui import tokens
from clonus_desktop.ui.tokens import TOKENS, Theme, scaled

TEXT, EDGE = 4.5, 3.0

SURFACES = ("canvas", "surface", "sunken", "hover")

TEXT_PAIRS = (
    *((ink, ground) for ink in ("ink", "ink2", "ink3") for ground in SURFACES),
    ("on_banner", "banner"),
    ("banner_label", "banner"),
    ("banner_label", "rail"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("ink", "primary_soft"),
    ("ink2", "primary_soft"),
    *(("primary", ground) for ground in (*SURFACES, "primary_soft")),
    *((side, ground) for side in ("right", "left") for ground in ("canvas", "surface")),
    ("right", "right_soft"),
    ("left", "left_soft"),
    ("on_right", "right"),
    ("on_left", "left"),
    *((f"on_sev{step}", f"sev{step}") for step in range(4)),
    ("sev2", "canvas"),
    ("on_not_tested", "not_tested"),
    *(
        (role, ground)
        for role in ("error", "warn", "ok")
        for ground in ("canvas", "surface", "sunken", f"{role}_soft")
    ),
    ("on_error", "error"),
    ("ink", "error_soft"),
    ("ink", "warn_soft"),
    ("on_alert", "alert"),
)

EDGE_PAIRS = (
    *(("line_strong", ground) for ground in ("canvas", "surface", "sunken")),
    *(("primary", ground) for ground in SURFACES),
    *((side, ground) for side in ("right", "left") for ground in SURFACES),
    ("sev2", "surface"),
    ("sev3", "surface"),
    ("sev2", "sev1"),
    ("error", "surface"),
    ("focus_inner", "focus_outer"),
    ("alert", "banner"),
    ("picture_ink", "surface"),
    ("picture_ink", "picture_limb"),
    ("picture_ink", "picture_glove"),
    ("picture_arrow", "surface"),
)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(theme: Theme, pairs: tuple[tuple[str, str], ...], least: float) -> dict:
    colours = asdict_of(theme)
    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    return {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least}


def asdict_of(theme: Theme) -> dict[str, str]:
    return asdict(TOKENS[theme])


def test_contrast_is_computed_as_wcag_defines_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
def test_every_text_can_be_read_on_its_ground(theme):
    assert too_faint(theme, TEXT_PAIRS, TEXT) == {}


@pytest.mark.parametrize("theme", Theme)
def test_every_edge_and_mark_can_be_seen(theme):
    assert too_faint(theme, EDGE_PAIRS, EDGE) == {}


@pytest.mark.parametrize("theme", Theme)
def test_a_sunken_row_has_an_edge_where_its_ground_is_the_one_around_it(theme):
    look = TOKENS[theme]
    assert look.sunken != look.surface or contrast(look.sunken_line, look.surface) >= EDGE


@pytest.mark.parametrize("theme", Theme)
def test_the_steps_of_severity_stay_in_order_without_colour(theme):
    colours = asdict_of(theme)
    steps = [luminance(colours[f"sev{step}"]) for step in range(4)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


@pytest.mark.parametrize("theme", Theme)
def test_every_colour_is_six_hexadecimal_digits(theme):
    assert [c for c in asdict_of(theme).values() if not re.fullmatch("#[0-9A-F]{6}", c)] == []


def test_type_and_controls_grow_fully_and_spacing_up_to_a_quarter():
    assert scaled(16, 2.0) == 32
    assert scaled(16, 2.0, is_spacing=True) == 20
    assert scaled(16, 1.0, is_spacing=True) == 16


def test_every_colour_of_a_picture_has_a_role():
    pictures = Path(tokens.__file__).parents[2] / "resources" / "pictures"
    for file in pictures.glob("*.svg"):
        used = set(re.findall(r"#[0-9A-Fa-f]{6}", file.read_text(encoding="utf-8")))
        assert {colour.upper() for colour in used} <= set(tokens.DRAWN_IN), file.name
