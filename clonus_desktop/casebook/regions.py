"""Record numbers in words: by the region that checked them, or as plain ones."""

from dataclasses import replace

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient, number_key
from clonus_desktop.domain.record_number import NO_REGION, Region

__all__ = [
    "checked",
    "choices",
    "number_label",
    "region_for",
    "region_of",
    "region_of_practice",
    "shown_number",
]


def choices() -> tuple[Region, ...]:
    """What the settings offer, that without a country first."""
    from clonus_desktop.regions import load_regions

    return load_regions()


def region_of(key: str) -> Region:
    """The region of a key; that without a country for "" and for one that is not installed."""
    if not key:
        return NO_REGION
    # Imported late: a list of plain numbers needs no file of a region before the first paint.
    from clonus_desktop.regions import region_of as region_in_file

    return region_in_file(key)


def region_of_practice(book: Casebook) -> Region:
    """The region that new numbers are checked by."""
    return region_of(book.practice.region)


def number_label(patient: Patient) -> str:
    """What stands before the patient's number, in English: by the check that it passed."""
    return region_of(patient.number_scheme).number_label


def shown_number(patient: Patient) -> str:
    """The patient's number in the groups of the region that checked it; may be empty."""
    return region_of(patient.number_scheme).grouped(patient.number)


def region_for(book: Casebook, number: str, *, stored: Patient | None) -> Region:
    """The region that a number is checked by: the practice's, or that which passed it before.

    Args:
        number: As it was typed.
        stored: The patient as the record holds it; None for a new one.
    """
    if stored is not None and stored.number_scheme and stored.number_key == number_key(number):
        return region_of(stored.number_scheme)
    return region_of_practice(book)


def checked(patient: Patient, region: Region, *, is_plain: bool = False) -> Patient:
    """The patient with the scheme of its number: the region's when it passes, else none.

    Args:
        is_plain: The clinician said that it is no number of the region.
    """
    passes = not is_plain and region.accepts(patient.number)
    return replace(patient, number_scheme=region.key if passes else "")
