"""What is recorded beside the six places: read, kept, and followed over the visits."""

from collections.abc import Sequence

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.casebook.findings import signed_visits
from clonus_desktop.domain.context import Context, blank_context, completed
from clonus_desktop.domain.drug_notes import DrugNote, drug_notes
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.statement import Topic
from clonus_desktop.report.context_words import context_paragraphs


def get(book: Casebook, examination: Examination) -> Context:
    """What was recorded, with every question of the form; nothing assessed where it was not."""
    stored = _stored(examination)
    if stored is None:
        return blank_context(book.context_form)
    return completed(stored, book.context_form)


def keep(book: Casebook, examination: Examination, context: Context, *, about: str = "") -> Change:
    """Keep the context as one act that can be undone; a blank one takes it back.

    Args:
        about: What has just been answered, as Undo names it.
    """
    content = context.to_content()
    return examinations.state_on(book, examination, Topic.CONTEXT, content, about=about)


def in_words(book: Casebook, examination: Examination) -> tuple[str, ...]:
    """The signs and the drugs as a letter tells them; empty when nothing was recorded."""
    return context_paragraphs(
        get(book, examination),
        book.context_form,
        examined_at=examination.started_at,
        words=book.words,
    )


def usual_scale(book: Casebook, examination: Examination) -> str:
    """The scale of reflexes at the visit before that tells one; empty without any."""
    for visit in signed_visits(book, examination.patient_id):
        stored = _stored(visit)
        if visit.started_at < examination.started_at and stored is not None and stored.scale:
            return stored.scale
    return ""


def drug_course(visits: Sequence[Examination]) -> tuple[DrugNote, ...]:
    """The antispastic drugs at the visits that tell them, oldest first.

    Args:
        visits: The signed examinations to follow, newest first.
    """
    return drug_notes((visit.started_at, visit.id, _stored(visit)) for visit in reversed(visits))


def _stored(examination: Examination) -> Context | None:
    content = examination.statement(Topic.CONTEXT)
    return Context.from_content(content) if content else None
