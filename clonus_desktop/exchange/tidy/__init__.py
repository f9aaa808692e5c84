"""Tidy rows: one for each place of each examination that stands, for tables and engines."""

from clonus_desktop.exchange.tidy.columns import Column, Kind, columns_of
from clonus_desktop.exchange.tidy.rows import Row, rows_of

__all__ = ["Column", "Kind", "Row", "columns_of", "rows_of"]
