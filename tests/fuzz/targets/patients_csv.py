"""A list of patients as CSV, in whatever encoding."""

from datetime import date

from clonus_desktop.domain.patient import Patient
from clonus_desktop.exchange.patients import BadFile
from clonus_desktop.exchange.patients.birth_dates import DateOrder
from clonus_desktop.exchange.patients.columns import Column
from clonus_desktop.exchange.patients.csv_patients import Reading, entries_of, order_in
from clonus_desktop.exchange.patients.csv_table import read_table

SEEDS = (
    b'Surname,First name,DOB,Sex,No\nLund,Anna,11/01/1968,F,1\n"Ng, B",Bo,1968-01-11,M,2\n',
    "Nachname;Vorname;Geb.-Datum\nMüller;Jörg;3. März 1968\n".encode("cp1252"),
    "sep=|\r\nNOM|Prénom|Né(e) le\r\nLe Brun|Zoé|1er août 68\r\n".encode("utf-16"),
    "\ufeffApellidos\tNombre\tSexo\r'Ñu'\t'=\"7\"'\tH\r".encode(),
)
_TODAY = date(2026, 11, 25)


def parse(data: bytes) -> None:
    """Each row is a patient or says why not, on a line that the file has; or none is read."""
    try:
        table = read_table(data)
    except BadFile:
        return
    columns = {column: index for index, column in enumerate(Column) if index < table.width}
    found = order_in(table, columns)
    reading = Reading(columns=columns, order=found.order or DateOrder.DAY_FIRST, today=_TODAY)
    entries = list(entries_of(table, reading))
    assert len(entries) == len(table.rows)
    for entry in entries:
        assert isinstance(entry.patient, Patient) != bool(entry.problems)
        assert entry.named.isprintable()
        assert all(str(problem.message) for problem in entry.problems)
