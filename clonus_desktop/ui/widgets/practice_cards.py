"""Cards of the settings that belong to the practice, and those that only tell."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop import __version__
from clonus_desktop.domain.practice import Practice
from clonus_desktop.domain.rules import Rule
from clonus_desktop.language import _
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import Described, Field, FieldsCard, TextLines
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.wordings import RuleText

LICENCES = (
    ("IBM Plex Sans", "OFL-1.1"),
    ("Lucide", "ISC"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("pyqtgraph, NumPy", "MIT, BSD-3-Clause"),
    ("SQLite, SQLCipher", "Public Domain, BSD-3-Clause"),
    ("typst", "Apache-2.0"),
    ("docxtpl", "LGPL-2.1"),
    ("python-docx, lxml, Jinja", "MIT, BSD-3-Clause"),
)


class RuleCard(FieldsCard):
    """The rule whose limit labels findings and plots.

    Signals:
        wanted: Id of the rule.
    """

    wanted = Signal(str)

    def __init__(self, rules: Sequence[Rule], texts: Mapping[str, RuleText]) -> None:
        super().__init__(_("Rule"))
        hint = _("Labels findings, plots and letters. What was signed keeps the rule it had.")
        self.fields.addWidget(plain_label(hint, role="muted", wrap=True))
        self.buttons: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        for rule in rules:
            button = self.buttons[rule.id] = QRadioButton(texts[rule.id].name)
            button.clicked.connect(lambda _on=False, rule=rule: self.wanted.emit(rule.id))
            group.addButton(button)
            self.fields.addWidget(_with_its_words(button, texts[rule.id]))

    def show_rule(self, rule_id: str) -> None:
        """Show which rule is chosen."""
        self.buttons[rule_id].setChecked(True)


class ClinicCard(FieldsCard):
    """Who signs, and under which letterhead.

    Signals:
        edited: A field was left or Save was pressed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("You and your clinic"))
        self.name, self.role, self.clinic = QLineEdit(), QLineEdit(), TextLines()
        self.save_button: Button = secondary_button(_("Save"), "save")
        self.status = plain_label("", role="saved")
        self._name_field = Field(_("Your name"), self.name, hint=_("Signs exams and letters."))
        role_hint = _("Stands under your name in a letter.")
        self._role_field = Field(_("Role"), self.role, hint=role_hint)
        self.fields.addWidget(self._name_field)
        self.fields.addWidget(self._role_field)
        self.fields.addWidget(
            Field(_("Letterhead"), self.clinic, hint=_("Stands at the top of a letter."))
        )
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.status, 1)
        self.fields.addLayout(row)
        self.name.editingFinished.connect(lambda: self.edited.emit())
        self.role.editingFinished.connect(lambda: self.edited.emit())
        self.clinic.left.connect(lambda: self.edited.emit())
        self.save_button.clicked.connect(lambda: self.edited.emit())
        self.arrange()

    def arrange(self) -> None:
        """Take the text size again."""
        self.clinic.show_lines(3)

    def show_practice(self, practice: Practice, *, has_clinicians: bool = False) -> None:
        """Show what is stored; where there are clinicians, each signs under an own profile."""
        self.title.setText(_("Your clinic") if has_clinicians else _("You and your clinic"))
        self.setAccessibleName(self.title.text())
        for field in (self._name_field, self._role_field):
            field.setVisible(not has_clinicians)
        self.name.setText(practice.examiner.name)
        self.role.setText(practice.examiner.role)
        self.clinic.setPlainText(practice.clinic)

    @property
    def typed(self) -> tuple[str, str, str]:
        """Name, role and letterhead as they stand there, without space around them."""
        clinic = "\n".join(line.rstrip() for line in self.clinic.toPlainText().splitlines())
        return (self.name.text().strip(), self.role.text().strip(), clinic.strip())


def data_card(path: str) -> tuple[Card, QLabel]:
    """Where the record lies, to be copied; gives the card and the label of the path."""
    card = Card(_("Data"))
    card.add(
        plain_label(
            _("The record, its keys and its backups are in the folder of this file:"), wrap=True
        )
    )
    where = plain_label(breakable_path(path), role="strong", wrap=True)
    flags = Qt.TextInteractionFlag.TextSelectableByMouse
    where.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    where.setAccessibleName(_("Path of the casebook: {path}").format(path=path))
    card.add(where)
    return card, where


class WayPart(QWidget):
    """A way in or out, on the card of the data: what goes along it, and the button.

    Signals:
        wanted: The button was pressed.
    """

    wanted = Signal()

    def __init__(self, words: str, button: Button) -> None:
        super().__init__()
        self.button = button
        self.button.clicked.connect(lambda: self.wanted.emit())
        line = Flow()
        line.add(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label(words, wrap=True))
        column.addWidget(line)


def import_part() -> WayPart:
    """The way in."""
    words = _(
        "Patients can be taken in from a list of another program, and patients with their "
        "exams from the export of another casebook."
    )
    return WayPart(words, secondary_button(_("Import patients…"), "file-down"))


def export_part() -> WayPart:
    """The way out."""
    words = _(
        "Findings can leave as tables, as FHIR resources, or as the whole record, with names "
        "or without. Each export is entered in the record of acts."
    )
    return WayPart(words, secondary_button(_("Export data…"), "download"))


def breakable_path(path: str) -> str:
    """The path as shown: it may wrap inside long names."""
    return breakable(path)


def about_card() -> Card:
    """Version and licences."""
    card = Card(_("About"))
    card.add(plain_label(_("Clonus Desktop {version}").format(version=__version__), role="strong"))
    words = _("It records and labels by a published limit. It does not diagnose.")
    card.add(plain_label(words, wrap=True))
    lines = "\n".join(f"{name}: {licence}" for name, licence in LICENCES)
    card.add(plain_label(lines, role="caption", wrap=True))
    return card


def _with_its_words(button: QRadioButton, text: RuleText) -> Described:
    source = _("Source: {source} Version\u00a0{version}.").format(
        source=text.source.full, version=text.version
    )
    return Described(button, text.wording, text.applies_to, source)
