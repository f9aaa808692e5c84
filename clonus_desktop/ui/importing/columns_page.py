"""Which column of a list holds what, with the first rows as the record would show them."""

from dataclasses import replace
from datetime import date
from itertools import islice

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout

from clonus_desktop.casebook import importing
from clonus_desktop.casebook.importing import (
    DELIMITERS,
    BadFile,
    Choices,
    Column,
    DateOrder,
    Encoding,
    ListFile,
    Shape,
    Table,
)
from clonus_desktop.domain.record_number import Region
from clonus_desktop.language import _, ngettext, pgettext, say
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.importing.import_words import (
    column_labels,
    delimiter_words,
    encoding_words,
    order_words,
    patient_line,
)
from clonus_desktop.ui.patient_words import breakable, label_words
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.chooser import Chooser
from clonus_desktop.ui.widgets.form_fields import Described, Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all

_SHOWN_ROWS = 5
_NO_COLUMN = -1
_LONGEST_EXAMPLE = 40


class ColumnsPage(DoorPage):
    """Asks what is not certain: columns, order of dates, letters, delimiter.

    Args:
        file: The list.
        table: Its rows, as they are read at first.
        region: That checks the record numbers.
        today: No birth is after it.

    Attributes:
        table: The rows as they are read now.
        choices: How they are understood now.

    Signals:
        confirmed: Compare the list with the record.
    """

    confirmed = Signal()

    def __init__(self, file: ListFile, table: Table, *, region: Region, today: date) -> None:
        title = _("Which column holds what?")
        super().__init__("table", title, breakable(file.path.name), width=760)
        self._file, self._region, self._today = file, region, today
        self.table = table
        self.choices: Choices = importing.first_choices(self.table)
        self._found = importing.order_found(self.table, self.choices)
        self.read_as = plain_label("", role="muted", wrap=True)
        self.trouble = plain_label("", role="notice", wrap=True)
        self.columns = {column: Chooser() for column in Column}
        self._by_column = {c: Field(column_labels()[c], self.columns[c]) for c in Column}
        self.order = Chooser()
        self._order_field = Field(_("Dates of birth"), self.order)
        self.plain_numbers = QCheckBox(_("The numbers are of another kind"))
        self._plain = Described(
            self.plain_numbers,
            _("They are taken as they stand, and not checked as {label}.").format(
                label=label_words(region.number_label)
            ),
        )
        self.has_heading = QCheckBox(_("The first row names the columns"))
        self.encoding, self.delimiter = Chooser(), Chooser()
        self._preview = QVBoxLayout()
        self.compare = primary_button(_("Compare with the record"), "git-compare")
        self.cancel = secondary_button(_("Another file"), key_hint=_("Esc"))
        self._fill()
        self._connect()
        self._show_table()
        self.offer_back()

    def _fill(self) -> None:
        for part in (self.read_as, self.trouble):
            self.body.addWidget(part)
        self.trouble.hide()
        title = plain_label(_("The first rows, as they would be shown"), role="field", wrap=True)
        self.body.addWidget(title)
        self.body.addLayout(self._preview)
        for field in self._by_column.values():
            self.body.addWidget(field)
        self.body.addWidget(self._order_field)
        self.body.addWidget(self._plain)
        self._plain.setVisible(self._region.has_check)
        self.add_buttons(self.compare, self.cancel)
        self.body.addWidget(plain_label(_("How the file is read"), role="field"))
        self.body.addWidget(self.has_heading)
        self.body.addWidget(Field(pgettext("of a file", "Letters"), self.encoding))
        self.body.addWidget(Field(_("Between the columns"), self.delimiter))

    def _connect(self) -> None:
        self.encoding.fill([(one, encoding_words(one)) for one in Encoding], Encoding.UTF_8)
        self.delimiter.fill([(one, delimiter_words(one)) for one in DELIMITERS], ",")
        for chooser in self.columns.values():
            chooser.activated.connect(lambda _index: self._take_columns())
        self.order.activated.connect(lambda _index: self._take_order())
        self.plain_numbers.clicked.connect(lambda _on: self._take_columns())
        self.has_heading.clicked.connect(lambda _on: self._read_again())
        self.encoding.activated.connect(lambda _index: self._read_again())
        self.delimiter.activated.connect(lambda _index: self._read_again())
        self.compare.clicked.connect(self._confirm)
        self.cancel.clicked.connect(lambda: self.back_wanted.emit())

    # --- reading the file another way ---------------------------------------------------------

    def _read_again(self) -> None:
        shape = Shape(
            # Qt gives back the text that the member of an enumeration is.
            encoding=Encoding(self.encoding.currentData()),
            delimiter=self.delimiter.currentData(),
            has_heading=self.has_heading.isChecked(),
        )
        try:
            self.table = importing.table_of(self._file, shape)
        except BadFile as bad:
            self.trouble.setText(say(bad.message))
            self.trouble.show()
            self._show_shape()
            return
        self.trouble.hide()
        self.choices = importing.first_choices(self.table)
        self._show_table()

    def _show_table(self) -> None:
        self._show_shape()
        names = [(_NO_COLUMN, _("Not in the file")), *enumerate(self._column_names())]
        for column, chooser in self.columns.items():
            with QSignalBlocker(chooser):
                chooser.fill(names, self.choices.columns.get(column, _NO_COLUMN))
        self._show_choices()

    def _show_shape(self) -> None:
        table = self.table
        count = len(table.rows)
        said = ngettext(
            "{n} row, read as {encoding}.", "{n} rows, read as {encoding}.", count
        ).format(n=count, encoding=encoding_words(table.encoding))
        if not table.is_encoding_certain:
            said += " " + _("Look whether names with accents are right below.")
        self.read_as.setText(said)
        self.has_heading.setChecked(bool(table.heading))
        for chooser, value in ((self.encoding, table.encoding), (self.delimiter, table.delimiter)):
            chooser.setCurrentIndex(chooser.findData(value))

    def _column_names(self) -> list[str]:
        names = []
        for index in range(self.table.width):
            named = self.table.heading[index] if index < len(self.table.heading) else ""
            names.append(_short(named) or _("Column {n}").format(n=index + 1))
        return names

    # --- choosing -----------------------------------------------------------------------------

    def _take_columns(self) -> None:
        columns = {
            column: chooser.currentData()
            for column, chooser in self.columns.items()
            if chooser.currentData() != _NO_COLUMN
        }
        before = self.choices
        order = before.order
        if columns.get(Column.BORN_ON) != before.columns.get(Column.BORN_ON):
            order = importing.order_found(self.table, replace(before, columns=columns)).order
        self.choices = replace(
            before,
            columns=columns,
            order=order,
            are_numbers_plain=self.plain_numbers.isChecked(),
        )
        self._show_choices()

    def _take_order(self) -> None:
        chosen = self.order.currentData()
        order = None if chosen is None else DateOrder(chosen)
        self.choices = replace(self.choices, order=order)
        self._show_choices()

    def _show_choices(self) -> None:
        first = self.table.rows[0][1]
        for column, field in self._by_column.items():
            index = self.choices.columns.get(column)
            cell = first[index] if index is not None and index < len(first) else ""
            example = _("such as “{value}”").format(value=_short(cell)) if cell else ""
            field.show_hint(example)
            field.show_problem("")
        self._show_order()
        self._show_preview()

    def _show_order(self) -> None:
        found = self._found = importing.order_found(self.table, self.choices)
        self._order_field.setVisible(found.is_needed)
        orders = [(order, order_words(order)) for order in DateOrder]
        ask: list[tuple[object, str]] = (
            [(None, _("Not chosen yet"))] if self.choices.order is None else []
        )
        with QSignalBlocker(self.order):
            self.order.fill([*ask, *orders], self.choices.order)
        hint = ""
        if found.example:
            hint = _("“{value}” can mean two days.").format(value=found.example)
        if found.short_years:
            hint += " " + _("Years of two digits are taken as the latest ones that are past.")
        self._order_field.show_hint(hint.strip())
        self._order_field.show_problem("")

    @property
    def _must_ask_order(self) -> bool:
        return self._found.is_needed and self.choices.order is None

    def _show_preview(self) -> None:
        remove_all(self._preview)
        if self._must_ask_order:
            words = _("Choose first what stands first in the dates of birth.")
            self._preview.addWidget(plain_label(words, role="muted", wrap=True))
            return
        entries = importing.csv_entries(
            self.table, self.choices, region=self._region, today=self._today
        )
        for entry in islice(entries, _SHOWN_ROWS):
            self._preview.addWidget(self._row(entry))

    def _row(self, entry: importing.Entry) -> QLabel:
        if entry.patient is not None:
            return plain_label(patient_line(entry.patient, self._today), wrap=True)
        said = " ".join(say(problem.message) for problem in entry.problems)
        start = breakable(entry.named) or _("Line {n}").format(n=entry.where)
        return plain_label(f"{start}: {said}", role="error", wrap=True)

    # --- going on -----------------------------------------------------------------------------

    def _confirm(self) -> None:
        problems = {}
        if Column.FAMILY_NAME not in self.choices.columns:
            problems["family_name"] = _("Choose the column of the family name.")
        if self._must_ask_order:
            problems["order"] = _("Choose what stands first.")
        fields = {"family_name": self._by_column[Column.FAMILY_NAME], "order": self._order_field}
        for name, words in reversed(problems.items()):
            fields[name].show_problem(words)
            fields[name].editor.setFocus(Qt.FocusReason.TabFocusReason)
        if not problems:
            self.confirmed.emit()

    def focus_first(self) -> None:
        self.columns[Column.FAMILY_NAME].setFocus(Qt.FocusReason.OtherFocusReason)


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= _LONGEST_EXAMPLE else f"{one[: _LONGEST_EXAMPLE - 1]}…"
