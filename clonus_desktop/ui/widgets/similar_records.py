"""Records beside each other, field by field, with what differs emphasised."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.language import _
from clonus_desktop.ui.patient_words import born_words, breakable, number_words, sex_words
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class SimilarRecords(QWidget):
    """Two or more records to compare.

    Args:
        records: Those that are stored; each has a button.
        typed: What stands in the form, shown first; it has none.
        today: For the ages.
        stacked: Below each other, for narrow windows.
        open_words: What the buttons say.

    Signals:
        picked: The id of the record whose button was pressed.

    Attributes:
        buttons: The button of each stored record, by its id.
    """

    picked = Signal(int)

    def __init__(
        self,
        records: Sequence[Patient],
        *,
        typed: Patient | None,
        today: date,
        stacked: bool,
        open_words: str,
    ) -> None:
        super().__init__()
        self._typed = typed
        self._today = today
        self._records = tuple(records) if typed is None else (typed, *records)
        self._open_words = open_words
        self._rows = _rows(self._records, today)
        self.buttons: dict[int, Button] = {}
        if stacked:
            self._stack()
        else:
            self._stand_beside()

    def _stand_beside(self) -> None:
        grid = _grid(self)
        for column, record in enumerate(self._records, 1):
            if self._typed is not None:
                grid.addWidget(self._heading(record), 0, column)
            grid.setColumnStretch(column, 1)
        for row, (label, values) in enumerate(self._rows.items(), 1):
            grid.addWidget(plain_label(label, role="caption"), row, 0)
            for column, value in enumerate(values, 1):
                grid.addWidget(self._value(value, values), row, column)
        for column, record in enumerate(self._records, 1):
            if record is not self._typed:
                grid.addWidget(self._button(record), len(self._rows) + 1, column)

    def _stack(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        for index, record in enumerate(self._records):
            part = QWidget()
            grid = _grid(part)
            if self._typed is not None:
                grid.addWidget(self._heading(record), 0, 0, 1, 2)
            grid.setColumnStretch(1, 1)
            for row, (label, values) in enumerate(self._rows.items(), 1):
                grid.addWidget(plain_label(label, role="caption"), row, 0)
                grid.addWidget(self._value(values[index], values), row, 1)
            if record is not self._typed:
                grid.addWidget(self._button(record), len(self._rows) + 1, 0, 1, 2)
            column.addWidget(part)

    def _value(self, value: str, values: tuple[str, ...]) -> QLabel:
        """The value; bold and marked where it differs, so that colour is not needed.

        Beside typed words a record's value is held against those, else against all others. What
        nobody entered contradicts nothing.
        """
        against = values[:1] if self._typed is not None else values
        differs = bool(value) and any(other and other != value for other in against)
        shown = breakable(value) if value else _("Not entered")
        label = plain_label(shown, role="differs" if differs else "same", wrap=True)
        if differs:
            label.setAccessibleName(_("{value} (differs)").format(value=shown))
        return label

    def _heading(self, record: Patient) -> QLabel:
        words = _("What you typed") if record is self._typed else _("In the record")
        return plain_label(words, role="strong")

    def _button(self, record: Patient) -> Button:
        button = secondary_button(self._open_words)
        button.setAccessibleName(
            _("{action}: {name}, born {date}").format(
                action=self._open_words,
                name=record.formal_name,
                date=born_words(record, self._today),
            )
        )
        button.clicked.connect(lambda: self.picked.emit(record.id))
        self.buttons[record.id] = button
        return button


def _rows(records: tuple[Patient, ...], today: date) -> Mapping[str, tuple[str, ...]]:
    fields: dict[str, Callable[[Patient], str]] = {
        _("Family name"): lambda record: record.family_name.upper(),
        _("Given name"): lambda record: record.given_name,
        _("Title"): lambda record: record.title,
        _("Preferred name"): lambda record: record.preferred_name,
        _("Born"): lambda record: born_words(record, today) if record.born_on else "",
        _("Sex"): lambda record: "" if record.sex is Sex.UNKNOWN else sex_words(record.sex),
        _("Record No."): _number,
        _("Known conditions"): lambda record: " ".join(record.known_conditions.split()),
    }
    rows = {label: tuple(value(record) for record in records) for label, value in fields.items()}
    return {label: values for label, values in rows.items() if any(values)}


def _number(record: Patient) -> str:
    # Beside a plain one, a number that a region checked says which kind it is.
    return number_words(record) if record.number_scheme else record.number


def _grid(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    return grid
