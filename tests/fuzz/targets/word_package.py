"""A Word template that somebody chose, as the file that it is."""

from clonus_desktop.report.unusable import Unusable
from clonus_desktop.report.word_package import BODY, package_of
from tests.report.stationery_files import TEMPLATE, document, parts_of

_PARTS = parts_of(TEMPLATE)
SEEDS = (
    document({name: _PARTS[name] for name in ("[Content_Types].xml", BODY)}),
    document({"[Content_Types].xml": _PARTS["[Content_Types].xml"], BODY: b"<x/>"}),
)


def parse(data: bytes) -> None:
    """The parts of a document that runs and fetches nothing, or Unusable."""
    try:
        parts = package_of(data)
    except Unusable:
        return
    assert BODY in parts
