"""Lists of patients from other programs: as CSV, or as FHIR Patient resources."""

from clonus_desktop.exchange.patients.entry import BadFile, Entry, Problem

__all__ = ["BadFile", "Entry", "Problem"]
