"""Which language the screen speaks: the one that was chosen, or that of the computer."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from clonus_desktop import language

SYSTEM = "system"
CHOICES = (SYSTEM, *language.LANGUAGES)
"""What can be chosen: the language of the computer, or one by its code."""

_NAME = "words of Qt"


def language_of(choice: str) -> str:
    """The code of the language that a choice means; English where the program has none such."""
    if choice in language.LANGUAGES:
        return choice
    # The first that the program knows of those that the person prefers: "de-AT", "fr".
    preferred = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in preferred if code in language.LANGUAGES), "en")


def speak(app: QCoreApplication, choice: str) -> str:
    """Speak the language of a choice from now on, Qt's own words too; gives its code.

    What was written before stays as it was.
    """
    code = language_of(choice)
    language.use(code)
    QLocale.setDefault(_locale(code))
    _translate_qt(app, code)
    return code


def _locale(code: str) -> QLocale:
    system, own = QLocale.system(), QLocale(code)
    # With the habits of the country where the computer has the same language.
    return system if system.language() == own.language() else own


def _translate_qt(app: QCoreApplication, code: str) -> None:
    """Names of Qt's own buttons and menus, such as those of a text field."""
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
    if code == "en":
        return
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Where a distribution left the file out, Qt's few words stay English.
    if translator.load(f"qtbase_{code}", folder):
        app.installTranslator(translator)
