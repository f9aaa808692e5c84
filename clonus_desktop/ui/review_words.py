"""An examination in words and pills, as it is reviewed and as it is signed."""

from clonus_desktop.casebook import findings, techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.dates import hour_and_minute, short_date
from clonus_desktop.ui.widgets.findings_matrix import Entry


def entries_of(book: Casebook, patient: Patient, examination: Examination) -> dict[Place, Entry]:
    """Each finding in full words, with how far it can be trusted beside it."""
    return {
        finding.place: Entry(
            finding=finding,
            pill=words.finding_words(book, finding),
            beside=_beside(book, examination, finding),
            place_words=words.place_words(book, finding.place, capital=True),
        )
        for finding in findings.findings_of(book, patient, examination)
    }


def _beside(book: Casebook, examination: Examination, finding: Finding) -> str:
    """How far a tapped count can be trusted, and what was stated on the technique."""
    technique = techniques.short_words(book, examination, finding.place)
    counted = (*words.tapping_words(book, finding), words.trials_words(book, finding))
    return "; ".join(filter(None, (", ".join(filter(None, counted)), technique)))


def when_words(examination: Examination) -> str:
    """ "Exam 23-Nov-2025 10:38–10:43"; of an amendment, only when the exam began."""
    started = examination.started_at
    said = _("Exam {date} {time}").format(
        date=short_date(started.date()), time=hour_and_minute(started)
    )
    ended = examination.ended_at
    # What an amendment holds was recorded when it was amended, not when it was examined.
    if ended is None or examination.revision > 1:
        return said
    return f"{said}–{hour_and_minute(ended)}"
