"""Data in: lists of patients from other programs, and the record of another casebook.

First a plan, which changes nothing and can be looked at; then the act, all of it or none. Both
are slow, take a path and a key, and are for a worker. While the act runs, nobody has the casebook
open; what it raises leaves it as it was.
"""

from clonus_desktop.casebook.importing.acting import SomeAreWrong, act
from clonus_desktop.casebook.importing.faults import (
    ImportCancelled,
    ImportOutdated,
    NotReadable,
)
from clonus_desktop.casebook.importing.items import (
    Decision,
    Decisions,
    Done,
    Item,
    Kind,
    Like,
    Plan,
    Verdict,
)
from clonus_desktop.casebook.importing.lists import (
    Choices,
    csv_entries,
    fhir_entries,
    first_choices,
    must_ask_order,
    order_found,
    plan_list,
    table_of,
)
from clonus_desktop.casebook.importing.records import plan_record
from clonus_desktop.casebook.importing.sources import ListFile, kind_of, read_list
from clonus_desktop.exchange.patients import BadFile, Entry, Problem
from clonus_desktop.exchange.patients.birth_dates import DateOrder, OrderFound
from clonus_desktop.exchange.patients.columns import Column
from clonus_desktop.exchange.patients.csv_table import DELIMITERS, Shape, Table
from clonus_desktop.exchange.patients.decoding import Encoding

__all__ = [
    "DELIMITERS",
    "BadFile",
    "Choices",
    "Column",
    "DateOrder",
    "Decision",
    "Decisions",
    "Done",
    "Encoding",
    "Entry",
    "ImportCancelled",
    "ImportOutdated",
    "Item",
    "Kind",
    "Like",
    "ListFile",
    "NotReadable",
    "OrderFound",
    "Plan",
    "Problem",
    "Shape",
    "SomeAreWrong",
    "Table",
    "Verdict",
    "act",
    "csv_entries",
    "fhir_entries",
    "first_choices",
    "kind_of",
    "must_ask_order",
    "order_found",
    "plan_list",
    "plan_record",
    "read_list",
    "table_of",
]
