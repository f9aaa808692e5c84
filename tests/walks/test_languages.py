"""Another language is chosen in the settings, and the window speaks it where it stands."""

import gettext

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from clonus_desktop.language import LANGUAGES, catalogues, of_screen, use
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.speaking import language_of, speak
from tests.audit import Shown
from tests.screens import _DISK_FULL as DISK_FULL


class Marked(gettext.NullTranslations):
    """A language that is English between marks: what lacks them was not looked up."""

    def gettext(self, message):
        return f"«{message}»"

    def ngettext(self, singular, plural, n):
        return f"«{singular if n == 1 else plural}»"

    def pgettext(self, context, message):
        return f"«{message}»"


@pytest.fixture(autouse=True)
def _marked(monkeypatch, qapp):
    english = catalogues._translations
    monkeypatch.setattr(
        catalogues, "_translations", lambda code: Marked() if code != "en" else english(code)
    )
    yield
    monkeypatch.undo()
    speak(qapp, "en")


@pytest.fixture
def window(open_main_window, book):
    return open_main_window(book)


def said(window):
    """Every text that is shown."""
    texts = (QLabel, QAbstractButton)
    shown = Shown(window).widgets
    return [
        widget.text().strip() for widget in shown if isinstance(widget, texts) and widget.text()
    ]


def choose(window, qtbot, code):
    window.go(Destination(screen=Screen.SETTINGS))
    window.page.display.language.buttons[code].click()
    qtbot.waitUntil(lambda: of_screen().language == language_of(code))
    qtbot.wait(0)


def test_every_language_stands_under_its_own_name(window):
    window.go(Destination(screen=Screen.SETTINGS))
    buttons = window.page.display.language.buttons
    assert [button.text() for button in buttons.values()] == ["System", *LANGUAGES.values()]
    assert window.page.display.language.choice == "system"


def test_the_window_speaks_at_once_and_stays_where_it_is(window, qtbot, patient):
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    choose(window, qtbot, "de")
    assert window.session.settings.choices.language == "de"
    assert window.destination.screen is Screen.SETTINGS
    assert window.rail.buttons["patients"].text() == "«Patients»"
    chosen = window.page.display.language
    assert chosen.choice == "de"
    assert QApplication.focusWidget() is chosen.buttons["de"]
    names = {*LANGUAGES.values(), "125 %", "150 %", "100 %", "200 %"}
    marked = [text for text in said(window) if text.startswith("«")]
    assert len(marked) > 60
    unmarked = {text for text in said(window) if "«" not in text} - names
    assert {"System", "Theme", "Lock", "Settings"} & unmarked == set()
    # The chart of before is made anew when it is opened again.
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    assert "«Start exam»" in said(window)
    assert window.banner.isVisible()


def test_nothing_of_the_language_before_is_left_when_theme_and_record_change(
    window, qtbot, qapp, patient
):
    window.go(Destination(screen=Screen.LETTER, patient_id=patient.id))
    choose(window, qtbot, "fr")
    choose(window, qtbot, "en")
    # Pages that are gone hear nothing any more: a signal to one of them would be a fault.
    appearance().apply(qapp, "dark", 1.25)
    window.session.signed_in_changed.emit()
    window.page.exam.order_wanted.emit(("wrist", "ankle", "patella"))
    qtbot.wait(0)
    assert [text for text in said(window) if "«" in text] == []


def test_what_was_typed_and_not_stored_is_there_in_the_new_language(window, qtbot, patient):
    window.go(Destination(screen=Screen.PATIENT_FORM))
    window.page.form.lines["family_name"].setText("Okonkwo")
    choose(window, qtbot, "es")
    window.go(Destination(screen=Screen.PATIENT_FORM))
    assert window.page.form.lines["family_name"].text() == "Okonkwo"


def test_an_entry_that_waits_to_be_saved_keeps_its_language_until_it_is(window, qtbot, monkeypatch):
    session = window.session
    session.has_failed = True
    window.save_bar.show_fault(DISK_FULL, lambda: None, "left ankle: 6")
    window.go(Destination(screen=Screen.SETTINGS))
    window.page.display.language.buttons["de"].click()
    qtbot.wait(20)
    assert of_screen().language == "en"
    assert window.save_bar.isVisible()
    session.has_failed = False
    session.recovered.emit()
    qtbot.waitUntil(lambda: of_screen().language == "de")


def test_the_exam_goes_on_in_the_new_language_at_the_place_where_it_was(
    window, qtbot, keyboard, patient
):
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    keyboard.press("3")
    window.go(Destination(screen=Screen.PATIENTS))
    choose(window, qtbot, "de")
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    examination = window.page.examination
    assert len(examination.tests) == 1
    assert any("«Not tested»" in text for text in said(window))


def test_the_lock_and_the_door_speak_the_language_too(window, qtbot, tmp_path):
    choose(window, qtbot, "de")
    window.lock()
    assert window.locking.screen.open_button.text().strip() == "«Unlock»"
    window.locking.screen.unlocked.emit(None, None)
    door = Door(tmp_path / "none" / "casebook.sqlite")
    qtbot.addWidget(door)
    door.begin()
    texts = [label.text() for label in door.page.findChildren(QLabel) if label.text()]
    assert texts
    assert any(text.startswith("«") for text in texts)
    door.shut()


def test_a_choice_that_is_taken_back_before_it_holds_changes_nothing(window, qtbot):
    window.go(Destination(screen=Screen.SETTINGS))
    page = window.page
    page.display.language.buttons["de"].click()
    page.display.language.buttons["en"].click()
    qtbot.wait(20)
    assert window.page is page


# --- Qt's own words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [("de", "&Kopieren"), ("es", "&Copiar"), ("fr", "Cop&ier"), ("en", "&Copy")],
)
def test_the_menu_of_a_text_field_is_in_the_language(qapp, code, words):
    for chosen in ("fr", code):
        speak(qapp, chosen)
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy") == words
    assert QLocale().name()[:2] == code
    assert len(qapp.findChildren(QTranslator)) == (code != "en")


@pytest.mark.parametrize(
    ("preferred", "code"),
    [
        (["de-AT", "en-GB"], "de"),
        (["pt-BR", "es-419"], "es"),
        (["ja"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_language_of_the_computer_is_the_first_that_the_program_knows(
    monkeypatch, preferred, code
):
    class System(QLocale):
        def uiLanguages(self):
            return preferred

    monkeypatch.setattr(QLocale, "system", System)
    assert language_of("system") == code
    assert language_of("fr") == "fr"
    assert language_of("tlh") == code


def test_the_habits_of_a_country_hold_where_its_language_is_spoken(monkeypatch, qapp):
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_AT"))
    speak(qapp, "de")
    assert QLocale().name() == "de_AT"
    speak(qapp, "system")
    assert of_screen().language == "de"
    speak(qapp, "fr")
    assert QLocale().name() == "fr_FR"
    use("en")
