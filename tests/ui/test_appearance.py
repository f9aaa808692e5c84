"""Theme and text size, put on the application at once."""

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from clonus_desktop import resources
from clonus_desktop.ui.appearance import FAMILY, Appearance, appearance, system_theme
from clonus_desktop.ui.icons import icon_pixmap, picture
from clonus_desktop.ui.tokens import TOKENS, TYPE, Theme


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication):
    appearance().apply(qapp, Theme.LIGHT, 1.0)
    yield
    appearance().apply(qapp, Theme.LIGHT, 1.0)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_template_is_filled_completely(qapp, theme, scale):
    appearance().apply(qapp, theme, scale)
    sheet = re.sub(r"/\*.*?\*/", "", appearance().style_sheet(), flags=re.S)
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_template_holds_no_colour_of_its_own():
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", resources.read_text("theme", "theme.qss")) == []


@pytest.mark.parametrize("theme", Theme)
def test_the_palette_goes_with_the_theme(qapp, theme):
    appearance().apply(qapp, theme, 1.0)
    tokens = TOKENS[theme]
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.canvas)
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText) == QColor(tokens.ink3)
    assert appearance().color("primary") == QColor(tokens.primary)


def test_a_change_is_told_once_to_whoever_paints(qapp, qtbot):
    with qtbot.waitSignal(appearance().changed):
        appearance().apply(qapp, "dark", 1.5)
    assert (appearance().theme, appearance().scale) == (Theme.DARK, 1.5)


def test_the_style_is_made_once_and_outlives_every_change_of_theme(qapp):
    # A style that Python has seen and Qt destroys crashes the program later.
    appearance().apply(qapp, Theme.DARK, 1.0)
    style = qapp.style()
    for theme in (*Theme, *Theme):
        appearance().apply(qapp, theme, 1.5)
        assert isValid(style)
        assert qapp.style() is style


def test_a_theme_that_does_not_exist_is_refused(qapp):
    with pytest.raises(ValueError, match="sepia"):
        appearance().apply(qapp, "sepia", 1.0)


def test_text_is_set_in_the_bundled_letters(qapp):
    for role in TYPE:
        assert QFontInfo(appearance().font(role)).family() == FAMILY


def test_digits_are_equally_wide_so_that_a_running_count_does_not_jump(qapp):
    metrics = QFontMetricsF(appearance().font("live-count"))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_type_grows_fully_and_gaps_by_a_quarter_at_most(qapp):
    appearance().apply(qapp, Theme.LIGHT, 2.0)
    assert appearance().font("body").pixelSize() == 32
    assert (appearance().px(44), appearance().gap(16)) == (88, 20)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "chip", "icon", "reason"])
def test_every_kind_of_button_is_a_target_for_a_finger(qapp, qtbot, scale, kind):
    appearance().apply(qapp, Theme.LIGHT, scale)
    button = QPushButton("x")
    button.setProperty("kind", kind)
    qtbot.addWidget(button)
    button.show()
    least = 44 * scale
    assert button.height() >= least
    assert button.sizeHint().width() >= least or kind != "icon"


class Desktop:
    """What a desktop asks for, in place of the one that runs the tests."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        self._scheme, self._contrast = scheme, contrast

    def colorScheme(self):
        return self._scheme

    def accessibility(self):
        return self

    def contrastPreference(self):
        return self._contrast


@pytest.mark.parametrize(
    ("scheme", "contrast", "theme"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, Theme.LIGHT),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, Theme.LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, Theme.DARK),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, Theme.HIGH_CONTRAST),
    ],
)
def test_the_theme_of_the_system_is_followed(monkeypatch, scheme, contrast, theme):
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Desktop(scheme, contrast))
    assert system_theme() is theme


def test_a_change_of_the_desktop_is_followed_only_when_it_was_asked_for(qapp, monkeypatch):
    look = Appearance()
    look.apply(qapp, "system", 1.0)
    monkeypatch.setattr("clonus_desktop.ui.appearance.system_theme", lambda: Theme.DARK)
    look._follow()
    assert look.theme is Theme.DARK
    look.apply(qapp, Theme.LIGHT, 1.0)
    look._follow()
    assert look.theme is Theme.LIGHT


def colours_of(pixmap) -> set[str]:
    image = pixmap.toImage()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_takes_the_colour_of_its_role_and_the_pixels_of_the_screen(qapp):
    drawn = icon_pixmap("check", "primary", 24, 2.0)
    assert drawn.size() == QSize(48, 48)
    assert drawn.deviceIndependentSize().toSize() == QSize(24, 24)
    assert TOKENS[Theme.LIGHT].primary in colours_of(drawn)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", ["ankle.svg", "patella.svg", "wrist.svg"])
def test_a_picture_takes_the_colours_of_the_theme(qapp, theme, name):
    appearance().apply(qapp, theme, 1.0)
    tokens = TOKENS[theme]
    found = colours_of(picture(name, QSize(480, 340)))
    assert {tokens.picture_glove, tokens.picture_ink, tokens.picture_limb} <= found


@pytest.mark.parametrize("name", ["ankle.svg", "patella.svg", "wrist.svg"])
def test_a_picture_is_mirrored_for_the_left_side(qapp, name):
    size = QSize(240, 170)
    right, left = (picture(name, size, mirrored=m).toImage() for m in (False, True))
    assert right != left
    assert right.flipped(Qt.Orientation.Horizontal) == left
