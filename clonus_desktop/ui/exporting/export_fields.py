"""What is asked about an export: which exams, which marks of persons, which files."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from clonus_desktop.casebook.exporting import Format, Mode, formats_of
from clonus_desktop.domain.dates import parse_date
from clonus_desktop.language import _, as_english
from clonus_desktop.ui.widgets.choice_flow import ChoiceFlow
from clonus_desktop.ui.widgets.form_fields import DateBoxes, Described, Field

ALL, SOME = "all", "some"
WITH_CODES = {Format.NDJSON, Format.FHIR}
"""What names findings by codes of other vocabularies as well."""
SNOMED = "snomed"


class DayField(Field):
    """A day that may be left empty."""

    def __init__(self, label: str, *, hint: str, today: date) -> None:
        self.boxes = DateBoxes(label)
        self._today = today
        super().__init__(label, self.boxes, hint=hint)

    @property
    def day(self) -> date | None:
        """What was typed; None when nothing was, or no day."""
        return parse_date(as_english("-".join(self.boxes.texts)), today=self._today)

    @property
    def is_wrong(self) -> bool:
        """True when something was typed that is no day."""
        return any(self.boxes.texts) and self.day is None


class ScopeField(Field):
    """All exams, or those of some days.

    Signals:
        changed: The other was chosen.
    """

    changed = Signal()

    def __init__(self, *, of_one: bool) -> None:
        all_words = _("All exams of this patient") if of_one else _("All exams")
        label = _("Exams")
        self.choice = ChoiceFlow([(ALL, all_words), (SOME, _("Exams of some days"))], label)
        super().__init__(label, self.choice)
        self.choice.chosen.connect(lambda _key: self.changed.emit())

    @property
    def is_some(self) -> bool:
        """True when only some days are asked for."""
        return self.choice.choice == SOME


class MarksField(Field):
    """With names, or without them in one of two ways; says what is left out.

    Signals:
        changed: Another was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        label = _("Names")
        choices = [
            (Mode.IDENTIFIED, _("With names")),
            (Mode.LIMITED, _("Without names, days moved")),
            (Mode.SAFE_HARBOR, _("Without names and days")),
        ]
        self.choice = ChoiceFlow(choices, label)
        super().__init__(label, self.choice, hint=_hints()[Mode.IDENTIFIED])
        self.choice.chosen.connect(lambda _key: self._show())

    @property
    def mode(self) -> Mode:
        """Which is chosen."""
        return Mode(self.choice.choice)

    def _show(self) -> None:
        self.show_hint(_hints()[self.mode])
        self.changed.emit()


class FilesField(Field):
    """Which files are written.

    Attributes:
        boxes: By format.

    Signals:
        changed: Another was ticked, or one less.
    """

    changed = Signal()

    def __init__(self) -> None:
        self.boxes: dict[Format, QCheckBox] = {}
        self._parts: dict[Format, Described] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for one, (name, words) in _file_words().items():
            box = self.boxes[one] = QCheckBox(name)
            box.toggled.connect(lambda _on: self.changed.emit())
            part = self._parts[one] = Described(box, words)
            column.addWidget(part)
        super().__init__(_("Files"), inside)
        self.boxes[Format.SPREADSHEET].setChecked(True)
        inside.setFocusProxy(self.boxes[Format.SPREADSHEET])
        self.show_mode(Mode.IDENTIFIED)

    def show_mode(self, mode: Mode) -> None:
        """Offer what can be written in a mode, on this computer."""
        there = formats_of(mode)
        for one, part in self._parts.items():
            part.setVisible(one in there)

    def chosen(self, mode: Mode) -> tuple[Format, ...]:
        """What is ticked of what can be written."""
        return tuple(one for one in formats_of(mode) if self.boxes[one].isChecked())


class CodesField(Field):
    """Whether FHIR goes without the codes of SNOMED CT: our own codes are always there.

    Attributes:
        no_snomed: Ticked to leave them out.
    """

    def __init__(self) -> None:
        self.no_snomed = QCheckBox(_("Leave out SNOMED CT codes"))
        described = Described(self.no_snomed, _("SNOMED CT needs a licence in some countries."))
        super().__init__(_("Codes in FHIR"), described)
        described.setFocusProxy(self.no_snomed)

    def show_for(self, chosen: tuple[Format, ...]) -> None:
        """Ask only where files are chosen that hold such codes."""
        self.setVisible(bool(WITH_CODES.intersection(chosen)))

    def left_out(self, chosen: tuple[Format, ...]) -> tuple[str, ...]:
        """The vocabularies without which codes are written."""
        is_asked = bool(WITH_CODES.intersection(chosen))
        return (SNOMED,) if is_asked and self.no_snomed.isChecked() else ()


def _hints() -> dict[Mode, str]:
    return {
        Mode.IDENTIFIED: _(
            "The files tell who the patients are, and are not encrypted. Keep them where only "
            "those can read them who may."
        ),
        Mode.LIMITED: _(
            "A code in the place of each patient; all days of a patient are moved by the same "
            "secret number of days. Names, numbers, birth dates, words and examiners stay out."
        ),
        Mode.SAFE_HARBOR: _(
            "A code in the place of each patient; the year of the first visit, and days since. "
            "From 90 years on, only that. Names, numbers, birth dates, words and examiners stay "
            "out."
        ),
    }


def _file_words() -> dict[Format, tuple[str, str]]:
    return {
        Format.SPREADSHEET: (
            _("Table for spreadsheets"),
            _("One line for each place of each exam, also where nothing was tested."),
        ),
        Format.CSV: (
            _("Table for programs"),
            _("The same as plain CSV, such as for R, Python or a database."),
        ),
        Format.PARQUET: (
            _("Table for data warehouses"),
            _("The same as Parquet, which keeps the kind of each column."),
        ),
        Format.NDJSON: (
            _("FHIR resources"),
            _("One to a line, for servers that load many at once."),
        ),
        Format.FHIR: (
            _("FHIR transactions"),
            _("One for each patient, for a record system."),
        ),
        Format.RECORD: (
            _("Whole record"),
            _("With drafts and earlier versions, to be taken into a casebook again."),
        ),
    }
