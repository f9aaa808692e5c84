"""How a patient is named on paper: number, sex and other names as the practice calls them."""

from dataclasses import replace

from clonus_desktop.casebook import regions
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import Catalogue
from clonus_desktop.report.options import Naming


def naming_of(book: Casebook, patient: Patient, words: Catalogue) -> Naming:
    """What number and sex are called, and the other names of the patient.

    Args:
        words: The language in which the other names are told.
    """
    others = book.file.patients.merged_into([patient.id]).get(patient.id, ())
    return Naming(
        number_label=regions.number_label(patient),
        sex_label=regions.region_of_practice(book).sex_label,
        others=tuple(_labelled(other, words) for other in others),
    )


def _labelled(other: Patient, words: Catalogue) -> Patient:
    """Another name of the patient: its number says by itself which kind it is."""
    if not other.number:
        return other
    label = words.gettext(regions.number_label(other))
    return replace(other, number=f"{label} {regions.shown_number(other)}")


def numbered(patient: Patient) -> Patient:
    """The patient with the number as it is written: in its groups."""
    return replace(patient, number=regions.shown_number(patient))
